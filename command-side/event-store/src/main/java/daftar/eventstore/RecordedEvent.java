package daftar.eventstore;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;

/**
 * An event as the store holds it.
 *
 * @param stream the stream's name, for an aggregate its identifier
 * @param revision the place in the stream, from 0
 * @param position the place in the whole log; grows from event to event, with gaps
 * @param eventId the identifier that its writer gave it
 * @param recordedAt when the store took it, by the store's clock
 * @param type the stable name of the event's type
 * @param metadata what was stored beside it; values that are not plain JSON scalars are left out
 * @param data the payload as stored; not copied, so not to be changed
 * @param rawMetadata what {@code metadata} was read from, as stored; not copied either
 */
public record RecordedEvent(
        String stream,
        long revision,
        long position,
        UUID eventId,
        Instant recordedAt,
        String type,
        Map<String, String> metadata,
        byte[] data,
        byte[] rawMetadata) {

    /** One that was not read from the store: its metadata are written as the store's writers write them. */
    public RecordedEvent(
            String stream,
            long revision,
            long position,
            UUID eventId,
            Instant recordedAt,
            String type,
            Map<String, String> metadata,
            byte[] data) {
        this(stream, revision, position, eventId, recordedAt, type, metadata, data, FlatJson.write(metadata));
    }
}
