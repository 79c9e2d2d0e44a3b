package daftar.domain.ticket;

import static daftar.domain.ticket.Story.ID;
import static daftar.domain.ticket.Story.text;
import static org.assertj.core.api.Assertions.assertThat;

import daftar.domain.workflow.ShippedWorkflows;
import daftar.messages.Actor;
import daftar.messages.LocalizedText;
import daftar.messages.Role;
import daftar.messages.ticket.*;
import daftar.messages.ticket.TicketCommand.*;
import daftar.messages.ticket.TicketEvent.*;
import daftar.messages.workflow.*;
import daftar.messages.workflow.HolderRule.*;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Whom a ticket goes to, what an organisation's own workflow does to it, and what another desk's log needs. */
class WorkflowOfTicketTest {

    // ---- who gets it

    @Test
    void without_a_supervisor_the_managers_are_asked_and_the_rule_says_so() {
        Organisation house = Organisation.usual().person("loner", null, null, Role.REQUESTER);
        Story story = new Story(house).and("loner", Story.raise(null, "service-request"));
        assertThat(story.ticket.holder()).isEqualTo(Holder.person("manager"));
        assertThat(lastRule(story)).isEqualTo("role MANAGER instead of supervisor");
    }

    @Test
    void nobody_approves_their_own_request() {
        Organisation house = Organisation.usual().person("self", "department-sales", "self", Role.REQUESTER);
        Story story = new Story(house).and("self", Story.raise(null, "service-request"));
        assertThat(story.ticket.holder()).isEqualTo(Holder.person("chief"));
        Story chief = Story.begin().and("chief", Story.raise(null, "service-request"));
        assertThat(chief.ticket.holder()).isEqualTo(Holder.person("manager"));
    }

    @Test
    void a_team_that_does_not_exist_leaves_no_ticket_stuck() {
        Organisation house = Organisation.usual()
                .publish(
                        flow(List.of(stage("triage", StageKind.TRIAGE, new QueueOfTeam("team-gone"), null, Map.of()))));
        Story story = new Story(house.choose(new WorkflowChoice(null, null, null, "own")))
                .and("requester", Story.raise(null, "incident"));
        assertThat(story.ticket.holder().people()).containsExactly("dispatcher", "dispatcher2");
        assertThat(lastRule(story)).isEqualTo("role DISPATCHER instead of team");
    }

    @Test
    void of_all_who_are_asked_each_must_approve_where_the_workflow_says_so() {
        Story story = approvals(Quorum.ALL);
        assertThat(story.ticket.holder().people()).containsExactly("dispatcher", "dispatcher2");
        story.does("dispatcher", new Approve(ID, null));
        assertThat(story.status()).isEqualTo(Status.AWAITING_APPROVAL);
        assertThat(story.refused("dispatcher", new Approve(ID, null)).code()).isEqualTo("already-approved");
        story.does("dispatcher2", new Approve(ID, null));
        assertThat(story.status()).isEqualTo(Status.ASSIGNED);
        assertThat(approvals(Quorum.ANY)
                        .and("dispatcher2", new Approve(ID, null))
                        .status())
                .isEqualTo(Status.ASSIGNED);
        assertThat(approvals(Quorum.ALL)
                        .and("dispatcher2", new Decline(ID, text()))
                        .status())
                .isEqualTo(Status.DECLINED);
    }

    @Test
    void a_workflow_may_leave_the_confirmation_out() {
        Story story = approvals(Quorum.ANY).and("dispatcher", new Approve(ID, null));
        List<daftar.messages.Event> events = story.does("manager", new ResolveTicket(ID, Story.solution()));
        assertThat(story.status()).isEqualTo(Status.CLOSED);
        assertThat(events).contains(new TicketClosed(CloseReason.NO_CONFIRMATION_NEEDED, null));
    }

