package daftar.messages;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
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

    /**
     * A record out of the message that carries it.
     *
     * @param timestamp what stands for the store's time while it is not stored yet
     * @param metadata what is stored, and beside it {@link Meta#POSITION} and {@link Meta#RECORDED_AT} where the event
     *     was read from the store: a number and an {@link Instant}, or their texts where the message was kept as JSON
     */
    public static Recorded of(
            String stream,
            long revision,
            UUID eventId,
            Supplier<Instant> timestamp,
            Map<String, ?> metadata,
            Event event) {
        long position = -1;
        Instant recordedAt = null;
        List<Map.Entry<String, String>> stored = new ArrayList<>(metadata.size());
        for (Map.Entry<String, ?> entry : metadata.entrySet()) {
            Object value = entry.getValue();
            if (value == null) {
                continue;
            }
            switch (entry.getKey()) {
                case Meta.POSITION ->
                    position = value instanceof Number number ? number.longValue() : Long.parseLong(value.toString());
                case Meta.RECORDED_AT ->
                    recordedAt = value instanceof Instant instant ? instant : IsoInstant.parse(value.toString());
                default -> stored.add(Map.entry(entry.getKey(), value.toString()));
            }
        }
        @SuppressWarnings({"unchecked", "rawtypes"}) // generic arrays
        Map<String, String> kept = Map.ofEntries(stored.toArray(new Map.Entry[0]));
        return new Recorded(
                stream, revision, position, eventId, recordedAt == null ? timestamp.get() : recordedAt, kept, event);
    }

    /** The same record with its event replaced, as opening sealed texts does. */
    public Recorded with(Event other) {
        return other == event ? this : new Recorded(stream, revision, position, eventId, recordedAt, metadata, other);
    }

    /** The business time of the event; the store's time where the metadata has none. */
    public Instant occurredAt() {
        String at = metadata.get(Meta.OCCURRED_AT);
        return at == null ? recordedAt : IsoInstant.parse(at);
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
