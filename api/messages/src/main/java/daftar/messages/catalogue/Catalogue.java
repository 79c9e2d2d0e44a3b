package daftar.messages.catalogue;

import daftar.messages.catalogue.CatalogueEntry.RequestType;
import daftar.messages.catalogue.CatalogueEntry.Service;
import daftar.messages.catalogue.CatalogueEvent.ActivityDefined;
import daftar.messages.catalogue.CatalogueEvent.CatalogueEntryRestored;
import daftar.messages.catalogue.CatalogueEvent.CatalogueEntryRetired;
import daftar.messages.catalogue.CatalogueEvent.PriorityRulesSet;
import daftar.messages.catalogue.CatalogueEvent.ReplyTextDefined;
import daftar.messages.catalogue.CatalogueEvent.RequestTypeDefined;
import daftar.messages.catalogue.CatalogueEvent.ServiceDefined;
import daftar.messages.catalogue.CatalogueEvent.TicketTypeDefined;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The whole catalogue at one moment: a fold over its events. Immutable.
 *
 * @param entries by kind and code, in their newest version; ticket types that come with Daftar are not among them until
 *     the organisation defines them
 * @param requestTypes code → version → request type, all that there ever were: a ticket keeps the one it was raised by
 * @param priorities how priorities are decided
 * @param prioritiesVersion how often that has been set; 0 while it is as it comes with Daftar
 */
public record Catalogue(
        Map<EntryKind, NavigableMap<String, Kept>> entries,
        NavigableMap<String, NavigableMap<Integer, RequestType>> requestTypes,
        PriorityRules priorities,
        int prioritiesVersion) {

    public static final Catalogue EMPTY =
            new Catalogue(Map.of(), Collections.emptyNavigableMap(), PriorityRules.USUAL, 0);

    /** @param version how often it has been defined, from 1; 0 for what comes with Daftar */
    public record Kept(CatalogueEntry entry, int version, boolean retired) {}

    /** The fold: pure. */
    public Catalogue after(CatalogueEvent event) {
        return switch (event) {
            case TicketTypeDefined e -> defined(e.type());
            case ServiceDefined e -> defined(e.service());
            case RequestTypeDefined e -> defined(e.requestType());
            case ActivityDefined e -> defined(e.activity());
            case ReplyTextDefined e -> defined(e.replyText());
            case PriorityRulesSet e -> new Catalogue(entries, requestTypes, e.rules(), prioritiesVersion + 1);
            case CatalogueEntryRetired e -> offered(e.kind(), e.code(), false);
            case CatalogueEntryRestored e -> offered(e.kind(), e.code(), true);
        };
    }

    private Catalogue defined(CatalogueEntry entry) {
        Kept before = entries.getOrDefault(entry.kind(), Collections.emptyNavigableMap())
                .get(entry.code());
        int version = before == null ? 1 : before.version() + 1;
        NavigableMap<String, NavigableMap<Integer, RequestType>> all = requestTypes;
        if (entry instanceof RequestType requestType) {
            NavigableMap<Integer, RequestType> versions =
                    new TreeMap<>(requestTypes.getOrDefault(entry.code(), Collections.emptyNavigableMap()));
            versions.put(version, requestType);
            NavigableMap<String, NavigableMap<Integer, RequestType>> more = new TreeMap<>(requestTypes);
            more.put(entry.code(), Collections.unmodifiableNavigableMap(versions));
            all = Collections.unmodifiableNavigableMap(more);
        }
        return new Catalogue(
                with(new Kept(entry, version, before != null && before.retired())), all, priorities, prioritiesVersion);
    }

    private Catalogue offered(EntryKind kind, String code, boolean offered) {
        Kept before = find(kind, code);
        return before == null
                ? this
                : new Catalogue(
                        with(new Kept(before.entry(), before.version(), !offered)),
                        requestTypes,
                        priorities,
                        prioritiesVersion);
    }

    private Map<EntryKind, NavigableMap<String, Kept>> with(Kept kept) {
        EntryKind kind = kept.entry().kind();
        NavigableMap<String, Kept> more = new TreeMap<>(entries.getOrDefault(kind, Collections.emptyNavigableMap()));
        more.put(kept.entry().code(), kept);
        Map<EntryKind, NavigableMap<String, Kept>> all = new EnumMap<>(EntryKind.class);
        all.putAll(entries);
        all.put(kind, Collections.unmodifiableNavigableMap(more));
        return Collections.unmodifiableMap(all);
    }

    /** The entry in its newest version, retired or not; null where there is none. */
    public @Nullable Kept find(EntryKind kind, String code) {
        Kept kept = entries.getOrDefault(kind, Collections.emptyNavigableMap()).get(code);
        return kept == null && kind == EntryKind.TICKET_TYPE ? ShippedTicketTypes.ALL.get(code) : kept;
    }

    /** Whether there is one that is not retired. */
    public boolean offers(EntryKind kind, String code) {
        Kept kept = find(kind, code);
        return kept != null && !kept.retired();
    }

    /** All of a kind, retired or not, by code. */
    public List<Kept> all(EntryKind kind) {
        NavigableMap<String, Kept> defined = entries.getOrDefault(kind, Collections.emptyNavigableMap());
        if (kind != EntryKind.TICKET_TYPE) {
            return List.copyOf(defined.values());
        }
        NavigableMap<String, Kept> all = new TreeMap<>(ShippedTicketTypes.ALL);
        all.putAll(defined);
        return List.copyOf(all.values());
    }

    /** The service in its newest version, retired or not; null where there is none. */
    public @Nullable Service service(String code) {
        Kept kept = find(EntryKind.SERVICE, code);
        return kept != null && kept.entry() instanceof Service service ? service : null;
    }

    /** The request type in its newest version, retired or not; null where there is none. */
    public @Nullable RequestType requestType(String code) {
        Kept kept = find(EntryKind.REQUEST_TYPE, code);
        return kept != null && kept.entry() instanceof RequestType requestType ? requestType : null;
    }

    /** The request type as it was in this version, or null. */
    public @Nullable RequestType requestType(String code, int version) {
        NavigableMap<Integer, RequestType> versions = requestTypes.get(code);
        return versions == null ? null : versions.get(version);
    }

    /** The request types that are offered and use the entry or workflow that this tells. */
    public List<String> requestTypesThat(java.util.function.Predicate<RequestType> uses) {
        return all(EntryKind.REQUEST_TYPE).stream()
                .filter(kept ->
                        !kept.retired() && kept.entry() instanceof RequestType requestType && uses.test(requestType))
                .map(kept -> kept.entry().code())
                .toList();
    }
}
