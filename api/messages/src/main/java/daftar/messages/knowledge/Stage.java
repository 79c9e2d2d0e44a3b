package daftar.messages.knowledge;

/** How far the newest version of an article has come, in one language. */
public enum Stage {
    /** With its author. */
    DRAFT,
    /** Somebody else is to read it. */
    IN_REVIEW,
    /** It is what readers see. */
    PUBLISHED
}
