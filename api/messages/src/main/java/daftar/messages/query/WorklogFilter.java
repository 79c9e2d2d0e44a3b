package daftar.messages.query;

import daftar.messages.ticket.CostApproval;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which work entries; what is empty or null chooses nothing out.
 *
 * @param people who did the work
 * @param activities codes of the organisation's list
 * @param currencies entries that have a cost in one of them, counted or not
 * @param states how it stands with the cost
 * @param ticket id or number
 * @param from when the work was done, inclusive
 * @param to exclusive
 */
public record WorklogFilter(
        Set<String> people,
        Set<String> teams,
        Set<String> activities,
        Set<String> currencies,
        Set<CostApproval> states,
        @Nullable String ticket,
        @Nullable Instant from,
        @Nullable Instant to) {
    public WorklogFilter {
        people = Set.copyOf(people);
        teams = Set.copyOf(teams);
        activities = Set.copyOf(activities);
        currencies = Set.copyOf(currencies);
        states = Set.copyOf(states);
    }
}
