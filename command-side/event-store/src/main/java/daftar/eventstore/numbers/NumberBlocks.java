package daftar.eventstore.numbers;

import daftar.eventstore.AppendOutcomeUnknown;
import daftar.eventstore.EventLog;
import daftar.eventstore.ExpectedRevision;
import daftar.eventstore.NewEvent;
import daftar.eventstore.RecordedEvent;
import daftar.eventstore.RevisionConflict;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.locks.ReentrantLock;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Numbers from 1001 on, each given once. A node reserves a block by appending {@code NumbersReserved} ({@code {"upTo":…}})
 * at the revision that it has seen; of two nodes one is refused and tries the next block. What is left of a block when a
 * node stops is lost: gaps are normal.
 */
public final class NumberBlocks {

    private static final long FIRST = 1_001;
    private static final String RESERVED = "NumbersReserved";
    private static final Pattern UP_TO = Pattern.compile("\"upTo\":(\\d+)");

    private final EventLog log;
    private final String stream;
    private final int size;
    private final ReentrantLock lock = new ReentrantLock();
    private long next;
    private long upTo;

    /** @param stream {@code numbers-ticket} @param size how many numbers a node reserves at once */
    public NumberBlocks(EventLog log, String stream, int size) {
        this.log = log;
        this.stream = stream;
        this.size = size;
    }

    /** The next number. */
    public long next() {
        lock.lock();
        try {
            if (next >= upTo) {
                reserve();
            }
            return next++;
        } finally {
            lock.unlock();
        }
    }

    private void reserve() {
        while (true) {
            List<RecordedEvent> last = log.readBackwards(stream, 1);
            long from = last.isEmpty() ? FIRST : upTo(last.getFirst());
            ExpectedRevision expected = last.isEmpty()
                    ? ExpectedRevision.noStream()
                    : ExpectedRevision.exactly(last.getFirst().revision());
            byte[] data = ("{\"upTo\":" + (from + size) + "}").getBytes(StandardCharsets.UTF_8);
            try {
                log.append(
                        stream,
                        expected,
                        List.of(new NewEvent(UUID.randomUUID(), RESERVED, Map.of("revision", "1"), data)));
                next = from;
                upTo = from + size;
                return;
            } catch (RevisionConflict | AppendOutcomeUnknown takenByAnother) {
                // the stream says what is free now; a block that may have been reserved is left out
            }
        }
    }

    private static long upTo(RecordedEvent reserved) {
        Matcher upTo = UP_TO.matcher(new String(reserved.data(), StandardCharsets.UTF_8));
        if (!upTo.find()) {
            throw new IllegalStateException("event " + reserved.revision() + " of " + reserved.stream()
                    + " does not say up to which number it reserved");
        }
        return Long.parseLong(upTo.group(1));
    }
}
