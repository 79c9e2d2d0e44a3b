package daftar.query;

import daftar.messages.Actor;
import daftar.messages.query.RelatedView;
import daftar.messages.query.RelatedView.Major;
import daftar.messages.query.RelatedView.Update;
import daftar.messages.query.RelatedView.Workaround;
import daftar.messages.ticket.LinkKind;
import daftar.messages.ticket.Status;
import daftar.query.Visibility.Level;
import daftar.readmodel.DocumentJson;
import daftar.readmodel.ReadModel;
import daftar.readmodel.Relations;
import daftar.readmodel.TicketDocument;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What a ticket's problems and its major incident have to say to it, read from theirs when it is read: so it is there at
 * once, and gone with them. Of a confidential one nothing is told to who may not see it; of the others the workaround and
 * the updates, which were written for all concerned, and nothing else.
 */
final class RelatedTickets {

    /** How long it may take until a child of a major incident is known as such. */
    private static final Duration REMEMBERED = Duration.ofSeconds(1);

    private static final int MOST_MAJORS = 100;

    static final List<String> LIVING = Arrays.stream(Status.values())
            .filter(status -> !status.isEnd())
            .map(Status::name)
            .toList();

    private final ReadSide readSide;
    private volatile Parents parents = new Parents(null, Map.of());

    RelatedTickets(ReadSide readSide) {
        this.readSide = readSide;
    }

    /** @param of child → the major incidents that name it; there are few, most often none */
    private record Parents(@Nullable Long readAt, Map<String, Set<String>> of) {}

    /** Null for nothing. @param level how much the caller may know of this ticket */
    @Nullable RelatedView of(TicketDocument ticket, Level level, Actor actor, Instant now) {
        RelatedView own = own(ticket, level, now);
        if (level == Level.KNOWLEDGE) {
            return own;
        }
        Set<String> causes = linked(ticket, LinkKind.CAUSED_BY);
        Set<String> above = linked(ticket, LinkKind.CHILD_OF);
        above.addAll(parents().getOrDefault(ticket.id(), Set.of()));
        Set<String> all = new HashSet<>(causes);
        all.addAll(above);
        if (all.isEmpty()) {
            return own;
        }
        Visibility visibility = readSide.visibilityOf(actor);
        List<Workaround> workarounds = new ArrayList<>(own == null ? List.of() : own.workarounds());
        Major major = own == null ? null : own.majorIncident();
        for (JsonNode found : readSide.elastic().get(readSide.alias(ReadModel.TICKETS), List.copyOf(all))) {
            TicketDocument other = DocumentJson.reader(TicketDocument.class).readValue(found.path("_source"));
            boolean visible = visibility.levelOf(TicketViews.subject(other)) != null;
            if (other.confidential() && !visible) {
                continue;
            }
            String number = visible && level == Level.INTERNAL ? other.number() : null;
            if (causes.contains(other.id())) {
                workarounds.addAll(workarounds(other, number));
            }
            if (above.contains(other.id())
                    && other.relations().majorIncident()
                    && !other.status().isEnd()
                    && major == null) {
                major = major(other, number, false, now);
            }
        }
        return workarounds.isEmpty() && major == null ? null : new RelatedView(workarounds, major);
    }

    /** What the ticket alone says. */
    static @Nullable RelatedView own(TicketDocument ticket, Level level, Instant now) {
        if (level == Level.KNOWLEDGE) {
            return null;
        }
        List<Workaround> workarounds = workarounds(ticket, null);
        Major major = major(ticket, null, level == Level.INTERNAL, now);
        return workarounds.isEmpty() && major == null ? null : new RelatedView(workarounds, major);
    }

    private static List<Workaround> workarounds(TicketDocument problem, @Nullable String number) {
        Relations.Workaround workaround = problem.relations().workaround();
        return workaround == null || workaround.text() == null
                ? List.of()
                : List.of(new Workaround(
                        workaround.text(),
                        workaround.knownError(),
                        workaround.at(),
                        problem.resolvedAt() != null,
                        number));
    }

    private static @Nullable Major major(
            TicketDocument ticket, @Nullable String number, boolean internal, Instant now) {
        Relations.Major major = ticket.relations().major();
        if (major == null) {
            return null;
        }
        Instant due = ticket.relations().updateDueAt();
        return new Major(
                number,
                major.title(),
                major.declaredAt(),
                major.updateEveryMinutes(),
                major.updates().reversed().stream()
                        .map(each -> new Update(each.number(), each.at(), each.text()))
                        .toList(),
                due,
                due != null && !due.isAfter(now),
                major.services(),
                internal ? major.reason() : null,
                internal ? major.departments() : null,
                major.stoodDownAt());
    }

    private static Set<String> linked(TicketDocument ticket, LinkKind kind) {
        Set<String> others = new HashSet<>();
        for (TicketDocument.Link link : ticket.links()) {
            if (link.kind() == kind) {
                others.add(link.other());
            }
        }
        return others;
    }

    private Map<String, Set<String>> parents() {
        Parents known = parents;
        long now = System.nanoTime();
        if (known.readAt() == null || now - known.readAt() > REMEMBERED.toNanos()) {
            known = new Parents(now, readParents());
            parents = known;
        }
        return known.of();
    }

    private Map<String, Set<String>> readParents() {
        JsonNode found = readSide.elastic()
                .search(
                        readSide.alias(ReadModel.TICKETS),
                        "majors",
                        Map.of(
                                "size",
                                MOST_MAJORS,
                                "_source",
                                List.of("id", "links"),
                                "track_total_hits",
                                false,
                                "query",
                                Json.all(List.of(
                                        Map.of("term", Map.of("relations.majorIncident", true)),
                                        Json.terms("status", LIVING)))));
        Map<String, Set<String>> parents = new HashMap<>();
        for (JsonNode hit : found.path("hits").path("hits")) {
            JsonNode source = hit.path("_source");
            for (JsonNode link : source.path("links")) {
                if (link.path("kind").asString().equals(LinkKind.PARENT_OF.name())) {
                    parents.computeIfAbsent(link.path("other").asString(), none -> new HashSet<>())
                            .add(source.path("id").asString());
                }
            }
        }
        return parents;
    }
}
