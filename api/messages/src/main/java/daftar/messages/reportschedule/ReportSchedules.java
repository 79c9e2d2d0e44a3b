package daftar.messages.reportschedule;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The schedules as they are now, removed ones left out. Implementations are safe to read from many threads. */
public interface ReportSchedules {

    /** The schedule of this id; null for none. */
    @Nullable ReportSchedule schedule(String id);

    /** All, by id. */
    List<ReportSchedule> schedules();
}
