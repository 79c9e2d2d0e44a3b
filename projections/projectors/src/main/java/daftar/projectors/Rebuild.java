package daftar.projectors;

import daftar.messages.Recorded;
import daftar.projectors.Elasticsearch.Answer;
import daftar.projectors.Indexes.Versions;
import daftar.projectors.RebuildStatus.Compared;
import daftar.projectors.RebuildStatus.Phase;
import daftar.readmodel.DocumentJson;
import daftar.readmodel.ReadModel;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.UnaryOperator;
import org.axonframework.common.stream.BlockingStream;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.tokenstore.TokenStore;
import org.axonframework.eventhandling.tokenstore.UnableToClaimTokenException;
import org.axonframework.messaging.StreamableMessageSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Fills new indexes beside the present ones from the log, compares both at one position, and puts the new ones behind the
 * aliases. The live processor goes on all the time, so searches never stop. One node at a time rebuilds; a rebuild that was
 * stopped, or whose node died, is taken up again at its last checkpoint by the next start, on whatever node.
 *
 * <p>Nothing is lost at the switch: first it is published that both versions are written, then, after every node must have
 * seen that (see {@link Indexes}), the rebuild reads on up to the end of the log. What came before is in the new indexes
 * by the rebuild, what comes later by the live processors.
 */
