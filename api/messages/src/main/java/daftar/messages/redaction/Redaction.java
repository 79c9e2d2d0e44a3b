package daftar.messages.redaction;

import daftar.messages.Recorded;
import daftar.messages.Text;
import daftar.messages.redaction.RedactionEvent.*;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A redaction as it stands after an event.
 *
 * @param version of the last event
 * @param reason null where it was redacted itself
 * @param decidedBy who approved or declined it; null while nobody has
 * @param refusal why it was declined; null where it was not, or none was given
 * @param carriedOutAt when the keys were destroyed; null before
 * @param erasedAt when the servers' files were cleaned; null before
 * @param storeScavenged whether that included the event store
 */
public record Redaction(
        String id,
        long version,
        State state,
        String subject,
        List<Place> places,
        List<String> files,
        @Nullable String reason,
        String requestedBy,
        Instant requestedAt,
        @Nullable String decidedBy,
        @Nullable Instant decidedAt,
        @Nullable String refusal,
        @Nullable Instant carriedOutAt,
        @Nullable Instant erasedAt,
        boolean storeScavenged) {

    /** Prefix of the streams. */
    public static final String STREAMS = "redaction-";

    /** How far it is. */
    public enum State {
        /** Waits for a second person. */
        REQUESTED,
        DECLINED,
        /** Agreed to, and being carried out. */
        APPROVED,
        /** Nobody reads the texts any more; the servers' files are being cleaned. */
        CARRIED_OUT,
        /** Done. */
        ERASED
    }

    /** The fold: pure. Null where nothing was asked. @param recorded with its texts opened */
    public static @Nullable Redaction evolve(@Nullable Redaction before, Recorded recorded) {
        Instant at = recorded.occurredAt();
        long version = recorded.revision();
        if (recorded.event() instanceof RedactionRequested e) {
            return new Redaction(
                    recorded.stream(),
                    version,
                    State.REQUESTED,
                    e.subject(),
                    e.places(),
                    e.files(),
                    e.reason().readable(),
                    recorded.actor(),
                    at,
                    null,
                    null,
                    null,
                    null,
                    null,
                    false);
        }
        if (before == null) {
            return null;
        }
        return switch (recorded.event()) {
            case RedactionApproved e -> before.decided(version, State.APPROVED, recorded.actor(), at, null);
            case RedactionDeclined e ->
                before.decided(version, State.DECLINED, recorded.actor(), at, Text.read(e.reason()));
            case RedactionCarriedOut e -> before.done(version, State.CARRIED_OUT, at, null, false);
            case RedactionErased e -> before.done(version, State.ERASED, before.carriedOutAt, at, e.store());
            default -> before.at(version);
        };
    }

    private Redaction decided(long next, State decision, String by, Instant at, @Nullable String why) {
        return new Redaction(
                id,
                next,
                decision,
                subject,
                places,
                files,
                reason,
                requestedBy,
                requestedAt,
                by,
                at,
                why,
                null,
                null,
                false);
    }

    private Redaction done(
            long next, State reached, @Nullable Instant carriedOut, @Nullable Instant erased, boolean store) {
        return new Redaction(
                id,
                next,
                reached,
                subject,
                places,
                files,
                reason,
                requestedBy,
                requestedAt,
                decidedBy,
                decidedAt,
                refusal,
                carriedOut,
                erased,
                store);
    }

    private Redaction at(long next) {
        return new Redaction(
                id,
                next,
                state,
                subject,
                places,
                files,
                reason,
                requestedBy,
                requestedAt,
                decidedBy,
                decidedAt,
                refusal,
                carriedOutAt,
                erasedAt,
                storeScavenged);
    }
}
