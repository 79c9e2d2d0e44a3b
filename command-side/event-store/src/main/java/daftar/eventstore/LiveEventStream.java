package daftar.eventstore;

import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingEventStream;
import org.jspecify.annotations.Nullable;

/**
 * Axon's view of a subscription. At most {@code capacity} events wait here; then the subscription's thread blocks, and
 * with it, the store. One reader at a time, as Axon has it; closing may be done by another thread.
 */
final class LiveEventStream implements TrackingEventStream {

    private final Function<RecordedEvent, Stream<TrackedEventMessage<?>>> messages;
    private final int capacity;
    private final Consumer<LiveEventStream> onClose;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Queue<RecordedEvent> waiting = new ArrayDeque<>();
    private boolean closed;
    private @Nullable Runnable onAvailable;
    private EventLog.@Nullable Subscription subscription;

    /** What the reader has taken out and made messages of; touched by the reader only. */
    private final Queue<TrackedEventMessage<?>> ready = new ArrayDeque<>();

    LiveEventStream(
            Function<RecordedEvent, Stream<TrackedEventMessage<?>>> messages,
            int capacity,
            Consumer<LiveEventStream> onClose) {
        this.messages = messages;
        this.capacity = capacity;
        this.onClose = onClose;
    }

    /** Called once, before the stream is given to its reader. */
    void follow(Function<Consumer<RecordedEvent>, EventLog.Subscription> log) {
        subscription = log.apply(this::accept);
    }

    private void accept(RecordedEvent event) {
        Runnable callback;
        lock.lock();
        try {
            while (waiting.size() >= capacity && !closed) {
                changed.await();
            }
            if (closed) {
                return;
            }
            // Only a reader that found nothing waits for a call; one that is at work looks again by itself.
            callback = waiting.isEmpty() ? onAvailable : null;
            waiting.add(event);
            changed.signalAll();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while handing an event over", e);
        } finally {
            lock.unlock();
        }
        if (callback != null) {
            callback.run();
        }
    }

    private @Nullable RecordedEvent take(long nanos) throws InterruptedException {
        lock.lock();
        try {
            long left = nanos;
            while (waiting.isEmpty() && !closed && left > 0) {
                left = changed.awaitNanos(left);
            }
            RecordedEvent event = waiting.poll();
            if (event != null && waiting.size() == capacity - 1) {
                changed.signalAll();
            }
            return event;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public Optional<TrackedEventMessage<?>> peek() {
        return hasNextAvailable() ? Optional.ofNullable(ready.peek()) : Optional.empty();
    }

    @Override
    public boolean hasNextAvailable(int timeout, TimeUnit unit) throws InterruptedException {
        long deadline = System.nanoTime() + unit.toNanos(timeout);
        while (ready.isEmpty()) {
            RecordedEvent event = take(deadline - System.nanoTime());
            if (event == null) {
                return false;
            }
            messages.apply(event).forEach(ready::add);
        }
        return true;
    }

    /** @throws IllegalStateException once the stream is closed and read to its end */
    @Override
    public TrackedEventMessage<?> nextAvailable() throws InterruptedException {
        while (true) {
            TrackedEventMessage<?> next = ready.poll();
            if (next != null) {
                return next;
            }
            if (!hasNextAvailable(Integer.MAX_VALUE, TimeUnit.MILLISECONDS) && isClosed()) {
                throw new IllegalStateException("The event stream is closed");
            }
        }
    }

    private boolean isClosed() {
        lock.lock();
        try {
            return closed;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public boolean setOnAvailableCallback(Runnable callback) {
        boolean already;
        lock.lock();
        try {
            onAvailable = callback;
            already = !waiting.isEmpty();
        } finally {
            lock.unlock();
        }
        if (already) {
            callback.run();
        }
        return true;
    }

    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            onAvailable = null;
            waiting.clear();
            changed.signalAll();
        } finally {
            lock.unlock();
        }
        EventLog.Subscription current = subscription;
        if (current != null) {
            current.close();
        }
        onClose.accept(this);
    }
}
