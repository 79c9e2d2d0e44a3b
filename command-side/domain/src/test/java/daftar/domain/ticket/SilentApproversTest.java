package daftar.domain.ticket;

import static daftar.domain.ticket.Story.ID;
import static daftar.domain.ticket.Story.START;
import static org.assertj.core.api.Assertions.assertThat;

import daftar.messages.Actor;
import daftar.messages.Event;
import daftar.messages.LocalizedText;
import daftar.messages.Role;
import daftar.messages.Text;
import daftar.messages.ticket.Patience;
import daftar.messages.ticket.Patience.Turn;
import daftar.messages.ticket.SilenceStep;
import daftar.messages.ticket.Status;
import daftar.messages.ticket.TicketCommand.Approve;
import daftar.messages.ticket.TicketCommand.Decline;
import daftar.messages.ticket.TicketCommand.FollowUp;
import daftar.messages.ticket.TicketCommand.HandOverTicket;
import daftar.messages.ticket.TicketEvent.ApprovalDeclined;
import daftar.messages.ticket.TicketEvent.ApprovalGiven;
import daftar.messages.ticket.TicketEvent.ApprovalPassedOn;
import daftar.messages.ticket.TicketEvent.HolderReminded;
import daftar.messages.ticket.TicketEvent.TicketDelegated;
import daftar.messages.workflow.HolderRule;
import daftar.messages.workflow.HolderRule.Quorum;
import daftar.messages.workflow.Silence;
import daftar.messages.workflow.Stage;
import daftar.messages.workflow.StageKind;
import daftar.messages.workflow.Workflow;
import daftar.messages.workflow.WorkflowChoice;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Who is asked for an approval and says nothing is reminded, then their substitute is asked as well, then who is above. */
class SilentApproversTest {

    private static final Duration DAY = Duration.ofDays(1);
    private static final String STAGE = "ask";

    /** The usual house, in which {@code asker} has a supervisor, who has a supervisor and a substitute for another week. */
    private static Organisation house() {
        return Organisation.usual()
                .person("top", null, null, Role.SUPERVISOR)
                .person("above", null, "top", Role.SUPERVISOR)
                .person("stand-in", null, null, Role.SUPERVISOR)
                .person("lead", "department-sales", "above", Role.SUPERVISOR)
                .person("asker", "department-sales", "lead", Role.REQUESTER)
                .delegate("lead", "stand-in", START.plus(DAY.multipliedBy(30)), START.plus(DAY.multipliedBy(40)));
    }

    private static Story asked(Organisation house, HolderRule holder, Quorum quorum, @Nullable Silence silence) {
        Stage approval = new Stage(
                STAGE,
                LocalizedText.of("en", STAGE),
                StageKind.APPROVAL,
                holder,
                quorum,
                DAY.multipliedBy(2),
                Map.of("approved", "closed"),
                null,
                null,
                silence);
        Stage closed = new Stage(
                "closed",
                LocalizedText.of("en", "closed"),
                StageKind.END,
                new HolderRule.Nobody(),
                null,
                null,
                Map.of(),
                Status.CLOSED);
        house.publish(new Workflow("own", 1, LocalizedText.of("en", "own"), List.of(approval, closed), DAY))
                .choose(new WorkflowChoice(null, null, null, "own"));
        return new Story(house).and("asker", Story.raise(null, "incident"));
    }

    private static Story asked(Organisation house) {
        return asked(house, new HolderRule.Supervisor(), Quorum.ANY, null);
    }

    private static List<Event> clock(Story story) {
        return story.does(Actor.clock(), new FollowUp(ID));
    }

    private static HolderReminded reminded(String person, int number, SilenceStep step, String... tells) {
        return new HolderReminded(STAGE, person, number, List.of(tells), step);
    }

    private static ApprovalPassedOn passed(String person, String to, SilenceStep step) {
        return new ApprovalPassedOn(STAGE, person, to, step);
    }

    /** What is due when, of a stage of two days: after one, two and three of them. */
    @Test
    void the_usual_times_are_half_of_the_stage_all_of_it_and_half_of_it_once_more() {
        Story story = asked(house());
        Instant from = story.now;
        assertThat(story.ticket.place().awaited().patience())
                .isEqualTo(new Patience(List.of(
                        new Turn(SilenceStep.REMIND, from.plus(DAY)),
                        new Turn(SilenceStep.PASS_TO_SUBSTITUTE, from.plus(DAY.multipliedBy(2))),
                        new Turn(SilenceStep.PASS_TO_SUPERIOR, from.plus(DAY.multipliedBy(3))))));
    }

