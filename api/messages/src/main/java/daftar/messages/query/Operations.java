package daftar.messages.query;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What administrators see of the projections and may do with them. Who may is checked by the caller of this. */
public interface Operations {

    List<Projection> projections();

    /** The tickets whose events could not be applied, the longest parked first. */
    List<DeadLetter> deadLetters(int max);

    /**
     * Applies the parked events of a ticket again.
     *
     * @return whether it worked; if not, they stay parked, with the new cause
     * @throws daftar.messages.Refused NOT_FOUND if nothing of it is parked
     */
    boolean retry(String sequence);

    /**
     * Gives the parked events of a ticket up. Its documents stay where they are: its next event finds that others are
     * missing before it and is parked in its turn, until a rebuild makes the ticket whole from the log.
     *
     * @throws daftar.messages.Refused NOT_FOUND if nothing of it is parked
     */
    void discard(String sequence);

    /** The rebuild that runs, or the last one; null if there was none. */
    @Nullable Rebuild rebuild();

    /** Starts to fill new indices from the log. @throws daftar.messages.Refused CONFLICT if one runs already */
    Rebuild startRebuild(Purpose purpose);

    /** What becomes of new indices once they are level with the log. */
    enum Purpose {
        /**
         * They are put into use if they equal the present ones, or if it is known why not: other folds or definitions, or
         * tickets that were behind; else it is said what differs.
         */
        SWITCH,
        /** They are put into use if they equal the present ones; else it is said what differs. */
        SWITCH_IF_EQUAL,
        /** They are put into use if they are complete, whatever the present ones hold, since those are known to be wrong. */
        REPLACE,
        /** They are compared with the present ones and thrown away: a check of what is shown. */
        CHECK
    }

    /**
     * Stops the running rebuild at a checkpoint, from which the next start goes on; the indices that are read stay.
     *
     * @throws daftar.messages.Refused CONFLICT if none runs
     */
    Rebuild stopRebuild();

    /** @param lagEvents null where it is not known at the moment */
    record Projection(
            String name,
            List<Segment> segments,
            @Nullable Long lagEvents,
            @Nullable Duration lag) {}

    /**
     * @param position the commit position up to which everything is applied, -1 for nothing
     * @param running whether a node works on it now
     * @param error what keeps it from going on; null for nothing
     */
    record Segment(
            int segment,
            long position,
            boolean running,
            @Nullable String error) {}

    /**
     * @param sequence the ticket's id
     * @param events how many are parked
     * @param firstRevision of the event that failed first
     * @param cause what went wrong, last
     */
    record DeadLetter(String sequence, int events, long firstRevision, String type, String cause, Instant parkedAt) {}

    /**
     * @param state {@code READING}, {@code COMPARING}, {@code SWITCHING}, {@code DONE}, {@code STOPPED} or {@code FAILED}
     * @param position of the log up to which was read, -1 for nothing
     * @param head the last position of the log when it was looked at
     * @param progress how much of the log has been read, 0 to 1
     * @param events of tickets that were read, in all its runs
     * @param tickets that these began
     * @param eventsPerSecond in this run
     * @param timeLeft until the end of the log; null where it cannot be said
     * @param detail what was compared or went wrong; null for nothing
     */
    record Rebuild(
            String state,
            Instant startedAt,
            @Nullable Instant endedAt,
            long position,
            long head,
            double progress,
            long events,
            long tickets,
            double eventsPerSecond,
            @Nullable Duration timeLeft,
            @Nullable String detail) {}
}
