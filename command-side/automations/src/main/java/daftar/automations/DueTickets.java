package daftar.automations;

import java.time.Instant;
import java.util.List;
import java.util.function.Predicate;

/** Finds the tickets for which something has fallen due. Given by the application, over the read model. */
public interface DueTickets {

    /** What falls due on a ticket by itself. */
    enum Due {
        /** Nobody confirmed the solution in time. */
        CONFIRMATION,
        /** A hold that was to last until now. */
        HOLD,
        /** The department's place in the tree is another than the one that the ticket has pinned. */
        DEPARTMENT,
        /** Somebody who is asked for an approval is away, and who acts for them is not asked yet. */
        SUBSTITUTE,
        /** Somebody's timer has run for so long that nobody works. */
        TIMER,
        /** Who is asked about a cost does not decide. */
        COST,
        /** Somebody who is asked about a cost is away, and who acts for them is not asked yet. */
        COST_SUBSTITUTE,
        /** Who is asked for an approval, or the requester for whom it is on hold, does not answer. */
        SILENCE,
        /** The stage was not left in time, and nobody was told yet. */
        STAGE,
        /** A warning point of what was promised is reached. */
        TARGET
    }

    /**
     * @param ticket the ticket's id
     * @param what falls due
     * @param at when it fell due
     */
    record DueTicket(String ticket, Due what, Instant at) {}

    /**
     * What was due at this instant or before, the longest overdue first, at most so many of each kind.
     *
     * @param wanted what is asked for; the clock leaves alone what it has tried a moment ago, and finds what is behind that
     */
    List<DueTicket> dueAt(Instant instant, int most, Predicate<DueTicket> wanted);
}
