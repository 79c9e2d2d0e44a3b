package daftar.domain.ticket;

import static daftar.domain.ticket.Story.ID;
import static daftar.domain.ticket.Story.text;
import static org.assertj.core.api.Assertions.assertThat;

import daftar.messages.Actor;
import daftar.messages.Event;
import daftar.messages.ticket.CloseReason;
import daftar.messages.ticket.HoldReason;
import daftar.messages.ticket.Status;
import daftar.messages.ticket.TicketCommand.*;
import daftar.messages.ticket.TicketEvent.*;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A ticket that waits for its requester: two reminders, then it is closed; and stages that are not left in time. */
class SilentRequestersTest {

    private static final Duration DAY = Duration.ofDays(1);
    private static final Duration THREE = Duration.ofDays(3);

    private static Story waiting() {
        return Story.begin()
                .and("requester", Story.raise(null, "incident"))
                .and("dispatcher", Story.triage("specialist"))
                .and("specialist", Story.hold(HoldReason.REQUESTER));
    }

    private static List<Event> clock(Story story) {
        return story.does(Actor.clock(), new FollowUp(ID));
    }

    @Test
    void they_are_reminded_after_three_days_and_six_and_the_ticket_is_closed_after_nine() {
        Story story = waiting();
        assertThat(story.later(DAY).refused(Actor.clock(), new FollowUp(ID)).code())
                .isEqualTo("not-due");
        story.later(DAY.multipliedBy(2));
        assertThat(clock(story)).containsExactly(new RequesterReminded(1));
        assertThat(clock(story.later(THREE))).containsExactly(new RequesterReminded(2));
        assertThat(story.status()).isEqualTo(Status.ON_HOLD);
        assertThat(clock(story.later(THREE)).getFirst()).isEqualTo(new TicketClosed(CloseReason.NO_ANSWER, null));
        assertThat(story.status()).isEqualTo(Status.CLOSED);
        assertThat(story.does("requester", new ReopenTicket(ID, text()))).contains(new TicketReopened(text()));
    }

    @Test
    void an_answer_ends_the_hold_and_a_later_hold_begins_anew() {
        Story story = waiting();
        clock(story.later(THREE));
        assertThat(story.does("requester", new AddComment(ID, text())))
                .contains(new WorkResumed(Status.ASSIGNED, null));
        assertThat(story.later(DAY.multipliedBy(20))
                        .refused(Actor.clock(), new FollowUp(ID))
                        .code())
                .isEqualTo("wrong-status");
        story.does("specialist", Story.hold(HoldReason.REQUESTER));
        assertThat(story.refused(Actor.clock(), new FollowUp(ID)).code()).isEqualTo("not-due");
        assertThat(clock(story.later(THREE))).containsExactly(new RequesterReminded(1));
    }

    @Test
    void a_ticket_that_came_back_to_its_requester_waits_as_long() {
        Story story = Story.begin()
                .and("requester", Story.raise(null, "incident"))
                .and("dispatcher", Story.triage("specialist"))
                .and("specialist", new ReturnTicket(ID, "requester", text()));
        assertThat(clock(story.later(THREE))).containsExactly(new RequesterReminded(1));
    }

    @Test
    void what_waits_for_something_else_waits_on() {
        Story story = Story.begin()
                .and("requester", Story.raise(null, "incident"))
                .and("dispatcher", Story.triage("specialist"))
                .and("specialist", Story.hold(HoldReason.PARTS));
        assertThat(story.later(DAY.multipliedBy(100))
                        .refused(Actor.clock(), new FollowUp(ID))
                        .code())
                .isEqualTo("not-due");
    }

    @Test
    void where_it_was_said_until_when_it_waits_it_is_never_closed() {
        Story story = Story.begin()
                .and("requester", Story.raise(null, "incident"))
                .and("dispatcher", Story.triage("specialist"));
        Instant until = story.now.plus(DAY.multipliedBy(4));
        story.does("specialist", new PutOnHold(ID, HoldReason.REQUESTER, null, until));
        assertThat(clock(story.later(THREE))).containsExactly(new RequesterReminded(1));
        assertThat(story.later(DAY.multipliedBy(10))
                        .refused(Actor.clock(), new FollowUp(ID))
                        .code())
                .isEqualTo("not-due");
        assertThat(story.does(Actor.clock(), new ResumeWork(ID, null))).isNotEmpty();
    }

