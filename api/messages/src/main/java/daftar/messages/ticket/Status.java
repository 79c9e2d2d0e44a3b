package daftar.messages.ticket;

import org.jspecify.annotations.Nullable;

/** Where a ticket stands; given by the kind of the stage that it is in, and by what its holder does there (design §5). */
public enum Status {
    AWAITING_APPROVAL,
    NEW,
    ASSIGNED,
    IN_PROGRESS,
    ON_HOLD,
    RESOLVED,
    CLOSED,
    DECLINED,
    CANCELLED;

    /** Whether the ticket has come to its end; it may be reopened from CLOSED for a while. */
    public boolean isEnd() {
        return this == CLOSED || this == DECLINED || this == CANCELLED;
    }

    /** Whether somebody still owes work, an approval or a decision on it. RESOLVED waits only for the requester. */
    public boolean isOpen() {
        return !isEnd() && this != RESOLVED;
    }

    /**
     * The status after an event: the one rule that the command side and every read model share.
     *
     * <p>Work that is under way and goes to somebody else is ASSIGNED again; a ticket on hold, resolved or in triage keeps
     * its status when it is given to somebody. An END keeps the status that the event before it gave (closed, declined,
     * cancelled).
     *
     * @param before null before the first event
     */
    public static Status after(@Nullable Status before, TicketEvent event) {
        Status present = before == null ? NEW : before;
        return switch (event) {
            case TicketEvent.TicketRaised raised -> NEW;
            case TicketEvent.StageEntered entered ->
                switch (entered.kind()) {
                    case APPROVAL -> AWAITING_APPROVAL;
                    case TRIAGE -> NEW;
                    case WORK -> ASSIGNED;
                    case EXTERNAL -> ON_HOLD;
                    case CONFIRMATION -> RESOLVED;
                    case END -> present;
                };
            case TicketEvent.TicketAssigned assigned -> present == IN_PROGRESS ? ASSIGNED : present;
            case TicketEvent.TicketReferred referred -> present == IN_PROGRESS ? ASSIGNED : present;
            case TicketEvent.TicketReturned returned -> present == IN_PROGRESS ? ASSIGNED : present;
            case TicketEvent.WorkStarted started -> IN_PROGRESS;
            case TicketEvent.TicketPutOnHold hold -> ON_HOLD;
            case TicketEvent.WorkResumed resumed -> resumed.status();
            case TicketEvent.TicketResolved resolved -> RESOLVED;
            case TicketEvent.TicketClosed closed -> CLOSED;
            case TicketEvent.TicketDeclined declined -> DECLINED;
            case TicketEvent.TicketCancelled cancelled -> CANCELLED;
            default -> present;
        };
    }
}
