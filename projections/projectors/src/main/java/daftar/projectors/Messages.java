package daftar.projectors;

import daftar.messages.Event;
import daftar.messages.Recorded;
import daftar.readmodel.ReadModel;
import java.util.UUID;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventMessage;

/** What Axon delivers, as folds want it. */
public final class Messages {

    /** Prefix of the streams that are tickets. */
    public static final String TICKET_STREAM = "ticket-";

    private Messages() {}

    /** Whether the message is an event of a stream that is in a read model. */
    public static boolean isProjected(EventMessage<?> message) {
        return message instanceof DomainEventMessage<?> event
                && ReadModel.ofStream(event.getAggregateIdentifier()) != null;
    }

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
        return Recorded.of(
                message.getAggregateIdentifier(),
                message.getSequenceNumber(),
                UUID.fromString(message.getIdentifier()),
                message::getTimestamp,
                message.getMetaData(),
                event);
    }
}
