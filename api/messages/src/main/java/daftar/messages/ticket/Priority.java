package daftar.messages.ticket;

/** Impact × urgency (ITIL). */
public enum Priority {
    CRITICAL,
    HIGH,
    MODERATE,
    LOW;

    /** The usual three by three matrix: HIGH/HIGH is CRITICAL, one step down in either is one step down, LOW is the floor. */
    public static Priority of(Impact impact, Urgency urgency) {
        return values()[Math.min(impact.ordinal() + urgency.ordinal(), LOW.ordinal())];
    }

    /** Whether the urgent targets apply. */
    public boolean isUrgent() {
        return this == CRITICAL || this == HIGH;
    }
}
