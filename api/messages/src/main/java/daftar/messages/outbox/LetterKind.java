package daftar.messages.outbox;

/**
 * What a letter is about. A person chooses by kind what they get; where they have not chosen, requesters get four letters
 * about their ticket, and everybody else what needs their act.
 */
public enum LetterKind {

    /** To the requester: the request has been received, under this number. */
    RECEIVED(Usual.SENT, Haste.CAN_WAIT),
    /** To the requester: the desk has written, or waits for an answer. */
    QUESTION(Usual.SENT, Haste.CAN_WAIT),
    /** To the requester: solved, to be confirmed or rejected. */
    SOLVED(Usual.SENT, Haste.CAN_WAIT),
    /** To the requester: closed, declined or cancelled. */
    CLOSED(Usual.SENT, Haste.CAN_WAIT),
    /** To the requester: merged with another; takes the place of {@link #CLOSED}. */
    MERGED(Usual.SENT, Haste.CAN_WAIT),
    /** To the requester: how satisfied they are. */
    SURVEY(Usual.SENT, Haste.CAN_WAIT),
    /** To the requester: any other step. */
    PROGRESS(Usual.NOT_SENT, Haste.CAN_WAIT),

    /** To whoever is asked for an approval. */
    APPROVAL(Usual.SENT, Haste.CAN_WAIT),
    /** To whoever is asked to approve a cost. */
    COST_APPROVAL(Usual.SENT, Haste.CAN_WAIT),
    /** To whoever has not acted for long: approvers, holders, requesters. */
    REMINDER(Usual.SENT, Haste.CAN_WAIT),
    /** To whoever has the work from now on. */
    ASSIGNED(Usual.SENT, Haste.CAN_WAIT),
    /** To those who look after a team's queue: something new is in it. */
    QUEUED(Usual.SENT, Haste.CAN_WAIT),
    /** To whoever answers to the requester from now on. */
    OWNED(Usual.SENT, Haste.CAN_WAIT),
    /** To owner and holder: the requester has written. */
    ANSWERED(Usual.SENT, Haste.CAN_WAIT),
    /** To owner and holder: the solution was rejected, or the ticket reopened. */
    REJECTED(Usual.SENT, Haste.CAN_WAIT),
    /** To those who are to know that a promise or a stage is late, or soon will be. */
    OVERDUE(Usual.SENT, Haste.URGENT),
    /** To the next line's leads: escalated. */
    ESCALATED(Usual.SENT, Haste.URGENT),
    /** To those who work on it: a major incident, and how it goes on. */
    MAJOR_INCIDENT(Usual.SENT, Haste.URGENT),
    /** To owner and holder: the problem, or the major incident, behind the ticket is solved. */
    LINKED_SOLVED(Usual.SENT, Haste.CAN_WAIT),
    /** To observers: solved, closed, or the desk has written. */
    OBSERVED(Usual.NOT_SENT, Haste.CAN_WAIT),

    /** A report that somebody has asked for by schedule. */
    REPORT(Usual.SENT, Haste.CAN_WAIT),

    /** A signed head of the ledger, to addresses that the installation's settings name. */
    LEDGER_HEAD(Usual.SENT, Haste.URGENT);

    private enum Usual {
        SENT,
        NOT_SENT
    }

    private enum Haste {
        URGENT,
        CAN_WAIT
    }

    private final Usual usual;
    private final Haste haste;

    LetterKind(Usual usual, Haste haste) {
        this.usual = usual;
        this.haste = haste;
    }

    /** Whether people choose it: what is sent to addresses that a setting names they cannot. */
    public boolean isChosen() {
        return this != LEDGER_HEAD;
    }

    /** Whether people get it who have not said anything about it. */
    public boolean isUsual() {
        return usual == Usual.SENT;
    }

    /** Whether it is sent in somebody's quiet hours, too, and never waits for a digest. */
    public boolean isUrgent() {
        return haste == Haste.URGENT;
    }
}
