package daftar.domain.ticket;

import static daftar.domain.ticket.Story.ID;
import static daftar.domain.ticket.Story.START;
import static daftar.domain.ticket.Story.text;
import static org.assertj.core.api.Assertions.assertThat;

import daftar.messages.Actor;
import daftar.messages.LocalizedText;
import daftar.messages.Role;
import daftar.messages.ticket.HoldReason;
import daftar.messages.ticket.Holder;
import daftar.messages.ticket.Status;
import daftar.messages.ticket.TicketCommand.Approve;
import daftar.messages.ticket.TicketCommand.AssignTicket;
import daftar.messages.ticket.TicketCommand.DelegateApproval;
import daftar.messages.ticket.TicketCommand.HandOverTicket;
import daftar.messages.ticket.TicketCommand.RejectResolution;
import daftar.messages.ticket.TicketCommand.ReturnTicket;
import daftar.messages.ticket.TicketEvent.ApprovalGiven;
import daftar.messages.ticket.TicketEvent.TicketDelegated;
import daftar.messages.ticket.TicketEvent.TicketHandedOver;
import daftar.messages.workflow.HolderRule;
import daftar.messages.workflow.HolderRule.Quorum;
import daftar.messages.workflow.Stage;
import daftar.messages.workflow.StageKind;
import daftar.messages.workflow.Workflow;
import daftar.messages.workflow.WorkflowChoice;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What is on somebody who leaves, or on somebody who went away after it fell due to them. */
class HandOverTest extends TicketFixture {

    private static HandOverTicket over(String from, String to) {
        return new HandOverTicket(ID, from, to, text());
    }

    @Test
    void work_and_answering_to_the_requester_pass_in_one_event() {
        Story story = working();
        when(story, "manager", over("specialist", "specialist2"))
                .expectEvents(new TicketHandedOver("specialist", "specialist2", text()));
        story.does("administrator", over("specialist", "specialist2"));
        assertThat(story.ticket.holder()).isEqualTo(Holder.person("specialist2"));
        assertThat(story.ticket.hands().assigned()).isEqualTo(Holder.person("specialist2"));
        assertThat(story.status()).isEqualTo(Status.IN_PROGRESS);

        story.does("manager", over("dispatcher", "dispatcher2"));
        assertThat(story.ticket.hands().owner()).isEqualTo("dispatcher2");
    }

    @Test
    void a_helper_is_replaced_and_the_lead_stays() {
        Story story =
                assigned().and("manager", new AssignTicket(ID, List.of("specialist2", "specialist"), "team-network"));
        story.does("manager", over("specialist", "outsider"));
        assertThat(story.ticket.holder()).isEqualTo(Holder.people(List.of("specialist2", "outsider"), "team-network"));
    }

    @Test
    void handed_over_twice_nothing_happens_the_second_time() {
        Story story = working().and("manager", over("specialist", "specialist2"));
        assertThat(story.does("manager", over("specialist", "specialist2"))).isEmpty();
    }

    @Test
    void what_waits_for_the_requester_goes_on_waiting_and_comes_back_to_the_successor() {
        Story story = assigned().and("specialist", new ReturnTicket(ID, "requester", text()));
        story.does("manager", over("specialist", "specialist2"));
        assertThat(story.ticket.holder()).isEqualTo(Holder.person("requester"));
        assertThat(story.ticket.hands().assigned()).isEqualTo(Holder.person("specialist2"));
    }

    @Test
    void what_is_resolved_comes_back_to_the_successor_when_it_is_rejected() {
        Story story = resolved().and("manager", over("specialist", "specialist2"));
        assertThat(story.ticket.holder()).isEqualTo(Holder.person("requester"));
        story.does("requester", new RejectResolution(ID, text()));
        assertThat(story.ticket.holder().people()).containsExactly("specialist2");
    }

    @Test
    void a_pending_approval_passes_and_only_the_successor_can_give_it() {
        Story story = request().and("manager", over("supervisor", "boss"));
        assertThat(story.ticket.holder()).isEqualTo(Holder.person("boss"));
        assertThat(story.refused("supervisor", new Approve(ID, null)).code()).isEqualTo("not-allowed");
        story.does("boss", new Approve(ID, null));
        assertThat(story.status()).isEqualTo(Status.NEW);
    }

    @Test
    void an_approval_is_not_handed_to_who_asks_for_it() {
        assertThat(request().refused("manager", over("supervisor", "requester")).code())
                .isEqualTo("approver-is-requester");
    }

    @Test
    void a_successor_must_be_there_and_be_another() {
        assertThat(working().refused("manager", over("specialist", "nobody")).code())
                .isEqualTo("unknown-person");
        assertThat(working().refused("manager", over("specialist", "gone")).code())
                .isEqualTo("person-deactivated");
        assertThat(working()
                        .refused("manager", over("specialist", "specialist"))
                        .code())
                .isEqualTo("same-person");
    }

