package daftar.messages.directory;

import java.time.DayOfWeek;
import java.time.LocalTime;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Hours of the week in which some of a team are there.
 *
 * @param days on which it begins
 * @param from in the team's zone
 * @param until before this; at or before {@code from} on the day after
 * @param people who are there; empty for the whole team
 * @param lead who leads meanwhile; null for the team's own leads
 */
public record Shift(
        List<DayOfWeek> days,
        LocalTime from,
        LocalTime until,
        List<String> people,
        @Nullable String lead) {

    public Shift {
        days = days == null ? List.of() : List.copyOf(days);
        people = people == null ? List.of() : List.copyOf(people);
    }
}
