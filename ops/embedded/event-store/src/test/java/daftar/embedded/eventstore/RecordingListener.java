package daftar.embedded.eventstore;

import io.kurrent.dbclient.Checkpointer;
import io.kurrent.dbclient.Position;
import io.kurrent.dbclient.RecordedEvent;
import io.kurrent.dbclient.ResolvedEvent;
import io.kurrent.dbclient.Subscription;
import io.kurrent.dbclient.SubscriptionListener;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** Keeps what a subscription delivers, in order. */
class RecordingListener extends SubscriptionListener implements Checkpointer {
    record CaughtUp(Long revision, Position position) {}

    final BlockingQueue<RecordedEvent> events = new LinkedBlockingQueue<>();
    final BlockingQueue<Position> checkpoints = new LinkedBlockingQueue<>();
    final BlockingQueue<CaughtUp> caughtUp = new LinkedBlockingQueue<>();
    final BlockingQueue<CaughtUp> fellBehind = new LinkedBlockingQueue<>();
    final CompletableFuture<Throwable> ended = new CompletableFuture<>();

    @Override
    public void onEvent(Subscription subscription, ResolvedEvent event) {
        events.add(event.getOriginalEvent());
    }

    @Override
    public void onCaughtUp(Subscription subscription, Instant timestamp, Long revision, Position position) {
        caughtUp.add(new CaughtUp(revision, position));
    }

    @Override
    public void onFellBehind(Subscription subscription, Instant timestamp, Long revision, Position position) {
        fellBehind.add(new CaughtUp(revision, position));
    }

    @Override
    public void onCancelled(Subscription subscription, Throwable exception) {
        ended.complete(exception);
    }

    @Override
    public CompletableFuture<Void> onCheckpoint(Subscription subscription, Position position) {
        checkpoints.add(position);
        return CompletableFuture.completedFuture(null);
    }

    List<RecordedEvent> take(int count) {
        List<RecordedEvent> taken = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            taken.add(take(events));
        }
        return taken;
    }

    List<Long> takeRevisions(int count) {
        return take(count).stream().map(RecordedEvent::getRevision).toList();
    }

    static <T> T take(BlockingQueue<T> queue) {
        try {
            T next = queue.poll(20, TimeUnit.SECONDS);
            if (next == null) {
                throw new AssertionError("nothing came within 20 s");
            }
            return next;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
