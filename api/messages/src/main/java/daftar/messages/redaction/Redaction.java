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
 * @param decision null while nobody has decided
 * @param carriedOutAt when the keys were destroyed; null before
 * @param erasure null before
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
        @Nullable Decision decision,
        @Nullable Instant carriedOutAt,
        @Nullable Erasure erasure) {

    /** Who approved or declined it. @param refusal why it was declined; null where it was not, or none was given */
    public record Decision(String by, Instant at, @Nullable String refusal) {}

    /** When the servers' files were cleaned. @param store whether that included the event store */
    public record Erasure(Instant at, boolean store) {}

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
                    null);
        }
        if (before == null) {
            return null;
        }
        return switch (recorded.event()) {
            case RedactionApproved e ->
                before.next(version, State.APPROVED, new Decision(recorded.actor(), at, null), null, null);
            case RedactionDeclined e ->
                before.next(
                        version, State.DECLINED, new Decision(recorded.actor(), at, Text.read(e.reason())), null, null);
            case RedactionCarriedOut e -> before.next(version, State.CARRIED_OUT, before.decision, at, null);
            case RedactionErased e ->
                before.next(version, State.ERASED, before.decision, before.carriedOutAt, new Erasure(at, e.store()));
            default -> before.next(version, before.state, before.decision, before.carriedOutAt, before.erasure);
        };
    }

    private Redaction next(
            long to,
            State reached,
            @Nullable Decision decided,
            @Nullable Instant carriedOut,
            @Nullable Erasure erased) {
        return new Redaction(
                id, to, reached, subject, places, files, reason, requestedBy, requestedAt, decided, carriedOut, erased);
    }
}
