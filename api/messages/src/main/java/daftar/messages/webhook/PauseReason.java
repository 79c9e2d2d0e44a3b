package daftar.messages.webhook;

/** Why nothing is sent. */
public enum PauseReason {
    /** Somebody wished so. */
    ASKED,
    /** The receiver answered 410: it does not want anything any more. */
    GONE
}