public final class Rebuild implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(Rebuild.class);
    private static final int WORKERS = 2;
    private static final Duration CHECKPOINT_EVERY = Duration.ofSeconds(30);
    private static final long EVERY_NODE_KNOWS_MILLIS = 2 * Indexes.FRESH_MILLIS;
    private static final long END_OF_LOG_NANOS = 5_000_000_000L;
    private static final Duration LIVE_CATCHES_UP = Duration.ofMinutes(5);

    /** What to do with the new indexes. */
    public enum Purpose {
        /** Take them into use if they equal the present ones; otherwise say what differs. */
        SWITCH_IF_EQUAL,
        /** Take them into use if they are complete, though their content differs, as after a change of the folds. */
        SWITCH,
        /** Only compare, and throw them away. */
        CHECK
    }

    /** How far a rebuild had come. */
    private record Kept(String kind, int version, long position, long events, long tickets, long failed) {}

    private final Elasticsearch elasticsearch;
    private final Indexes indexes;
    private final StreamableMessageSource<TrackedEventMessage<?>> source;
    private final UnaryOperator<Recorded> opening;
    private final LongSupplier head;
    private final PublishedProgress live;
    private final TokenStore claims;
    private final InstantSource clock;
    private final int cachedTickets;

    private volatile RebuildStatus status = RebuildStatus.none();
    private volatile boolean stopping;
    private volatile @Nullable Thread thread;

    Rebuild(
            Elasticsearch elasticsearch,
            Indexes indexes,
            StreamableMessageSource<TrackedEventMessage<?>> source,
            UnaryOperator<Recorded> opening,
            LongSupplier head,
            PublishedProgress live,
            TokenStore claims,
            InstantSource clock,
            int cachedTickets) {
        this.elasticsearch = elasticsearch;
        this.indexes = indexes;
        this.source = source;
        this.opening = opening;
        this.head = head;
        this.live = live;
        this.claims = claims;
        this.clock = clock;
        this.cachedTickets = cachedTickets;
    }

    /** How the rebuild of this node stands, or ended. */
    public RebuildStatus status() {
        return status;
    }

    /**
     * Starts a rebuild in the background, or takes one up that was stopped. Does nothing while one runs here.
     *
     * @return how it stands
     */
    public synchronized RebuildStatus start(Purpose purpose) {
        if (!status.phase().isRunning()) {
            stopping = false;
            status = new RebuildStatus(
                    Phase.READING, 0, 0, 0, 0, 0, -1, -1, 0, null, clock.instant(), null, List.of(), null);
            thread = Thread.ofPlatform().daemon().name("rebuild").start(() -> run(purpose));
        }
        return status;
    }

    /** Stops after a checkpoint; the next start goes on from it. */
    public synchronized void stop() {
        stopping = true;
    }

    /** Waits until no rebuild runs on this node. */
    public RebuildStatus await() throws InterruptedException {
        Thread running = thread;
        if (running != null) {
            running.join();
        }
        return status;
    }

    @Override
    public void close() {
        stop();
    }

    private void run(Purpose purpose) {
        int version = 0;
        try {
            Versions versions = elasticsearch.patiently(indexes::readVersions);
            version = versions.current() + 1;
            claim(version);
            new Run(purpose, versions, version).run();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            ended(Phase.STOPPED, "interrupted");
        } catch (UnableToClaimTokenException e) {
            ended(Phase.FAILED, "another node is rebuilding: " + e.getMessage());
        } catch (RuntimeException e) {
            log.warn("The rebuild of version {} has failed", version, e);
            ended(Phase.FAILED, e.getMessage() == null ? e.toString() : e.getMessage());
        } finally {
            if (version > 0) {
                claims.releaseClaim(processor(version), 0);
            }
        }
    }

    private void claim(int version) {
        String processor = processor(version);
        if (claims.fetchSegments(processor).length == 0) {
            claims.initializeTokenSegments(processor, 1, null);
        }
        claims.fetchToken(processor, 0);
    }

    private static String processor(int version) {
        return Projections.PROCESSOR + "@" + version;
    }

    private void ended(Phase phase, @Nullable String message) {
        RebuildStatus s = status;
        status = new RebuildStatus(
                phase,
                s.version(),
                s.events(),
                s.tickets(),
                s.documents(),
                s.failed(),
                s.position(),
                s.head(),
                s.eventsPerSecond(),
                null,
                s.startedAt(),
                clock.instant(),
                s.compared(),
                message);
        log.info(
                "Rebuild of version {}: {} after {} events {}",
                s.version(),
                phase,
                s.events(),
                message == null ? "" : message);
    }

    /** One run from the last checkpoint to its end. */
    private final class Run {
        private final Purpose purpose;
        private final Versions before;
        private final int version;
        private final List<RebuildWorker> workers = new ArrayList<>();
        private final Instant startedAt = clock.instant();
        private final long startedNanos = System.nanoTime();
        private Kept kept;
        private long position;
        private long end;
        private long renewed = System.nanoTime();

        Run(Purpose purpose, Versions before, int version) {
            this.purpose = purpose;
            this.before = before;
            this.version = version;
            this.kept = new Kept("rebuild", version, -1, 0, 0, 0);
        }

        void run() throws InterruptedException {
            prepare();
            try (BlockingStream<TrackedEventMessage<?>> stream =
                    source.openStream(position < 0 ? null : new GlobalSequenceTrackingToken(position))) {
                if (!readTo(stream, true)) {
                    ended(Phase.STOPPED, "stopped on request at position " + position);
                    return;
                }
                if (purpose != Purpose.CHECK) {
                    publish(before.current(), List.of(before.current(), version));
                    Thread.sleep(EVERY_NODE_KNOWS_MILLIS);
                    if (!readTo(stream, false)) {
                        publish(before.current(), List.of(before.current()));
                        ended(Phase.STOPPED, "stopped on request at position " + position);
                        return;
                    }
                }
                finish();
            } finally {
                workers.forEach(RebuildWorker::stop);
            }
        }

        private void prepare() {
            Answer answer = elasticsearch.patiently(() -> elasticsearch.get(keptPath()));
            Kept last = answer.ok()
                    ? DocumentJson.mapper().treeToValue(answer.body().path("_source"), Kept.class)
                    : kept;
            elasticsearch.patiently(() -> {
                if (last.version() != version || last.position() < 0) {
                    indexes.drop(version);
                } else {
                    kept = last;
                }
                for (int old = 1; old < before.current(); old++) {
                    indexes.drop(old);
                }
                indexes.create(version);
                indexes.refreshEvery(version, "-1");
                return null;
            });
            position = kept.position();
            for (int i = 0; i < WORKERS; i++) {
                var worker = new RebuildWorker(elasticsearch, indexes, version, opening, cachedTickets / WORKERS);
                worker.start("rebuild-" + i);
                workers.add(worker);
            }
            show(Phase.READING, List.of());
        }

        /**
         * Reads up to what is the end of the log now.
         *
         * @return false if it was stopped
         */
        private boolean readTo(BlockingStream<TrackedEventMessage<?>> stream, boolean untilLevel)
                throws InterruptedException {
            end = head.getAsLong();
            long checkpointAt = System.nanoTime() + CHECKPOINT_EVERY.toNanos();
            long idleSince = System.nanoTime();
            while (position < end) {
                if (stopping) {
                    checkpoint();
                    return false;
                }
                if (stream.hasNextAvailable(100, TimeUnit.MILLISECONDS)) {
                    idleSince = System.nanoTime();
                    TrackedEventMessage<?> message = stream.nextAvailable();
                    position = Projections.position(message.trackingToken());
                    if (Messages.isOfTicket(message) && message instanceof DomainEventMessage<?> event) {
                        worker(event).accept(event);
                    }
                }
                long now = System.nanoTime();
                if (now - idleSince > END_OF_LOG_NANOS) {
                    // the last records are the store's own, or snapshots, which are not handed out; if it is the store
                    // that is away, this call fails, and the rebuild is taken up again from its checkpoint
                    end = head.getAsLong();
                    break;
                }
                if (now - renewed > TimeUnit.SECONDS.toNanos(1)) {
                    renewed = now;
                    claims.extendClaim(processor(version), 0);
                    show(Phase.READING, List.of());
                }
                if (now > checkpointAt) {
                    checkpoint();
                    checkpointAt = System.nanoTime() + CHECKPOINT_EVERY.toNanos();
                }
                if (untilLevel && position >= end) {
                    end = head.getAsLong();
                }
            }
            checkpoint();
            return true;
        }

        private RebuildWorker worker(DomainEventMessage<?> event) {
            return workers.get(Math.floorMod(event.getAggregateIdentifier().hashCode(), workers.size()));
        }

        /** Writes all that was read, then how far that is. */
        private void checkpoint() throws InterruptedException {
            List<CompletableFuture<@Nullable Void>> done = new ArrayList<>();
            for (RebuildWorker worker : workers) {
                done.add(worker.checkpoint());
            }
            for (CompletableFuture<@Nullable Void> each : done) {
                try {
                    while (true) {
                        try {
                            each.get(1, TimeUnit.SECONDS);
                            break;
                        } catch (java.util.concurrent.TimeoutException stillWriting) {
                            claims.extendClaim(processor(version), 0);
                        }
                    }
                } catch (ExecutionException e) {
                    throw new IllegalStateException("the rebuild cannot write", e.getCause());
                }
            }
            Kept now = now();
            elasticsearch.patiently(() -> {
                Indexes.demand(elasticsearch.put(keptPath(), now));
                return null;
            });
            show(Phase.READING, List.of());
        }

        private void finish() throws InterruptedException {
            show(Phase.COMPARING, List.of());
            elasticsearch.patiently(() -> {
                indexes.refreshEvery(version, "1s");
                return null;
            });
            List<Compared> compared = compare();
            show(Phase.COMPARING, compared);
            boolean complete =
                    compared.stream().allMatch(c -> c.expected() == null || c.expected() == c.newDocuments());
            boolean equal = compared.stream().allMatch(Compared::isEqual);
            if (purpose == Purpose.CHECK) {
                forget();
                indexes.drop(version);
                ended(
                        equal && complete ? Phase.DONE : Phase.FAILED,
                        equal && complete ? null : "the documents differ from those that the log gives: " + compared);
                return;
            }
            if (!complete || (!equal && purpose == Purpose.SWITCH_IF_EQUAL)) {
                publish(before.current(), List.of(before.current()));
                forget();
                ended(
                        Phase.FAILED,
                        "not switched, since the new documents "
                                + (complete ? "differ from the present ones: " : "are not complete: ") + compared);
                return;
            }
            show(Phase.SWITCHING, compared);
            elasticsearch.patiently(() -> {
                indexes.switchTo(version);
                return null;
            });
            publish(version, List.of(before.current(), version));
            Thread.sleep(EVERY_NODE_KNOWS_MILLIS);
            publish(version, List.of(version));
            forget();
            ended(Phase.DONE, null);
        }

        /** Both versions at the position that was reached; tickets that went on since are left out of both. */
        private List<Compared> compare() throws InterruptedException {
            live.awaitPosition(position, LIVE_CATCHES_UP);
            var contents = new Contents(elasticsearch, indexes);
            indexes.refresh(before.current());
            indexes.refresh(version);
            List<Contents.View> old = new ArrayList<>();
            List<Contents.View> fresh = new ArrayList<>();
            try {
                for (ReadModel model : ReadModel.values()) {
                    old.add(contents.open(model, before.current()));
                    fresh.add(contents.open(model, version));
                }
                awaitLive();
                indexes.refresh(before.current());
                Set<String> moving = contents.changedSince(position, before.current());
                List<Compared> compared = new ArrayList<>();
                for (ReadModel model : ReadModel.values()) {
                    Contents.Sum was = contents.sum(old.get(model.ordinal()), moving);
                    Contents.Sum is = contents.sum(fresh.get(model.ordinal()), moving);
                    compared.add(new Compared(
                            model.title(),
                            moving.isEmpty() ? expected(model) : null,
                            was.documents(),
                            is.documents(),
                            was.checksum(),
                            is.checksum()));
                }
                return compared;
            } finally {
                old.forEach(contents::close);
                fresh.forEach(contents::close);
            }
        }

        /** Waits until the live desk is at the end of the log, or has nothing more to do. */
        private void awaitLive() throws InterruptedException {
            long target = head.getAsLong();
            long reached;
            do {
                reached = live.position();
            } while (!live.awaitPosition(target, Duration.ofMillis(1_500)) && live.position() > reached);
        }

        /** How many documents the log gives, where that can be told by counting its events. */
        private @Nullable Long expected(ReadModel model) {
            return switch (model) {
                case TICKETS -> now().tickets();
                case TIMELINE -> now().events();
                default -> null;
            };
        }

        private void publish(int current, List<Integer> written) {
            elasticsearch.patiently(() -> {
                indexes.writeVersions(new Versions(current, written));
                return null;
            });
        }

        private void forget() {
            elasticsearch.patiently(() -> elasticsearch.delete(keptPath()));
        }

        private String keptPath() {
            return "/" + indexes.control() + "/_doc/rebuild";
        }

        private Kept now() {
            long events = kept.events();
            long tickets = kept.tickets();
            long failed = kept.failed();
            for (RebuildWorker worker : workers) {
                events += worker.events.sum();
                tickets += worker.begun.sum();
                failed += worker.failures.sum();
            }
            return new Kept("rebuild", version, position, events, tickets, failed);
        }

        private void show(Phase phase, List<Compared> compared) {
            Kept now = now();
            double seconds = (System.nanoTime() - startedNanos) / 1e9;
            double rate = (now.events() - kept.events()) / Math.max(seconds, 0.001);
            double positions = (position - kept.position()) / Math.max(seconds, 0.001);
            Duration left =
                    positions <= 0 ? null : Duration.ofMillis((long) (1_000 * Math.max(0, end - position) / positions));
            long documents = workers.stream().mapToLong(w -> w.written.sum()).sum();
            status = new RebuildStatus(
                    phase,
                    version,
                    now.events(),
                    now.tickets(),
                    documents,
                    now.failed(),
                    position,
                    end,
                    rate,
                    left,
                    startedAt,
                    null,
                    compared,
                    null);
        }
    }
}
