package daftar.messages;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What comes with a command besides the wish itself.
 *
 * @param actor who asks
 * @param commandId identifies the request for ever: UUIDv5 of actor and Idempotency-Key, or a fresh one. Only the id of a
 *     request that can come again has version 5; the clock's, made from what is due, have version 3
 * @param requestHash SHA-256 of the request, hex, by which a reused key is noticed
 * @param expectedVersion the version that the caller has seen ({@code If-Match}); null for any
 * @param importedAt the business time that the importer sets; null for now
 * @param atLeast the position that the reference view must have reached ({@code Daftar-Position}); null for any
 * @param correlationId joins all that one request causes
 */
public record Envelope(
        Actor actor,
        UUID commandId,
        String requestHash,
        @Nullable Long expectedVersion,
        @Nullable Instant importedAt,
        @Nullable Long atLeast,
        String correlationId) {

    /** An envelope without conditions, as automations use it. */
    public static Envelope of(Actor actor, UUID commandId) {
        return new Envelope(actor, commandId, "", null, null, null, commandId.toString());
    }
}
