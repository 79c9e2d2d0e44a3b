package daftar.messages.mail;

import daftar.messages.NothingChanged;
import daftar.messages.Recorded;
import daftar.messages.mail.MailEvent.*;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A mail that was set aside, as it stands after an event.
 *
 * @param id {@code mail-<32 hexadecimal digits>}
 * @param version of the last event
 * @param aside what was said when it was set aside last; its texts as sealed or open as the event's
 * @param firstAt when it was set aside first
 * @param changedAt when its state became what it is
 * @param tries how often it was retried
 * @param ticket the ticket that it has come to; null while it has not
 */
public record AsideMail(
        String id,
        long version,
        State state,
        MailSetAside aside,
        Instant firstAt,
        Instant changedAt,
        int tries,
        @Nullable String ticket) {

    /** Where it stands. */
    public enum State {
        /** Somebody is to look at it. */
        WAITING,
        /** It is being taken at this moment, or a retry broke off and can be repeated. */
        RETRIED,
        /** Nobody is asked to look at it. */
        DISCARDED,
        /** It has come to a ticket. */
        TAKEN
    }

    /** The fold: pure. Null where it has not been set aside. */
    public static @Nullable AsideMail evolve(@Nullable AsideMail before, Recorded recorded) {
        Instant at = recorded.occurredAt();
        long revision = recorded.revision();
        if (recorded.event() instanceof MailSetAside e) {
            return new AsideMail(
                    recorded.stream(),
                    revision,
                    e.closed() ? State.DISCARDED : State.WAITING,
                    e,
                    before == null ? at : before.firstAt,
                    at,
                    before == null ? 0 : before.tries,
                    null);
        }
        if (before == null) {
            return null;
        }
        return switch (recorded.event()) {
            case MailRetried e -> before.now(State.RETRIED, revision, at, before.tries + 1, null);
            case MailDiscarded e -> before.now(State.DISCARDED, revision, at, before.tries, null);
            case MailTaken e -> before.now(State.TAKEN, revision, at, before.tries, e.ticket());
            case NothingChanged e -> before.now(before.state, revision, before.changedAt, before.tries, before.ticket);
            default -> before;
        };
    }

    private AsideMail now(State nowState, long revision, Instant at, int nowTries, @Nullable String nowTicket) {
        return new AsideMail(id, revision, nowState, aside, firstAt, at, nowTries, nowTicket);
    }

    /** Whether events of this stream are about a mail that was set aside. */
    public static boolean concerns(String stream) {
        return stream.startsWith("mail-") && !stream.equals(MailPolicy.STREAM);
    }
}
