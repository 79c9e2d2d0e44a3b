package daftar.eventstore;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.axonframework.common.AxonConfigurationException;
import org.axonframework.common.jdbc.PersistenceExceptionResolver;
import org.axonframework.eventhandling.DomainEventData;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.EventUtils;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.eventhandling.TrackedEventData;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventhandling.WrappedToken;
import org.axonframework.eventsourcing.eventstore.AbstractEventStorageEngine;
import org.axonframework.eventsourcing.snapshotting.SnapshotFilter;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.axonframework.serialization.SerializedObject;
import org.axonframework.serialization.Serializer;
import org.axonframework.serialization.upcasting.event.EventUpcaster;
import org.jspecify.annotations.Nullable;

/**
 * Axon's event storage over an {@link EventLog}.
 *
 * <p>A stream is an aggregate's identifier alone, a sequence number is the event's revision there. All events of a unit
 * of work are collected and appended at once when it commits; the store's answer is then in {@link AppendReceipts}. An
 * event outside of any aggregate gets a stream of its own, named by its identifier.
 *
 * <p>A lost race is Axon's {@code ConcurrencyException}, or {@code AggregateStreamCreationException} for the first event
 * of a stream. {@link AppendOutcomeUnknown} and {@link EventStoreUnavailable} are passed on as they are.
 */
public final class EventStoreDbStorageEngine extends AbstractEventStorageEngine {

    private final EventLog log;
    private final boolean snapshots;
    private final TimeIndex times;
    private final String collectedKey = "daftar.eventstore.collected@" + System.identityHashCode(this);

    private EventStoreDbStorageEngine(Builder builder, EventLog log) {
        super(builder);
        this.log = log;
        this.snapshots = builder.snapshots;
        this.times = new TimeIndex(log);
    }

    public static Builder builder() {
        return new Builder();
    }

    @Override
    protected void appendEvents(List<? extends EventMessage<?>> events, Serializer serializer) {
        if (events.isEmpty()) {
            return;
        }
        if (!CurrentUnitOfWork.isStarted()) {
            append(events, serializer, null);
            return;
        }
        UnitOfWork<?> root = CurrentUnitOfWork.get().root();
        List<EventMessage<?>> collected = root.getOrComputeResource(collectedKey, key -> {
            var list = new ArrayList<EventMessage<?>>(events.size());
            root.onCommit(unitOfWork -> append(list, serializer, root));
            return list;
        });
        collected.addAll(events);
    }

    private void append(List<? extends EventMessage<?>> events, Serializer serializer, @Nullable UnitOfWork<?> root) {
        Map<String, List<EventMessage<?>>> streams = byStream(events);
        var appends = new ArrayList<StreamAppend>(streams.size());
        streams.forEach((stream, share) -> appends.add(new StreamAppend(
                stream,
                ExpectedRevision.before(sequence(share.getFirst())),
                share.stream().map(event -> toStore(event, serializer)).toList())));
        try {
            AppendReceipts.give(root, log.appendAll(appends));
        } catch (RevisionConflict conflict) {
            handlePersistenceException(conflict, events.getFirst());
        }
    }

    /** The events by their streams, in their order; a batch that no state of the store could take is refused here. */
    private Map<String, List<EventMessage<?>>> byStream(List<? extends EventMessage<?>> events) {
        var streams = new LinkedHashMap<String, List<EventMessage<?>>>(2);
        var identifiers = new HashSet<String>();
        for (EventMessage<?> event : events) {
            String stream = event instanceof DomainEventMessage<?> domainEvent
                    ? domainEvent.getAggregateIdentifier()
                    : event.getIdentifier();
            List<EventMessage<?>> share = streams.computeIfAbsent(stream, name -> new ArrayList<>());
            if (!share.isEmpty() && sequence(event) != sequence(share.getLast()) + 1) {
                refuse(event, "event " + sequence(event) + " cannot follow event " + sequence(share.getLast()));
            }
            if (!identifiers.add(event.getIdentifier())) {
                refuse(event, "the event's identifier is there twice");
            }
            share.add(event);
        }
        return streams;
    }

    private void refuse(EventMessage<?> event, String reason) {
        handlePersistenceException(new RevisionConflict("In one unit of work " + reason, null), event);
    }

    private static long sequence(EventMessage<?> event) {
        return event instanceof DomainEventMessage<?> domainEvent ? domainEvent.getSequenceNumber() : 0;
    }

    private static NewEvent toStore(EventMessage<?> event, Serializer serializer) {
        SerializedObject<byte[]> payload = event.serializePayload(serializer, byte[].class);
        return new NewEvent(
                identifier(event),
                payload.getType().getName(),
                EventMetadata.toStore(event, payload.getType().getRevision()),
                payload.getData());
    }

