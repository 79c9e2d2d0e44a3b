package daftar.messages.ticket;

/** Why a ticket was closed. */
public enum CloseReason {
    /** The requester confirmed the solution. */
    CONFIRMED,
    /** Nobody answered within the stage's time; closed by the clock or the importer. */
    UNCONFIRMED,
    /** The workflow leaves the confirmation out. */
    NO_CONFIRMATION_NEEDED,
    /** The same as another ticket, or merged into it. */
    DUPLICATE,
    SPAM,
    NOT_OURS,
    NO_ANSWER,
    VOID,
    /** A workflow's own path to the end. */
    WORKFLOW
}
