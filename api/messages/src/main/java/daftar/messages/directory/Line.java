package daftar.messages.directory;

/** How near to the requester a team works: the first line takes calls, each next one gets what the one before refers. */
public enum Line {
    FIRST,
    SECOND,
    THIRD
}
