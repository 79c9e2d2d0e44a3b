package daftar.projectors;

import daftar.projectors.Indexes.Versions;
import daftar.projectors.Rebuild.Purpose;
import daftar.projectors.Rebuild.Step;
import daftar.projectors.RebuildStatus.Compared;
import daftar.projectors.RebuildStatus.Phase;
import daftar.readmodel.ReadModel;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One run of a rebuild, from its last checkpoint to its end. */
final class RebuildRun {

    private static final Logger log = LoggerFactory.getLogger(RebuildRun.class);
    private static final int WORKERS = 2;
    private static final Duration CHECKPOINT_EVERY = Duration.ofMinutes(2);
    private static final Duration SHOWN_EVERY = Duration.ofMillis(500);
    /** When about so much is left to read, both versions begin to be written. */
    private static final Duration SOON_LEVEL = Duration.ofSeconds(2);

    private static final Duration LIVE_CATCHES_UP = Duration.ofMinutes(5);
    private static final long FEW_EVENTS = 1_000;
    private static final int MOST_ROUNDS = 20;
    private static final long FIRST_PAUSE_MILLIS = 100;
    private static final long LONGEST_PAUSE_MILLIS = 5_000;

    private final Rebuild rebuild;
    private final Elasticsearch elasticsearch;
    private final Indexes indexes;
    private final Purpose purpose;
    private final int from;
    private final int version;
    private final Instant startedAt;
    private final long startedNanos = System.nanoTime();
    private final List<RebuildWorker> workers = new ArrayList<>();
    private final List<String> failedBefore;
    private final long positionAtStart;
    private final long eventsAtStart;
    private Versions versions;
    private RebuildState state;
    private long position;
    private long lastEvent;
    private long events;
    private long tickets;
    private long end;
    private boolean level;
    private long bothSince;
    private long shown;
    private long checkpointed = System.nanoTime();

    RebuildRun(
            Rebuild rebuild,
            Purpose purpose,
            Versions versions,
            @Nullable RebuildState kept,
            int version,
            Instant startedAt) {
        this.rebuild = rebuild;
        this.elasticsearch = rebuild.elasticsearch;
        this.indexes = rebuild.indexes;
        this.purpose = purpose;
        this.versions = versions;
        this.version = version;
        this.startedAt = startedAt;
        this.state = kept != null && kept.version() == version && isOfThisMake(version)
                ? kept
                : RebuildState.begin(versions.current(), version);
        this.from = state.from();
        this.position = state.position();
        this.lastEvent = position;
        this.events = state.events();
        this.tickets = state.tickets();
        this.failedBefore = state.failed();
        this.end = position;
        this.positionAtStart = position;
        this.eventsAtStart = events;
    }

    private boolean isOfThisMake(int version) {
        return elasticsearch.patiently(() -> {
            for (ReadModel model : ReadModel.values()) {
                if (!indexes.isOfThisMake(model, version)) {
                    return false;
                }
            }
            return true;
        });
    }

    void run() throws InterruptedException {
        try {
            if (state.switching()) {
                startWorkers();
                complete(List.of());
                return;
            }
            prepare();
            if (!readUntilLevel() || !readWhatIsNotWrittenTwice()) {
                writeOnly(from);
                rebuild.ended(Phase.STOPPED, "stopped on request at position " + position);
                return;
            }
            List<Compared> compared = compare();
            String reason = reasonAgainst(compared);
            if (reason == null && purpose != Purpose.CHECK) {
                RebuildState decided = state.decided();
                elasticsearch.patiently(() -> {
                    indexes.keep(decided);
                    return null;
                });
                state = decided;
                rebuild.steps.accept(Step.DECIDED);
                complete(compared);
                return;
            }
            discard();
            rebuild.ended(reason == null ? Phase.DONE : Phase.FAILED, reason);
        } finally {
            workers.forEach(RebuildWorker::stop);
        }
    }

