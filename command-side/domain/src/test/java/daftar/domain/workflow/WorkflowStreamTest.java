package daftar.domain.workflow;

import static daftar.domain.directory.Organisation.REFERENCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import daftar.domain.Caller;
import daftar.domain.DirectoryDesk;
import daftar.domain.RecordingSealing;
import daftar.domain.StreamOfCommand;
import daftar.domain.directory.Directory;
import daftar.domain.directory.Organisation;
import daftar.messages.Actor;
import daftar.messages.Command;
import daftar.messages.Event;
import daftar.messages.Receipt;
import daftar.messages.Refused;
import daftar.messages.Role;
import daftar.messages.directory.DirectoryCommand;
import daftar.messages.directory.Reference;
import daftar.messages.workflow.Stage;
import daftar.messages.workflow.Workflow;
import daftar.messages.workflow.WorkflowChoice;
import daftar.messages.workflow.WorkflowCommand;
import daftar.messages.workflow.WorkflowCommand.PublishWorkflow;
import daftar.messages.workflow.WorkflowCommand.SetWorkflowChoices;
import daftar.messages.workflow.WorkflowEvent.WorkflowChoicesSet;
import daftar.messages.workflow.WorkflowEvent.WorkflowPublished;
import daftar.reference.ReferenceState;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class WorkflowStreamTest {

    private static final Map<String, Object> ADMIN = Caller.with(Role.ADMINISTRATOR);
    private static final Actor ADMINISTRATOR = Caller.actor(Role.ADMINISTRATOR);
    private static final ReferenceState KNOWN = Organisation.and(
            REFERENCE,
            new WorkflowPublished(ShippedWorkflows.incident()),
            new WorkflowPublished(ShippedWorkflows.request()));

    private AggregateTestFixture<WorkflowStream> fixture;

    @BeforeEach
    void workflows() {
        fixture = new AggregateTestFixture<>(WorkflowStream.class);
        fixture.registerCommandTargetResolver(new StreamOfCommand());
        fixture.registerInjectableResource(new DirectoryDesk(KNOWN, new RecordingSealing(), InstantSource.system()));
    }

    @Test
    void a_first_version_is_published() {
        fixture.givenNoPriorActivity()
                .when(new PublishWorkflow(ShippedWorkflows.purchase()), ADMIN)
                .expectResultMessagePayload(new Receipt("workflow-purchase", null, 0, -1, false))
                .expectEvents(new WorkflowPublished(ShippedWorkflows.purchase()));
    }

    @Test
    void the_next_version_is_published() {
        Workflow second = version(ShippedWorkflows.incident(), 2);
        fixture.given(new WorkflowPublished(ShippedWorkflows.incident()))
                .when(new PublishWorkflow(second), ADMIN)
                .expectResultMessagePayload(new Receipt("workflow-incident", null, 1, -1, false))
                .expectEvents(new WorkflowPublished(second));
    }

    @Test
    void choices_are_set_and_the_same_again_is_harmless() {
        List<WorkflowChoice> choices = List.of(new WorkflowChoice(null, "network", "department-it", "request"));
        fixture.givenNoPriorActivity()
                .when(new SetWorkflowChoices(choices), ADMIN)
                .expectEvents(new WorkflowChoicesSet(choices));
        workflows();
        fixture.given(new WorkflowChoicesSet(choices))
                .when(new SetWorkflowChoices(choices), ADMIN)
                .expectResultMessagePayload(new Receipt("workflow-choices", null, 0, -1, false))
                .expectNoEvents();
    }

    @Test
    void only_the_next_version_is_taken() {
        Published first = new Published.Versions(1, null, false);
        for (int version : new int[] {0, 1, 3}) {
            Refused refused = refused(first, new PublishWorkflow(version(ShippedWorkflows.incident(), version)));
            assertThat(refused.kind()).isEqualTo(Refused.Kind.CONFLICT);
            assertThat(refused).hasMessageContaining("is 2, not " + version);
        }
        assertThat(refused(null, new PublishWorkflow(version(ShippedWorkflows.incident(), 2)))
                        .code())
                .isEqualTo("wrong-version");
    }

    @Test
    void choices_name_what_is_unknown() {
        assertThat(refused(null, new SetWorkflowChoices(List.of())).code()).isEqualTo("no-choices");
        unknown(new WorkflowChoice(null, null, null, "no"), "unknown-workflow", "choices[0].workflow");
        unknown(new WorkflowChoice(null, "no", null, "incident"), "unknown-category", "choices[0].category");
        unknown(new WorkflowChoice(null, null, "no", "incident"), "unknown-department", "choices[0].department");
    }

    @Test
    void what_a_new_installation_is_told_is_allowed_one_after_the_other() {
        ReferenceState known = ReferenceState.EMPTY;
        for (Command command : ShippedWorkflows.founding()) {
            List<Event> events = command instanceof DirectoryCommand c
                    ? Directory.decide(null, c, ADMINISTRATOR, known, java.time.Instant.EPOCH)
                            .events()
                    : Workflows.decide(null, (WorkflowCommand) command, ADMINISTRATOR, known)
                            .events();
            known = Organisation.and(known, events.toArray(Event[]::new));
        }
        assertThat(chosen(known, "complaint")).isEqualTo(ShippedWorkflows.incident());
        assertThat(chosen(known, "service-request")).isEqualTo(ShippedWorkflows.request());
        assertThat(chosen(known, "purchase-request")).isEqualTo(ShippedWorkflows.purchase());
        assertThat(chosen(known, "access-request")).isEqualTo(ShippedWorkflows.access());
        assertThat(chosen(known, "something-else")).isEqualTo(ShippedWorkflows.incident());
    }

    @Test
    void shipped_workflows_are_named_in_five_languages_everywhere() {
        Set<String> languages = Set.of("en", "de", "fa", "ru", "zh");
        for (Workflow workflow : ShippedWorkflows.all()) {
            assertThat(workflow.title().texts()).containsOnlyKeys(languages);
            assertThat(workflow.stages()).extracting(Stage::name).allSatisfy(name -> assertThat(name.texts())
                    .containsOnlyKeys(languages));
        }
    }

    private static Workflow chosen(ReferenceState known, String type) {
        Reference.Person asking =
                new Reference.Person("person-asking", null, null, null, null, null, Set.of(), "en", "UTC", false);
        return WorkflowChoosing.choose(type, null, asking, known).workflow();
    }

    private static void unknown(WorkflowChoice choice, String code, String field) {
        Refused refused = refused(null, new SetWorkflowChoices(List.of(choice)));
        assertThat(refused.code()).isEqualTo(code);
        assertThat(refused.field()).isEqualTo(field);
    }

    private static Refused refused(Published published, WorkflowCommand command) {
        return catchThrowableOfType(Refused.class, () -> Workflows.decide(published, command, ADMINISTRATOR, KNOWN));
    }

    private static Workflow version(Workflow workflow, int version) {
        return new Workflow(workflow.name(), version, workflow.title(), workflow.stages(), workflow.reopenWithin());
    }
}
