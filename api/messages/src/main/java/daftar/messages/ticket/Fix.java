package daftar.messages.ticket;

/** Whether a solution removes the cause. */
public enum Fix {
    PERMANENT,
    WORKAROUND
}
