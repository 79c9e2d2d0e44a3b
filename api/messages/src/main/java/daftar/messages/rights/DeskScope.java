package daftar.messages.rights;

/** Which tickets a member of the desk (dispatcher, specialist) sees because they work there. Its managers see all. */
public enum DeskScope {
    /** Every ticket of the desk. */
    ALL,
    /** Those that are, or were last, with one of their teams or with themselves. */
    OWN_TEAMS
}
