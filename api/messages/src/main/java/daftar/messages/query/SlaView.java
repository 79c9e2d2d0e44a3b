package daftar.messages.query;

import daftar.messages.sla.Target;
import daftar.messages.sla.TargetState.Progress;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How it stands with what was promised to a ticket's requester.
 *
 * @param policy that the promises come from; null where nothing is promised, or where the other desk promised it
 * @param level of the policy
 * @param calendar in whose working time they are counted
 * @param paused whether the clock stands still while the ticket waits
 * @param targets those that are or were promised
 */
public record SlaView(
        @Nullable String policy,
        @Nullable Integer policyVersion,
        @Nullable String level,
        @Nullable String calendar,
        @Nullable Integer calendarVersion,
        boolean paused,
        List<Promise> targets) {

    /**
     * @param dueAt of a promise whose clock stands still as it was when it stopped; it moves once that goes on
     * @param doneAt when it was kept, late or not; null while it is not, or where it fell away
     * @param percent of the promised time that is used; above 100 where it is broken; null where nobody knows the level
     */
    public record Promise(
            Target target,
            Progress progress,
            Instant dueAt,
            @Nullable Instant doneAt,
            @Nullable Integer percent) {}
}
