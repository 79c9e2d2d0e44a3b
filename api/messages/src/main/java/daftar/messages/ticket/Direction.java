package daftar.messages.ticket;

/** Who made a contact. */
public enum Direction {
    INBOUND,
    OUTBOUND
}
