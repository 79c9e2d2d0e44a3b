package daftar.eventstore;

import java.time.Instant;
import org.axonframework.eventhandling.DomainEventData;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.eventhandling.TrackedEventData;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.messaging.MetaData;
import org.axonframework.serialization.SerializedMetaData;
import org.axonframework.serialization.SerializedObject;
import org.axonframework.serialization.SimpleSerializedObject;
import org.axonframework.serialization.SimpleSerializedType;

/** A recorded event as Axon's pipeline wants it. */
sealed interface RecordedEventData extends TrackedEventData<Object> {

    RecordedEvent event();

    /**
     * An event that the engine gave a stream of its own, as it belonged to none, is a plain one. Every other is a domain
     * event, those too that were not appended through Axon: consumers want stream and revision of all.
     */
    static RecordedEventData of(RecordedEvent event) {
        return event.stream().equals(event.eventId().toString()) ? new Plain(event) : new Domain(event);
    }

    /** An event without aggregate. */
    record Plain(RecordedEvent event) implements RecordedEventData {}

    /** An event of a stream. */
    record Domain(RecordedEvent event) implements RecordedEventData, DomainEventData<Object> {

        @Override
        public String getType() {
            return event.metadata().getOrDefault(EventMetadata.AGGREGATE_TYPE, "");
        }

        @Override
        public String getAggregateIdentifier() {
            return event.stream();
        }

        @Override
        public long getSequenceNumber() {
            return event.revision();
        }
    }

    @Override
    default TrackingToken trackingToken() {
        return new GlobalSequenceTrackingToken(event().position());
    }

    @Override
    default String getEventIdentifier() {
        return event().eventId().toString();
    }

    @Override
    default Instant getTimestamp() {
        return EventMetadata.timestamp(event());
    }

    @Override
    @SuppressWarnings({"unchecked", "rawtypes"}) // Axon wants one type for payload and metadata
    default SerializedObject<Object> getMetaData() {
        return (SerializedObject) new SerializedMetaData<>(EventMetadata.asRead(event()), MetaData.class);
    }

    @Override
    @SuppressWarnings({"unchecked", "rawtypes"}) // as above
    default SerializedObject<Object> getPayload() {
        return (SerializedObject) new SimpleSerializedObject<>(
                event().data(),
                byte[].class,
                new SimpleSerializedType(event().type(), event().metadata().get(EventMetadata.REVISION)));
    }
}
