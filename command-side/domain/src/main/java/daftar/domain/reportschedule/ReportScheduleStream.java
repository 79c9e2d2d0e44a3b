package daftar.domain.reportschedule;

import static org.axonframework.modelling.command.AggregateCreationPolicy.CREATE_IF_MISSING;

import daftar.domain.DirectoryDesk;
import daftar.domain.Shell;
import daftar.messages.Receipt;
import daftar.messages.Recorded;
import daftar.messages.reportschedule.ReportSchedule;
import daftar.messages.reportschedule.ReportScheduleCommand;
import daftar.messages.reportschedule.ReportScheduleCommand.*;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.messaging.MetaData;
import org.axonframework.modelling.command.AggregateRoot;
import org.axonframework.modelling.command.CreationPolicy;
import org.jspecify.annotations.Nullable;

/** A schedule in Axon: a thin shell around {@link ReportScheduleRules}. */
@AggregateRoot(type = "ReportSchedule")
public class ReportScheduleStream extends Shell<ReportSchedule> {

    /** For Axon, which makes an empty one and folds its events into it. */
    protected ReportScheduleStream() {}

    @CommandHandler
    @CreationPolicy(CREATE_IF_MISSING)
    Receipt on(ScheduleReport command, MetaData metadata, DirectoryDesk desk) {
        return decide(command, metadata, desk);
    }

    @CommandHandler
    @CreationPolicy(CREATE_IF_MISSING)
    Receipt on(ChangeReportSchedule command, MetaData metadata, DirectoryDesk desk) {
        return decide(command, metadata, desk);
    }

    @CommandHandler
    @CreationPolicy(CREATE_IF_MISSING)
    Receipt on(PauseReportSchedule command, MetaData metadata, DirectoryDesk desk) {
        return decide(command, metadata, desk);
    }

    @CommandHandler
    @CreationPolicy(CREATE_IF_MISSING)
    Receipt on(ResumeReportSchedule command, MetaData metadata, DirectoryDesk desk) {
        return decide(command, metadata, desk);
    }

    @CommandHandler
    @CreationPolicy(CREATE_IF_MISSING)
    Receipt on(RemoveReportSchedule command, MetaData metadata, DirectoryDesk desk) {
        return decide(command, metadata, desk);
    }

    @CommandHandler
    @CreationPolicy(CREATE_IF_MISSING)
    Receipt on(RecordReportIssue command, MetaData metadata, DirectoryDesk desk) {
        return decide(command, metadata, desk);
    }

    @Override
    protected @Nullable ReportSchedule evolve(@Nullable ReportSchedule schedule, Recorded recorded) {
        return ReportSchedule.evolve(schedule, recorded);
    }

    @Override
    protected boolean hasTexts(String stream) {
        return false;
    }

    private Receipt decide(ReportScheduleCommand command, MetaData metadata, DirectoryDesk desk) {
        return handle(
                command,
                metadata,
                desk.sealing(),
                desk.clock(),
                (schedule, actor, now) -> ReportScheduleRules.decide(schedule, command, actor, desk.reference(), now));
    }
}
