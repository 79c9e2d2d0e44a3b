package daftar.query;

import daftar.messages.Actor;
import daftar.messages.query.TimelineView;
import daftar.messages.query.TimelineView.Change;
import daftar.messages.query.TimelineView.Stay;
import daftar.messages.query.TimelineView.Step;
import daftar.query.Visibility.Level;
import daftar.readmodel.TicketDocument;
import daftar.readmodel.TimelineEntry;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What a caller sees of a ticket's timeline. Pure. */
final class Timelines {

    /** Events that concern the desk alone though nothing in them is a secret. */
    private static final Set<String> DESK_EVENTS = Set.of(
            "TicketLinked", "TicketUnlinked", "TicketEscalated", "MajorIncidentUpdateMissed", "StageOverdueNoted");

    /** The facts of an event that the requester may know; other names are the desk's. */
    private static final Set<String> PUBLIC_FACTS = Set.of(
            "channel",
            "language",
            "externalRef",
            "outcome",
            "completed",
            "dueAt",
            "approver",
            "assignee",
            "fromPeople",
            "fromTeam",
            "fromVendor",
            "toPeople",
            "toTeam",
            "toVendor",
            "direction",
            "person",
            "to",
            "number",
            "substitute",
            "reached",
            "byDesk",
            "code",
            "fix",
            "rating",
            "knownError",
            "update",
            "nextUpdateDueAt",
            "solvedAt",
            "reason",
            "files");

    private static final Set<String> DESK_CHANGES = Set.of("escalationLevel", "mergedInto");

    private Timelines() {}

    static TimelineView view(
            TicketDocument ticket, List<TimelineEntry> lines, Level level, Naming naming, Instant now, boolean stale) {
        boolean internal = level == Level.INTERNAL;
        List<Step> steps = new ArrayList<>(lines.size());
        Instant before = null;
        for (TimelineEntry line : lines) {
            if (internal || isPublic(line)) {
                Duration took = before == null ? Duration.ZERO : Duration.between(before, line.occurredAt());
                steps.add(step(line, took, internal, naming));
                before = line.occurredAt();
            }
        }
        return new TimelineView(
                ticket.id(),
                ticket.number(),
                ticket.revision(),
                steps,
                Referrals.of(ticket, lines, internal, naming, now),
                stays(ticket, lines, naming, now),
                stale);
    }

    /** Whether the requester may know of this line. */
    static boolean isPublic(TimelineEntry line) {
        return !line.internal() && !DESK_EVENTS.contains(line.event());
    }

    /** A line as who sees everything, or the requester, sees it. */
    static Step step(TimelineEntry line, Duration took, boolean internal, Naming naming) {
        return new Step(
                line.revision(),
                line.event(),
                line.occurredAt(),
                took,
                line.actor().equals(Actor.SYSTEM) ? null : naming.person(line.actor()),
                naming.personOrNull(line.onBehalfOf()),
                !isPublic(line),
                line.status(),
                line.stage(),
                naming.held(line.assignees(), line.team(), line.vendor()),
                line.publicTexts(),
                internal ? line.internalTexts() : List.of(),
                line.redacted(),
                facts(line, internal),
                line.changes().stream()
                        .filter(change -> internal || !DESK_CHANGES.contains(change.field()))
                        .map(change -> new Change(change.field(), change.before(), change.after()))
                        .toList());
    }

    private static Map<String, String> facts(TimelineEntry line, boolean internal) {
        Map<String, String> facts = new LinkedHashMap<>();
        line.facts().forEach((name, fact) -> {
            if (internal || PUBLIC_FACTS.contains(name)) {
                facts.put(name, fact);
            }
        });
        return facts;
    }

    private static List<Stay> stays(TicketDocument ticket, List<TimelineEntry> lines, Naming naming, Instant now) {
        List<Stay> stays = new ArrayList<>();
        for (TimelineEntry line : lines) {
            TimelineEntry.Step ended = line.step();
            // what began and ended with one request is no stay
            if (ended != null && ended.to().isAfter(ended.from())) {
                stays.add(new Stay(
                        ended.stage(),
                        ended.status(),
                        naming.held(ended.assignees(), ended.team(), ended.vendor()),
                        ended.from(),
                        ended.to(),
                        Duration.between(ended.from(), ended.to())));
            }
        }
        if (!ticket.status().isEnd()) {
            stays.add(new Stay(
                    ticket.stage(),
                    ticket.status(),
                    naming.held(ticket.holder()),
                    ticket.stepFrom(),
                    null,
                    Duration.between(ticket.stepFrom(), now.isBefore(ticket.stepFrom()) ? ticket.stepFrom() : now)));
        }
        return stays;
    }
}
