package daftar.readmodel;

import daftar.messages.ticket.Priority;
import daftar.messages.ticket.Status;
import daftar.messages.workflow.StageKind;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An event as a line of the ticket's history. Stage, status and holder are those after the event.
 *
 * @param id ticket and revision
 * @param event the event's stable name, e.g. {@code TicketResolved}
 * @param occurredAt business time; {@code recordedAt} is the store's
 * @param actorRole the role or relation by which it was allowed; null where the log does not say
 * @param onBehalfOf in whose name it was done; null for the actor's own
 * @param cause command, rule, clock or mail; {@code client} is through what it came
 * @param priority after the event; null before triage
 * @param internal whether the line as a whole is the desk's business alone: work notes, work entries, contacts with others
 *     than the requester
 * @param publicTexts what was said that the requester may read
 * @param internalTexts what was said that only the desk may read
 * @param redacted whether something that was said is no longer readable
 * @param facts what else the event says, by the names of its fields; never texts
 * @param changes what it changed of the ticket, in full
 * @param step the step that it ended: how long it took and who had it; null where it ended none
 * @param stageMillis where it ended a stage, how long the whole stage took; null otherwise
 */
public record TimelineEntry(
        String id,
        long version,
        String ticket,
        String number,
        long revision,
        long position,
        UUID eventId,
        String event,
        Instant occurredAt,
        Instant recordedAt,
        String actor,
        @Nullable String actorRole,
        @Nullable String onBehalfOf,
        @Nullable String cause,
        @Nullable String client,
        @Nullable String commandId,
        @Nullable String stage,
        @Nullable StageKind stageKind,
        Status status,
        List<String> assignees,
        @Nullable String team,
        @Nullable String vendor,
        @Nullable Priority priority,
        boolean internal,
        List<String> publicTexts,
        List<String> internalTexts,
        boolean redacted,
        Map<String, String> facts,
        List<Change> changes,
        @Nullable Step step,
        @Nullable Long stageMillis)
        implements Document {

    /** A field of the ticket before and after; null for empty, lists joined by {@code ", "}. */
    public record Change(
            String field, @Nullable String before, @Nullable String after) {}

    /** A time in which stage, status and holder stayed the same. @param millis how long, by business time */
    public record Step(
            @Nullable String stage,
            @Nullable StageKind stageKind,
            Status status,
            List<String> assignees,
            @Nullable String team,
            @Nullable String vendor,
            Instant from,
            Instant to,
            long millis) {}
}