    @Test
    void they_are_reminded_then_the_substitute_is_asked_then_who_is_above_and_then_it_is_left_at_that() {
        Story story = asked(house());
        assertThat(story.refused(Actor.clock(), new FollowUp(ID)).code()).isEqualTo("not-due");
        story.later(DAY);
        assertThat(clock(story)).containsExactly(reminded("lead", 1, SilenceStep.REMIND, "lead"));
        assertThat(story.refused(Actor.clock(), new FollowUp(ID)).code()).isEqualTo("not-due");
        story.later(DAY);
        assertThat(clock(story)).containsExactly(passed("lead", "stand-in", SilenceStep.PASS_TO_SUBSTITUTE));
        story.later(DAY);
        assertThat(clock(story)).containsExactly(passed("lead", "above", SilenceStep.PASS_TO_SUPERIOR));
        assertThat(story.ticket.holder().people()).containsExactly("above", "stand-in", "lead");
        story.later(DAY.multipliedBy(100));
        assertThat(story.refused(Actor.clock(), new FollowUp(ID)).code()).isEqualTo("not-due");
    }

    @Test
    void any_of_them_decides_in_the_name_of_who_was_silent() {
        for (String decides : List.of("lead", "stand-in", "above")) {
            Story story = asked(house());
            for (int i = 0; i < 3; i++) {
                clock(story.later(DAY));
            }
            assertThat(story.does(decides, new Approve(ID, null)))
                    .as(decides)
                    .contains(new ApprovalGiven(STAGE, "lead", null));
            assertThat(story.status()).isEqualTo(Status.CLOSED);
        }
        Story story = asked(house());
        clock(story.later(DAY));
        clock(story.later(DAY));
        assertThat(story.does("stand-in", new Decline(ID, Text.of("no"))))
                .contains(new ApprovalDeclined(STAGE, "lead", Text.of("no")));
    }

    @Test
    void where_all_must_approve_one_who_answers_for_the_silent_does_not_answer_for_the_others() {
        Organisation house = house();
        HolderRule both =
                new HolderRule.EachOf(List.of(new HolderRule.Supervisor(), new HolderRule.NamedPerson("boss")));
        Story story = asked(house, both, Quorum.ALL, null);
        clock(story.later(DAY));
        clock(story.later(DAY));
        assertThat(story.does("stand-in", new Approve(ID, null)))
                .containsExactly(new ApprovalGiven(STAGE, "lead", null));
        assertThat(story.status()).isEqualTo(Status.AWAITING_APPROVAL);
        assertThat(clock(story.later(DAY)))
                .as("who has answered is not followed up any more")
                .allMatch(event -> event instanceof HolderReminded(var s, var person, var n, var t, var step)
                        ? person.equals("boss")
                        : event instanceof ApprovalPassedOn on && on.person().equals("boss"));
        story.does("boss", new Approve(ID, null));
        assertThat(story.status()).isEqualTo(Status.CLOSED);
    }

    @Test
    void a_requester_is_never_asked_for_their_own_request_and_the_next_one_up_is() {
        Organisation house = house().person("lead", "department-sales", "asker", Role.SUPERVISOR)
                .person("asker", "department-sales", "above", Role.SUPERVISOR)
                .delegate("lead", "asker", START.plus(DAY.multipliedBy(30)), START.plus(DAY.multipliedBy(40)));
        Story story = asked(house, new HolderRule.NamedPerson("lead"), Quorum.ANY, null);
        clock(story.later(DAY));
        assertThat(clock(story.later(DAY)))
                .as("nobody else to ask: they are reminded again")
                .containsExactly(reminded("lead", 2, SilenceStep.PASS_TO_SUBSTITUTE, "lead"));
        assertThat(clock(story.later(DAY))).containsExactly(passed("lead", "above", SilenceStep.PASS_TO_SUPERIOR));
    }

