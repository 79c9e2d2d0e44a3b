package daftar.readmodel;

import daftar.messages.Event;
import daftar.messages.Meta;
import daftar.messages.NothingChanged;
import daftar.messages.Recorded;
import daftar.messages.file.FileVisibility;
import daftar.messages.ticket.TicketEvent.*;
import daftar.readmodel.TimelineEntry.Change;
import daftar.readmodel.TimelineEntry.Step;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The documents that an event gives besides that of its ticket. Pure. */
public final class Derivation {

    /** What a line of the timeline shows the change of. */
    private static final Map<String, Function<TicketDocument, @Nullable Object>> SHOWN = new LinkedHashMap<>();

    static {
        SHOWN.put("status", TicketDocument::status);
        SHOWN.put("stage", TicketDocument::stage);
        SHOWN.put("assignees", TicketDocument::assignees);
        SHOWN.put("team", TicketDocument::team);
        SHOWN.put("vendor", TicketDocument::vendor);
        SHOWN.put("owner", TicketDocument::owner);
        SHOWN.put("holdReason", TicketDocument::holdReason);
        SHOWN.put("holdUntil", TicketDocument::holdUntil);
        SHOWN.put("type", TicketDocument::type);
        SHOWN.put("category", TicketDocument::category);
        SHOWN.put("service", TicketDocument::service);
        SHOWN.put("symptom", TicketDocument::symptom);
        SHOWN.put("location", TicketDocument::location);
        SHOWN.put("impact", TicketDocument::impact);
        SHOWN.put("urgency", TicketDocument::urgency);
        SHOWN.put("priority", TicketDocument::priority);
        SHOWN.put("responseDueAt", TicketDocument::responseDueAt);
        SHOWN.put("resolutionDueAt", TicketDocument::resolutionDueAt);
        SHOWN.put("observers", TicketDocument::observers);
        SHOWN.put("escalationLevel", TicketDocument::escalationLevel);
        SHOWN.put("mergedInto", TicketDocument::mergedInto);
    }

    private Derivation() {}

    /**
     * The documents of an event besides that of its stream; none for an event that is in the document already.
     *
     * @param before the stream's document before the event; null for its first
     * @param after after it, as {@link StreamDocument#evolve} gives it
     */
    public static List<Document> derive(@Nullable StreamDocument before, Recorded recorded, StreamDocument after) {
        return switch (after) {
            case TicketDocument ticket -> derive((TicketDocument) before, recorded, ticket);
            case ArticleDocument article ->
                before == null
                        ? List.of(new NumberDocument(article.number(), article.id(), article.version()))
                        : List.of();
            case DeflectionDocument deflection -> List.of();
        };
    }

    /** {@link #derive(TicketDocument, Recorded, TicketDocument)} with the fold done here. */
    public static List<Document> derive(@Nullable TicketDocument before, Recorded recorded) {
        return derive(before, recorded, TicketDocument.evolve(before, recorded));
    }

    /**
     * The timeline, assignment, work and number documents of an event; none for an event that is in the document already.
     *
     * @param before the ticket before the event; null for its first
     * @param recorded the event, its texts opened
     * @param after the ticket after it, as {@link TicketDocument#evolve} gives it
     */
    public static List<Document> derive(@Nullable TicketDocument before, Recorded recorded, TicketDocument after) {
        if (before != null && recorded.revision() <= before.revision()) {
            return List.of();
        }
        List<Document> documents = new ArrayList<>(4);
        documents.add(line(before, recorded, after));
        assignments(before, after, documents);
        switch (recorded.event()) {
            case TicketRaised raised -> {
                documents.add(new NumberDocument(raised.number(), after.id(), after.version()));
                if (raised.externalRef() != null) {
                    documents.add(new NumberDocument(
                            NumberDocument.externalId(raised.externalRef()), after.id(), after.version()));
                }
            }
            case WorkLogged logged -> work(before, after, logged.entry(), documents);
            case WorkCorrected corrected -> work(before, after, corrected.entry(), documents);
            case CostApprovalAsked asked -> work(before, after, asked.entry(), documents);
            case CostApprovalAskedAgain again -> work(before, after, again.entry(), documents);
            case CostApproved approved -> work(before, after, approved.entry(), documents);
            case CostDeclined declined -> work(before, after, declined.entry(), documents);
            default -> {
                if (before != null && !new TicketDraft(after).sameReach(before)) {
                    for (WorkEntry work : after.work()) {
                        work(before, after, work.entry(), documents);
                    }
                }
            }
        }
        return documents;
    }

    /** The entry as it is, and as it was where there was one. */
    private static void work(
            @Nullable TicketDocument before, TicketDocument after, String entry, List<Document> documents) {
        WorkEntry was = before == null ? null : find(before, entry);
        if (before != null && was != null) {
            documents.add(WorkDocument.until(after.updatedAt(), after.version(), before, was));
        }
        WorkEntry is = find(after, entry);
        if (is != null) {
            documents.add(WorkDocument.of(after, is));
        }
    }

