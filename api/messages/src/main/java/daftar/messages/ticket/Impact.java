package daftar.messages.ticket;

/** How much of the organisation is affected (ITIL). */
public enum Impact {
    HIGH,
    MEDIUM,
    LOW
}
