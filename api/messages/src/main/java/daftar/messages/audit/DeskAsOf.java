package daftar.messages.audit;

import daftar.messages.query.Named;
import daftar.messages.query.TicketView.Held;
import daftar.messages.ticket.Priority;
import daftar.messages.ticket.Status;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Every ticket that the register had, as it stood.
 *
 * @param total tickets that there were, or of those that were asked for
 * @param statuses how many there were of each status, of all
 * @param queues how many open ones each team had, of all, the most first; null for no team
 * @param tickets a page, in the order of their ids, which is nearly that of their raising
 * @param next what to send as cursor for the next page; null at the end
 */
public record DeskAsOf(
        AsOf asOf,
        long total,
        Map<Status, Long> statuses,
        List<Queue> queues,
        List<Row> tickets,
        @Nullable String next) {

    /** @param team null for tickets that no team had */
    public record Queue(@Nullable Named team, long open) {}

    /**
     * @param priority null before triage, and until the read models were rebuilt by a Daftar that knows it of the past
     * @param revision of its last event then, which occurred and was recorded at these times
     */
    public record Row(
            String id,
            String number,
            Status status,
            @Nullable Priority priority,
            @Nullable String stage,
            Held holder,
            long revision,
            Instant occurredAt,
            Instant recordedAt) {}
}
