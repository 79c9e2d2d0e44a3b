package daftar.embedded.eventstore;

import java.util.UUID;

/** An event that a client asks to append. */
record ProposedEvent(UUID id, String type, boolean json, byte[] metadata, byte[] data) {

    static final byte[] NO_BYTES = new byte[0];
}
