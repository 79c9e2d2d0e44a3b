package daftar.ledger;

import java.time.Instant;
import java.util.UUID;

/**
 * An event as an export holds it.
 *
 * @param position the place in the log; not proved, as a log that is carried into another store has other ones
 * @param data and metadata as stored; not copied, so not to be changed
 */
public record StoredEvent(
        String stream,
        long revision,
        long position,
        UUID eventId,
        String type,
        Instant recordedAt,
        byte[] data,
        byte[] metadata) {

    /** What the tree must hold of it. */
    public Leaf leaf() {
        return Leaf.of(stream, revision, eventId, type, recordedAt, data, metadata);
    }
}
