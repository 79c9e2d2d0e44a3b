package daftar.messages.query;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What waits for one person, the most urgent first.
 *
 * @param counts how many wait for each reason, of all pages
 * @param total of all pages
 * @param next the cursor of the next page; null at the end
 */
public record InboxView(
        List<Item> items,
        Map<Because, Long> counts,
        long total,
        @Nullable String next,
        boolean stale) implements Answer {

    /** Why something waits. */
    public enum Because {
        /** The person answers for a major incident or has it, or their team while nobody has; its next update is overdue. */
        UPDATE_OVERDUE,
        /** An approval is asked of the person. */
        APPROVAL,
        /** The person is asked whether what a work entry cost may be spent. */
        COST_APPROVAL,
        /** The person has the ticket. */
        ASSIGNED,
        /** It is in the queue of a team of the person and nobody has it. */
        TEAM_QUEUE,
        /** The desk waits for the person's answer. */
        QUESTION,
        /** The person's ticket is solved and waits to be confirmed. */
        CONFIRMATION,
        /** Of managers: somebody rated a solution 1 or 2 within the last seven days. */
        LOW_RATING,
        /** The person answers for the ticket, or leads the team that has it; its stage was not left in time. */
        STAGE_OVERDUE
    }

    /**
     * @param stageOverdue whether its stage was not left in time, and it was told so
     * @param reminders how often who is waited for was reminded: those who are asked for the approval, or the requester
     */
    public record Item(Because because, TicketRow ticket, boolean stageOverdue, int reminders) {}
}