    @Test
    void where_all_must_approve_one_does_not_stand_for_two() {
        Story story = approval(Organisation.usual(), Quorum.ALL);
        assertThat(story.refused("manager", over("dispatcher", "dispatcher2")).code())
                .isEqualTo("already-asked");
        story.does("manager", over("dispatcher", "boss"));
        story.does("dispatcher2", new Approve(ID, null));
        assertThat(story.status()).isEqualTo(Status.AWAITING_APPROVAL);
        story.does("boss", new Approve(ID, null));
        assertThat(story.status()).isEqualTo(Status.CLOSED);
    }

    @Test
    void in_sequence_who_handed_it_over_is_not_asked_again() {
        Story story = approval(Organisation.usual(), Quorum.IN_SEQUENCE);
        assertThat(story.ticket.holder().people()).containsExactly("dispatcher");
        story.does("manager", over("dispatcher", "boss"));
        story.does("boss", new Approve(ID, null));
        assertThat(story.ticket.holder().people()).containsExactly("dispatcher2");
        story.does("dispatcher2", new Approve(ID, null));
        assertThat(story.status()).isEqualTo(Status.CLOSED);
    }

    @Test
    void a_confidential_ticket_passes_by_an_administrator_and_not_by_a_manager_who_is_not_named() {
        Story story = working()
                .and(
                        "specialist",
                        new daftar.messages.ticket.TicketCommand.MakeConfidential(ID, List.of("observer"), null));
        assertThat(story.refused("manager", over("specialist", "specialist2")).code())
                .isEqualTo("not-allowed");
        story.does("administrator", over("specialist", "specialist2"));
        assertThat(story.ticket.holder()).isEqualTo(Holder.person("specialist2"));
    }

    @Test
    void an_administrator_gets_nothing_by_handing_it_to_themself() {
        Story confidential = working()
                .and(
                        "specialist",
                        new daftar.messages.ticket.TicketCommand.MakeConfidential(ID, List.of("observer"), null));
        assertThat(confidential
                        .refused("administrator", over("specialist", "administrator"))
                        .code())
                .isEqualTo("not-to-yourself");
        assertThat(request()
                        .refused("administrator", over("supervisor", "administrator"))
                        .code())
                .isEqualTo("not-to-yourself");
    }

    @Test
    void a_manager_takes_work_over_themself_and_no_approval() {
        assertThat(request().refused("manager", over("supervisor", "manager")).code())
                .isEqualTo("not-to-yourself");
        Story story = working().and("manager", over("specialist", "manager"));
        assertThat(story.ticket.holder()).isEqualTo(Holder.person("manager"));
    }

    @Test
    void who_knows_no_ticket_is_not_told_by_a_refusal_who_has_to_do_with_it() {
        assertThat(request()
                        .refused("administrator", over("supervisor", "requester"))
                        .code())
                .isEqualTo("not-suitable");
        assertThat(approval(Organisation.usual(), Quorum.ALL)
                        .refused("administrator", over("dispatcher", "dispatcher2"))
                        .code())
                .isEqualTo("not-suitable");
    }

    @Test
    void in_sequence_one_who_is_asked_later_does_not_stand_for_two() {
        Story story = approval(Organisation.usual(), Quorum.IN_SEQUENCE);
        assertThat(story.refused("manager", over("dispatcher", "dispatcher2")).code())
                .isEqualTo("already-asked");
    }

    @Test
    void who_hands_over_knows_no_ticket_by_that() {
        Story story = working();
        assertThat(org.assertj.core.api.Assertions.catchThrowableOfType(
                                daftar.messages.Refused.class,
                                () -> TicketActions.of(
                                        story.log, story.house.actor("administrator"), story.now, story.house))
                        .code())
                .isEqualTo("unknown-ticket");
    }

    // ---- an absence that begins while an approval waits

    @Test
    void an_approval_that_waits_passes_to_the_substitute_when_the_absence_begins() {
        Story story = request();
        story.house.delegate("supervisor", "boss", story.now, story.now.plus(Duration.ofDays(1)));
        when(story, Actor.SYSTEM, new DelegateApproval(ID))
                .expectEvents(new TicketDelegated(story.ticket.place().stage(), "supervisor", "boss", null));
        story.does(Actor.clock(), new DelegateApproval(ID));
        assertThat(story.ticket.holder()).isEqualTo(Holder.people(List.of("boss", "supervisor"), null));
        assertThat(story.does(Actor.clock(), new DelegateApproval(ID))).isEmpty();
        assertThat(story.does("boss", new Approve(ID, null)))
                .contains(new ApprovalGiven("supervisor-approval", "supervisor", null));
    }

    @Test
    void nothing_passes_to_a_substitute_who_asks_for_it_and_nothing_where_everybody_is_here() {
        Story story = request();
        assertThat(story.does(Actor.clock(), new DelegateApproval(ID))).isEmpty();
        story.house
                .person("requester", "department-sales", "supervisor", Role.SUPERVISOR)
                .delegate("supervisor", "requester", story.now, story.now.plus(Duration.ofDays(1)));
        assertThat(story.does(Actor.clock(), new DelegateApproval(ID))).isEmpty();
        assertThat(story.status()).isEqualTo(Status.AWAITING_APPROVAL);
    }

