package daftar.mail.in;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How a mailbox stands on this node.
 *
 * @param mailbox its name
 * @param state whether it is read here
 * @param since when that began
 * @param failures attempts that broke off, one after the other
 * @param said what the last of them said; null for none
 */
public record MailboxStanding(
        String mailbox,
        State state,
        Instant since,
        int failures,
        @Nullable String said) {

    /** Whether it is read here. */
    public enum State {
        /** Another node reads it. */
        ELSEWHERE,
        READ,
        /** It cannot be reached, and is tried again. */
        AWAY
    }

    MailboxStanding now(State nowState, Instant at) {
        return new MailboxStanding(mailbox, nowState, state == nowState ? since : at, 0, null);
    }

    MailboxStanding failed(String why, Instant at) {
        return new MailboxStanding(mailbox, State.AWAY, state == State.AWAY ? since : at, failures + 1, why);
    }
}
