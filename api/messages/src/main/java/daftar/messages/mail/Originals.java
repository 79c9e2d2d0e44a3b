package daftar.messages.mail;

/** When the whole mail, as it came, is attached to the ticket. */
public enum Originals {
    ALWAYS,
    /** Where the ticket's text is not all of it: something was quoted, or it came as HTML. */
    WHEN_CUT,
    /** It is in the mailbox's folder of processed mail only. */
    NEVER
}
