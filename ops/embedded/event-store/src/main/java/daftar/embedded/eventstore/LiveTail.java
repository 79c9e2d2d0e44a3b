package daftar.embedded.eventstore;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The newest events, in memory: subscriptions that keep up read here and never touch the database. Bounded by number and by
 * bytes; who falls out of it reads from the database again.
 */
final class LiveTail {
    private static final int CAPACITY = 8_192;
    private static final long MAX_BYTES = 16L << 20;

    private final @Nullable StoredEvent[] ring = new @Nullable StoredEvent[CAPACITY];
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition grown = lock.newCondition();
    private long oldest;
    private long bytes;
    private volatile long head;

    /** @param head the position of the log's last event, 0 for none */
    LiveTail(long head) {
        this.head = head;
        this.oldest = head + 1;
    }

    /** The position of the last event that subscriptions may see. */
    long head() {
        return head;
    }

    /** Adds events that are durable. Their positions follow each other without a gap. */
    void publish(List<StoredEvent> events) {
        if (events.isEmpty()) {
            return;
        }
        lock.lock();
        try {
            for (StoredEvent event : events) {
                int slot = slot(event.position());
                if (event.position() - oldest >= CAPACITY) {
                    evictOldest();
                }
                ring[slot] = event;
                bytes += event.size();
                while (bytes > MAX_BYTES && oldest < event.position()) {
                    evictOldest();
                }
            }
            head = events.getLast().position();
            grown.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** The events after a position, at most {@code limit}; null if some of them are no longer here. */
    @Nullable List<StoredEvent> after(long position, int limit) {
        lock.lock();
        try {
            if (position + 1 < oldest) {
                return null;
            }
            int count = (int) Math.min(limit, Math.max(0, head - position));
            List<StoredEvent> events = new ArrayList<>(count);
            for (long at = position + 1; at <= position + count; at++) {
                StoredEvent event = ring[slot(at)];
                if (event != null) {
                    events.add(event);
                }
            }
            return events;
        } finally {
            lock.unlock();
        }
    }

    /** Returns once there is something after a position. */
    void awaitAfter(long position) throws InterruptedException {
        if (head > position) {
            return;
        }
        lock.lockInterruptibly();
        try {
            while (head <= position) {
                grown.await();
            }
        } finally {
            lock.unlock();
        }
    }

    /** Forgets everything, because the log has lost events to a scavenge. */
    void forget() {
        lock.lock();
        try {
            while (oldest <= head) {
                evictOldest();
            }
        } finally {
            lock.unlock();
        }
    }

    private void evictOldest() {
        int slot = slot(oldest);
        StoredEvent event = ring[slot];
        if (event != null) {
            bytes -= event.size();
            ring[slot] = null;
        }
        oldest++;
    }

    private static int slot(long position) {
        return (int) (position % CAPACITY);
    }
}
