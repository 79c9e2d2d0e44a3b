package daftar.projectors;

import co.elastic.clients.transport.rest5_client.low_level.Rest5Client;
import daftar.readmodel.Progress;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.axonframework.common.transaction.NoTransactionManager;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.EventTrackerStatus;
import org.axonframework.eventhandling.PropagatingErrorHandler;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventhandling.pooled.PooledStreamingEventProcessor;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.axonframework.messaging.StreamableMessageSource;
import org.axonframework.serialization.Serializer;
import org.jspecify.annotations.Nullable;

/**
 * The projections of a node: the desk's processor with its tokens, dead letters, progress and rebuild. Several nodes share
 * the segments among them.
 */
public final class Projections implements AutoCloseable {

    /** The processor's name, under which its tokens are kept. */
    public static final String PROCESSOR = "desk";

    /**
     * @param prefix of the indexes' names; may be empty
     * @param replicas of each index; 0 for a single node of Elasticsearch
     * @param node this node's name, unique among all that run; a restarted node has another
     * @param segments into how many parts the tickets are divided; the same on all nodes, for ever
     * @param batchSize events that are written together
     * @param cachedTickets how many tickets each segment keeps in memory
     * @param claimTimeout after how long without a sign a node's segments are taken over
     */
    public record Settings(
            String prefix,
            int replicas,
            String node,
            int segments,
            int batchSize,
            int cachedTickets,
            Duration claimTimeout) {

        /** 4 segments, batches of 512, 2,000 tickets kept per segment, taken over after 10 seconds. */
        public static Settings of(String prefix, int replicas, String node) {
            return new Settings(prefix, replicas, node, 4, 512, 2_000, Duration.ofSeconds(10));
        }
    }

    /**
     * What the projections are made of.
     *
     * @param elasticsearch the caller's, who closes it after these
     * @param log the event store; its messages carry position and recordedAt in their metadata
     * @param history the same log, for rebuilds, which read it up to its end, and for what was redacted
     * @param events serializer of events and metadata, for parked ones
     * @param tokens serializer of Axon's tokens
     * @param opening opens the texts of an event; leaves sealed what was redacted; throws if it cannot tell now
     * @param head the position of the last event of the log, -1 if there is none
     */
    public record Parts(
            Rest5Client elasticsearch,
            StreamableMessageSource<TrackedEventMessage<?>> log,
            EventStorageEngine history,
            Serializer events,
            Serializer tokens,
            Opening opening,
            LongSupplier head,
            MeterRegistry meters,
            InstantSource clock) {}

    private final Elasticsearch elasticsearch;
    private final Indexes indexes;
    private final DeskInvoker invoker;
    private final DeadLetters deadLetters;
    private final PublishedProgress progress;
    private final Rebuild rebuild;
    private final PooledStreamingEventProcessor processor;
    private final ScheduledExecutorService coordinator;
    private final ScheduledExecutorService workers;

    private Projections(Parts parts, Settings settings) {
        elasticsearch = new Elasticsearch(parts.elasticsearch());
        indexes = new Indexes(elasticsearch, settings.prefix(), settings.replicas());
        var queue = new ElasticsearchDeadLetterQueue<EventMessage<?>>(
                elasticsearch, indexes, PROCESSOR, parts.events(), 100_000, 20_000, Duration.ofSeconds(30));
        var desk = new Desk(elasticsearch, indexes, parts.opening(), parts.history());
        invoker = new DeskInvoker(
                desk, elasticsearch, queue, new ProjectionMetrics(parts.meters()), settings.cachedTickets());
        deadLetters = new DeadLetters(queue, invoker);
        var tokens = new ElasticsearchTokenStore(
                elasticsearch, indexes, parts.tokens(), settings.node(), settings.claimTimeout(), parts.clock());
        coordinator = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().daemon().name("desk-coordinator").factory());
        workers = Executors.newScheduledThreadPool(
                settings.segments(),
                Thread.ofPlatform().daemon().name("desk-", 0).factory());
        processor = PooledStreamingEventProcessor.builder()
                .name(PROCESSOR)
                .eventHandlerInvoker(invoker)
                .errorHandler(PropagatingErrorHandler.instance())
                .messageSource(parts.log())
                .tokenStore(tokens)
                .transactionManager(NoTransactionManager.instance())
                .coordinatorExecutor(coordinator)
                .workerExecutor(workers)
                .initialSegmentCount(settings.segments())
                .initialToken(StreamableMessageSource::createTailToken)
                .batchSize(settings.batchSize())
                .tokenClaimInterval(settings.claimTimeout().toMillis() / 4)
                .claimExtensionThreshold(settings.claimTimeout().toMillis() / 3)
                .build();
        progress = new PublishedProgress(
                elasticsearch, indexes, PROCESSOR, settings.segments(), parts.clock(), this::positions);
        rebuild = new Rebuild(
                elasticsearch,
                indexes,
                parts.history(),
                parts.opening(),
                parts.head(),
                progress,
                () -> Set.copyOf(queue.sequences()),
                this::retryParked,
                tokens,
                parts.clock(),
                settings.cachedTickets() * settings.segments());
        register(parts);
    }

    /** Makes the projections of a node; they begin with {@link #start}. */
    public static Projections of(Parts parts, Settings settings) {
        return new Projections(parts, settings);
    }

    private void register(Parts parts) {
        Gauge.builder(ProjectionMeters.LAG_EVENTS.meter(), () -> parts.head().getAsLong() - progress.position())
                .register(parts.meters());
        Gauge.builder(
                        ProjectionMeters.LAG_SECONDS.meter(),
                        () -> invoker.lagSeconds(parts.clock().instant()))
                .register(parts.meters());
        Gauge.builder(
                        ProjectionMeters.REBUILD_PROGRESS.meter(),
                        () -> rebuild.status().phase().isRunning()
                                ? rebuild.status().progress()
                                : 1)
                .register(parts.meters());
        Gauge.builder(ProjectionMeters.DEAD_LETTERS.meter(), deadLetters::count).register(parts.meters());
    }

    /** Creates what is missing in Elasticsearch, waiting for it, and begins. */
    public void start() {
        indexes.ensure();
        processor.start();
        progress.start();
        rebuild.recover();
    }

    /** New documents may be where the parked ones could not get. */
    private void retryParked() {
        deadLetters.list().forEach(parked -> deadLetters.retry(parked.ticket()));
    }

    /** Stops after the batches at hand, or at once where Elasticsearch is away. Gives the segments free for other nodes. */
    @Override
    public void close() {
        rebuild.close();
        progress.close();
        var stopped = processor.shutdownAsync();
        try {
            stopped.get(3, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (java.util.concurrent.ExecutionException | java.util.concurrent.TimeoutException e) {
            // whatever it still waits for is given up below
        }
        elasticsearch.close();
        coordinator.shutdownNow();
        workers.shutdownNow();
    }

    public Progress progress() {
        return progress;
    }

    public DeadLetters deadLetters() {
        return deadLetters;
    }

    public Rebuild rebuild() {
        return rebuild;
    }

    public Indexes indexes() {
        return indexes;
    }

    /** Positions of the segments that this node has. */
    private Map<Integer, Long> positions() {
        Map<Integer, Long> positions = new HashMap<>();
        for (EventTrackerStatus status : processor.processingStatus().values()) {
            TrackingToken token = status.getTrackingToken();
            positions.put(status.getSegment().getSegmentId(), position(token));
        }
        return positions;
    }

    static long position(@Nullable TrackingToken token) {
        return token == null ? -1 : token.position().orElse(-1);
    }
}