    private static UUID identifier(EventMessage<?> event) {
        try {
            return UUID.fromString(event.getIdentifier());
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "An event's identifier has to be a UUID, but is " + event.getIdentifier(), e);
        }
    }

    @Override
    protected Stream<? extends DomainEventData<?>> readEventData(String identifier, long firstSequenceNumber) {
        return log.readStream(identifier, firstSequenceNumber).map(RecordedEventData.Domain::new);
    }

    @Override
    protected Stream<? extends TrackedEventData<?>> readEventData(
            @Nullable TrackingToken trackingToken, boolean mayBlock) {
        return log.streamAll(position(trackingToken)).map(RecordedEventData::of);
    }

    /** A recorded event as messages: one, unless an upcaster drops or splits it. */
    public Stream<TrackedEventMessage<?>> messages(RecordedEvent event) {
        return EventUtils.upcastAndDeserializeTrackedEvents(
                Stream.of(RecordedEventData.of(event)), getEventSerializer(), upcasterChain);
    }

    EventLog log() {
        return log;
    }

    /** The position of a token, null for the start of the log. */
    static @Nullable Long position(@Nullable TrackingToken token) {
        TrackingToken lowest = WrappedToken.unwrapLowerBound(token);
        return switch (lowest) {
            case null -> null;
            case GlobalSequenceTrackingToken sequence -> sequence.getGlobalIndex();
            default ->
                throw new IllegalArgumentException(
                        "Only tokens of this store can be read from, not " + lowest.getClass());
        };
    }

    @Override
    public Optional<Long> lastSequenceNumberFor(String aggregateIdentifier) {
        return log.readBackwards(aggregateIdentifier, 1).stream()
                .map(RecordedEvent::revision)
                .findFirst();
    }

    /** The last place of the log; null (the start) while it is empty. */
    @Override
    @SuppressWarnings("NullAway") // Axon's tokens: null is the start
    public TrackingToken createHeadToken() {
        long head = log.head();
        return head < 0 ? null : new GlobalSequenceTrackingToken(head);
    }

    /** Before the first event whose timestamp (business time, where there is one) is at or after the instant. */
    @Override
    @SuppressWarnings("NullAway") // as above
    public TrackingToken createTokenAt(Instant dateTime) {
        Long before = times.before(dateTime);
        return before == null ? null : new GlobalSequenceTrackingToken(before);
    }

    @Override
    protected void storeSnapshot(DomainEventMessage<?> snapshot, Serializer serializer) {
        String stream = snapshotStream(snapshot.getAggregateIdentifier());
        List<RecordedEvent> stored = log.readBackwards(stream, 1);
        if (stored.isEmpty()) {
            log.setMaxCount(stream, 1);
        } else if (sequence(stored.getFirst()) >= snapshot.getSequenceNumber()) {
            return;
        }
        SerializedObject<byte[]> payload = snapshot.serializePayload(serializer, byte[].class);
        var metadata = EventMetadata.toStore(snapshot, payload.getType().getRevision());
        metadata.put(EventMetadata.SNAPSHOT_SEQUENCE, Long.toString(snapshot.getSequenceNumber()));
        var event = new NewEvent(UUID.randomUUID(), payload.getType().getName(), metadata, payload.getData());
        // Another node may have stored a newer one in between: then a load reads some events more, and is right.
        log.append(stream, ExpectedRevision.any(), List.of(event));
    }

    @Override
    protected Stream<? extends DomainEventData<?>> readSnapshotData(String aggregateIdentifier) {
        if (!snapshots) {
            return Stream.empty();
        }
        return log.readBackwards(snapshotStream(aggregateIdentifier), 1).stream()
                .map(stored -> new RecordedEventData.Domain(new RecordedEvent(
                        aggregateIdentifier,
                        sequence(stored),
                        stored.position(),
                        stored.eventId(),
                        stored.recordedAt(),
                        stored.type(),
                        stored.metadata(),
                        stored.data())));
    }

    private static String snapshotStream(String aggregateIdentifier) {
        return EventLog.SNAPSHOT_PREFIX + aggregateIdentifier;
    }

    private static long sequence(RecordedEvent snapshot) {
        return Long.parseLong(snapshot.metadata().getOrDefault(EventMetadata.SNAPSHOT_SEQUENCE, "-1"));
    }

    /** Needs {@link #eventLog} and {@link #eventSerializer}. */
    public static final class Builder extends AbstractEventStorageEngine.Builder {

        private @Nullable EventLog log;
        private boolean snapshots;
        private boolean snapshotSerializerGiven;
        private @Nullable Serializer events;

        private Builder() {
            persistenceExceptionResolver(e -> e instanceof RevisionConflict);
        }

        /** Where the events are. */
        public Builder eventLog(EventLog log) {
            this.log = log;
            return this;
        }

        /** Whether a load asks for a snapshot first (default: no, which spares a read for each load). */
        public Builder snapshots(boolean snapshots) {
            this.snapshots = snapshots;
            return this;
        }

        @Override
        public Builder eventSerializer(Serializer eventSerializer) {
            this.events = new ReadyMetadataSerializer(eventSerializer);
            super.eventSerializer(events);
            return this;
        }

        /** The serializer of snapshots; that of events if none is given. */
        @Override
        public Builder snapshotSerializer(Serializer snapshotSerializer) {
            this.snapshotSerializerGiven = true;
            super.snapshotSerializer(new ReadyMetadataSerializer(snapshotSerializer));
            return this;
        }

        @Override
        public Builder upcasterChain(EventUpcaster upcasterChain) {
            super.upcasterChain(upcasterChain);
            return this;
        }

        @Override
        public Builder persistenceExceptionResolver(PersistenceExceptionResolver resolver) {
            super.persistenceExceptionResolver(resolver);
            return this;
        }

        @Override
        public Builder snapshotFilter(SnapshotFilter snapshotFilter) {
            super.snapshotFilter(snapshotFilter);
            return this;
        }

        @Override
        protected void validate() {
            if (events == null) {
                throw new AxonConfigurationException("The engine needs a serializer for events");
            }
            if (!snapshotSerializerGiven) {
                super.snapshotSerializer(events);
            }
            super.validate();
        }

        /** @throws AxonConfigurationException if the log or the serializer is missing */
        public EventStoreDbStorageEngine build() {
            if (log == null) {
                throw new AxonConfigurationException("The engine needs an event log");
            }
            return new EventStoreDbStorageEngine(this, log);
        }
    }
}
