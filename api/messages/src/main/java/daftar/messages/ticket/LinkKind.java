package daftar.messages.ticket;

/** How one ticket stands to another, read from the linking ticket. */
public enum LinkKind {
    PARENT_OF,
    CHILD_OF,
    DUPLICATE_OF,
    CAUSED_BY,
    SOLVED_BY,
    FOLLOWS,
    RELATES
}
