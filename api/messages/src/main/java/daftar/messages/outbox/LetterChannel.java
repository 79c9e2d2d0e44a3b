package daftar.messages.outbox;

/** By what a letter reaches a person. */
public enum LetterChannel {
    MAIL,
    /** Whatever the installation has connected: SMS, or a messenger. The text alone, to the person's telephone number. */
    MESSENGER
}
