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
 * @param failed tickets that could not be folded to their end, and documents that were refused
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
     * A read model's content, old and new, at one position; tickets that went on since are in neither.
     *
     * @param expected documents that the log gives; null where that cannot be told by counting events
     * @param equal whether every document is the same in both
     * @param changed whether the old ones were made by other folds or another definition, so that they may differ
     * @param unexplained some documents that differ though they should not, by id
     */
    public record Compared(
            String readModel,
            @Nullable Long expected,
            long oldDocuments,
            long newDocuments,
            String oldChecksum,
            String newChecksum,
            boolean equal,
            boolean changed,
            List<String> unexplained) {

        public boolean isEqual() {
            return equal;
        }

        /** Whether all documents are there that the log gives, as far as that can be told. */
        public boolean isComplete() {
            return expected == null || expected == newDocuments;
        }

        /** Whether the new ones are what they should be: equal, or different for a reason that is known. */
        public boolean isExplained() {
            return equal || changed || unexplained.isEmpty();
        }

        /** For people. */
        public String inWords() {
            if (!isComplete()) {
                return readModel + ": " + newDocuments + " documents where the log gives " + expected;
            }
            if (equal) {
                return readModel + ": " + newDocuments + " equal";
            }
            String differ = readModel + ": " + newDocuments + " differ from " + oldDocuments;
            if (changed) {
                return differ + ", made by other folds or another definition";
            }
            return differ
                    + (unexplained.isEmpty()
                            ? ", by tickets that were behind"
                            : ", and nothing explains that of " + unexplained);
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
