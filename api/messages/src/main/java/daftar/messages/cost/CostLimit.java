package daftar.messages.cost;

import daftar.messages.Money;
import daftar.messages.Role;
import org.jspecify.annotations.Nullable;

/**
 * How much somebody may spend on one ticket before they must ask. Of person, team and role one at the most is given; none of
 * them means everybody.
 *
 * @param most in all on one ticket, in its currency
 * @param approver who is asked for more; null for who manages the department, else the managers
 */
public record CostLimit(
        @Nullable String person,
        @Nullable String team,
        @Nullable Role role,
        Money most,
        @Nullable String approver) {

    /** The closest limits of somebody are theirs: by name, else by team, else by role, else for everybody. */
    int closeness() {
        return person != null ? 3 : team != null ? 2 : role != null ? 1 : 0;
    }
}
