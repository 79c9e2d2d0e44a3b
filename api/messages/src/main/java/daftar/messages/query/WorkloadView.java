package daftar.messages.query;

import daftar.messages.Money;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The load of people and teams at an instant.
 *
 * @param at the instant
 * @param today the start of the caller's day
 * @param week the start of the caller's week
 * @param total of the whole desk, or of the teams asked for
 */
public record WorkloadView(
        Instant at, Instant today, Instant week, Load total, List<Load> teams, List<Load> people, boolean stale)
        implements Answer {

    /**
     * The load of one person or team. A ticket that several people have counts for each of them, in their team once.
     *
     * @param of null for the total
     * @param open all that they have, in progress and on hold too
     * @param overdue open ones of which something that was promised (response, resolution, stage) is due
     * @param oldest how long ago the oldest open one was raised; null where none is open
     * @param timing on how many tickets their time runs at this moment; null for a past instant, and for teams
     */
    public record Load(
            @Nullable Named of,
            long open,
            long inProgress,
            long onHold,
            long overdue,
            @Nullable Duration oldest,
            Logged today,
            Logged week,
            @Nullable Long timing) {}

    /** Work written down up to the instant, as it stands after corrections. @param costs one sum per currency */
    public record Logged(long minutes, List<Money> costs) {
        public static final Logged NOTHING = new Logged(0, List.of());
    }
}
