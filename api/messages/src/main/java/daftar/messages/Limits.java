package daftar.messages;

/** The limits that every request is held to, in any script. */
public final class Limits {

    /** Characters (UTF-16 units) of a text that a person types. */
    public static final int TEXT = 20_000;
    /** Characters of a title. */
    public static final int TITLE = 500;
    /** Characters of a code, an id or a name. */
    public static final int WORD = 200;
    /** Entries of any list or map of a request. */
    public static final int ENTRIES = 500;

    private Limits() {}
}
