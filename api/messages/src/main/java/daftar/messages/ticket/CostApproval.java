package daftar.messages.ticket;

/** How it stands with what a work entry cost. */
public enum CostApproval {
    /** It is within what who wrote it down may spend, or there is nothing to pay. */
    NOT_ASKED,
    /** It counts in no sum yet. */
    WAITING,
    APPROVED,
    /** It counts in no sum. */
    DECLINED;

    /** Whether the cost counts. */
    public boolean counts() {
        return this == NOT_ASKED || this == APPROVED;
    }
}
