package daftar.embedded.eventstore;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One thread that writes. What has gathered in the queue while it wrote goes into one transaction and so shares one wait for
 * the disk. Subscriptions see a batch once it is durable; then its callers are told, on another thread.
 */
final class EventWriter implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(EventWriter.class);
    private static final int QUEUE = 4_096;
    private static final int BATCH = 1_000;

    private static final WriteRequest LAST =
            new WriteRequest(new WriteRequest.Maintenance(() -> {}), () -> false, outcome -> {});

    private final BlockingQueue<WriteRequest> queue = new ArrayBlockingQueue<>(QUEUE);
    private final LogWriter log;
    private final LiveTail tail;
    private final ExecutorService acknowledger = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().name("event-store-acknowledger").factory());
    private final Thread thread;
    private volatile boolean closed;

    EventWriter(LogWriter log, LiveTail tail) {
        this.log = log;
        this.tail = tail;
        this.thread = Thread.ofPlatform().name("event-store-writer").start(this::run);
    }

    /** Queues a request. Never blocks: a full queue is waited for elsewhere, so that network threads stay free. */
    void submit(WriteRequest request) {
        if (closed) {
            request.answer().accept(new WriteOutcome.Failed(new IllegalStateException("the event store is closing")));
        } else if (!queue.offer(request)) {
            Thread.startVirtualThread(() -> put(request));
        }
    }

    /** Runs something between two batches and waits for it. */
    void betweenBatches(Runnable action) {
        CompletableFuture<Void> done = new CompletableFuture<>();
        submit(new WriteRequest(
                new WriteRequest.Maintenance(() -> {
                    try {
                        action.run();
                        done.complete(null);
                    } catch (RuntimeException | Error e) {
                        done.completeExceptionally(e);
                    }
                }),
                () -> false,
                outcome -> done.completeExceptionally(new IllegalStateException("the event store is closing"))));
        try {
            done.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }

    private void put(WriteRequest request) {
        try {
            queue.put(request);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            request.answer().accept(new WriteOutcome.Failed(e));
        }
    }

    private void run() {
        List<WriteRequest> batch = new ArrayList<>(BATCH);
        try {
            boolean open = true;
            while (open) {
                batch.clear();
                batch.add(queue.take());
                queue.drainTo(batch, BATCH - 1);
                open = process(batch);
            }
        } catch (InterruptedException e) {
            LOG.debug("the writer was interrupted", e);
        }
        for (WriteRequest request = queue.poll(); request != null; request = queue.poll()) {
            request.answer().accept(new WriteOutcome.Failed(new IllegalStateException("the event store is closing")));
        }
    }

    /** Returns false when the last request was among them. */
    private boolean process(List<WriteRequest> batch) {
        List<WriteRequest> transaction = new ArrayList<>(batch.size());
        boolean open = true;
        for (WriteRequest request : batch) {
            if (request.work() instanceof WriteRequest.Maintenance(Runnable action)) {
                write(transaction);
                transaction = new ArrayList<>();
                open &= request != LAST;
                action.run();
                log.forgetHeads();
            } else if (!request.abandoned().getAsBoolean()) {
                transaction.add(request);
            }
        }
        write(transaction);
        return open;
    }

    private void write(List<WriteRequest> requests) {
        if (requests.isEmpty()) {
            return;
        }
        WriteOutcome[] outcomes = new WriteOutcome[requests.size()];
        try {
            for (int i = 0; i < outcomes.length; i++) {
                outcomes[i] = log.apply(requests.get(i).work());
            }
            tail.publish(log.commit());
        } catch (SQLException | RuntimeException e) {
            LOG.error("{} requests could not be written", requests.size(), e);
            Arrays.fill(outcomes, new WriteOutcome.Failed(e));
            try {
                log.undo();
            } catch (SQLException again) {
                LOG.error("the writer's connection could not be closed", again);
            }
        }
        acknowledger.execute(() -> acknowledge(requests, outcomes));
    }

    private static void acknowledge(List<WriteRequest> requests, WriteOutcome[] outcomes) {
        for (int i = 0; i < outcomes.length; i++) {
            try {
                requests.get(i).answer().accept(outcomes[i]);
            } catch (RuntimeException callerHasGone) {
                LOG.debug("an answer could not be delivered", callerHasGone);
            }
        }
    }

    /** Writes what is queued, answers it, and stops. */
    @Override
    public void close() {
        closed = true;
        try {
            queue.put(LAST);
            thread.join();
            acknowledger.shutdown();
            acknowledger.awaitTermination(5, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            thread.interrupt();
            Thread.currentThread().interrupt();
        }
    }
}
