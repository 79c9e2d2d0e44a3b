package daftar.projectors;

import daftar.messages.Recorded;
import daftar.projectors.Desk.Failure;
import daftar.projectors.Desk.Outcome;
import daftar.projectors.Desk.Read;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventHandlerInvoker;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.Segment;
import org.axonframework.messaging.deadletter.GenericDeadLetter;
import org.axonframework.messaging.unitofwork.BatchingUnitOfWork;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes the whole batch of a pooled streaming processor at its first event. A ticket's events all go to one segment, in
 * order. While Elasticsearch is away the batch waits and tries again; a ticket that cannot go on is parked in the
 * dead-letter queue, with all that follows of it.
 */
final class DeskInvoker implements EventHandlerInvoker {

    private static final Logger log = LoggerFactory.getLogger(DeskInvoker.class);
    private static final String DONE = DeskInvoker.class.getName() + ".done";

    /** What a segment remembers from batch to batch. @param parked tickets that may be parked; the queue knows */
    private record Remembered(StreamCache cache, Set<String> parked) {}

    private final Desk desk;
    private final Elasticsearch elasticsearch;
    private final ElasticsearchDeadLetterQueue<EventMessage<?>> deadLetters;
    private final ProjectionMetrics metrics;
    private final int cached;
    private final Map<Integer, Remembered> segments = new ConcurrentHashMap<>();
    /** When the oldest event of the batch that a segment is at was recorded. */
    private final Map<Integer, Instant> atWork = new ConcurrentHashMap<>();

    /** @param cached how many tickets each segment keeps at hand */
    DeskInvoker(
            Desk desk,
            Elasticsearch elasticsearch,
            ElasticsearchDeadLetterQueue<EventMessage<?>> deadLetters,
            ProjectionMetrics metrics,
            int cached) {
        this.desk = desk;
        this.elasticsearch = elasticsearch;
        this.deadLetters = deadLetters;
        this.metrics = metrics;
        this.cached = cached;
    }

    @Override
    public boolean canHandle(EventMessage<?> message, Segment segment) {
        return message instanceof DomainEventMessage<?> event
                && Messages.isProjected(event)
                && segment.matches(event.getAggregateIdentifier());
    }

    /** Always: a processor that skips types it has no handler for would not get on over them. */
    @Override
    public boolean canHandleType(Class<?> payloadType) {
        return true;
    }

    @Override
    public void handle(EventMessage<?> message, Segment segment) {
        UnitOfWork<?> unitOfWork = CurrentUnitOfWork.get();
        if (unitOfWork.resources().put(DONE, true) != null) {
            return;
        }
        List<DomainEventMessage<?>> batch = new ArrayList<>();
        if (unitOfWork instanceof BatchingUnitOfWork<?> all) {
            all.getMessages().forEach(each -> add(each, segment, batch));
        } else {
            add(message, segment, batch);
        }
        apply(batch, segment);
    }

    private void add(Object message, Segment segment, List<DomainEventMessage<?>> batch) {
        if (message instanceof DomainEventMessage<?> event && canHandle(event, segment)) {
            batch.add(event);
        }
    }

    private void apply(List<DomainEventMessage<?>> batch, Segment segment) {
        long began = System.nanoTime();
        List<Read> read = desk.read(batch);
        Recorded oldest = read.getFirst().recorded();
        if (oldest != null) {
            atWork.put(segment.getSegmentId(), oldest.recordedAt());
        }
        elasticsearch.patiently(() -> {
            Remembered remembered = segments.computeIfAbsent(
                    segment.getSegmentId(),
                    id -> new Remembered(new StreamCache(cached), new HashSet<>(deadLetters.sequences())));
            List<Read> free = parkFollowers(read, remembered);
            Outcome outcome = desk.apply(free, remembered.cache());
            outcome.failures().forEach((ticket, failure) -> park(ticket, failure, free, remembered));
            return null;
        });
        atWork.remove(segment.getSegmentId());
        metrics.batch(batch.size(), System.nanoTime() - began);
    }

    /** How many seconds ago the oldest event was recorded that a segment is at; 0 when all are idle. */
    double lagSeconds(Instant now) {
        return atWork.values().stream()
                .mapToDouble(recordedAt ->
                        Math.max(0, Duration.between(recordedAt, now).toMillis() / 1e3))
                .max()
                .orElse(0);
    }

    /** Events of parked tickets go behind those that are parked already. */
    private List<Read> parkFollowers(List<Read> read, Remembered remembered) {
        if (remembered.parked().isEmpty()) {
            return read;
        }
        List<Read> free = new ArrayList<>(read.size());
        for (Read event : read) {
            String ticket = event.message().getAggregateIdentifier();
            if (remembered.parked().contains(ticket)) {
                if (deadLetters.holds(ticket, event.message().getIdentifier())
                        || deadLetters.enqueueIfPresent(
                                ticket, () -> new GenericDeadLetter<>(ticket, event.message()))) {
                    continue;
                }
                // an operator had it retried or discarded
                remembered.parked().remove(ticket);
                remembered.cache().remove(ticket);
            }
            free.add(event);
        }
        return free;
    }

    private void park(String ticket, Failure failure, List<Read> batch, Remembered remembered) {
        log.warn(
                "Ticket {} is parked: event {} cannot be projected",
                ticket,
                failure.from().getSequenceNumber(),
                failure.cause());
        boolean from = false;
        for (Read event : batch) {
            DomainEventMessage<?> message = event.message();
            if (!message.getAggregateIdentifier().equals(ticket)) {
                continue;
            }
            boolean first = message.getIdentifier().equals(failure.from().getIdentifier());
            from |= first;
            if (from && !deadLetters.holds(ticket, message.getIdentifier())) {
                deadLetters.enqueue(
                        ticket,
                        first
                                ? new GenericDeadLetter<>(ticket, message, failure.cause())
                                : new GenericDeadLetter<>(ticket, message));
            }
        }
        remembered.parked().add(ticket);
        remembered.cache().remove(ticket);
        metrics.parked();
    }

    /**
     * Applies one parked event alone.
     *
     * @throws RuntimeException why it still cannot be projected
     */
    void applyParked(DomainEventMessage<?> message) {
        Outcome outcome = desk.apply(desk.read(List.of(message)), new StreamCache(1));
        for (Failure failure : outcome.failures().values()) {
            throw new IllegalStateException(failure.cause().getMessage(), failure.cause());
        }
    }

    @Override
    public boolean supportsReset() {
        return false;
    }

    /** What is remembered may be another node's to change from now on. */
    @Override
    public void segmentReleased(Segment segment) {
        segments.remove(segment.getSegmentId());
        atWork.remove(segment.getSegmentId());
    }
}
