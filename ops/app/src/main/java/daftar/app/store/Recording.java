package daftar.app.store;

import daftar.eventstore.EventLog;
import daftar.eventstore.EventStoreDbStorageEngine;
import daftar.eventstore.RecordedEvent;
import daftar.messages.Event;
import daftar.messages.Recorded;
import daftar.projectors.Messages;
import java.util.List;
import java.util.Optional;
import org.axonframework.eventhandling.DomainEventMessage;

/**
 * Raw events of the log as the folds see them: read by the engine itself, so that an event of an old revision passes the same
 * upcasters as on its way to a ticket or a projector.
 */
public final class Recording {

    private final EventStoreDbStorageEngine engine;

    public Recording(EventStoreDbStorageEngine engine) {
        this.engine = engine;
    }

    /**
     * Decoded, its texts sealed; empty where it is none of ours to fold, as keys and number blocks are, or an upcaster drops
     * it.
     *
     * @throws org.axonframework.serialization.SerializationException if its JSON cannot be read
     */
    public Optional<Recorded> of(RecordedEvent raw) {
        return engine.messages(raw)
                .filter(message -> message instanceof DomainEventMessage<?> && message.getPayload() instanceof Event)
                .map(message -> Messages.recorded((DomainEventMessage<?>) message))
                .findFirst();
    }

    /** A stream from a revision on, as {@link #of} gives each of its events. */
    public List<Recorded> all(EventLog log, String stream, long fromRevision) {
        try (var events = log.readStream(stream, fromRevision)) {
            return events.map(this::of).flatMap(Optional::stream).toList();
        }
    }
}
