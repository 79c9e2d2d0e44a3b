package daftar.messages.mail;

/** What becomes of an answer by somebody who may not comment on the ticket that it names. */
public enum Bystanders {
    /** It waits for somebody who looks at it. */
    SET_ASIDE,
    /** It is a request of their own. */
    NEW_TICKET
}
