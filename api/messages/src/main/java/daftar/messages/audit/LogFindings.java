package daftar.messages.audit;

import daftar.messages.Event;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A page of what was sought in the log. A page may hold fewer entries than were asked for, even none, and still have a next one:
 * an answer is not kept waiting until all of a long log has been looked through.
 *
 * @param next what to send as cursor for more; null once everything was looked through
 */
public record LogFindings(List<Entry> entries, @Nullable String next, Progress progress) {

    /**
     * How far the log was looked through.
     *
     * @param position up to which everything was looked at
     * @param head the log's last position; when both are equal, nothing is left
     */
    public record Progress(long position, long head) {}

    /**
     * @param type the event's stable name
     * @param occurredAt business time
     * @param recordedAt the store's own time
     * @param event the fact, its texts opened; a text that cannot be opened any more is null. Null as a whole for what is no
     *     event of Daftar's to read: keys, blocks of numbers
     */
    public record Entry(
            String stream,
            long revision,
            long position,
            UUID eventId,
            String type,
            Instant occurredAt,
            Instant recordedAt,
            Map<String, String> metadata,
            @Nullable Event event) {}
}
