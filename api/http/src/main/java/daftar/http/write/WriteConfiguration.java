package daftar.http.write;

import daftar.http.ProblemResolver;
import daftar.http.catalogue.CatalogueCommandController;
import daftar.http.directory.Register;
import daftar.http.directory.handover.HandOverController;
import daftar.http.directory.handover.OpenTickets;
import daftar.http.directory.handover.OpenWork;
import daftar.http.file.FileController;
import daftar.http.file.Uploads;
import daftar.http.letters.LetterExamples;
import daftar.http.letters.LetterTextController;
import daftar.http.letters.NotificationsController;
import daftar.http.links.LinkController;
import daftar.http.links.LinkPages;
import daftar.http.sla.SlaCommandController;
import daftar.http.workflow.WorkflowCommandController;
import daftar.http.workflow.WorkflowTrial;
import daftar.messages.Commands;
import daftar.messages.file.FileIntake;
import daftar.messages.ticket.LivingTickets;
import java.time.InstantSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Commands over HTTP, for nodes with the command role. Needs {@link Commands}, {@link TicketRefs}, {@link Selections}, {@link LivingTickets},
 * {@link FileIntake}, {@link Uploads}, {@link FileLimit}, {@link OpenTickets}, {@link WorkflowTrial} and an {@link
 * InstantSource} in the context.
 */
@Configuration(proxyBeanMethods = false)
public class WriteConfiguration {

    @Bean
    TicketController ticketController(
            Commands commands,
            TicketRefs refs,
            AllowedActions allowed,
            LivingTickets living,
            Uploads uploads,
            InstantSource clock) {
        return new TicketController(commands, refs, allowed, living, uploads, clock);
    }

    @Bean
    FileController fileController(FileIntake intake, Uploads uploads, FileLimit limit, InstantSource clock) {
        return new FileController(intake, uploads, limit.bytes(), clock);
    }

    /** Bytes that a file may have. */
    public record FileLimit(long bytes) {}

    @Bean
    OpenWork openWork(Register register, OpenTickets tickets, InstantSource clock) {
        return new OpenWork(register, tickets, clock);
    }

    @Bean
    DirectoryCommandController directoryCommandController(Commands commands, OpenWork work, InstantSource clock) {
        return new DirectoryCommandController(commands, work, clock);
    }

    @Bean
    HandOverController handOverController(Register register, OpenWork work, Commands commands, InstantSource clock) {
        return new HandOverController(register, work, commands, clock);
    }

    @Bean
    RightsController rightsController(Commands commands, Register register, InstantSource clock) {
        return new RightsController(commands, register, clock);
    }

    @Bean
    CostController costController(Commands commands, Register register, InstantSource clock) {
        return new CostController(commands, register, clock);
    }

    @Bean
    AnnouncementCommandController announcementCommandController(Commands commands, InstantSource clock) {
        return new AnnouncementCommandController(commands, clock);
    }

    @Bean
    ViewCommandController viewCommandController(Commands commands, InstantSource clock) {
        return new ViewCommandController(commands, clock);
    }

    @Bean
    WorkflowCommandController workflowCommandController(Commands commands, WorkflowTrial trial, InstantSource clock) {
        return new WorkflowCommandController(commands, trial, clock);
    }

    @Bean
    SlaCommandController slaCommandController(Commands commands, InstantSource clock) {
        return new SlaCommandController(commands, clock);
    }

    @Bean
    CatalogueCommandController catalogueCommandController(Commands commands, InstantSource clock) {
        return new CatalogueCommandController(commands, clock);
    }

    @Bean
    BulkRuns bulkRuns(ProblemResolver problems) {
        return new BulkRuns(problems);
    }

    @Bean
    BulkController bulkController(
            Commands commands, TicketController tickets, Selections selections, BulkRuns runs, InstantSource clock) {
        return new BulkController(commands, tickets, selections, runs, clock);
    }

    @Bean
    NotificationsController notificationsController(Commands commands, Register register, InstantSource clock) {
        return new NotificationsController(commands, register, clock);
    }

    @Bean
    LetterTextController letterTextController(
            Commands commands, Register register, LetterExamples examples, InstantSource clock) {
        return new LetterTextController(commands, register, examples, clock);
    }

    @Bean
    LinkController linkController(LinkPages pages) {
        return new LinkController(pages);
    }

    @Bean
    CommandDescriptions commandDescriptions() {
        return new CommandDescriptions();
    }
}
