package daftar.eventstore;

import java.time.Instant;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Finds the place in the log before the first event at or after an instant. Messages' timestamps do not grow with the
 * log (a business time may lie in the past), but their maximum so far does: the first event at or after an instant is
 * where that maximum first reaches it. So one entry per thousand records, made while reading, is enough to begin near it.
 */
final class TimeIndex {

    private static final int PAGE = 1_000;

    private final EventLog log;

    /** Greatest timestamp so far → position of the last record read when it was the greatest. */
    private final TreeMap<Instant, Long> greatestSoFar = new TreeMap<>();

    TimeIndex(EventLog log) {
        this.log = log;
    }

    /** The last position before the first event at or after the instant; null if that is the first of the log. */
    synchronized @Nullable Long before(Instant instant) {
        var start = greatestSoFar.lowerEntry(instant);
        Instant greatest = start == null ? Instant.MIN : start.getKey();
        Long before = start == null ? null : start.getValue();
        while (true) {
            LogPage page = log.readAll(before, PAGE);
            for (RecordedEvent event : page.events()) {
                Instant timestamp = EventMetadata.timestamp(event);
                if (!timestamp.isBefore(instant)) {
                    return before;
                }
                greatest = timestamp.isAfter(greatest) ? timestamp : greatest;
                before = event.position();
            }
            before = page.lastPosition();
            if (before != null && greatest.isAfter(Instant.MIN)) {
                greatestSoFar.put(greatest, before);
            }
            if (page.end()) {
                return before;
            }
        }
    }
}
