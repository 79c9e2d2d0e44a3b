package daftar.messages.sla;

/** What is promised to a requester. */
public enum Target {
    /** That somebody takes care: work started, a contact that reached, a comment by the desk, or a solution. */
    RESPONSE,
    /** That it is solved. */
    RESOLUTION,
    /** That the requester hears of it again, each time after the last word. */
    NEXT_WORD
}
