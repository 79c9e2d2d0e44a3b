package daftar.messages.sla;

import daftar.messages.sla.SlaTerms.PointAt;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What became of the promises to a ticket up to an instant.
 *
 * @param level what is promised now; null for nothing
 * @param calendar in which it is counted; null for nothing promised
 * @param facts what the level was chosen by
 * @param paused whether the clock is stopped now
 * @param pausedTime working time for which it was stopped by waiting, until resolution
 * @param targets those that are promised
 * @param points all warning points of the promises that are still open, passed or not, in the order of time; none while the
 *     clock is stopped
 */
public record SlaState(
        ServiceLevels.@Nullable Found level,
        @Nullable BusinessCalendar calendar,
        SlaFacts facts,
        boolean paused,
        Duration pausedTime,
        List<TargetState> targets,
        List<PointAt> points) {

    /** The state of one promise; null where there is none. */
    public @Nullable TargetState target(Target which) {
        for (TargetState state : targets) {
            if (state.target() == which) {
                return state;
            }
        }
        return null;
    }

    /** Whether any of them was broken. */
    public boolean isBreached() {
        return targets.stream().anyMatch(TargetState::isBreached);
    }

    /** The first warning point after this instant; null for none, and while the clock is stopped. */
    public @Nullable PointAt nextPoint(java.time.Instant after) {
        for (PointAt point : points) {
            if (point.at().isAfter(after)) {
                return point;
            }
        }
        return null;
    }
}
