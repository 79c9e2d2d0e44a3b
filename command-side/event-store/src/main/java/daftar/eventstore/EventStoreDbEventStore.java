package daftar.eventstore;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.axonframework.common.AxonConfigurationException;
import org.axonframework.eventhandling.EventBusSpanFactory;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.TrackingEventStream;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventsourcing.eventstore.AbstractEventStore;
import org.axonframework.lifecycle.Lifecycle;
import org.axonframework.lifecycle.Phase;
import org.axonframework.monitoring.MessageMonitor;
import org.jspecify.annotations.Nullable;

/**
 * Axon's event store with live streams: the store sends each new event as it is recorded, instead of being asked each
 * second. A stream survives the store's absence and goes on after the last event that it delivered.
 *
 * <p>Upcasters see a stream's events one at a time, so one that keeps a context from event to event has nothing to keep.
 */
public final class EventStoreDbEventStore extends AbstractEventStore implements Lifecycle {

    private final EventStoreDbStorageEngine engine;
    private final int capacity;
    private final Set<TrackingEventStream> open = ConcurrentHashMap.newKeySet();

    private EventStoreDbEventStore(Builder builder, EventStoreDbStorageEngine engine) {
        super(builder);
        this.engine = engine;
        this.capacity = builder.capacity;
    }

    public static Builder builder() {
        return new Builder();
    }

    @Override
    public TrackingEventStream openStream(@Nullable TrackingToken trackingToken) {
        Long after = EventStoreDbStorageEngine.position(trackingToken);
        var stream = new LiveEventStream(engine::messages, capacity, open::remove);
        open.add(stream);
        stream.follow(consumer -> engine.log().subscribe(after, consumer));
        return stream;
    }

    @Override
    public void registerLifecycleHandlers(LifecycleRegistry lifecycle) {
        lifecycle.onShutdown(Phase.INBOUND_EVENT_CONNECTORS, this::shutDown);
    }

    /** Closes the streams that are still open. */
    public void shutDown() {
        open.forEach(TrackingEventStream::close);
    }

    /** Needs {@link #engine}. */
    public static final class Builder extends AbstractEventStore.Builder {

        private int capacity = 1_024;
        private @Nullable EventStoreDbStorageEngine engine;

        private Builder() {}

        /** Where the events are stored and read. */
        public Builder engine(EventStoreDbStorageEngine engine) {
            this.engine = engine;
            super.storageEngine(engine);
            return this;
        }

        /** How many events may wait in a stream before the store has to (default 1,024). */
        public Builder streamCapacity(int events) {
            this.capacity = events;
            return this;
        }

        @Override
        public Builder messageMonitor(MessageMonitor<? super EventMessage<?>> messageMonitor) {
            super.messageMonitor(messageMonitor);
            return this;
        }

        @Override
        public Builder spanFactory(EventBusSpanFactory spanFactory) {
            super.spanFactory(spanFactory);
            return this;
        }

        /** @throws AxonConfigurationException if the engine is missing */
        public EventStoreDbEventStore build() {
            if (engine == null) {
                throw new AxonConfigurationException("The event store needs its engine");
            }
            return new EventStoreDbEventStore(this, engine);
        }
    }
}
