package daftar.messages.ticket;

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
}