    private void prepare() throws InterruptedException {
        boolean fresh = state.position() < 0;
        if (fresh || purpose == Purpose.CHECK) {
            writeOnly(from);
        }
        elasticsearch.patiently(() -> {
            if (fresh) {
                indexes.drop(version);
            }
            for (int old = 1; old < from; old++) {
                indexes.drop(old);
            }
            indexes.create(version);
            indexes.fill(version);
            indexes.keep(state);
            return null;
        });
        startWorkers();
        show(Phase.READING, List.of());
    }

    private void startWorkers() {
        for (int i = 0; i < WORKERS; i++) {
            var worker = new RebuildWorker(rebuild, version, failedBefore, rebuild.cachedTickets / WORKERS);
            worker.start("rebuild-" + i);
            workers.add(worker);
        }
    }

    /** Reads to the end of the log; while it is being written, to where little is left to read. */
    private boolean readUntilLevel() throws InterruptedException {
        for (int round = 0; round < MOST_ROUNDS; round++) {
            long before = events;
            if (!readTo(head(), true)) {
                return false;
            }
            if (events - before < FEW_EVENTS) {
                break;
            }
        }
        level = true;
        return true;
    }

    /** What live desks append from now on they write to both versions; up to there the log is read. */
    private boolean readWhatIsNotWrittenTwice() throws InterruptedException {
        if (purpose == Purpose.CHECK) {
            return true;
        }
        writeBoth();
        long left = bothSince + Indexes.EVERY_NODE_KNOWS_MILLIS * 1_000_000 - System.nanoTime();
        if (left > 0) {
            Thread.sleep(Duration.ofNanos(left));
        }
        return readTo(head(), true);
    }

    private void writeBoth() {
        if (bothSince == 0) {
            publish(new Versions(from, List.of(from, version)));
            bothSince = System.nanoTime();
            rebuild.steps.accept(Step.WRITTEN_BOTH);
        }
    }

    /** Has one version written alone, and waits until no node writes another. */
    private void writeOnly(int only) throws InterruptedException {
        Versions alone = new Versions(only, List.of(only));
        if (!versions.equals(alone)) {
            publish(alone);
            Thread.sleep(Indexes.EVERY_NODE_KNOWS_MILLIS);
        }
    }

    private void publish(Versions next) {
        elasticsearch.patiently(() -> {
            indexes.writeVersions(next);
            return null;
        });
        versions = next;
    }

    /**
     * Reads up to a position of the log, and writes all of that.
     *
     * @param stoppable false where it is too late to stop
     * @return false if it was stopped
     */
    private boolean readTo(long target, boolean stoppable) throws InterruptedException {
        end = target;
        long pause = FIRST_PAUSE_MILLIS;
        while (position < target) {
            long before = position;
            try {
                if (!read(target, stoppable)) {
                    checkpoint();
                    return false;
                }
            } catch (LogAway away) {
                log.warn("The rebuild waits for the event store: {}", away.getMessage());
                if (stoppable && rebuild.stopping) {
                    checkpoint();
                    return false;
                }
                pause = position > before ? FIRST_PAUSE_MILLIS : Math.min(2 * pause, LONGEST_PAUSE_MILLIS);
                Thread.sleep(pause);
            }
        }
        checkpoint();
        return !(stoppable && rebuild.stopping);
    }

    private boolean read(long target, boolean stoppable) throws InterruptedException {
        var token = position < 0 ? null : new GlobalSequenceTrackingToken(position);
        try (Stream<? extends TrackedEventMessage<?>> stream = fromLog(() -> history(token))) {
            Iterator<? extends TrackedEventMessage<?>> messages = stream.iterator();
            while (position < target) {
                if (stoppable && rebuild.stopping) {
                    return false;
                }
                if (!fromLog(messages::hasNext)) {
                    // what lies before the head and was not handed out are the store's own records and snapshots
                    position = target;
                    break;
                }
                take(messages.next());
                watch();
            }
        }
        return true;
    }

    @SuppressWarnings("NullAway") // Axon's tokens: null is the start
    private Stream<? extends TrackedEventMessage<?>> history(@Nullable GlobalSequenceTrackingToken token) {
        return rebuild.history.readEvents(token, false);
    }

