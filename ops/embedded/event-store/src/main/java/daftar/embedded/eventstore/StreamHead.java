package daftar.embedded.eventstore;

/** What the writer knows of a stream. Only the writer's thread touches it. */
final class StreamHead {
    /** The revision of a tombstone, and so the head of a stream that is gone for good. */
    static final long TOMBSTONED = Long.MAX_VALUE;

    static final long NO_EVENTS = -1;

    final long id;
    final String name;
    long head;
    StreamLimits limits;

    StreamHead(long id, String name, long head, StreamLimits limits) {
        this.id = id;
        this.name = name;
        this.head = head;
        this.limits = limits;
    }

    boolean isTombstoned() {
        return head == TOMBSTONED;
    }

    boolean isSoftDeleted() {
        return !isTombstoned() && limits.isDeleted();
    }

    static boolean isMetadataStream(String name) {
        return name.startsWith("$$");
    }

    static String metadataStreamOf(String name) {
        return "$$" + name;
    }

    /** The stream that a metadata stream describes. */
    static String describedBy(String metadataStream) {
        return metadataStream.substring(2);
    }
}
