package daftar.messages.catalogue;

import org.jspecify.annotations.Nullable;

/** What the catalogue holds. */
public enum EntryKind {
    TICKET_TYPE("types", "type"),
    SERVICE("services", "service"),
    REQUEST_TYPE("request-types", "request"),
    ACTIVITY("activities", "activity"),
    REPLY_TEXT("reply-texts", "reply");

    private final String path;
    private final String word;

    EntryKind(String path, String word) {
        this.path = path;
        this.word = word;
    }

    /** What addresses call them, e.g. {@code request-types}. */
    public String path() {
        return path;
    }

    /** What people call one, e.g. {@code request type}. */
    public String title() {
        return name().toLowerCase(java.util.Locale.ROOT).replace('_', ' ');
    }

    /** The stream of the entry of this code. */
    public String stream(String code) {
        return "catalogue-" + word + "-" + code;
    }

    /** The kind that addresses call so, or null. */
    public static @Nullable EntryKind ofPath(String path) {
        for (EntryKind kind : values()) {
            if (kind.path.equals(path)) {
                return kind;
            }
        }
        return null;
    }
}
