package daftar.messages.ticket;

/** How a request or a contact came. */
public enum Channel {
    PORTAL,
    TELEPHONE,
    MAIL,
    WALK_IN,
    CHAT,
    MONITORING,
    MESSENGER,
    LETTER,
    OTHER
}
