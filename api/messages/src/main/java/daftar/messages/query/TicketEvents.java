package daftar.messages.query;

import daftar.messages.Event;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The entries of a ticket as the register holds them.
 *
 * @param next the revision to ask from for more; null at the end
 */
public record TicketEvents(
        String ticket, List<Entry> events, @Nullable Long next) {

    /**
     * @param type the event's stable name
     * @param occurredAt business time
     * @param recordedAt the store's own time
     * @param event the fact, its texts opened; a text that cannot be opened any more is null
     */
    public record Entry(
            long revision,
            long position,
            UUID eventId,
            String type,
            Instant occurredAt,
            Instant recordedAt,
            Map<String, String> metadata,
            Event event) {}
}