    private void take(TrackedEventMessage<?> message) throws InterruptedException {
        position = Projections.position(message.trackingToken());
        lastEvent = position;
        if (Messages.isProjected(message) && message instanceof DomainEventMessage<?> event) {
            if (Messages.isOfTicket(message)) {
                events++;
                if (event.getSequenceNumber() == 0) {
                    tickets++;
                }
            }
            workers.get(Math.floorMod(event.getAggregateIdentifier().hashCode(), WORKERS))
                    .accept(event);
        }
    }

    private void watch() throws InterruptedException {
        long now = System.nanoTime();
        if (now - shown > SHOWN_EVERY.toNanos()) {
            shown = now;
            show(state.switching() ? Phase.SWITCHING : Phase.READING, List.of());
            Duration left = rebuild.status.timeLeft();
            if (!level && purpose != Purpose.CHECK && left != null && left.compareTo(SOON_LEVEL) < 0) {
                writeBoth();
            }
        }
        if (now - checkpointed > CHECKPOINT_EVERY.toNanos()) {
            checkpoint();
        }
    }

    /** Writes all that was read, then how far that is. */
    private void checkpoint() throws InterruptedException {
        List<CompletableFuture<@Nullable Void>> done = new ArrayList<>();
        for (RebuildWorker worker : workers) {
            done.add(worker.checkpoint());
        }
        for (CompletableFuture<@Nullable Void> each : done) {
            try {
                each.get();
            } catch (ExecutionException e) {
                throw new IllegalStateException("the rebuild cannot write", e.getCause());
            }
        }
        RebuildState now = state.at(position, events, tickets, List.copyOf(failed()));
        elasticsearch.patiently(() -> {
            indexes.keep(now);
            return null;
        });
        state = now;
        checkpointed = System.nanoTime();
        show(state.switching() ? Phase.SWITCHING : Phase.READING, List.of());
    }

    private Set<String> failed() {
        Set<String> failed = new TreeSet<>(failedBefore);
        workers.forEach(worker -> failed.addAll(worker.failed));
        return failed;
    }

    private List<Compared> compare() throws InterruptedException {
        show(Phase.COMPARING, List.of());
        elasticsearch.patiently(() -> {
            indexes.serve(version);
            return null;
        });
        if (!rebuild.live.awaitPosition(lastEvent, LIVE_CATCHES_UP)) {
            throw new IllegalStateException("the live desk has not come to position " + lastEvent + " in "
                    + LIVE_CATCHES_UP.toMinutes() + " minutes, so there is nothing to compare with");
        }
        List<Compared> compared = new Comparison(elasticsearch, indexes, from, version).compare(this::expected);
        show(Phase.COMPARING, compared);
        return compared;
    }

    /** What the log gives up to the position, without the tickets that have gone on since and those that failed. */
    private Comparison.Expected expected() {
        Map<String, Long> before = new HashMap<>();
        try (var since = history(position < 0 ? null : new GlobalSequenceTrackingToken(position))) {
            since.forEach(message -> {
                if (Messages.isProjected(message) && message instanceof DomainEventMessage<?> event) {
                    before.putIfAbsent(event.getAggregateIdentifier(), event.getSequenceNumber());
                }
            });
        }
        for (String ticket : failed()) {
            if (!before.containsKey(ticket)) {
                before.put(ticket, rebuild.history.readEvents(ticket).asStream().count());
            }
        }
        long left = events;
        long begun = tickets;
        for (Map.Entry<String, Long> each : before.entrySet()) {
            if (each.getKey().startsWith(Messages.TICKET_STREAM)) {
                left -= each.getValue();
                begun -= each.getValue() > 0 ? 1 : 0;
            }
        }
        return new Comparison.Expected(begun, left, new HashSet<>(before.keySet()));
    }

