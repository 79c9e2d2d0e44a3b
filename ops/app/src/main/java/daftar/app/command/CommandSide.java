package daftar.app.command;

import co.elastic.clients.transport.rest5_client.low_level.Rest5Client;
import daftar.app.ConditionalOnRole;
import daftar.app.NodeRole;
import daftar.app.Settings;
import daftar.app.access.AccessConfiguration.Logins;
import daftar.app.demo.DemoOrganisation;
import daftar.app.mail.MailConfiguration;
import daftar.app.projection.ProjectionSide;
import daftar.app.query.ReferencePeople;
import daftar.app.store.Recording;
import daftar.automations.Claim;
import daftar.automations.DeskClock;
import daftar.automations.DueTickets;
import daftar.automations.Errands;
import daftar.domain.config.DirectoryConfiguration;
import daftar.domain.config.TicketConfiguration;
import daftar.domain.dispatch.AppendPositions;
import daftar.domain.dispatch.ReferenceAwait;
import daftar.domain.ticket.Forecasting;
import daftar.domain.ticket.Loads;
import daftar.domain.ticket.TicketActions;
import daftar.domain.workflow.Workflows;
import daftar.eventstore.AppendReceipts;
import daftar.eventstore.Appended;
import daftar.eventstore.EventLog;
import daftar.http.Outages;
import daftar.http.access.AccessConfiguration.Writing;
import daftar.http.directory.Register;
import daftar.http.directory.handover.OpenTickets;
import daftar.http.directory.load.ImportConfiguration;
import daftar.http.directory.load.Rehearsal;
import daftar.http.scim.ScimConfiguration;
import daftar.http.words.WordsConfiguration;
import daftar.http.workflow.WorkflowTrial;
import daftar.http.write.AllowedActions;
import daftar.http.write.Selections;
import daftar.http.write.TicketRefs;
import daftar.http.write.WriteConfiguration;
import daftar.messages.Commands;
import daftar.messages.Role;
import daftar.messages.ticket.Status;
import daftar.messages.workflow.Workflow;
import daftar.messages.workflow.WorkflowFlaw;
import daftar.messages.workflow.WorkflowForecast;
import daftar.projectors.Indexes;
import daftar.query.Elastic;
import daftar.query.SearchQueries;
import daftar.query.ViewQueries;
import daftar.query.WorkOnPerson;
import daftar.readmodel.ReadModel;
import daftar.reference.ReferenceView;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import tools.jackson.databind.JsonNode;