    @Test
    void supervisors_who_are_above_each_other_do_not_make_a_loop() {
        Organisation house = house().person("lead", null, "above", Role.SUPERVISOR)
                .person("above", null, "lead", Role.SUPERVISOR)
                .person("asker", null, "lead", Role.REQUESTER)
                .delegate("lead", "stand-in", START.plus(DAY.multipliedBy(30)), START.plus(DAY.multipliedBy(40)));
        Story story = asked(house, new HolderRule.NamedPerson("lead"), Quorum.ANY, null);
        List<Event> all = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            all.addAll(clock(story.later(DAY)));
        }
        assertThat(all)
                .containsExactly(
                        reminded("lead", 1, SilenceStep.REMIND, "lead"),
                        passed("lead", "stand-in", SilenceStep.PASS_TO_SUBSTITUTE),
                        passed("lead", "above", SilenceStep.PASS_TO_SUPERIOR));
    }

    @Test
    void who_is_away_when_they_are_asked_in_turn_is_represented() {
        Organisation house = house().delegate("above", "top", START, START.plus(DAY.multipliedBy(40)));
        Story story = asked(house);
        for (int i = 0; i < 3; i++) {
            clock(story.later(DAY));
        }
        assertThat(story.ticket.holder().people()).containsExactly("top", "stand-in", "lead");
    }

    @Test
    void who_acts_for_one_who_stands_in_answers_for_the_silent_too() {
        Organisation house = house();
        Story story = asked(house);
        clock(story.later(DAY));
        clock(story.later(DAY));
        house.person("deputy", null, null, Role.SUPERVISOR)
                .delegate("stand-in", "deputy", story.now, story.now.plus(DAY));
        assertThat(story.does(Actor.clock(), new daftar.messages.ticket.TicketCommand.DelegateApproval(ID)))
                .containsExactly(new TicketDelegated(STAGE, "stand-in", "deputy"));
        assertThat(story.does("deputy", new Approve(ID, null))).contains(new ApprovalGiven(STAGE, "lead", null));
    }

    @Test
    void after_a_time_without_a_clock_there_is_still_a_day_between_the_steps() {
        Story story = asked(house());
        story.later(DAY.multipliedBy(10));
        assertThat(clock(story)).containsExactly(reminded("lead", 1, SilenceStep.REMIND, "lead"));
        assertThat(story.refused(Actor.clock(), new FollowUp(ID)).code()).isEqualTo("not-due");
        assertThat(clock(story.later(DAY))).containsExactly(passed("lead", "stand-in", SilenceStep.PASS_TO_SUBSTITUTE));
    }

    @Test
    void a_stage_says_itself_what_happens_when() {
        Silence hours = new Silence(Duration.ofHours(4), null, Duration.ofHours(8), null, null);
        Story story = asked(house(), new HolderRule.Supervisor(), Quorum.ANY, hours);
        assertThat(clock(story.later(Duration.ofHours(4))))
                .containsExactly(reminded("lead", 1, SilenceStep.REMIND, "lead"));
        assertThat(clock(story.later(Duration.ofHours(4))))
                .containsExactly(passed("lead", "above", SilenceStep.PASS_TO_SUPERIOR));
        Silence never = new Silence(null, null, null, null, null);
        Story silent = asked(house(), new HolderRule.Supervisor(), Quorum.ANY, never);
        assertThat(silent.later(DAY.multipliedBy(100))
                        .refused(Actor.clock(), new FollowUp(ID))
                        .code())
                .isEqualTo("not-due");
    }

    @Test
    void who_takes_an_approval_over_is_given_the_whole_time() {
        Organisation house = house();
        Story story = asked(house);
        story.later(DAY.minus(Duration.ofMinutes(2)));
        story.does("manager", new HandOverTicket(ID, "lead", "boss", Text.of("left")));
        assertThat(story.later(Duration.ofMinutes(10))
                        .refused(Actor.clock(), new FollowUp(ID))
                        .code())
                .isEqualTo("not-due");
        assertThat(clock(story.later(DAY))).containsExactly(reminded("boss", 1, SilenceStep.REMIND, "boss"));
    }

    @Test
    void in_sequence_each_has_their_own_time() {
        HolderRule both =
                new HolderRule.EachOf(List.of(new HolderRule.Supervisor(), new HolderRule.NamedPerson("boss")));
        Story story = asked(house(), both, Quorum.IN_SEQUENCE, null);
        clock(story.later(DAY));
        story.does("lead", new Approve(ID, null));
        assertThat(story.refused(Actor.clock(), new FollowUp(ID)).code()).isEqualTo("not-due");
        assertThat(clock(story.later(DAY))).containsExactly(reminded("boss", 1, SilenceStep.REMIND, "boss"));
    }
}
