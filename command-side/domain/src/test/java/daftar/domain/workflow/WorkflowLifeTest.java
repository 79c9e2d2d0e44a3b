package daftar.domain.workflow;

import static daftar.domain.directory.Organisation.REFERENCE;
import static daftar.domain.directory.Organisation.name;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import daftar.domain.Caller;
import daftar.domain.directory.Organisation;
import daftar.messages.Event;
import daftar.messages.LocalizedText;
import daftar.messages.Refused;
import daftar.messages.Role;
import daftar.messages.ticket.Status;
import daftar.messages.workflow.Guidance;
import daftar.messages.workflow.HolderRule;
import daftar.messages.workflow.HolderRule.EachOf;
import daftar.messages.workflow.HolderRule.HolderOfRole;
import daftar.messages.workflow.HolderRule.QueueOfTeam;
import daftar.messages.workflow.HolderRule.Quorum;
import daftar.messages.workflow.HolderRule.Supervisor;
import daftar.messages.workflow.Stage;
import daftar.messages.workflow.StageKind;
import daftar.messages.workflow.Workflow;
import daftar.messages.workflow.WorkflowChoice;
import daftar.messages.workflow.WorkflowCommand;
import daftar.messages.workflow.WorkflowCommand.DraftWorkflow;
import daftar.messages.workflow.WorkflowCommand.PublishDraft;
import daftar.messages.workflow.WorkflowCommand.RetireWorkflow;
import daftar.messages.workflow.WorkflowCommand.SetWorkflowChoices;
import daftar.messages.workflow.WorkflowEvent.WorkflowChoicesSet;
import daftar.messages.workflow.WorkflowEvent.WorkflowDrafted;
import daftar.messages.workflow.WorkflowEvent.WorkflowPublished;
import daftar.messages.workflow.WorkflowEvent.WorkflowRetired;
import daftar.messages.workflow.WorkflowFlaw;
import daftar.reference.ReferenceState;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A workflow from its first draft to its retirement. */
class WorkflowLifeTest {

    private final List<Event> log = new ArrayList<>();
    private ReferenceState known = REFERENCE;

    @Test
    void a_draft_becomes_the_next_version_and_is_gone_then() {
        assertThat(does(new DraftWorkflow(sound("own")))).containsExactly(new WorkflowDrafted(sound("own")));
        assertThat(does(new DraftWorkflow(sound("own").inVersion(7)))).isEmpty();
        assertThat(known.workflowRegister().newest("own")).isNull();
        assertThat(does(new PublishDraft("own"))).containsExactly(new WorkflowPublished(sound("own")));
        assertThat(known.workflowRegister().draft("own")).isNull();
        assertThat(refused(new PublishDraft("own")).code()).isEqualTo("no-draft");
        does(new DraftWorkflow(sound("own")));
        assertThat(does(new PublishDraft("own")))
                .containsExactly(new WorkflowPublished(sound("own").inVersion(2)));
        assertThat(known.workflow("own", 1)).isEqualTo(sound("own"));
    }

    @Test
    void a_draft_need_not_be_sound_but_is_not_published_before_it_is() {
        Workflow endless = workflow("own", work("work", Map.of("more", "work"), new QueueOfTeam("team-no")));
        does(new DraftWorkflow(endless));
        Refused refused = refused(new PublishDraft("own"));
        assertThat(refused.kind()).isEqualTo(Refused.Kind.INVALID);
        assertThat(refused).hasMessageContaining("Stage work").hasMessageContaining("1 more");
        assertThat(Workflows.validate(endless, known))
                .extracting(WorkflowFlaw::code)
                .containsExactly("unknown-team", "endless-stage");
    }

    @Test
    void what_does_not_exist_is_not_found() {
        assertThat(refused(new PublishDraft("none")).kind()).isEqualTo(Refused.Kind.NOT_FOUND);
        assertThat(refused(new RetireWorkflow("none")).kind()).isEqualTo(Refused.Kind.NOT_FOUND);
    }

    @Test
    void a_workflow_is_retired_once_no_rule_chooses_it_and_can_not_be_chosen_then() {
        publish("own");
        publish("other");
        does(new SetWorkflowChoices(List.of(to("other"), to("own"))));
        assertThat(refused(new RetireWorkflow("own"))).hasMessageContaining("rule 2");
        does(new SetWorkflowChoices(List.of(to("other"))));
        assertThat(does(new RetireWorkflow("own"))).containsExactly(new WorkflowRetired("own"));
        assertThat(does(new RetireWorkflow("own"))).isEmpty();
        Refused refused = refused(new SetWorkflowChoices(List.of(to("own"))));
        assertThat(refused.code()).isEqualTo("retired-workflow");
        assertThat(refused.field()).isEqualTo("choices[0].workflow");
        publish("own");
        assertThat(does(new SetWorkflowChoices(List.of(to("own")))))
                .containsExactly(new WorkflowChoicesSet(List.of(to("own"))));
    }

