package daftar.messages.file;

/** Who may read a file of a ticket. */
public enum FileVisibility {
    /** Everybody who may know of the ticket, but analysts; as a comment is read. */
    PUBLIC,
    /** The desk and auditors; as a work note is read. */
    INTERNAL
}
