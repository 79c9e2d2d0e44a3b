package daftar.projectors;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a rebuild stands.
 *
 * @param version of the indexes that it fills
 * @param events of tickets folded so far, those of earlier runs that it took up included
 * @param tickets begun so far
 * @param documents written in this run
 * @param failed tickets that could not be folded to their end
 * @param position up to which the log has been read; -1 for nothing yet
 * @param head the end of the log when it was last looked at
 * @param eventsPerSecond in this run
 * @param timeLeft until the end of the log at this rate; null while it is not known
 * @param compared what was found at the common position; empty before
 * @param message what happened, for people; null while all is well
 */
public record RebuildStatus(
        Phase phase,
        int version,
        long events,
        long tickets,
        long documents,
        long failed,
        long position,
        long head,
        double eventsPerSecond,
        @Nullable Duration timeLeft,
        @Nullable Instant startedAt,
        @Nullable Instant endedAt,
        List<Compared> compared,
        @Nullable String message) {

    /** The steps, in their order, and the ways to end. */
    public enum Phase {
        /** None was started on this node. */
        NONE,
        READING,
        COMPARING,
        SWITCHING,
        /** The new indexes are behind the aliases; or, for a mere check, equal the present ones. */
        DONE,
        /** Stopped on request; the next start goes on from there. */
        STOPPED,
        /** Ended without a switch; {@code message} says why. */
        FAILED;

        public boolean isRunning() {
            return this == READING || this == COMPARING || this == SWITCHING;
        }
    }

    /**
     * A read model's content, old and new, at one position.
     *
     * @param expected documents that the log gives, null where only the number of the old ones is known
     */
    public record Compared(
            String readModel,
            @Nullable Long expected,
            long oldDocuments,
            long newDocuments,
            String oldChecksum,
            String newChecksum) {

        public boolean isEqual() {
            return oldDocuments == newDocuments && oldChecksum.equals(newChecksum);
        }
    }

    /** How much of the log has been read, 0 to 1. */
    public double progress() {
        return head < 0 ? 1 : Math.clamp((position + 1) / (double) (head + 1), 0, 1);
    }

    static RebuildStatus none() {
        return new RebuildStatus(Phase.NONE, 0, 0, 0, 0, 0, -1, -1, 0, null, null, null, List.of(), null);
    }
}
