package daftar.domain.ticket;

import static daftar.domain.ticket.Story.ID;
import static daftar.domain.ticket.Story.text;

import daftar.messages.Actor;
import daftar.messages.Refused;
import daftar.messages.ticket.*;
import daftar.messages.ticket.TicketCommand.*;
import daftar.messages.ticket.TicketEvent.*;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Work on a ticket: starting, holding, logging, contacts. */
class TicketWorkTest extends TicketFixture {

    @Test
    void starting_work_from_a_queue_takes_it() {
        Story queued = incident().and("dispatcher", Story.triage());
        when(queued, "specialist2", new StartWork(ID))
                .expectEvents(
                        new TicketAssigned(List.of("specialist2"), "team-network", "taken"),
                        new WorkStarted("specialist2"));
        when(assigned(), "specialist", new StartWork(ID)).expectEvents(new WorkStarted("specialist"));
    }

    @Test
    void holding_and_resuming_goes_back_to_where_it_stopped() {
        Instant until = Story.START.plus(WEEK);
        when(working(), "specialist", new PutOnHold(ID, HoldReason.PARTS, text(), until))
                .expectEvents(new TicketPutOnHold(HoldReason.PARTS, text(), until));
        when(working().and("specialist", Story.hold(HoldReason.PARTS)), "specialist", new ResumeWork(ID, text()))
                .expectEvents(new WorkResumed(Status.IN_PROGRESS, text()));
        refused(
                working(),
                "specialist",
                new PutOnHold(ID, HoldReason.PARTS, null, Story.START),
                Refused.Kind.INVALID,
                "past-time");
    }

    @Test
    void the_clock_resumes_only_what_is_due() {
        Story story = working();
        story.does("specialist", new PutOnHold(ID, HoldReason.PARTS, null, story.now.plus(WEEK)));
        refused(story, Actor.SYSTEM, new ResumeWork(ID, null), Refused.Kind.CONFLICT, "not-due");
        when(story.later(WEEK), Actor.SYSTEM, new ResumeWork(ID, null))
                .expectEvents(new WorkResumed(Status.IN_PROGRESS, null));
    }

    @Test
    void work_is_logged_once_per_entry_with_money_that_is_money() {
        when(working(), "specialist", new LogWork(ID, "a", Story.work(30)))
                .expectEvents(new WorkLogged("a", "specialist", now, 30, "diagnosis", List.of(), null, "work"));
        Story logged = working().and("specialist", new LogWork(ID, "a", Story.work(30)));
        refused(logged, "specialist", new LogWork(ID, "a", Story.work(5)), Refused.Kind.CONFLICT, "entry-exists");
        refused(logged, "specialist", new LogWork(ID, null, Story.work(14_401)), Refused.Kind.INVALID, "minutes");
        refused(logged, "specialist", new LogWork(ID, null, Story.work(0)), Refused.Kind.INVALID, "no-effort");
        refused(
                        logged,
                        "specialist",
                        new LogWork(ID, null, costing("1.234", "EUR", "1")),
                        Refused.Kind.INVALID,
                        "money")
                .hasFieldOrPropertyWithValue("field", "work.costs[0].cost");
        refused(logged, "specialist", new LogWork(ID, null, costing("1", "XYZ", "1")), Refused.Kind.INVALID, "money");
        refused(logged, "specialist", new LogWork(ID, null, costing("-1", "EUR", "1")), Refused.Kind.INVALID, "money");
        refused(
                logged,
                "specialist",
                new LogWork(ID, null, costing("1", "EUR", "0")),
                Refused.Kind.INVALID,
                "quantity");
        Work future = new Work(logged.now.plus(WEEK), 5, "diagnosis", List.of(), null);
        refused(logged, "specialist", new LogWork(ID, null, future), Refused.Kind.INVALID, "future-time")
                .hasFieldOrPropertyWithValue("field", "work.performedAt");
    }

    @Test
    void work_is_corrected_by_who_did_it_or_a_manager() {
        Story logged = working().and("specialist", new LogWork(ID, "a", Story.work(30)));
        when(logged, "specialist", new CorrectWork(ID, "a", Story.work(20), text()))
                .expectEvents(new WorkCorrected("a", false, null, 20, "diagnosis", List.of(), null, text()));
        when(logged, "manager", new CorrectWork(ID, "a", null, text()))
                .expectEvents(new WorkCorrected("a", true, null, 0, null, List.of(), null, text()));
        refused(logged, "outsider", new CorrectWork(ID, "a", null, text()), Refused.Kind.FORBIDDEN, "not-your-entry");
        refused(logged, "manager", new CorrectWork(ID, "b", null, text()), Refused.Kind.INVALID, "unknown-entry");
        Story struck = logged.and("manager", new CorrectWork(ID, "a", null, text()));
        refused(
                struck,
                "manager",
                new CorrectWork(ID, "a", Story.work(1), text()),
                Refused.Kind.CONFLICT,
                "struck-out");
    }

    @Test
    void a_contact_is_with_the_requester_unless_somebody_else_is_named() {
        when(working(), "specialist", new LogContact(ID, Direction.OUTBOUND, Channel.TELEPHONE, null, true, 4, text()))
                .expectEvents(new ContactLogged(Direction.OUTBOUND, Channel.TELEPHONE, "requester", true, 4, text()));
        refused(
                working(),
                "specialist",
                new LogContact(ID, Direction.OUTBOUND, Channel.TELEPHONE, null, true, 1_441, null),
                Refused.Kind.INVALID,
                "minutes");
    }
}
