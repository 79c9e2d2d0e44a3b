package daftar.query;

import daftar.eventstore.EventLog;
import daftar.eventstore.RecordedEvent;
import daftar.messages.query.AtLeast;
import daftar.messages.query.Changes;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Follows the log as a signal: one subscription for all who listen, that keeps of each listener's news only the newest
 * event, so that nobody who is slow holds anybody up.
 */
public final class LogChanges implements Changes, AutoCloseable {

    private static final String TICKETS = "ticket-";
    private static final String VIEWS = "view-";

    private final EventLog log;
    private final Set<Listener> listeners = ConcurrentHashMap.newKeySet();
    private EventLog.@Nullable Subscription subscription;

    public LogChanges(EventLog log) {
        this.log = log;
    }

    @Override
    public Watch watch(@Nullable String stream) {
        follow();
        Listener listener = new Listener(stream);
        listeners.add(listener);
        return listener;
    }

    /** Follows from the log's end on; begins with the first who listens and then goes on. */
    private synchronized void follow() {
        if (subscription == null) {
            long head = log.head();
            subscription = log.subscribe(head < 0 ? null : head, this::happened);
        }
    }

    private void happened(RecordedEvent event) {
        boolean counts = event.stream().startsWith(TICKETS) || event.stream().startsWith(VIEWS);
        if (!counts || listeners.isEmpty()) {
            return;
        }
        AtLeast news = new AtLeast(event.position(), event.stream(), event.revision());
        for (Listener listener : listeners) {
            listener.tell(news);
        }
    }

    @Override
    public synchronized void close() {
        if (subscription != null) {
            subscription.close();
            subscription = null;
        }
    }

    private final class Listener implements Watch {

        private final @Nullable String stream;
        private final ReentrantLock lock = new ReentrantLock();
        private final Condition told = lock.newCondition();
        private @Nullable AtLeast newest;

        Listener(@Nullable String stream) {
            this.stream = stream;
        }

        void tell(AtLeast news) {
            if (stream != null && !stream.equals(news.stream())) {
                return;
            }
            lock.lock();
            try {
                newest = news;
                told.signal();
            } finally {
                lock.unlock();
            }
        }

        @Override
        public @Nullable AtLeast next(Duration longest) throws InterruptedException {
            long left = longest.toNanos();
            lock.lock();
            try {
                while (newest == null && left > 0) {
                    left = told.awaitNanos(left);
                }
                AtLeast news = newest;
                newest = null;
                return news;
            } finally {
                lock.unlock();
            }
        }

        @Override
        public void close() {
            listeners.remove(this);
        }
    }
}
