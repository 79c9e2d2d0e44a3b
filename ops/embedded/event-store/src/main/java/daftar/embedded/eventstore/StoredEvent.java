package daftar.embedded.eventstore;

import java.util.UUID;

/**
 * An event as it is in the log. The arrays are shared and never written to.
 *
 * @param position place in the log, from 1
 * @param revision place in its stream, from 0; {@link StreamHead#TOMBSTONED} for a tombstone
 * @param created 100-nanosecond ticks since 1970, as the protocol counts
 * @param json whether the content type is application/json, else application/octet-stream
 */
record StoredEvent(
        long position,
        String stream,
        long revision,
        UUID id,
        String type,
        boolean json,
        long created,
        byte[] metadata,
        byte[] data) {

    static final String LINK_TYPE = "$>";

    int size() {
        return data.length + metadata.length + 2 * (type.length() + stream.length()) + 128;
    }
}
