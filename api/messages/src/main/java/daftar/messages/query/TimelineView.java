package daftar.messages.query;

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
 * @param stays the times between changes of stage, status or holder, in order, without gaps
 */
public record TimelineView(
        String ticket, String number, long version, List<Step> steps, List<Stay> stays, boolean stale)
        implements Answer {

    /**
     * One event.
     *
     * @param type the event's stable name
     * @param at business time
     * @param took the time since the step before
     * @param actor null where Daftar acted by itself, or where the caller may not know
     * @param text what was typed with it; null where nothing was, or it was redacted, or is internal to others
     * @param details other properties, by name
     */
    public record Step(
            long revision,
            String type,
            Instant at,
            Duration took,
            @Nullable Named actor,
            boolean internal,
            @Nullable String text,
            Map<String, Object> details) {}

    /**
     * A time in one stage and status with one holder.
     *
     * @param to null while it lasts
     * @param took up to now while it lasts
     */
    public record Stay(
            @Nullable String stage,
            String status,
            TicketView.Held holder,
            Instant from,
            @Nullable Instant to,
            Duration took) {}
}