    @Test
    void what_was_with_a_provider_comes_back_to_who_had_it() {
        Story story = working().and("specialist", Story.referToVendor("vendor"));
        assertThat(story.status()).isEqualTo(Status.ON_HOLD);
        story.does("vendor", new ResumeWork(ID, text()));
        assertThat(story.ticket.holder()).isEqualTo(Holder.person("specialist"));
        assertThat(story.status()).isEqualTo(Status.ASSIGNED);
        Story asked = working().and("specialist", new ReturnTicket(ID, "requester", text()));
        asked.does("requester", new AddComment(ID, text()));
        assertThat(asked.ticket.holder()).isEqualTo(Holder.person("specialist"));
    }

    @Test
    void only_the_desk_settles_things_as_it_raises_and_supervisors_raise_for_their_people() {
        RaiseTicket solved = Story.raise("requester", "incident", null, null, null, null, Story.solution(), null);
        assertThat(Story.begin().refused("supervisor", solved).code()).isEqualTo("desk-only");
        assertThat(Story.begin()
                        .and("supervisor", Story.raise("requester", "incident"))
                        .status())
                .isEqualTo(Status.NEW);
        assertThat(Story.begin()
                        .refused("stranger", Story.raise("requester", "incident"))
                        .code())
                .isEqualTo("not-allowed");
        assertThat(Story.begin()
                        .refused("auditor", Story.raise(null, "incident"))
                        .code())
                .isEqualTo("not-allowed");
        RaiseTicket request =
                Story.raise("requester", "service-request", null, null, null, null, Story.solution(), null);
        assertThat(Story.begin().refused("dispatcher", request).code()).isEqualTo("awaits-approval");
    }

    @Test
    void a_caller_whom_nobody_knew_has_a_requesters_rights_on_their_own_ticket_only() {
        Organisation house = Organisation.usual().person("caller", null, null);
        Story story = new Story(house).and("dispatcher", Story.raise("caller", "incident"));
        assertThat(story.and("caller", new AddComment(ID, text())).log.getLast().event())
                .isEqualTo(new CommentAdded(text(), false));
        Story others = new Story(house).and("requester", Story.raise(null, "incident"));
        assertThat(others.refused("caller", new AddComment(ID, text())).code()).isEqualTo("not-allowed");
    }

    @Test
    void first_contact_is_only_what_its_registrar_solved_and_never_passed_on() {
        Story direct = Story.begin().and("dispatcher", Story.raise("requester", "incident"));
        assertThat(direct.does("dispatcher", new ResolveTicket(ID, Story.solution())))
                .contains(new TicketResolved(Story.solution(), true));
        Story passed = Story.begin()
                .and("dispatcher", Story.raise("requester", "incident"))
                .and("dispatcher", Story.triage("specialist"));
        assertThat(passed.does("dispatcher", new ResolveTicket(ID, Story.solution())))
                .contains(new TicketResolved(Story.solution(), false));
    }

    // ---- another desk's log

    @Test
    void an_importer_brings_a_ticket_that_starts_resolved() {
        Story story = Story.begin()
                .and(
                        "importer",
                        Story.raise(
                                "requester", "incident", "INC1", Story.network(), null, null, Story.solution(), null));
        assertThat(story.status()).isEqualTo(Status.RESOLVED);
        story.does("importer", new CloseUnconfirmed(ID));
        assertThat(story.status()).isEqualTo(Status.CLOSED);
    }

