package daftar.http.report;

import daftar.messages.reportschedule.LastPeriod;
import daftar.messages.reportschedule.ReportOrder;
import daftar.messages.reportschedule.ReportSchedule;
import daftar.messages.reportschedule.ReportScheduleEvent.SkipReason;
import daftar.messages.reportschedule.ReportScheduleEvent.Skipped;
import daftar.messages.reportschedule.ReportSchedules;
import daftar.messages.reportschedule.Rhythm;
import daftar.messages.reportschedule.Rhythm.Every;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalTime;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A manager's schedule, sent once, without the auditor who has left; and one of that auditor's. */
public final class TwoSchedules implements ReportSchedules {

    static final String ID = "report-01a22408-9621-7b25-aa1e-c65b9f49c2fa";
    static final String OF_AN_AUDITOR = "report-01a22408-9621-7b25-aa1e-c65b9f49c2fb";
    static final Instant SENT = Instant.parse("2026-11-02T07:00:00Z");

    @Override
    public @Nullable ReportSchedule schedule(String id) {
        return schedules().stream()
                .filter(each -> each.id().equals(id))
                .findFirst()
                .orElse(null);
    }

    @Override
    public List<ReportSchedule> schedules() {
        ReportSchedule.Issue issue = new ReportSchedule.Issue(
                SENT.plusSeconds(1),
                SENT,
                List.of("person-manager"),
                List.of(new Skipped("person-auditor", SkipReason.LEFT)));
        return List.of(schedule(ID, "person-manager", issue), schedule(OF_AN_AUDITOR, "person-auditor", issue));
    }

    private static ReportSchedule schedule(String id, String owner, ReportSchedule.Issue issue) {
        return new ReportSchedule(
                id,
                4,
                owner,
                new ReportOrder(
                        "times",
                        Map.of("group", List.of("team")),
                        LastPeriod.MONTH,
                        new Rhythm(Every.MONTH, null, 2, LocalTime.of(8, 0)),
                        "Europe/Berlin",
                        DayOfWeek.MONDAY,
                        List.of("person-manager", "person-auditor")),
                false,
                false,
                Instant.parse("2026-10-20T10:00:00Z"),
                SENT,
                issue,
                issue);
    }
}
