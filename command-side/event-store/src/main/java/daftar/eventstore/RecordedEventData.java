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

/**
 * A recorded event as Axon's pipeline wants it. Every event is a domain event to it, those too that another writer
 * appended: consumers want stream and revision of all.
 */
record RecordedEventData(RecordedEvent event) implements DomainEventData<Object>, TrackedEventData<Object> {

    @Override
    public TrackingToken trackingToken() {
        return new GlobalSequenceTrackingToken(event.position());
    }

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

    @Override
    public String getEventIdentifier() {
        return event.eventId().toString();
    }

    @Override
    public Instant getTimestamp() {
        return EventMetadata.timestamp(event);
    }

    @Override
    @SuppressWarnings({"unchecked", "rawtypes"}) // Axon wants one type for payload and metadata
    public SerializedObject<Object> getMetaData() {
        return (SerializedObject) new SerializedMetaData<>(EventMetadata.asRead(event), MetaData.class);
    }

    @Override
    @SuppressWarnings({"unchecked", "rawtypes"}) // as above
    public SerializedObject<Object> getPayload() {
        return (SerializedObject) new SimpleSerializedObject<>(
                event.data(),
                byte[].class,
                new SimpleSerializedType(event.type(), event.metadata().get(EventMetadata.REVISION)));
    }
}