    @Test
    void after_a_time_without_a_clock_nothing_is_closed_before_both_reminders_had_their_days() {
        Story story = waiting().later(DAY.multipliedBy(30));
        assertThat(clock(story)).containsExactly(new RequesterReminded(1));
        assertThat(story.refused(Actor.clock(), new FollowUp(ID)).code()).isEqualTo("not-due");
        assertThat(clock(story.later(THREE))).containsExactly(new RequesterReminded(2));
        assertThat(story.later(DAY.multipliedBy(2))
                        .refused(Actor.clock(), new FollowUp(ID))
                        .code())
                .isEqualTo("not-due");
    }

    @Test
    void that_a_stage_is_overdue_is_said_once_to_who_is_responsible() {
        Story story = Story.begin().and("requester", Story.raise(null, "incident"));
        Instant due = story.ticket.place().dueAt();
        assertThat(story.refused(Actor.clock(), new NoteStageOverdue(ID)).code())
                .isEqualTo("not-due");
        story.later(Duration.ofMinutes(30));
        List<Event> said = story.does(Actor.clock(), new NoteStageOverdue(ID));
        assertThat(said).singleElement().isInstanceOfSatisfying(StageOverdueNoted.class, noted -> {
            assertThat(noted.stage()).isEqualTo("triage");
            assertThat(noted.dueAt()).isEqualTo(due);
            assertThat(noted.tells()).doesNotContain("requester");
        });
        assertThat(story.does(Actor.clock(), new NoteStageOverdue(ID))).isEmpty();
    }

    @Test
    void of_an_approval_it_is_said_to_those_who_are_asked() {
        Story story = Story.begin().and("requester", Story.raise(null, "service-request"));
        story.later(DAY.multipliedBy(2));
        assertThat(story.does(Actor.clock(), new NoteStageOverdue(ID)))
                .singleElement()
                .isInstanceOfSatisfying(StageOverdueNoted.class, noted -> assertThat(noted.tells())
                        .containsExactlyElementsOf(story.ticket.holder().people()));
    }

    @Test
    void a_stage_that_is_entered_again_falls_due_again() {
        Story story = Story.begin().and("requester", Story.raise(null, "incident"));
        story.later(Duration.ofMinutes(30)).does(Actor.clock(), new NoteStageOverdue(ID));
        story.does("manager", new MoveToStage(ID, "work", text()));
        story.does("manager", new MoveToStage(ID, "triage", text()));
        assertThat(story.refused(Actor.clock(), new NoteStageOverdue(ID)).code())
                .isEqualTo("not-due");
        story.later(Duration.ofMinutes(30));
        assertThat(story.does(Actor.clock(), new NoteStageOverdue(ID))).hasSize(1);
    }

    /** The seven days of a confirmation are the stage's, and begin anew with each solution. */
    @Test
    void an_unconfirmed_solution_is_closed_after_the_stages_days_also_after_a_reopening() {
        Story story = Story.begin()
                .and("requester", Story.raise(null, "incident"))
                .and("dispatcher", Story.triage("specialist"))
                .and("specialist", new ResolveTicket(ID, Story.solution()));
        assertThat(story.later(DAY.multipliedBy(6))
                        .refused(Actor.clock(), new CloseUnconfirmed(ID))
                        .code())
                .isEqualTo("not-due");
        story.does("requester", new RejectResolution(ID, text()));
        story.does("specialist", new ResolveTicket(ID, Story.solution()));
        assertThat(story.later(DAY.multipliedBy(6))
                        .refused(Actor.clock(), new CloseUnconfirmed(ID))
                        .code())
                .isEqualTo("not-due");
        assertThat(story.later(DAY)
                        .does(Actor.clock(), new CloseUnconfirmed(ID))
                        .getFirst())
                .isEqualTo(new TicketClosed(CloseReason.UNCONFIRMED, null));
        story.does("requester", new ReopenTicket(ID, text()));
        story.does("specialist", new ResolveTicket(ID, Story.solution()));
        assertThat(story.later(DAY.multipliedBy(6))
                        .refused(Actor.clock(), new CloseUnconfirmed(ID))
                        .code())
                .isEqualTo("not-due");
        assertThat(story.later(DAY).does(Actor.clock(), new CloseUnconfirmed(ID)))
                .isNotEmpty();
    }
}
