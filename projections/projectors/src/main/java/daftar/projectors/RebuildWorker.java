package daftar.projectors;

import daftar.messages.Recorded;
import daftar.messages.redaction.TextRedacted;
import daftar.projectors.BulkWriter.Refusal;
import daftar.readmodel.Derivation;
import daftar.readmodel.Document;
import daftar.readmodel.StreamDocument;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.LongAdder;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Folds a share of the tickets into new indexes. A ticket's document is written when it is evicted from memory or at a
 * checkpoint, so most are written once; what is derived goes out before it, as with the live desk. One bulk is under way
 * while the next is folded.
 */
final class RebuildWorker {

    private static final Logger log = LoggerFactory.getLogger(RebuildWorker.class);
    private static final int QUEUE = 2_048;
    private static final int DRAINED = 512;
    private static final int PENDING = 2_000;
    private static final int MOST_TRIES = 20;
    private static final long FIRST_PAUSE_MILLIS = 100;
    private static final long LONGEST_PAUSE_MILLIS = 5_000;

    /** What the reader hands over: an event, or a wish for a checkpoint. */
    private sealed interface Task {}

    private record Event(DomainEventMessage<?> message) implements Task {}

    private record Checkpoint(CompletableFuture<@Nullable Void> done) implements Task {}

    private final Elasticsearch elasticsearch;
    private final EventStorageEngine history;
    private final StreamStore store;
    private final BulkWriter writer;
    private final Indexes.Targets targets;
    private final int version;
    private final Opening opening;
    private final int capacity;

    private final BlockingQueue<Task> queue = new ArrayBlockingQueue<>(QUEUE);
    /** By last use, the least lately used first. */
    private final LinkedHashMap<String, StreamDocument> tickets = new LinkedHashMap<>(16, 0.75f, true);

    private final Set<String> dirty = new HashSet<>();
    private Map<String, Document> derived = new LinkedHashMap<>();
    private Map<String, StreamDocument> evicted = new LinkedHashMap<>();
    /** Tickets of the bulk that is under way. */
    private Map<String, StreamDocument> sent = Map.of();

    private CompletableFuture<@Nullable Void> underWay = CompletableFuture.completedFuture(null);

    /** Tickets that could not be folded to their end. */
    final Set<String> failed = ConcurrentHashMap.newKeySet();

    final LongAdder written = new LongAdder();
    final LongAdder refused = new LongAdder();
    private volatile @Nullable Throwable broken;
    private volatile boolean stopped;

    /**
     * @param failed tickets of earlier runs that cannot go on
     * @param capacity how many tickets are kept in memory
     */
    RebuildWorker(Rebuild rebuild, int version, Collection<String> failed, int capacity) {
        this.elasticsearch = rebuild.elasticsearch;
        this.history = rebuild.history;
        this.store = new StreamStore(elasticsearch, rebuild.indexes);
        this.writer = BulkWriter.replacing(elasticsearch);
        this.targets = rebuild.indexes.only(version);
        this.version = version;
        this.opening = rebuild.opening;
        this.failed.addAll(failed);
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
        Map<String, StreamDocument> loaded = load(drained);
        Map<DomainEventMessage<?>, Future<Recorded>> opened = open(drained);
        for (Task task : drained) {
            switch (task) {
                case Event(DomainEventMessage<?> message) -> fold(message, loaded, opened.get(message));
                case Checkpoint(CompletableFuture<@Nullable Void> done) -> {
                    writeAll();
                    done.complete(null);
                }
            }
        }
        evict();
        if (derived.size() + evicted.size() >= PENDING) {
            write();
        }
    }

    /** A ticket's key has to be fetched at its first event: those of all that begin here at once. */
    private Map<DomainEventMessage<?>, Future<Recorded>> open(List<Task> drained) {
        Map<DomainEventMessage<?>, Future<Recorded>> opened = new IdentityHashMap<>();
        for (Task task : drained) {
            if (task instanceof Event(DomainEventMessage<?> message) && message.getSequenceNumber() == 0) {
                var future = new FutureTask<>(() -> opening.open(Messages.recorded(message)));
                Thread.startVirtualThread(future);
                opened.put(message, future);
            }
        }
        return opened;
    }

    /** Documents of tickets that are not at hand, from the new index. */
    private Map<String, StreamDocument> load(List<Task> drained) {
        Set<String> missing = new LinkedHashSet<>();
        for (Task task : drained) {
            if (task instanceof Event(DomainEventMessage<?> message) && message.getSequenceNumber() > 0) {
                String ticket = message.getAggregateIdentifier();
                StreamDocument waiting = evicted.remove(ticket);
                if (waiting != null) {
                    tickets.put(ticket, waiting);
                    dirty.add(ticket);
                } else if (sent.containsKey(ticket)) {
                    tickets.putIfAbsent(ticket, sent.get(ticket));
                } else if (!tickets.containsKey(ticket) && !failed.contains(ticket)) {
                    missing.add(ticket);
                }
            }
        }
        return elasticsearch.patiently(() -> store.load(missing, version));
    }

