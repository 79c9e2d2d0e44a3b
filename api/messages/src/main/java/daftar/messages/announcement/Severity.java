package daftar.messages.announcement;

/** How much an announcement matters, the least first. */
public enum Severity {
    /** Good to know: maintenance, something new. */
    INFORMATION,
    /** Something works badly, or will. */
    WARNING,
    /** Something does not work at all. */
    CRITICAL
}