    @Test
    void administrators_and_managers_may_and_nobody_else() {
        for (Role role : Role.values()) {
            Refused refused = catchThrowableOfType(
                    Refused.class,
                    () -> Workflows.decide(null, new DraftWorkflow(sound("own")), Caller.actor(role), known));
            boolean may = role == Role.ADMINISTRATOR || role == Role.MANAGER;
            assertThat(refused == null).as(role.name()).isEqualTo(may);
        }
    }

    @Test
    void every_rule_must_find_somebody_now() {
        Stage ask = approval(new HolderOfRole("SECURITY_OFFICER"), Quorum.ANY, null);
        assertThat(flaws(ask)).containsExactly("nobody-found");
        assertThat(flaws(approval(
                        new HolderRule.FirstOf(List.of(new HolderOfRole("SECURITY_OFFICER"), new Supervisor())),
                        Quorum.ANY,
                        null)))
                .isEmpty();
    }

    @Test
    void an_approval_asks_people_and_only_an_approval_asks_each_of_several() {
        assertThat(flaws(approval(new QueueOfTeam("team-network"), Quorum.ALL, null)))
                .containsExactly("wrong-holder");
        assertThat(flaws(approval(
                        new EachOf(List.of(new Supervisor(), new HolderOfRole("MANAGER"))), Quorum.IN_SEQUENCE, null)))
                .isEmpty();
        Workflow each = workflow(
                "own",
                work("work", Map.of("solved", "end"), new EachOf(List.of(new QueueOfTeam("team-network")))),
                end());
        assertThat(Workflows.validate(each, known))
                .extracting(WorkflowFlaw::code)
                .containsExactly("wrong-holder");
    }

    @Test
    void what_an_outcome_requires_must_be_asked_in_the_stage() {
        Guidance guidance = new Guidance(
                name("Look twice"),
                List.of(new Guidance.Item("badge", name("Badge checked"))),
                List.of(new Guidance.Item("until", name("Until when?"))),
                Map.of("approved", List.of("badge", "until", "category")));
        assertThat(flaws(approval(new Supervisor(), Quorum.ANY, guidance))).isEmpty();
        Guidance wrong = new Guidance(
                null,
                List.of(new Guidance.Item("badge", name("B")), new Guidance.Item("badge", name("B"))),
                List.of(),
                Map.of("approved", List.of("colour"), "eaten", List.of()));
        assertThat(flaws(approval(new Supervisor(), Quorum.ANY, wrong)))
                .containsExactlyInAnyOrder("duplicate-code", "unknown-field", "unknown-outcome");
    }

    private List<String> flaws(Stage approval) {
        Workflow workflow = workflow("own", approval, end());
        return Workflows.validate(workflow, known).stream()
                .map(WorkflowFlaw::code)
                .toList();
    }

    private void publish(String name) {
        does(new DraftWorkflow(sound(name)));
        does(new PublishDraft(name));
    }

    private List<Event> does(WorkflowCommand command) {
        List<Event> events = Workflows.decide(state(command), command, Caller.actor(Role.MANAGER), known)
                .events();
        log.addAll(events);
        known = Organisation.and(known, events.toArray(Event[]::new));
        return events;
    }

    private Refused refused(WorkflowCommand command) {
        return catchThrowableOfType(
                Refused.class, () -> Workflows.decide(state(command), command, Caller.actor(Role.MANAGER), known));
    }

    /** Folded from the command's own stream. */
    private Published state(WorkflowCommand command) {
        Published state = null;
        for (Event event : log) {
            String stream =
                    switch (event) {
                        case WorkflowPublished(Workflow w) -> "workflow-" + w.name();
                        case WorkflowDrafted(Workflow w) -> "workflow-" + w.name();
                        case WorkflowRetired(String name) -> "workflow-" + name;
                        default -> "workflow-choices";
                    };
            if (stream.equals(command.stream())) {
                state = Published.evolve(state, Organisation.recorded(event));
            }
        }
        return state;
    }

    private static WorkflowChoice to(String workflow) {
        return new WorkflowChoice(null, null, null, workflow);
    }

    private static Workflow sound(String name) {
        return workflow(name, work("work", Map.of("solved", "end"), new QueueOfTeam("team-network")), end());
    }

    private static Workflow workflow(String name, Stage... stages) {
        return new Workflow(name, 1, LocalizedText.of("en", name), List.of(stages), Duration.ofDays(1));
    }

    private static Stage work(String code, Map<String, String> outcomes, HolderRule holder) {
        return new Stage(code, name(code), StageKind.WORK, holder, null, null, outcomes, null);
    }

    private static Stage approval(HolderRule holder, Quorum quorum, Guidance guidance) {
        return new Stage(
                "ask",
                name("Ask"),
                StageKind.APPROVAL,
                holder,
                quorum,
                null,
                Map.of("approved", "end", "declined", "end"),
                null,
                guidance);
    }

    private static Stage end() {
        return new Stage(
                "end", name("End"), StageKind.END, new HolderRule.Nobody(), null, null, Map.of(), Status.CLOSED);
    }
}
