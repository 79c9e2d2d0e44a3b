package daftar.messages.ticket;

/** What a ticket on hold waits for. */
public enum HoldReason {
    REQUESTER,
    VENDOR,
    PROBLEM,
    CHANGE,
    EVIDENCE,
    PARTS,
    APPOINTMENT,
    OTHER
}
