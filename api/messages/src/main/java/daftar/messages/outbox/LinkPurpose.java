package daftar.messages.outbox;

/** What a signed link of a letter does, without a login. */
public enum LinkPurpose {
    APPROVE,
    DECLINE,
    CONFIRM,
    REJECT,
    SURVEY,
    /** What one work entry cost counts. */
    APPROVE_COST,
    DECLINE_COST,
    UNSUBSCRIBE
}
