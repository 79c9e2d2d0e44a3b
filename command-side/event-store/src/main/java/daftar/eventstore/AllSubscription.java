package daftar.eventstore;

import io.kurrent.dbclient.Position;
import io.kurrent.dbclient.ResolvedEvent;
import io.kurrent.dbclient.SubscribeToAllOptions;
import io.kurrent.dbclient.Subscription;
import io.kurrent.dbclient.SubscriptionFilter;
import io.kurrent.dbclient.SubscriptionFilterBuilder;
import io.kurrent.dbclient.SubscriptionListener;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A subscription to the whole log, or to selected streams of it, that is taken up again, after the last event it handed over, whenever it ends. One
 * virtual thread watches it; the events come on the client's own thread, whose blocking is the back-pressure.
 */
final class AllSubscription implements EventLog.Subscription {

    private static final long FIRST_PAUSE_MILLIS = 50;
    private static final long LONGEST_PAUSE_MILLIS = 2_000;
    private static final long CONFIRMATION_SECONDS = 15;
    private static final Logger log = LoggerFactory.getLogger(AllSubscription.class);

    /** The start of the log has no position: the first record may be at 0. */
    private static final long START = -1;

    private final EventStoreConnection connection;
    private final List<String> prefixes;
    private final EventLog.Selected listener;
    private final Thread keeper;
    private volatile long last;
    private volatile boolean closed;

    /** @param prefixes of the streams' names; empty for all but the store's own and snapshots */
    AllSubscription(
            EventStoreConnection connection,
            @Nullable Long afterPosition,
            List<String> prefixes,
            EventLog.Selected listener) {
        this.connection = connection;
        this.prefixes = prefixes;
        this.listener = listener;
        this.last = afterPosition == null ? START : afterPosition;
        this.keeper = Thread.ofVirtual().name("event-store-subscription").start(this::keep);
    }

    private void keep() {
        long pause = FIRST_PAUSE_MILLIS;
        while (!closed) {
            long before = last;
            var attempt = new Attempt();
            try {
                Throwable end = attempt.run();
                log.info("The event store's subscription ended and is taken up again: {}", end.toString());
            } catch (InterruptedException e) {
                return;
            } finally {
                attempt.abandon();
            }
            if (last != before) {
                pause = FIRST_PAUSE_MILLIS;
            }
            try {
                TimeUnit.MILLISECONDS.sleep(pause + ThreadLocalRandom.current().nextLong(pause));
            } catch (InterruptedException e) {
                return;
            }
            pause = Math.min(2 * pause, LONGEST_PAUSE_MILLIS);
            connection.metrics().reconnects().increment();
        }
    }

    @Override
    public void close() {
        closed = true;
        keeper.interrupt();
    }

    private SubscribeToAllOptions after(long position) {
        SubscriptionFilterBuilder filter = SubscriptionFilter.newBuilder();
        if (prefixes.isEmpty()) {
            filter.withStreamNameRegularExpression("^(?!\\$|" + EventLog.SNAPSHOT_PREFIX + ")");
        } else {
            // the client's builder takes one prefix only
            filter.withStreamNameRegularExpression("^(" + String.join("|", prefixes) + ")")
                    .withMaxWindow(EventLog.LOOKED_AT_ONCE)
                    .withCheckpointer(
                            (from, looked) -> {
                                passed(looked.getCommitUnsigned());
                                return CompletableFuture.completedFuture(null);
                            },
                            1);
        }
        var options = SubscribeToAllOptions.get().filter(filter.build());
        return position < 0 ? options.fromStart() : options.fromPosition(new Position(position, position));
    }

    private void passed(long position) {
        if (position > last && !closed) {
            listener.passed(position);
            last = position;
        }
    }

    /** One life of the subscription at the server. */
    private final class Attempt extends SubscriptionListener {

        private final CompletableFuture<Throwable> end = new CompletableFuture<>();
        private volatile boolean abandoned;
        private volatile @Nullable Subscription subscription;

        /** Returns why it ended, once it has. */
        Throwable run() throws InterruptedException {
            try {
                connection.client().subscribeToAll(this, after(last)).get(CONFIRMATION_SECONDS, TimeUnit.SECONDS);
                return end.get();
            } catch (TimeoutException | RuntimeException e) {
                return e;
            } catch (java.util.concurrent.ExecutionException e) {
                return EventStoreConnection.cause(e);
            }
        }

        void abandon() {
            abandoned = true;
            Subscription current = subscription;
            if (current != null) {
                current.stop();
            }
        }

        @Override
        public void onConfirmation(Subscription confirmed) {
            subscription = confirmed;
            if (abandoned) {
                confirmed.stop();
            }
        }

        @Override
        public void onEvent(Subscription from, ResolvedEvent resolved) {
            if (abandoned || closed) {
                return;
            }
            RecordedEvent event = EventStoreDbLog.recorded(resolved.getOriginalEvent());
            if (event.position() <= last) {
                return;
            }
            try {
                listener.recorded(event);
                last = event.position();
            } catch (Exception | LinkageError e) {
                log.warn("A consumer of the log failed at position {}; the event will come again", event.position(), e);
                abandon();
                end.complete(e);
            }
        }

        @Override
        public void onCancelled(@Nullable Subscription from, @Nullable Throwable cause) {
            end.complete(cause == null ? new IllegalStateException("cancelled") : cause);
        }
    }
}
