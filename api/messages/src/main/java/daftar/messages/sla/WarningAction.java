package daftar.messages.sla;

/** What happens at a warning point. */
public enum WarningAction {
    /** Who has the ticket and who answers for it are told. */
    NOTIFY,
    /** Its priority is raised by one step. */
    RAISE_PRIORITY,
    /** It is passed to the next line of its category. */
    NEXT_LINE,
    /** The leads of its team, or the IT managers where it has none, are told. */
    TELL_MANAGER
}