    /** Why the new documents may not be used, or are not what was to be checked; null if they may. */
    private @Nullable String reasonAgainst(List<Compared> compared) {
        Set<String> failed = failed();
        failed.removeAll(rebuild.parked.get());
        if (!failed.isEmpty()) {
            return failed.size() + " tickets could not be folded: "
                    + failed.stream().limit(5).collect(Collectors.joining(", "));
        }
        long refused =
                workers.stream().mapToLong(worker -> worker.refused.sum()).sum();
        if (refused > 0) {
            return "Elasticsearch refused " + refused + " documents; the log of this node names them";
        }
        boolean complete = compared.stream().allMatch(Compared::isComplete);
        boolean good = complete
                && switch (purpose) {
                    case CHECK, SWITCH_IF_EQUAL -> compared.stream().allMatch(Compared::isEqual);
                    case SWITCH -> compared.stream().allMatch(Compared::isExplained);
                    case REPLACE -> true;
                };
        if (good) {
            return null;
        }
        String words = compared.stream().map(Compared::inWords).collect(Collectors.joining("; "));
        return (purpose == Purpose.CHECK ? "the documents are not those that the log gives: " : "not switched: ")
                + words;
    }

    /** Throws the new version away. */
    private void discard() throws InterruptedException {
        writeOnly(from);
        elasticsearch.patiently(() -> {
            indexes.forgetRebuild();
            indexes.drop(version);
            return null;
        });
    }

    /** Every step may be done again, by whoever takes this up. */
    private void complete(List<Compared> compared) throws InterruptedException {
        show(Phase.SWITCHING, compared);
        rebuild.demandClaim(version);
        if (versions.current() != version) {
            elasticsearch.patiently(() -> {
                indexes.switchTo(version);
                return null;
            });
            rebuild.steps.accept(Step.ALIAS_SWITCHED);
            publish(new Versions(version, List.of(from, version)));
            rebuild.steps.accept(Step.SWITCH_RECORDED);
            Thread.sleep(Indexes.EVERY_NODE_KNOWS_MILLIS);
        }
        // what live desks have written meanwhile, from the old documents, is written again from the new
        readTo(head(), false);
        writeOnly(version);
        rebuild.steps.accept(Step.OLD_RELEASED);
        elasticsearch.patiently(() -> {
            indexes.drop(from);
            return null;
        });
        rebuild.steps.accept(Step.OLD_DROPPED);
        elasticsearch.patiently(() -> {
            indexes.forgetRebuild();
            return null;
        });
        show(Phase.SWITCHING, compared);
        rebuild.switched();
        rebuild.ended(Phase.DONE, null);
    }

    private long head() throws InterruptedException {
        long pause = FIRST_PAUSE_MILLIS;
        while (true) {
            try {
                return fromLog(rebuild.head::getAsLong);
            } catch (LogAway away) {
                if (rebuild.stopping) {
                    throw away;
                }
                log.warn("The rebuild waits for the event store: {}", away.getMessage());
                Thread.sleep(pause);
                pause = Math.min(2 * pause, LONGEST_PAUSE_MILLIS);
            }
        }
    }

    /** The event store did not answer. */
    private static final class LogAway extends RuntimeException {
        private static final long serialVersionUID = 1L;

        LogAway(RuntimeException cause) {
            super(cause.getMessage(), cause);
        }
    }

    private static <T> T fromLog(Supplier<T> read) {
        try {
            return read.get();
        } catch (RuntimeException e) {
            throw new LogAway(e);
        }
    }

    private void show(Phase phase, List<Compared> compared) {
        double seconds = Math.max(0.001, (System.nanoTime() - startedNanos) / 1e9);
        double positions = (position - positionAtStart) / seconds;
        Duration left =
                positions <= 0 ? null : Duration.ofMillis((long) (1_000 * Math.max(0, end - position) / positions));
        rebuild.status = new RebuildStatus(
                phase,
                version,
                events,
                tickets,
                workers.stream().mapToLong(worker -> worker.written.sum()).sum(),
                failed().size()
                        + workers.stream()
                                .mapToLong(worker -> worker.refused.sum())
                                .sum(),
                position,
                end,
                (events - eventsAtStart) / seconds,
                left,
                startedAt,
                null,
                compared,
                null);
    }
}
