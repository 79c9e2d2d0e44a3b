package daftar.messages.knowledge;

/** For whom an article is, once it is published. */
public enum Audience {
    /** Dispatchers, specialists, managers, analysts and auditors. */
    DESK,
    /** Everybody. */
    EVERYONE
}
