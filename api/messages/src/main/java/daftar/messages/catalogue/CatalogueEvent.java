package daftar.messages.catalogue;

import daftar.messages.Event;
import daftar.messages.catalogue.CatalogueEntry.Activity;
import daftar.messages.catalogue.CatalogueEntry.ReplyText;
import daftar.messages.catalogue.CatalogueEntry.RequestType;
import daftar.messages.catalogue.CatalogueEntry.Service;
import daftar.messages.catalogue.CatalogueEntry.TicketType;

/** What happened to the catalogue. From a definition on, the entry is as it says; each is the next version. */
public sealed interface CatalogueEvent extends Event {

    record TicketTypeDefined(TicketType type) implements CatalogueEvent {}

    record ServiceDefined(Service service) implements CatalogueEvent {}

    record RequestTypeDefined(RequestType requestType) implements CatalogueEvent {}

    record ActivityDefined(Activity activity) implements CatalogueEvent {}

    record ReplyTextDefined(ReplyText replyText) implements CatalogueEvent {}

    /** Priorities are decided so from now on; those that were decided stay. */
    record PriorityRulesSet(PriorityRules rules) implements CatalogueEvent {}

    /** It is not offered any more; what uses it stays as it is. */
    record CatalogueEntryRetired(EntryKind kind, String code) implements CatalogueEvent {}

    record CatalogueEntryRestored(EntryKind kind, String code) implements CatalogueEvent {}
}
