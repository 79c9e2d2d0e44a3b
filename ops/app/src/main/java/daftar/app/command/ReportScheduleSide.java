package daftar.app.command;

import daftar.app.ConditionalOnRole;
import daftar.app.NodeRole;
import daftar.app.mail.MailSettings;
import daftar.eventstore.EventLog;
import daftar.eventstore.LogPage;
import daftar.http.Outages;
import daftar.http.report.LetterService;
import daftar.http.report.ReportScheduleConfiguration.Keeping;
import daftar.mail.out.LetterLog;
import daftar.messages.directory.Reference;
import daftar.messages.reportschedule.ReportSchedules;
import daftar.query.ReadSide;
import daftar.query.ReportQueries;
import daftar.readmodel.Progress;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** Takes orders for reports, and has the clock send them. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnRole(NodeRole.COMMAND)
@Import(Keeping.class)
public class ReportScheduleSide {

    private static final int LOOKED_THROUGH = 1_000;

    @Bean
    LetterService letterService(MailSettings settings) {
        return () -> settings.host() != null;
    }

    @Bean
    DueReports dueReports(
            ReportSchedules schedules,
            Reference reference,
            ReadSide readSide,
            EventLog log,
            Progress progress,
            LetterLog register,
            MailSettings settings,
            Outages outages) {
        // counted here, whether or not this node answers queries of people
        ReportQueries reports = new ReportQueries(readSide);
        return new DueReports(
                schedules,
                reference,
                reports::find,
                () -> lastOf(log, progress),
                register,
                settings.reportLetters(reference),
                outages::isOutage);
    }

    /**
     * The position of the last record that projectors follow. The log's end will not do: it may be a snapshot's, which they
     * never come to.
     */
    private static long lastOf(EventLog log, Progress progress) {
        long known = progress.segments().stream()
                .mapToLong(Progress.Segment::position)
                .min()
                .orElse(-1);
        LogPage after = log.readAll(known < 0 ? null : known, LOOKED_THROUGH);
        if (!after.end()) {
            return log.head(); // far behind: nobody comes to know that much at once
        }
        return after.events().isEmpty() ? known : after.events().getLast().position();
    }
}