    @Test
    void an_importer_takes_every_step_that_the_log_takes() {
        Story story = imported();
        // held from new, another reason, given to others meanwhile, resolved from hold, given to others, opened again
        step(story, Story.hold(HoldReason.REQUESTER), Status.ON_HOLD);
        step(story, Story.hold(HoldReason.PROBLEM), Status.ON_HOLD);
        step(story, new AssignTicket(ID, List.of("specialist"), "team-network"), Status.ON_HOLD);
        step(story, new ResolveTicket(ID, Story.solution()), Status.RESOLVED);
        step(story, new AssignTicket(ID, List.of("specialist2"), "team-network"), Status.RESOLVED);
        assertThat(story.ticket.hands().assigned()).isEqualTo(Holder.people(List.of("specialist2"), "team-network"));
        step(story, new ReopenTicket(ID, text()), Status.ASSIGNED);
        step(story, new StartWork(ID), Status.IN_PROGRESS);
        assertThat(story.ticket.holder()).isEqualTo(Holder.people(List.of("specialist2"), "team-network"));
        // to nobody, and from hold straight on
        step(story, new AssignTicket(ID, List.of(), null), Status.ASSIGNED);
        step(story, Story.hold(HoldReason.VENDOR), Status.ON_HOLD);
        step(story, new StartWork(ID), Status.IN_PROGRESS);
        step(story, new ReferTicket(ID, "specialist", "team-service-desk", null, text()), Status.ASSIGNED);
        step(story, new ReferTicket(ID, "specialist", "team-service-desk", null, text()), Status.ASSIGNED);
        step(story, new CloseTicket(ID, CloseReason.VOID, null), Status.CLOSED);
        step(story, new Reclassify(ID, null, "mail", null, null, null, null), Status.CLOSED);
        step(story.later(Duration.ofDays(100)), new ReopenTicket(ID, text()), Status.ASSIGNED);
        step(story, new ChangePriority(ID, Impact.HIGH, Urgency.LOW, null), Status.ASSIGNED);
        step(story, new MoveToStage(ID, "triage", text()), Status.NEW);
        step(story, new CloseTicket(ID, CloseReason.CONFIRMED, null), Status.CLOSED);
    }

    @Test
    void an_importer_acts_in_the_name_of_others() {
        Story story = imported();
        Actor specialist = new Actor("importer", Set.of(Role.IMPORTER), "import", "specialist");
        story.does(specialist, new StartWork(ID));
        assertThat(story.log.getLast().event()).isEqualTo(new WorkStarted("specialist"));
        story.does(specialist, new LogWork(ID, "a", Story.work(5)));
        assertThat(((WorkLogged) story.log.getLast().event()).performer()).isEqualTo("specialist");
    }

    private static Story imported() {
        return Story.begin()
                .and("importer", Story.raise("requester", "incident", "INC1", Story.network(), null, null, null, null));
    }

    private static void step(Story story, TicketCommand command, Status expected) {
        story.does("importer", command);
        assertThat(story.status()).as("after %s", command).isEqualTo(expected);
    }

    private static Story working() {
        return Story.begin()
                .and("requester", Story.raise(null, "incident"))
                .and("dispatcher", Story.triage("specialist"))
                .and("specialist", new StartWork(ID));
    }

    private static String lastRule(Story story) {
        return story.log.stream()
                .map(recorded -> recorded.event())
                .filter(StageEntered.class::isInstance)
                .map(StageEntered.class::cast)
                .reduce((first, second) -> second)
                .orElseThrow()
                .rule();
    }

    private static Story approvals(Quorum quorum) {
        Stage approval = new Stage(
                "approval",
                LocalizedText.of("en", "approval"),
                StageKind.APPROVAL,
                new HolderOfRole("dispatcher"),
                quorum,
                null,
                Map.of("approved", "work"),
                null);
        Workflow flow = flow(List.of(
                approval,
                stage(
                        "work",
                        StageKind.WORK,
                        new QueueOfTeam(ShippedWorkflows.FIRST_LINE),
                        null,
                        Map.of("solved", "closed")),
                stage("closed", StageKind.END, new Nobody(), Status.CLOSED, Map.of())));
        Organisation house = Organisation.usual().publish(flow).choose(new WorkflowChoice(null, null, null, "own"));
        return new Story(house).and("requester", Story.raise(null, "incident"));
    }

    private static Stage stage(
            String code, StageKind kind, HolderRule holder, Status end, Map<String, String> outcomes) {
        return new Stage(code, LocalizedText.of("en", code), kind, holder, null, null, outcomes, end);
    }

    private static Workflow flow(List<Stage> stages) {
        return new Workflow("own", 1, LocalizedText.of("en", "own"), stages, Duration.ofDays(1));
    }
}
