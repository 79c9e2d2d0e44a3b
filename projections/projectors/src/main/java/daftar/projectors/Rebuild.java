package daftar.projectors;

import daftar.projectors.Indexes.Versions;
import daftar.projectors.RebuildStatus.Phase;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.axonframework.eventhandling.tokenstore.TokenStore;
import org.axonframework.eventhandling.tokenstore.UnableToClaimTokenException;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Fills new indexes beside the present ones from the log, compares both at one position, puts the new ones behind the
 * aliases and deletes the old. The live processor goes on all the time, so searches never stop. One node at a time
 * rebuilds; a rebuild that was stopped, or whose node died, is taken up again at its last checkpoint by the next start, on
 * whatever node. One that died after its switch was decided is completed by the next node that starts.
 *
 * <p>Nothing is lost at the switch: first it is published that both versions are written, then, after every node must have
 * seen that (see {@link Indexes}), the rebuild reads on up to the end of the log. What came before is in the new indexes
 * by the rebuild, what comes later by the live processors; and by the rebuild too, which reads on until it is over.
 */
public final class Rebuild implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(Rebuild.class);
    private static final Duration CLAIM_PATIENCE = Duration.ofSeconds(15);
    private static final Duration CLAIM_EXTENDED_EVERY = Duration.ofMillis(500);

    /** What to do with the new indexes. All but CHECK want them complete. */
    public enum Purpose {
        /** Take them into use if they equal the present ones; otherwise say what differs. */
        SWITCH_IF_EQUAL,
        /**
         * Take them into use if they equal the present ones, or if it is known why they differ: other folds or index
         * definitions, or tickets that were behind.
         */
        SWITCH,
        /** Take them into use though they differ, as the present ones are known to be wrong. */
        REPLACE,
        /** Only compare, and throw them away. */
        CHECK
    }

    /** Between what a crash may fall; tests make it. */
    enum Step {
        WRITTEN_BOTH,
        DECIDED,
        ALIAS_SWITCHED,
        SWITCH_RECORDED,
        OLD_RELEASED,
        OLD_DROPPED
    }

    final Elasticsearch elasticsearch;
    final Indexes indexes;
    final EventStorageEngine history;
    final Opening opening;
    final LongSupplier head;
    final PublishedProgress live;
    final Supplier<Set<String>> parked;
    final InstantSource clock;
    final int cachedTickets;
    private final Runnable switched;
    private final TokenStore claims;

    volatile RebuildStatus status = RebuildStatus.none();
    volatile boolean stopping;
    volatile Consumer<Step> steps = step -> {};
    private volatile @Nullable Thread thread;

    /**
     * @param history of the log, up to its end
     * @param head the position of the log's last record
     * @param parked tickets that the live desk has parked
     * @param switched called once new indexes are in use
     */
    Rebuild(
            Elasticsearch elasticsearch,
            Indexes indexes,
            EventStorageEngine history,
            Opening opening,
            LongSupplier head,
            PublishedProgress live,
            Supplier<Set<String>> parked,
            Runnable switched,
            TokenStore claims,
            InstantSource clock,
            int cachedTickets) {
        this.elasticsearch = elasticsearch;
        this.indexes = indexes;
        this.history = history;
        this.opening = opening;
        this.head = head;
        this.live = live;
        this.parked = parked;
        this.switched = switched;
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
            begin(purpose);
        }
        return status;
    }

    /** At the start of a node: completes a switch that was decided, and says so where a rebuild was left unfinished. */
    synchronized void recover() {
        RebuildState kept = elasticsearch.patiently(indexes::rebuild);
        if (kept == null) {
            return;
        }
        if (kept.switching()) {
            begin(Purpose.SWITCH);
        } else {
            status = new RebuildStatus(
                    Phase.STOPPED,
                    kept.version(),
                    kept.events(),
                    kept.tickets(),
                    0,
                    kept.failed().size(),
                    kept.position(),
                    head.getAsLong(),
                    0,
                    null,
                    null,
                    null,
                    List.of(),
                    "unfinished, unless another node is at it; the next start goes on at position " + kept.position());
        }
    }

    private void begin(Purpose purpose) {
        stopping = false;
        status = new RebuildStatus(
                Phase.READING, 0, 0, 0, 0, 0, -1, -1, 0, null, clock.instant(), null, List.of(), null);
        thread = Thread.ofPlatform().daemon().name("rebuild").start(() -> run(purpose));
    }

    /** Stops after a checkpoint; the next start goes on from it. A switch that has begun is completed all the same. */
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
        Instant startedAt = clock.instant();
        int version = 0;
        Thread keeper = null;
        try {
            RebuildState kept = elasticsearch.patiently(indexes::rebuild);
            Versions versions = elasticsearch.patiently(indexes::readVersions);
            version = kept != null && kept.switching() ? kept.version() : versions.current() + 1;
            claim(version);
            // as it is now that nobody else changes it
            kept = elasticsearch.patiently(indexes::rebuild);
            versions = elasticsearch.patiently(indexes::readVersions);
            if (version != (kept != null && kept.switching() ? kept.version() : versions.current() + 1)) {
                ended(Phase.STOPPED, "another node has just ended its rebuild");
                return;
            }
            int claimed = version;
            keeper = Thread.ofVirtual().name("rebuild-claim").start(() -> keepClaim(claimed));
            new RebuildRun(this, purpose, versions, kept, version, startedAt).run();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            ended(Phase.STOPPED, "interrupted");
        } catch (UnableToClaimTokenException e) {
            ended(Phase.FAILED, "another node is rebuilding: " + e.getMessage());
        } catch (RuntimeException e) {
            log.warn("The rebuild of version {} has failed", version, e);
            ended(Phase.FAILED, e.getMessage() == null ? e.toString() : e.getMessage());
        } finally {
            if (keeper != null) {
                keeper.interrupt();
                release(version);
            }
        }
    }

    /** A node that died holds its claim for a while. */
    private void claim(int version) throws InterruptedException {
        String processor = processor(version);
        if (claims.fetchSegments(processor).length == 0) {
            claims.initializeTokenSegments(processor, 1, null);
        }
        long until = System.nanoTime() + CLAIM_PATIENCE.toNanos();
        while (true) {
            try {
                claims.fetchToken(processor, 0);
                return;
            } catch (UnableToClaimTokenException e) {
                if (System.nanoTime() > until || stopping) {
                    throw e;
                }
                Thread.sleep(CLAIM_EXTENDED_EVERY);
            }
        }
    }

    private void keepClaim(int version) {
        try {
            while (true) {
                Thread.sleep(CLAIM_EXTENDED_EVERY);
                claims.extendClaim(processor(version), 0);
            }
        } catch (InterruptedException e) {
            // it is over
        } catch (RuntimeException e) {
            log.warn("The rebuild of version {} stops: it is no longer this node's", version, e);
            stopping = true;
        }
    }

    /** @throws UnableToClaimTokenException if another node has taken the rebuild over */
    void demandClaim(int version) {
        claims.extendClaim(processor(version), 0);
    }

    private void release(int version) {
        try {
            claims.releaseClaim(processor(version), 0);
        } catch (RuntimeException e) {
            log.debug("The claim of the rebuild lapses", e);
        }
    }

    private static String processor(int version) {
        return Projections.PROCESSOR + "@" + version;
    }

    /** New indexes are in use. */
    void switched() {
        try {
            switched.run();
        } catch (RuntimeException e) {
            log.warn("Parked tickets could not be tried again after the rebuild", e);
        }
    }

    void ended(Phase phase, @Nullable String message) {
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
}
