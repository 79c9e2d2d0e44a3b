package daftar.messages.ticket;

import java.time.Duration;
import java.time.Instant;

/** What holds of every timer. */
public final class Timers {

    /** A timer that has run for so long was forgotten. */
    public static final Duration FORGOTTEN_AFTER = Duration.ofHours(12);

    private static final long MILLIS_OF_A_MINUTE = 60_000;

    private Timers() {}

    /** The minutes of a timer: each that was begun counts whole, and there is one at least. */
    public static long minutes(Instant from, Instant to) {
        long millis = Math.max(Duration.between(from, to).toMillis(), 1);
        return Math.ceilDiv(millis, MILLIS_OF_A_MINUTE);
    }
}
