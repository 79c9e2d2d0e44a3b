package daftar.app;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import org.springframework.core.env.Environment;

/** What a node does; {@code daftar.roles} names one or several, all by default (design §3). */
public enum NodeRole {
    /** Takes commands over HTTP; the clock runs with it. */
    COMMAND,
    /** Folds events into the read models. */
    PROJECTION,
    /** Answers queries over HTTP. */
    QUERY,
    /** Runs the embedded servers for itself and others. */
    EMBEDDED;

    /** The setting's name. */
    public static final String SETTING = "daftar.roles";

    /** @throws IllegalArgumentException naming the word that is not a role */
    public static Set<NodeRole> of(Environment environment) {
        String setting = environment.getProperty(SETTING, "");
        if (setting.isBlank()) {
            return EnumSet.allOf(NodeRole.class);
        }
        Set<NodeRole> roles = EnumSet.noneOf(NodeRole.class);
        for (String word : setting.split(",")) {
            try {
                roles.add(valueOf(word.strip().toUpperCase(Locale.ROOT)));
            } catch (IllegalArgumentException unknown) {
                throw new IllegalArgumentException(SETTING + " names \"" + word.strip()
                        + "\"; the roles are command, projection, query, embedded.");
            }
        }
        return roles;
    }
}
