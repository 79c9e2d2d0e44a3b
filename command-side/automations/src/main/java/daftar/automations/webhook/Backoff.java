package daftar.automations.webhook;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How long to wait before the next attempt: twice as long each time, up to five minutes, and never all at the same moment.
 *
 * @param first the first pause
 */
record Backoff(RandomGenerator random, Duration first) {

    static final Duration FIRST = Duration.ofSeconds(1);
    static final Duration LONGEST = Duration.ofMinutes(5);

    /** What a receiver may ask for at most. */
    static final Duration LONGEST_ASKED = Duration.ofHours(1);

    private static final int DOUBLINGS = 9;

    /** @param attempts that failed in a row, from 1 @return between the half and the whole of the full pause */
    Duration after(int attempts) {
        long full = first.toMillis() << Math.min(attempts - 1, DOUBLINGS);
        long capped = Math.min(full, LONGEST.toMillis());
        return Duration.ofMillis(capped / 2 + random.nextLong(capped / 2 + 1));
    }
}
