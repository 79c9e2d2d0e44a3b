package daftar.messages;

/** The names of an event's metadata. All values are strings; they are a public contract like the events. */
public final class Meta {

    /** The acting person's id, or {@link Actor#SYSTEM}. */
    public static final String ACTOR = "actor";
    /** The role or relation by which the act was allowed, a {@link Role} name or a relation such as {@code HOLDER}. */
    public static final String ACTOR_ROLE = "actorRole";
    /** The person in whose name the actor acted. Absent otherwise. */
    public static final String ON_BEHALF_OF = "onBehalfOf";
    /** Business time, ISO-8601 UTC. Never earlier than that of the stream's event before it. */
    public static final String OCCURRED_AT = "occurredAt";
    /** The importer's own time, where it lay before the stream's last event and was taken as that one's. Absent otherwise. */
    public static final String CLAMPED_FROM = "clampedFrom";
    /** The command's id, a UUID; derived from actor and Idempotency-Key where there was one. */
    public static final String COMMAND_ID = "commandId";
    /**
     * By which another request under the same key is refused. Of a command: SHA-256 of the request, hex. Of an event whose
     * stream has a key: the key's generation, a dot, and the HMAC-SHA256 of that under the key, hex, so that it confirms no
     * guess of what was asked; in events from before 2026-12, and of streams without one, as of the command.
     */
    public static final String REQUEST_HASH = "requestHash";
    /** What caused the event: {@code command}, {@code rule:<name>@<version>}, {@code clock}, {@code mail}. */
    public static final String CAUSE = "cause";
    /** Through what the actor came: {@code api}, {@code mail}, {@code import}, {@code clock}. */
    public static final String CLIENT = "client";
    /** EventStoreDB's own names, which its tools follow. */
    public static final String CORRELATION_ID = "$correlationId";

    public static final String CAUSATION_ID = "$causationId";
    /** The event's revision as a contract, {@code "1"} at first. */
    public static final String REVISION = "revision";
    /** Filled by the engine on reading, never stored: the commit position, a {@code Long}. */
    public static final String POSITION = "position";
    /** Filled by the engine on reading, never stored: the store's time, an {@code Instant}. */
    public static final String RECORDED_AT = "recordedAt";

    /**
     * On a command's metadata only: the actor ({@link Actor}), the version that the caller has seen (a decimal string,
     * the revision of the last event), and the business time that the importer sets.
     */
    public static final String CALLER = "caller";

    public static final String EXPECTED_VERSION = "expectedVersion";
    public static final String IMPORTED_AT = "importedAt";

    private Meta() {}
}
