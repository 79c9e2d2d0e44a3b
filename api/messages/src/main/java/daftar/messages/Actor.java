package daftar.messages;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who sends a command or a query.
 *
 * @param person the person's id, or {@link #SYSTEM}
 * @param roles the roles that the person has now
 * @param client through what they came: {@code api}, {@code mail}, {@code import}, {@code clock}
 * @param onBehalfOf the person in whose name they act, or null
 */
public record Actor(
        String person,
        Set<Role> roles,
        String client,
        @Nullable String onBehalfOf) {

    /** The actor of what Daftar does by itself. */
    public static final String SYSTEM = "system";

    public Actor {
        roles = Set.copyOf(roles);
    }

    /** The clock (design §9). */
    public static Actor clock() {
        return new Actor(SYSTEM, Set.of(Role.CLOCK), "clock", null);
    }

    public boolean is(Role role) {
        return roles.contains(role);
    }

    /** Whether the actor has any of these roles. */
    public boolean isAny(Role... any) {
        for (Role role : any) {
            if (roles.contains(role)) {
                return true;
            }
        }
        return false;
    }
}
