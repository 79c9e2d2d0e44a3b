package daftar.messages.ticket;

/** What is done about somebody who does not answer, in the order in which it is done. */
public enum SilenceStep {
    /** They are reminded. */
    REMIND,
    /** Of an approval: who acts for them is asked as well. */
    PASS_TO_SUBSTITUTE,
    /** Of an approval: who is above them is asked as well. */
    PASS_TO_SUPERIOR,
    /** Of a hold for the requester: they are reminded for the second time. */
    REMIND_AGAIN,
    /** Of a hold for the requester: the ticket is closed as {@link CloseReason#NO_ANSWER}. */
    CLOSE
}
