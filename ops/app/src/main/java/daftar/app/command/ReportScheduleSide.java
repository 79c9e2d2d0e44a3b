package daftar.app.command;

import daftar.app.ConditionalOnRole;
import daftar.app.NodeRole;
import daftar.app.mail.MailSettings;
import daftar.eventstore.EventLog;
import daftar.http.Outages;
import daftar.http.report.LetterService;
import daftar.http.report.ReportScheduleConfiguration.Keeping;
import daftar.mail.out.LetterLog;
import daftar.messages.directory.Reference;
import daftar.messages.reportschedule.ReportSchedules;
import daftar.query.LogEnd;
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
                new LogEnd(log, progress::position)::position,
                register,
                settings.reportLetters(reference),
                outages::isOutage);
    }
}