    private void fold(
            DomainEventMessage<?> message, Map<String, StreamDocument> loaded, @Nullable Future<Recorded> opened) {
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
        recorded = opened == null ? open(recorded) : opened(recorded, opened);
        try {
            StreamDocument before = tickets.get(id);
            if (before == null && recorded.revision() > 0) {
                before = loaded.get(id);
                if (before == null || before.revision() != recorded.revision() - 1) {
                    // written by the live desk, or by this rebuild before it was interrupted: what its events up to
                    // here
                    // give besides has to be derived all the same
                    before = foldFromLog(id, recorded.revision());
                }
            }
            if (recorded.event() instanceof TextRedacted
                    && (before == null || before.revision() < recorded.revision())) {
                refold(id, recorded);
                return;
            }
            StreamDocument after = StreamDocument.evolve(before, recorded);
            if (after == before) {
                return;
            }
            for (Document document : Derivation.derive(before, recorded, after)) {
                derived.put(document.readModel().ordinal() + document.id(), document);
            }
            tickets.put(id, after);
            dirty.add(id);
        } catch (RuntimeException e) {
            fail(id, message, e);
        }
    }

    /** What was folded before the redaction may still hold its text: this rebuild may have begun before. */
    private void refold(String id, Recorded redaction) {
        Refolding refolding = Refolding.of(Refolding.read(history, this::open, redaction));
        for (Document document : refolding.derived()) {
            derived.put(document.readModel().ordinal() + document.id(), document);
        }
        tickets.put(id, refolding.ticket());
        dirty.add(id);
    }

    /** The ticket as it was before an event. */
    private @Nullable StreamDocument foldFromLog(String ticket, long revision) {
        StreamDocument document = null;
        Iterator<? extends DomainEventMessage<?>> events =
                history.readEvents(ticket).asStream().iterator();
        while (events.hasNext()) {
            DomainEventMessage<?> message = events.next();
            if (message.getSequenceNumber() >= revision) {
                break;
            }
            document = StreamDocument.evolve(document, open(Messages.recorded(message)));
        }
        return document;
    }

    private Recorded opened(Recorded recorded, Future<Recorded> opened) {
        try {
            return opened.get();
        } catch (ExecutionException e) {
            return open(recorded);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    /** Opens an event's texts; what keeps it from telling, the event store's absence above all, is waited for. */
    private Recorded open(Recorded recorded) {
        return open(recorded, Set.of());
    }

    private Recorded open(Recorded recorded, Set<String> redacted) {
        long pause = FIRST_PAUSE_MILLIS;
        for (int tries = 1; ; tries++) {
            try {
                return opening.open(recorded, redacted);
            } catch (RuntimeException e) {
                if (tries == MOST_TRIES || stopped) {
                    throw new IllegalStateException("the texts of " + recorded.stream() + " cannot be opened", e);
                }
                log.warn("The texts of {} cannot be opened now: {}", recorded.stream(), e.getMessage());
            }
            try {
                Thread.sleep(pause);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("interrupted", e);
            }
            pause = Math.min(2 * pause, LONGEST_PAUSE_MILLIS);
        }
    }

    private void fail(String ticket, DomainEventMessage<?> message, Throwable cause) {
        log.warn("The rebuild leaves ticket {} at event {}", ticket, message.getSequenceNumber(), cause);
        failed.add(ticket);
    }

    private void evict() {
        Iterator<Map.Entry<String, StreamDocument>> eldest = tickets.entrySet().iterator();
        for (int surplus = tickets.size() - capacity; surplus > 0 && eldest.hasNext(); surplus--) {
            Map.Entry<String, StreamDocument> entry = eldest.next();
            if (dirty.remove(entry.getKey())) {
                evicted.put(entry.getKey(), entry.getValue());
            }
            eldest.remove();
        }
    }

    private void writeAll() {
        for (String ticket : dirty) {
            StreamDocument document = tickets.get(ticket);
            if (document != null) {
                evicted.put(ticket, document);
            }
        }
        dirty.clear();
        write();
        awaitSent();
    }

    /** Sends what has gathered, once the bulk before it is through. */
    private void write() {
        awaitSent();
        Collection<Document> first = derived.values();
        Map<String, StreamDocument> then = evicted;
        derived = new LinkedHashMap<>();
        evicted = new LinkedHashMap<>();
        sent = then;
        underWay = CompletableFuture.runAsync(
                () -> {
                    write(first);
                    write(then.values());
                },
                Thread::startVirtualThread);
    }

    private void awaitSent() {
        try {
            underWay.join();
        } catch (CompletionException e) {
            throw new IllegalStateException("the rebuild cannot write", e.getCause());
        }
        sent = Map.of();
    }

    private void write(Collection<? extends Document> documents) {
        if (documents.isEmpty()) {
            return;
        }
        List<Refusal> refusals = elasticsearch.patiently(() -> writer.write(documents, targets));
        for (Refusal refusal : refusals) {
            log.warn("Elasticsearch refuses {}: {}", refusal.document().id(), refusal.reason());
            refused.increment();
        }
        written.add(documents.size() - refusals.size());
    }
}