    @Test
    void a_substitute_who_goes_away_too_is_replaced_by_theirs_and_may_not_approve_any_more() {
        Organisation house = Organisation.usual()
                .person("deputy", null, null, Role.SUPERVISOR)
                .delegate("supervisor", "boss", START, START.plus(Duration.ofDays(2)));
        Story story = new Story(house).and("requester", Story.raise(null, "service-request"));
        house.delegate("boss", "deputy", story.now, story.now.plus(Duration.ofDays(1)));
        assertThat(story.does(Actor.clock(), new DelegateApproval(ID)))
                .containsExactly(new TicketDelegated("supervisor-approval", "supervisor", "deputy", "boss"));
        assertThat(story.ticket.holder().people()).containsExactly("deputy", "supervisor");
        assertThat(story.refused("boss", new Approve(ID, null)).code()).isEqualTo("not-allowed");
        story.does("deputy", new Approve(ID, null));
        assertThat(story.status()).isEqualTo(Status.NEW);
    }

    @Test
    void a_substitute_who_is_asked_themself_stays_asked_when_another_acts() {
        Organisation house = Organisation.usual()
                .person("deputy", null, null, Role.DISPATCHER, Role.MANAGER)
                .delegate("dispatcher2", "dispatcher", START, START.plus(Duration.ofDays(2)));
        Story story = approval(house, Quorum.ALL);
        assertThat(story.ticket.place().substitutes()).containsEntry("dispatcher2", "dispatcher");
        house.delegate("dispatcher2", "deputy", story.now, story.now.plus(Duration.ofDays(1)));
        story.does(Actor.clock(), new DelegateApproval(ID));
        assertThat(story.ticket.place().substitutes()).containsEntry("dispatcher2", "deputy");
        assertThat(story.ticket.holder().people()).contains("dispatcher");
        story.does("deputy", new Approve(ID, null));
        assertThat(story.status()).isEqualTo(Status.AWAITING_APPROVAL);
        story.does("dispatcher", new Approve(ID, null));
        assertThat(story.status()).isEqualTo(Status.CLOSED);
    }

    @Test
    void an_approval_can_pass_to_the_substitute_and_else_the_substitute_acts_for_the_successor() {
        Organisation house = Organisation.usual()
                .person("deputy", null, null, Role.SUPERVISOR)
                .delegate("supervisor", "deputy", START, START.plus(Duration.ofDays(2)));
        Story taken = new Story(house)
                .and("requester", Story.raise(null, "service-request"))
                .and("manager", over("supervisor", "deputy"));
        assertThat(taken.ticket.holder().people()).containsExactly("deputy");
        assertThat(taken.does("deputy", new Approve(ID, null)))
                .contains(new ApprovalGiven("supervisor-approval", "deputy", null));

        Story other = new Story(house)
                .and("requester", Story.raise(null, "service-request"))
                .and("manager", over("supervisor", "boss"));
        assertThat(other.ticket.holder().people()).containsExactly("deputy", "boss");
        assertThat(other.does("deputy", new Approve(ID, null)))
                .contains(new ApprovalGiven("supervisor-approval", "boss", null));
    }

    @Test
    void who_takes_an_approval_over_and_is_away_is_represented_at_once() {
        Story story = request();
        story.house
                .person("deputy", null, null, Role.SUPERVISOR)
                .delegate("boss", "deputy", story.now, story.now.plus(Duration.ofDays(1)));
        story.does("manager", over("supervisor", "boss"));
        assertThat(story.ticket.holder().people()).containsExactly("deputy", "boss");
    }

    @Test
    void the_clock_passes_nothing_that_is_not_waiting_for_an_approval() {
        assertThat(assigned().refused(Actor.clock(), new DelegateApproval(ID)).code())
                .isEqualTo("wrong-status");
        assertThat(assigned()
                        .and("specialist", Story.hold(HoldReason.PARTS))
                        .refused("requester", over("specialist", "specialist2"))
                        .code())
                .isEqualTo("not-allowed");
    }

    private static Story approval(Organisation house, Quorum quorum) {
        Stage approval = new Stage(
                "approval",
                LocalizedText.of("en", "approval"),
                StageKind.APPROVAL,
                new HolderRule.HolderOfRole("dispatcher"),
                quorum,
                null,
                Map.of("approved", "closed"),
                null);
        Stage closed = new Stage(
                "closed",
                LocalizedText.of("en", "closed"),
                StageKind.END,
                new HolderRule.Nobody(),
                null,
                null,
                Map.of(),
                Status.CLOSED);
        house.publish(new Workflow(
                        "asking", 1, LocalizedText.of("en", "asking"), List.of(approval, closed), Duration.ZERO))
                .choose(new WorkflowChoice(null, null, null, "asking"));
        return new Story(house).and("requester", Story.raise(null, "incident"));
    }
}
