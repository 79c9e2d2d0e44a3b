package daftar.mail.in;

import daftar.messages.mail.AsideReason;
import org.jspecify.annotations.Nullable;

/**
 * What became of a mail.
 *
 * @param result for the meters, and for whoever had it retried
 * @param ticket that it came to; null for none
 * @param reason why it was set aside; null where it was not
 * @param mail the stream of a mail that was set aside; null for others
 */
public record Taken(
        Result result,
        @Nullable String ticket,
        @Nullable AsideReason reason,
        @Nullable String mail) {

    /** What became of it. */
    public enum Result {
        RAISED,
        COMMENTED,
        REOPENED,
        /** It had been taken before. */
        REPEATED,
        /** A letter has come back. */
        BOUNCED,
        SET_ASIDE
    }

    /** Whether it was set aside. */
    public boolean isAside() {
        return result == Result.SET_ASIDE;
    }
}
