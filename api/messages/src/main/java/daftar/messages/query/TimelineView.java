package daftar.messages.query;

import daftar.messages.ticket.Status;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What happened to a ticket, step by step, and who had it for how long.
 *
 * @param version the revision of the ticket's last event
 * @param steps in the order of the register; of the requester's side without what is internal
 * @param referrals who passed it to whom, and why, in order
 * @param stays the times between changes of stage, status or holder, in order, without gaps
 */
public record TimelineView(
        String ticket,
        String number,
        long version,
        List<Step> steps,
        List<Referral> referrals,
        List<Stay> stays,
        boolean stale)
        implements Answer {

    /**
     * One event.
     *
     * @param type the event's stable name
     * @param at business time
     * @param took the time since the step before, of those shown
     * @param actor null where Daftar acted by itself
     * @param onBehalfOf in whose name the actor acted; null for the own
     * @param internal whether it is the desk's business alone
     * @param status of the ticket after it; {@code stage} and {@code holder} too
     * @param texts what was said and the requester may read
     * @param internalTexts what was said for the desk only
     * @param redacted whether something that was said is no longer readable
     * @param facts what else the event says, by name
     * @param changes what it changed of the ticket
     */
    public record Step(
            long revision,
            String type,
            Instant at,
            Duration took,
            @Nullable Named actor,
            @Nullable Named onBehalfOf,
            boolean internal,
            Status status,
            @Nullable String stage,
            TicketView.Held holder,
            List<String> texts,
            List<String> internalTexts,
            boolean redacted,
            Map<String, String> facts,
            List<Change> changes) {}

    /**
     * A link in the chain of those who had it.
     *
     * @param kind ASSIGNED, REFERRED, RETURNED, ESCALATED or HANDED_OVER
     * @param by null where Daftar did it by itself
     * @param to the leading one first, then the helpers
     * @param reason for the desk only; null where none was given
     * @param held how long they had it while it was open, until it was passed on or now
     */
    public record Referral(
            String kind,
            Instant at,
            @Nullable Named by,
            TicketView.Held from,
            TicketView.Held to,
            @Nullable String reason,
            Duration held) {}

    /** @param before null for nothing @param after null for nothing */
    public record Change(
            String field, @Nullable String before, @Nullable String after) {}

    /**
     * A time in one stage and status with one holder.
     *
     * @param to null while it lasts
     * @param took up to now while it lasts
     */
    public record Stay(
            @Nullable String stage,
            Status status,
            TicketView.Held holder,
            Instant from,
            @Nullable Instant to,
            Duration took) {}
}
