package daftar.projectors;

import java.time.Instant;
import java.util.List;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventhandling.GenericEventMessage;
import org.axonframework.messaging.MetaData;
import org.axonframework.messaging.deadletter.Cause;
import org.axonframework.messaging.deadletter.DeadLetter;
import org.axonframework.messaging.deadletter.ThrowableCause;
import org.axonframework.serialization.SerializedMessage;
import org.axonframework.serialization.SerializedObject;
import org.axonframework.serialization.Serializer;
import org.axonframework.serialization.SimpleSerializedObject;
import org.axonframework.serialization.UnknownSerializedType;
import org.jspecify.annotations.Nullable;

/**
 * All dead letters of a sequence, as one document: so a sequence is taken, extended and shortened atomically, and whether
 * a ticket is parked is one read by id.
 *
 * @param group the processing group
 * @param sequence for us the ticket's id
 * @param size how many letters there are
 * @param lastTouched of the first letter
 * @param claimedAt when somebody began to process it; null while nobody does
 */
record StoredSequence(
        String kind,
        String group,
        String sequence,
        int size,
        Instant lastTouched,
        @Nullable Instant claimedAt,
        List<Letter> letters) {

    static final String KIND = "dead-letters";

    /** A letter with its message. @param aggregate null for an event that is of no stream */
    record Letter(
            String id,
            String identifier,
            Instant timestamp,
            @Nullable String aggregateType,
            @Nullable String aggregate,
            long sequenceNumber,
            String payloadType,
            @Nullable String payloadRevision,
            byte[] payload,
            byte[] metadata,
            @Nullable String causeType,
            @Nullable String causeMessage,
            Instant enqueuedAt,
            Instant lastTouched,
            byte[] diagnostics) {

        static Letter of(String id, DeadLetter<? extends EventMessage<?>> letter, Serializer serializer) {
            EventMessage<?> message = letter.message();
            SerializedObject<byte[]> payload = payload(message, serializer);
            DomainEventMessage<?> event = message instanceof DomainEventMessage<?> of ? of : null;
            Cause cause = letter.cause().orElse(null);
            return new Letter(
                    id,
                    message.getIdentifier(),
                    message.getTimestamp(),
                    event == null ? null : event.getType(),
                    event == null ? null : event.getAggregateIdentifier(),
                    event == null ? 0 : event.getSequenceNumber(),
                    payload.getType().getName(),
                    payload.getType().getRevision(),
                    payload.getData(),
                    message.serializeMetaData(serializer, byte[].class).getData(),
                    cause == null ? null : cause.type(),
                    cause == null ? null : cause.message(),
                    letter.enqueuedAt(),
                    letter.lastTouched(),
                    serializer.serialize(letter.diagnostics(), byte[].class).getData());
        }

        private static SerializedObject<byte[]> payload(EventMessage<?> message, Serializer serializer) {
            // what could not be read is kept as it came, for a version that can
            if (message.getPayloadType() == UnknownSerializedType.class
                    && message.getPayload() instanceof UnknownSerializedType unknown) {
                return new SimpleSerializedObject<>(
                        unknown.readData(byte[].class), byte[].class, unknown.serializedType());
            }
            return message.serializePayload(serializer, byte[].class);
        }

        @SuppressWarnings("unchecked") // whoever enqueued it knows
        <M extends EventMessage<?>> ParkedLetter<M> parked(String sequence, Serializer serializer) {
            var stored = new SerializedMessage<Object>(
                    identifier,
                    new SimpleSerializedObject<>(payload, byte[].class, payloadType, payloadRevision),
                    new SimpleSerializedObject<>(metadata, byte[].class, MetaData.class.getName(), null),
                    serializer);
            EventMessage<?> message = aggregate == null
                    ? new GenericEventMessage<>(stored, () -> timestamp)
                    : new GenericDomainEventMessage<>(
                            aggregateType, aggregate, sequenceNumber, stored, () -> timestamp);
            MetaData notes = serializer.deserialize(
                    new SimpleSerializedObject<>(diagnostics, byte[].class, MetaData.class.getName(), null));
            Cause cause = causeType == null ? null : new ThrowableCause(causeType, causeMessage);
            return new ParkedLetter<>(id, sequence, (M) message, cause, enqueuedAt, lastTouched, notes);
        }
    }

    StoredSequence with(List<Letter> next) {
        return new StoredSequence(
                KIND, group, sequence, next.size(), next.getFirst().lastTouched(), claimedAt, List.copyOf(next));
    }

    StoredSequence claimed(@Nullable Instant at) {
        return new StoredSequence(KIND, group, sequence, size, lastTouched, at, letters);
    }
}
