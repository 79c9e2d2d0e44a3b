package daftar.messages.ticket;

/** How soon it hurts (ITIL). */
public enum Urgency {
    HIGH,
    MEDIUM,
    LOW
}
