package daftar.messages;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An event as the store recorded it. Folds see nothing else.
 *
 * @param stream the stream's name, e.g. {@code ticket-0190…}
 * @param revision the event's place in its stream, from 0
 * @param position the event's place in the whole log (commit position); -1 while it is not stored yet
 * @param eventId the store's id of the event
 * @param recordedAt the store's own time; equals {@link #occurredAt()} while it is not stored yet
 * @param metadata who, why and when, by the names of {@link Meta}
 * @param event the fact itself
 */
public record Recorded(
        String stream,
        long revision,
        long position,
        UUID eventId,
        Instant recordedAt,
        Map<String, String> metadata,
        Event event) {

    public Recorded {
        metadata = Map.copyOf(metadata);
    }

    /** The same record with its event replaced, as opening sealed texts does. */
    public Recorded with(Event other) {
        return other == event ? this : new Recorded(stream, revision, position, eventId, recordedAt, metadata, other);
    }

    /** The business time of the event; the store's time where the metadata has none. */
    public Instant occurredAt() {
        String at = metadata.get(Meta.OCCURRED_AT);
        return at == null ? recordedAt : Instant.parse(at);
    }

    /** The person who acted, or {@link Actor#SYSTEM}. */
    public String actor() {
        return metadata.getOrDefault(Meta.ACTOR, Actor.SYSTEM);
    }

    /** The command that caused the event; null for events that were not caused by one. */
    public @Nullable String commandId() {
        return metadata.get(Meta.COMMAND_ID);
    }
}
