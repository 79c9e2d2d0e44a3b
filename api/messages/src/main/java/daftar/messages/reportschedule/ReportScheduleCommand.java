package daftar.messages.reportschedule;

import daftar.messages.Command;
import daftar.messages.reportschedule.ReportScheduleEvent.Skipped;
import java.time.Instant;
import java.util.List;

/** What is asked of a schedule. {@code schedule} is its id and stream, {@code report-<uuid>}. */
public sealed interface ReportScheduleCommand extends Command {

    String schedule();

    @Override
    default String stream() {
        return schedule();
    }

    /** Has a report sent from now on. */
    record ScheduleReport(String schedule, ReportOrder order) implements ReportScheduleCommand {}

    /** All of it anew; what was due before is not sent any more. */
    record ChangeReportSchedule(String schedule, ReportOrder order) implements ReportScheduleCommand {}

    /** Nothing is sent until it is resumed. */
    record PauseReportSchedule(String schedule) implements ReportScheduleCommand {}

    /** What fell due meanwhile is not sent. */
    record ResumeReportSchedule(String schedule) implements ReportScheduleCommand {}

    /** For ever. */
    record RemoveReportSchedule(String schedule) implements ReportScheduleCommand {}

    /**
     * The clock has written the letters of an occurrence. Twice does nothing.
     *
     * @param dueAt the occurrence
     * @param recipients to whom there is a letter
     * @param skipped to whom there is none
     */
    record RecordReportIssue(String schedule, Instant dueAt, List<String> recipients, List<Skipped> skipped)
            implements ReportScheduleCommand {
        public RecordReportIssue {
            recipients = List.copyOf(recipients);
            skipped = List.copyOf(skipped);
        }
    }
}
