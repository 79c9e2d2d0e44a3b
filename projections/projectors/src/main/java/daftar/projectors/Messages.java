package daftar.projectors;

import daftar.messages.Event;
import daftar.messages.Meta;
import daftar.messages.Recorded;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventMessage;

/** What Axon delivers, as folds want it. */
public final class Messages {

    /** Prefix of the streams that are tickets. */
    public static final String TICKET_STREAM = "ticket-";

    private Messages() {}

    /** Whether the message is an event of a ticket. */
    public static boolean isOfTicket(EventMessage<?> message) {
        return message instanceof DomainEventMessage<?> event
                && event.getAggregateIdentifier().startsWith(TICKET_STREAM);
    }

    /**
     * The event as it was recorded, its texts still sealed.
     *
     * @throws RuntimeException if it cannot be read as one of ours
     */
    public static Recorded recorded(DomainEventMessage<?> message) {
        if (!(message.getPayload() instanceof Event event)) {
            throw new IllegalStateException(
                    "an event of another kind: " + message.getPayloadType().getName());
        }
        Map<String, String> metadata = new HashMap<>();
        message.getMetaData().forEach((name, value) -> {
            if (value != null) {
                metadata.put(name, value.toString());
            }
        });
        String position = metadata.remove(Meta.POSITION);
        String recordedAt = metadata.remove(Meta.RECORDED_AT);
        return new Recorded(
                message.getAggregateIdentifier(),
                message.getSequenceNumber(),
                position == null ? -1 : Long.parseLong(position),
                UUID.fromString(message.getIdentifier()),
                recordedAt == null ? message.getTimestamp() : Instant.parse(recordedAt),
                metadata,
                event);
    }
}
