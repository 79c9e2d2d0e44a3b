package daftar.messages.cost;

import daftar.messages.Money;
import daftar.messages.Role;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What an hour of work costs. What is null holds for any.
 *
 * @param person whose; then {@code role} is null
 * @param role of whoever has it
 * @param activity a code of the organisation's list
 * @param perHour in the currency's own decimals
 * @param from from which moment of the work on; null for always
 * @param until before which moment of the work; null for open
 */
public record HourlyRate(
        @Nullable String person,
        @Nullable Role role,
        @Nullable String activity,
        Money perHour,
        @Nullable Instant from,
        @Nullable Instant until) {

    boolean holdsAt(Instant moment) {
        return (from == null || !moment.isBefore(from)) && (until == null || moment.isBefore(until));
    }

    /** Whose it is goes before what is done: the person's rate for the activity first, that for anybody and anything last. */
    int closeness() {
        int who = person != null ? 4 : role != null ? 2 : 0;
        return who + (activity != null ? 1 : 0);
    }
}
