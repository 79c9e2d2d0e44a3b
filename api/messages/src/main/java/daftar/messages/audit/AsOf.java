package daftar.messages.audit;

import daftar.messages.Refused;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A moment of the register, by either of its times or both.
 *
 * @param at what was so at this instant, in business time: of each stream the longest beginning up to it; null for all that is
 *     recorded
 * @param recordedAt what the register held at this instant of its own time: the beginning of the log up to it; null for now
 */
public record AsOf(@Nullable Instant at, @Nullable Instant recordedAt) {

    /** @throws Refused INVALID for an instant that has not come yet */
    public static void checkPast(String field, @Nullable Instant at, Instant now) {
        if (at != null && at.isAfter(now)) {
            throw Refused.invalid(
                    "future-instant", field, "Nothing is known of the future; send an instant up to " + now + ".");
        }
    }

    /** @throws Refused INVALID where one of its instants has not come yet */
    public void checkPast(Instant now) {
        checkPast("at", at, now);
        checkPast("recordedAt", recordedAt, now);
    }

    /** The instant that it is then, by which is told what is overdue. @param now where neither time was given */
    public Instant instant(Instant now) {
        return at != null ? at : recordedAt != null ? recordedAt : now;
    }
}
