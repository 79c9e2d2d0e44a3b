package daftar.eventstore;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.messaging.MetaData;
import org.jspecify.annotations.Nullable;

/**
 * The entries of the metadata that the engine gives a meaning. {@link #POSITION} and {@link #RECORDED_AT} are added to a
 * message's metadata when it is read, and never stored.
 */
public final class EventMetadata {

    /** Business time, ISO-8601; where it is given it is the message's timestamp. */
    public static final String OCCURRED_AT = "occurredAt";

    /** The message's timestamp, ISO-8601, stored only where there is no {@link #OCCURRED_AT}. */
    public static final String TIMESTAMP = "timestamp";

    /** The revision of the payload's JSON. */
    public static final String REVISION = "revision";

    /** Axon's aggregate type. */
    public static final String AGGREGATE_TYPE = "aggregateType";

    /** On snapshots only: the sequence number that the snapshot includes. */
    static final String SNAPSHOT_SEQUENCE = "sequence";

    /** On reading: the event's position in the log, a {@code Long}. */
    public static final String POSITION = "position";

    /** On reading: when the store took it, an {@code Instant}. */
    public static final String RECORDED_AT = "recordedAt";

    private EventMetadata() {}

    static Map<String, String> toStore(EventMessage<?> message, @Nullable String payloadRevision) {
        var entries = new LinkedHashMap<String, String>();
        for (var entry : message.getMetaData().entrySet()) {
            if (entry.getValue() != null
                    && !entry.getKey().equals(POSITION)
                    && !entry.getKey().equals(RECORDED_AT)) {
                entries.put(entry.getKey(), entry.getValue().toString());
            }
        }
        if (payloadRevision != null) {
            entries.put(REVISION, payloadRevision);
        }
        if (message instanceof DomainEventMessage<?> event && event.getType() != null) {
            entries.put(AGGREGATE_TYPE, event.getType());
        }
        if (!entries.containsKey(OCCURRED_AT)) {
            entries.put(TIMESTAMP, message.getTimestamp().toString());
        }
        return entries;
    }

    static MetaData asRead(RecordedEvent event) {
        var entries = new HashMap<String, Object>(event.metadata());
        entries.remove(REVISION);
        entries.remove(AGGREGATE_TYPE);
        entries.remove(TIMESTAMP);
        entries.put(POSITION, event.position());
        entries.put(RECORDED_AT, event.recordedAt());
        return MetaData.from(entries);
    }

    /** Business time where there is one, else when the message was made, else (foreign events) when it was recorded. */
    static Instant timestamp(RecordedEvent event) {
        String stored = event.metadata().get(OCCURRED_AT);
        if (stored == null) {
            stored = event.metadata().get(TIMESTAMP);
        }
        if (stored == null) {
            return event.recordedAt();
        }
        try {
            return Instant.parse(stored);
        } catch (DateTimeException foreign) {
            return event.recordedAt();
        }
    }
}