/** Takes commands. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnRole(NodeRole.COMMAND)
@Import({
    TicketConfiguration.class,
    DirectoryConfiguration.class,
    WriteConfiguration.class,
    MailConfiguration.class,
    WordsConfiguration.class,
    Writing.class,
    ScimConfiguration.class,
    ImportConfiguration.class
})
public class CommandSide {

    /**
     * How long a clock that has died is waited for. It gives a sign each {@link DeskClock#BEAT}, so that another takes over
     * within ten seconds.
     */
    static final Duration CLAIM = Duration.ofSeconds(6);

    @Bean
    AppendPositions appendPositions() {
        return root -> {
            Appended appended = AppendReceipts.of(root);
            return appended == null ? null : appended.position();
        };
    }

    @Bean
    Loads loads(Elastic elastic, Settings settings, InstantSource clock) {
        return new DeskLoads(
                elastic,
                ReadModel.TICKETS.alias(settings.indexPrefix()),
                ReadModel.ASSIGNMENTS.alias(settings.indexPrefix()),
                clock);
    }

    @Bean
    WorkflowTrial workflowTrial(Register register, Loads loads, InstantSource clock) {
        return new WorkflowTrial() {
            @Override
            public List<WorkflowFlaw> validate(Workflow workflow) {
                return Workflows.validate(workflow, register.reference());
            }

            @Override
            public WorkflowForecast forecast(WorkflowForecast.Wish wish, String caller) {
                return Forecasting.forecast(wish, caller, clock.instant(), register.reference(), loads);
            }
        };
    }

    @Bean
    ReferenceAwait referenceAwait(Register register) {
        return register::awaitPosition;
    }

    @Bean
    Rehearsal.Stage rehearsals(ReferenceView view, Register register, InstantSource clock) {
        return () -> new DirectoryRehearsal(view.state(), register, clock);
    }

    @Bean
    TicketRefs ticketRefs(Elastic elastic, EventLog log, Settings settings) {
        String numbers = ReadModel.NUMBERS.alias(settings.indexPrefix());
        return new KnownTickets(
                number -> {
                    JsonNode found = elastic.get(numbers, number);
                    return found == null ? null : found.at("/_source/ticket").asString();
                },
                id -> !log.read(id, 0, 1).isEmpty(),
                KnownTickets.PATIENCE);
    }

    @Bean
    OpenTickets openTickets(Elastic elastic, ReferenceView view, Settings settings) {
        WorkOnPerson work =
                new WorkOnPerson(elastic, ReadModel.TICKETS.alias(settings.indexPrefix()), new ReferencePeople(view));
        return (actor, person, most) -> {
            WorkOnPerson.Found found = work.find(actor, person, most);
            return new OpenTickets.Found(
                    found.total(),
                    found.tickets().stream()
                            .map(one -> new OpenTickets.OpenTicket(
                                    one.id(),
                                    one.number(),
                                    one.status(),
                                    one.status() == Status.AWAITING_APPROVAL
                                            && one.assignees().contains(person)
                                            && !one.requester().equals(person),
                                    one.deskPeople().contains(person)
                                            || one.status() != Status.AWAITING_APPROVAL
                                                    && one.assignees().contains(person)
                                                    && !one.requester().equals(person),
                                    one.owner().equals(person)))
                            .toList());
        };
    }

    @Bean
    Selections selections(SearchQueries search, ViewQueries views, EventLog log, Recording recording) {
        return new SearchedSelections(search, views, log, recording);
    }

    @Bean
    AllowedActions allowedActions(EventLog log, Recording recording, Register register, InstantSource clock) {
        return (actor, ticket) -> {
            try (var events = log.readStream(ticket, 0)) {
                return TicketActions.of(
                        events.map(recording::of).flatMap(Optional::stream)::iterator,
                        actor,
                        clock.instant(),
                        register.reference());
            }
        };
    }

    @Bean(initMethod = "start", destroyMethod = "close")
    DeskClock deskClock(
            Elastic elastic,
            Commands commands,
            Rest5Client client,
            Indexes indexes,
            Register register,
            EventLog log,
            InstantSource clock,
            Outages outages,
            MeterRegistry meters,
            DueReports reports,
            Settings settings) {
        String index = ReadModel.TICKETS.alias(settings.indexPrefix());
        DueTickets due = new SearchedDueTickets(
                elastic,
                index,
                new MovedDepartments(elastic, index, register.reference()),
                new LateSubstitutes(elastic, index, register));
        Errands surveys = new DueSurveys(elastic, index, register.reference());
        Errands promises = new OutdatedPromises(elastic, index, register.reference());
        Errands linked = new LinkedErrands(
                new SolvedTickets(elastic, index),
                new MajorIncidents(elastic, index, register.reference()),
                new MergedTickets(elastic, index),
                new UnmergedTickets(elastic, index));
        Errands errands = (now, most) -> Stream.of(linked, surveys, promises, reports)
                .flatMap(each -> each.due(now, most).stream())
                .toList();
        Claim claim = new Claim(
                ProjectionSide.claims(client, indexes, clock, CLAIM), "clock", CLAIM.minusSeconds(1), System::nanoTime);
        return new DeskClock(
                due,
                errands,
                commands,
                claim,
                () -> register.awaitPosition(log.head()),
                clock,
                outages::isOutage,
                meters);
    }

    /** Never down: that the clock is behind is an alert, and no reason to take no requests. */
    @Bean
    HealthIndicator clockHealthIndicator(DeskClock clock) {
        return () -> Health.up()
                .withDetail("active", clock.isActive())
                .withDetail("behind", clock.behind())
                .withDetail("failing", clock.failing())
                .build();
    }

    /** Runs before the node says that it is ready. */
    @Bean
    ApplicationRunner firstStart(
            Commands commands, ReferenceView reference, Settings settings, Logins logins, InstantSource clock) {
        return arguments -> {
            Founding founding = new Founding(commands, reference);
            founding.shippedWorkflows();
            if (settings.isDemo()) {
                founding.carryOut(DemoOrganisation.commands());
            } else if (reference.holdersOf(Role.ADMINISTRATOR).isEmpty() && !logins.hasAdministrator()) {
                new FirstAdministrator(commands, clock, settings.data()).offer();
            }
        };
    }
}
