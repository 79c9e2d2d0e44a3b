package daftar.messages.sla;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How it stands with one promise.
 *
 * @param promised working time
 * @param from since when it is counted
 * @param dueAt while the clock is stopped as if it went on at once
 * @param used working time in which the clock went, up to {@code doneAt} or now
 * @param doneAt when it was kept, late or not; null while it is not, or where it fell away
 * @param breaches how often it was broken; more than once only for the next word
 */
public record TargetState(
        Target target,
        Progress progress,
        Duration promised,
        Instant from,
        Instant dueAt,
        Duration used,
        @Nullable Instant doneAt,
        int breaches) {

    /** How far it is. */
    public enum Progress {
        /** The clock goes. */
        RUNNING,
        /** The clock is stopped while the ticket waits. */
        PAUSED,
        /** Kept in time. */
        MET,
        /** Broken: kept late, or not at all until now or until the ticket's end. */
        BREACHED,
        /** The ticket ended before its time. */
        DROPPED
    }

    public boolean isBreached() {
        return breaches > 0;
    }

    /** How much of the time is used, rounded down; may be above 100. */
    public int percent() {
        return (int) Math.min(Integer.MAX_VALUE, used.toMillis() * 100 / Math.max(1, promised.toMillis()));
    }

    /** Whether the clock may still go on. */
    public boolean isOpen() {
        return doneAt == null && progress != Progress.DROPPED;
    }
}
