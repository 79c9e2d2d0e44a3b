package daftar.embedded.eventstore;

/**
 * What a writer believes about a stream, as the protocol's numbers: a revision from 0, or one of the constants.
 *
 * @param value the revision of the stream's last event, or a constant
 */
record ExpectedRevision(long value) {
    static final ExpectedRevision NO_STREAM = new ExpectedRevision(-1);
    static final ExpectedRevision ANY = new ExpectedRevision(-2);
    static final ExpectedRevision STREAM_EXISTS = new ExpectedRevision(-4);

    boolean isAny() {
        return value == ANY.value;
    }

    boolean isStreamExists() {
        return value == STREAM_EXISTS.value;
    }

    boolean isNoStream() {
        return value == NO_STREAM.value;
    }
}