    private static @Nullable WorkEntry find(TicketDocument ticket, String entry) {
        for (WorkEntry work : ticket.work()) {
            if (work.entry().equals(entry)) {
                return work;
            }
        }
        return null;
    }

    private static void assignments(@Nullable TicketDocument before, TicketDocument after, List<Document> documents) {
        if (before != null && !began(before, after)) {
            return;
        }
        List<AssignmentDocument> opened = AssignmentDocument.open(after);
        if (before != null) {
            for (AssignmentDocument old : AssignmentDocument.open(before)) {
                if (opened.stream().noneMatch(next -> next.id().equals(old.id()))) {
                    documents.add(old.closed(after.version(), after.intervalFrom()));
                }
            }
        }
        documents.addAll(opened);
    }

    /** Whether other intervals began; they may have begun in the same millisecond as those before. */
    private static boolean began(TicketDocument before, TicketDocument after) {
        return !before.intervalFrom().equals(after.intervalFrom()) || !new TicketDraft(after).sameLoad(before);
    }

    private static TimelineEntry line(@Nullable TicketDocument before, Recorded recorded, TicketDocument after) {
        Event event = recorded.event();
        Said said = Said.of(event, after.assignees().contains(after.requester()));
        Long stageMillis = before != null && before.stage() != null && event instanceof StageEntered
                ? millis(before.stageFrom(), after.stageFrom())
                : null;
        return new TimelineEntry(
                after.id() + "/" + recorded.revision(),
                after.version(),
                after.id(),
                after.number(),
                recorded.revision(),
                recorded.position(),
                recorded.eventId(),
                event.getClass().getSimpleName(),
                recorded.occurredAt(),
                recorded.recordedAt(),
                recorded.actor(),
                recorded.metadata().get(Meta.ACTOR_ROLE),
                recorded.metadata().get(Meta.ON_BEHALF_OF),
                recorded.metadata().get(Meta.CAUSE),
                recorded.metadata().get(Meta.CLIENT),
                recorded.commandId(),
                after.stage(),
                after.stageKind(),
                after.status(),
                after.assignees(),
                after.team(),
                after.vendor(),
                after.priority(),
                internal(event, after),
                said.open(),
                said.internal(),
                said.redacted(),
                Facts.of(event),
                changes(before, after),
                before == null || before.stepFrom().equals(after.stepFrom()) ? null : step(before, after.stepFrom()),
                stageMillis);
    }

    private static Step step(TicketDocument before, Instant to) {
        return new Step(
                before.stage(),
                before.stageKind(),
                before.status(),
                before.assignees(),
                before.team(),
                before.vendor(),
                before.stepFrom(),
                to,
                millis(before.stepFrom(), to));
    }

    private static long millis(Instant from, Instant to) {
        return Duration.between(from, to).toMillis();
    }

    private static boolean internal(Event event, TicketDocument ticket) {
        return switch (event) {
            case NothingChanged e -> true;
            case WorkNoteAdded e -> true;
            case WorkLogged e -> true;
            case WorkCorrected e -> true;
            case TicketMadeConfidential e -> true;
            case ConfidentialityLifted e -> true;
            case TicketDepartmentChanged e -> true;
            case MajorIncidentUpdateMissed e -> true;
            case TimerStarted e -> true;
            case TimerStopped e -> true;
            case TimerDiscarded e -> true;
            case TimerForgotten e -> true;
            case CostApprovalAsked e -> true;
            case CostApprovalAskedAgain e -> true;
            case CostApproved e -> true;
            case CostDeclined e -> true;
            case StageOverdueNoted e -> true;
            case FileAttached e -> e.visibility() == FileVisibility.INTERNAL;
            case TicketAbsorbed e -> true;
            case TicketReleased e -> true;
            case ContactLogged e -> !e.person().equals(ticket.requester());
            default -> false;
        };
    }

    private static List<Change> changes(@Nullable TicketDocument before, TicketDocument after) {
        List<Change> changes = new ArrayList<>(4);
        SHOWN.forEach((field, value) -> {
            Object old = before == null ? null : value.apply(before);
            Object now = value.apply(after);
            if (!Objects.equals(old, now)) {
                String was = show(old);
                String is = show(now);
                if (!Objects.equals(was, is)) {
                    changes.add(new Change(field, was, is));
                }
            }
        });
        return changes;
    }

    private static @Nullable String show(@Nullable Object value) {
        return switch (value) {
            case null -> null;
            case List<?> list ->
                list.isEmpty()
                        ? null
                        : String.join(", ", list.stream().map(String::valueOf).toList());
            case Integer zero when zero == 0 -> null;
            default -> value.toString();
        };
    }
}
