package daftar.projectors;

import daftar.messages.Recorded;
import daftar.projectors.BulkWriter.Refusal;
import daftar.readmodel.Derivation;
import daftar.readmodel.Document;
import daftar.readmodel.TicketDocument;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.UnaryOperator;
import org.axonframework.eventhandling.DomainEventMessage;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Folds a share of the tickets into new indexes. A ticket's document is written when it is evicted from memory or at a
 * checkpoint, so most are written once; what is derived goes out before it, as with the live desk.
 */
final class RebuildWorker {

    private static final Logger log = LoggerFactory.getLogger(RebuildWorker.class);
    private static final int QUEUE = 2_048;
    private static final int DRAINED = 512;
    private static final int PENDING = 2_000;

    /** What the reader hands over: an event, or a wish for a checkpoint. */
    private sealed interface Task {}

    private record Event(DomainEventMessage<?> message) implements Task {}

    private record Checkpoint(CompletableFuture<@Nullable Void> done) implements Task {}

    private final Elasticsearch elasticsearch;
    private final TicketStore store;
    private final BulkWriter writer;
    private final Indexes.Targets targets;
    private final int version;
    private final UnaryOperator<Recorded> opening;
    private final int capacity;

    private final BlockingQueue<Task> queue = new ArrayBlockingQueue<>(QUEUE);
    /** By last use, the least lately used first. */
    private final LinkedHashMap<String, TicketDocument> tickets = new LinkedHashMap<>(16, 0.75f, true);

    private final Set<String> dirty = new HashSet<>();
    private final Map<String, Document> derived = new LinkedHashMap<>();
    private final Map<String, TicketDocument> evicted = new LinkedHashMap<>();
    private final Set<String> failed = new HashSet<>();

    final LongAdder events = new LongAdder();
    final LongAdder begun = new LongAdder();
    final LongAdder written = new LongAdder();
    final LongAdder failures = new LongAdder();
    private volatile @Nullable Throwable broken;
    private volatile boolean stopped;

    /** @param capacity how many tickets are kept in memory */
    RebuildWorker(
            Elasticsearch elasticsearch, Indexes indexes, int version, UnaryOperator<Recorded> opening, int capacity) {
        this.elasticsearch = elasticsearch;
        this.store = new TicketStore(elasticsearch, indexes);
        this.writer = new BulkWriter(elasticsearch);
        this.targets = indexes.only(version);
        this.version = version;
        this.opening = opening;
        this.capacity = capacity;
    }

    void start(String name) {
        Thread.ofPlatform().daemon().name(name).start(this::run);
    }

    void stop() {
        stopped = true;
    }

    /** Takes an event on; waits while too many are waiting. */
    void accept(DomainEventMessage<?> message) throws InterruptedException {
        put(new Event(message));
    }

    /** Completes once everything that was accepted before is written. */
    CompletableFuture<@Nullable Void> checkpoint() throws InterruptedException {
        var checkpoint = new Checkpoint(new CompletableFuture<>());
        put(checkpoint);
        return checkpoint.done();
    }

    private void put(Task task) throws InterruptedException {
        while (!queue.offer(task, 100, java.util.concurrent.TimeUnit.MILLISECONDS)) {
            Throwable cause = broken;
            if (cause != null) {
                throw new IllegalStateException("the rebuild cannot go on", cause);
            }
        }
    }

    private void run() {
        List<Task> drained = new ArrayList<>(DRAINED);
        try {
            while (!stopped) {
                Task first = queue.poll(100, java.util.concurrent.TimeUnit.MILLISECONDS);
                if (first == null) {
                    continue;
                }
                drained.add(first);
                queue.drainTo(drained, DRAINED - 1);
                work(drained);
                drained.clear();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException | Error e) {
            broken = e;
            drained.forEach(RebuildWorker::giveUp);
            queue.forEach(RebuildWorker::giveUp);
        }
    }

    private static void giveUp(Task task) {
        if (task instanceof Checkpoint(var done)) {
            done.completeExceptionally(new IllegalStateException("the rebuild's writer has stopped"));
        }
    }

    private void work(List<Task> drained) {
        load(drained);
        for (Task task : drained) {
            switch (task) {
                case Event(DomainEventMessage<?> message) -> fold(message);
                case Checkpoint(CompletableFuture<@Nullable Void> done) -> {
                    writeAll();
                    done.complete(null);
                }
            }
        }
        evict();
        if (derived.size() >= PENDING) {
            writeDerived();
            writeEvicted();
        }
    }

    private void load(List<Task> drained) {
        Set<String> missing = new LinkedHashSet<>();
        for (Task task : drained) {
            if (task instanceof Event(DomainEventMessage<?> message) && message.getSequenceNumber() > 0) {
                String ticket = message.getAggregateIdentifier();
                TicketDocument waiting = evicted.remove(ticket);
                if (waiting != null) {
                    tickets.put(ticket, waiting);
                    dirty.add(ticket);
                } else if (!tickets.containsKey(ticket) && !failed.contains(ticket)) {
                    missing.add(ticket);
                }
            }
        }
        if (!missing.isEmpty()) {
            tickets.putAll(elasticsearch.patiently(() -> store.load(missing, version)));
        }
    }

    private void fold(DomainEventMessage<?> message) {
        String id = message.getAggregateIdentifier();
        if (failed.contains(id)) {
            return;
        }
        Recorded recorded;
        try {
            recorded = Messages.recorded(message);
        } catch (RuntimeException e) {
            fail(id, message, e);
            return;
        }
        recorded = opening.apply(recorded);
        try {
            TicketDocument before = tickets.get(id);
            TicketDocument after = TicketDocument.evolve(before, recorded);
            if (after == before) {
                return;
            }
            for (Document document : Derivation.derive(before, recorded, after)) {
                derived.put(document.readModel().ordinal() + document.id(), document);
            }
            tickets.put(id, after);
            dirty.add(id);
            events.increment();
            if (before == null) {
                begun.increment();
            }
        } catch (RuntimeException e) {
            fail(id, message, e);
        }
    }

    private void fail(String ticket, DomainEventMessage<?> message, Throwable cause) {
        log.warn("The rebuild leaves ticket {} at event {}", ticket, message.getSequenceNumber(), cause);
        failed.add(ticket);
        failures.increment();
    }

    private void evict() {
        Iterator<Map.Entry<String, TicketDocument>> eldest = tickets.entrySet().iterator();
        for (int surplus = tickets.size() - capacity; surplus > 0 && eldest.hasNext(); surplus--) {
            Map.Entry<String, TicketDocument> entry = eldest.next();
            if (dirty.remove(entry.getKey())) {
                evicted.put(entry.getKey(), entry.getValue());
            }
            eldest.remove();
        }
    }

    private void writeAll() {
        writeDerived();
        for (String ticket : dirty) {
            TicketDocument document = tickets.get(ticket);
            if (document != null) {
                evicted.put(ticket, document);
            }
        }
        dirty.clear();
        writeEvicted();
    }

    private void writeDerived() {
        write(derived);
        derived.clear();
    }

    private void writeEvicted() {
        write(evicted);
        evicted.clear();
    }

    private void write(Map<String, ? extends Document> documents) {
        if (documents.isEmpty()) {
            return;
        }
        List<Refusal> refused = elasticsearch.patiently(() -> writer.write(documents.values(), targets));
        for (Refusal refusal : refused) {
            log.warn("Elasticsearch refuses {}: {}", refusal.document().id(), refusal.reason());
            failures.increment();
        }
        written.add(documents.size() - refused.size());
    }
}
