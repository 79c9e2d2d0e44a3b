package daftar.reference;

import daftar.messages.Recorded;
import daftar.messages.reportschedule.ReportSchedule;
import daftar.messages.reportschedule.ReportSchedules;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.pcollections.PSortedMap;
import org.pcollections.TreePMap;

/** The schedules of reports at one place of the log: immutable, and cheap to go on from. */
public final class ReportScheduleState implements ReportSchedules {

    private static final String STREAMS = "report-";

    /** Nothing has happened yet. */
    public static final ReportScheduleState EMPTY = new ReportScheduleState(TreePMap.empty());

    private final PSortedMap<String, ReportSchedule> schedules;

    private ReportScheduleState(PSortedMap<String, ReportSchedule> schedules) {
        this.schedules = schedules;
    }

    /** The fold: pure; events of other streams change nothing. */
    public static ReportScheduleState evolve(ReportScheduleState state, Recorded recorded) {
        if (!recorded.stream().startsWith(STREAMS)) {
            return state;
        }
        ReportSchedule before = state.schedules.get(recorded.stream());
        ReportSchedule after = ReportSchedule.evolve(before, recorded);
        if (after == null || after == before) {
            return state;
        }
        return new ReportScheduleState(
                after.removed() ? state.schedules.minus(after.id()) : state.schedules.plus(after.id(), after));
    }

    @Override
    public @Nullable ReportSchedule schedule(String id) {
        return schedules.get(id);
    }

    @Override
    public List<ReportSchedule> schedules() {
        return List.copyOf(schedules.values());
    }
}
