package daftar.automations.webhook;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What came of sending an event once.
 *
 * @param began when
 * @param took how long
 * @param status of the answer; null where there was none
 * @param error what went wrong, in a few words and never in the receiver's; null where nothing did
 * @param retryAfter how long the receiver wants to be left alone; null where it did not say
 */
record Attempt(
        Instant began,
        Duration took,
        Outcome outcome,
        @Nullable Integer status,
        @Nullable String error,
        @Nullable Duration retryAfter) {

    /** How it ends. */
    enum Outcome {
        /** 2xx: the receiver has it. */
        ACCEPTED,
        /** The receiver does not take this event: other tickets' events may go on. */
        REFUSED,
        /** The receiver cannot take anything at the moment. */
        AWAY,
        /** The receiver does not want anything any more. */
        GONE
    }

    static Attempt answered(Instant began, Duration took, int status, @Nullable Duration retryAfter) {
        Outcome outcome = outcomeOf(status);
        return new Attempt(
                began, took, outcome, status, outcome == Outcome.ACCEPTED ? null : "answered " + status, retryAfter);
    }

    static Attempt failed(Instant began, Duration took, String error) {
        return new Attempt(began, took, Outcome.AWAY, null, error, null);
    }

    private static Outcome outcomeOf(int status) {
        return switch (status) {
            case 410 -> Outcome.GONE;
            // what a proxy says before a receiver that is away, or one that asks for time
            case 408, 425, 429, 502, 503, 504 -> Outcome.AWAY;
            default -> status >= 200 && status < 300 ? Outcome.ACCEPTED : Outcome.REFUSED;
        };
    }
}
