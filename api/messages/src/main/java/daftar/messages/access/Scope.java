package daftar.messages.access;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What an API token opens. A token never opens more than its person may do. */
public enum Scope {
    TICKETS_READ("tickets:read"),
    TICKETS_WRITE("tickets:write"),
    DIRECTORY_READ("directory:read"),
    /** Directory, workflows and SCIM. */
    DIRECTORY_WRITE("directory:write"),
    AUDIT_READ("audit:read"),
    /** Projections, dead letters, rebuilds, metrics. */
    OPERATIONS("operations");

    private final String word;

    Scope(String word) {
        this.word = word;
    }

    /** Its public name; stored and shown. */
    public String word() {
        return word;
    }

    /** The scope of this public name; null for none. */
    public static @Nullable Scope of(String word) {
        for (Scope scope : values()) {
            if (scope.word.equals(word)) {
                return scope;
            }
        }
        return null;
    }

    /** All public names. */
    public static List<String> words() {
        return Arrays.stream(values()).map(Scope::word).toList();
    }
}
