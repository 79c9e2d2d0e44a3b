package daftar.messages.audit;

import daftar.messages.query.Named;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What happened to a ticket, from its raising on.
 *
 * @param next the revision to ask from for more; null at the end
 */
public record TicketHistory(
        String ticket,
        String number,
        List<Happened> events,
        @Nullable Long next) {

    /**
     * An event, why it happened, and what it changed.
     *
     * @param type the event's stable name
     * @param occurredAt business time
     * @param recordedAt the store's own time
     * @param actor null for what Daftar did by itself
     * @param actorRole the role or relation by which it was allowed; null where the log does not say
     * @param client through what the actor came; null where the log does not say
     * @param because what it followed from, the nearest first
     * @param led what followed from it, outside of this ticket and within, in the order of the log
     * @param changes every field of the ticket that it changed
     */
    public record Happened(
            long revision,
            long position,
            UUID eventId,
            String type,
            Instant occurredAt,
            Instant recordedAt,
            @Nullable Named actor,
            @Nullable String actorRole,
            @Nullable Named onBehalfOf,
            @Nullable String client,
            Cause cause,
            List<Linked> because,
            List<Linked> led,
            List<Change> changes) {}

    /**
     * What caused an event at once.
     *
     * @param kind {@code command}, {@code clock}, {@code mail} or {@code rule:…}; null where the log does not say
     * @param commandId all events of one command share it
     * @param correlation all that one request, or one mail, caused shares it
     */
    public record Cause(
            @Nullable String kind,
            @Nullable String commandId,
            @Nullable String correlation) {}

    /** Another event of the log. @param how the ground on which the two belong together */
    public record Linked(String stream, long revision, String type, Instant occurredAt, How how) {}

    /** Why two events belong together. */
    public enum How {
        /** One command caused both, in one append. */
        SAME_COMMAND,
        /** One request, bulk or mail caused both, by several commands. */
        SAME_REQUEST,
        /** A letter about the event, and what became of it. */
        LETTER
    }

    /**
     * A field of the ticket before and after, in full. Of a list before holds what went and after what came, unless only its
     * order changed. People and teams are told by id and name.
     *
     * @param field its name in the API, a path such as {@code sla.broken}
     * @param label the same in English words
     * @param before null for empty
     * @param after null for empty
     */
    public record Change(
            String field,
            String label,
            @Nullable Object before,
            @Nullable Object after) {}
}
