package daftar.messages.query;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The properties of a ticket that a search can filter by and count. */
public enum Facet {
    STATUS,
    TYPE,
    CATEGORY,
    SERVICE,
    TEAM,
    ASSIGNEE,
    REQUESTER,
    DEPARTMENT,
    PRIORITY,
    CHANNEL,
    HOLD_REASON,
    REQUEST_TYPE,
    /** The promises that were broken. */
    BREACH;

    /** The value that stands for tickets that have none, as in {@code assignee=none}. */
    public static final String NONE = "none";

    /** The value that stands for the caller, of {@link #TEAM} for the caller's teams, as in {@code assignee=me}. */
    public static final String ME = "me";

    /** Whether {@link #ME} is a value of it. */
    public boolean knowsMe() {
        return this == ASSIGNEE || this == REQUESTER || this == TEAM;
    }

    /** The name in URLs and answers: {@code status}, {@code holdReason}. */
    public String key() {
        return switch (this) {
            case HOLD_REASON -> "holdReason";
            case REQUEST_TYPE -> "requestType";
            default -> name().toLowerCase(Locale.ROOT);
        };
    }

    /** The facet of this name, or null. */
    public static @Nullable Facet of(String key) {
        for (Facet facet : values()) {
            if (facet.key().equals(key)) {
                return facet;
            }
        }
        return null;
    }
}
