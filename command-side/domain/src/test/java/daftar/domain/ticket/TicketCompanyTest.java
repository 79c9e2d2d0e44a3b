package daftar.domain.ticket;

import static daftar.domain.ticket.Story.ID;
import static daftar.domain.ticket.Story.OTHER;
import static daftar.domain.ticket.Story.text;
import static org.assertj.core.api.Assertions.assertThat;

import daftar.messages.NothingChanged;
import daftar.messages.Refused;
import daftar.messages.ticket.*;
import daftar.messages.ticket.TicketCommand.*;
import daftar.messages.ticket.TicketEvent.*;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** What a ticket is, and with whom and what it is connected. */
class TicketCompanyTest extends TicketFixture {

    @Test
    void another_priority_brings_other_targets() {
        Story story = working();
        Instant raisedAt = story.ticket.origin().raisedAt();
        when(story, "specialist", new ChangePriority(ID, Impact.HIGH, Urgency.HIGH, text()))
                .expectEvents(
                        new PriorityChanged(Impact.HIGH, Urgency.HIGH, Priority.CRITICAL, text()),
                        targetsAfterResponse(raisedAt.plus(Duration.ofMinutes(30)), raisedAt, 60, true));
        when(story, "specialist", new ChangePriority(ID, Impact.MEDIUM, Urgency.MEDIUM, null))
                .expectEvents(new NothingChanged("ChangePriority"));
    }

    @Test
    void reclassifying_keeps_what_is_not_named() {
        when(working(), "specialist", new Reclassify(ID, null, "mail", null, "slow", null, text()))
                .expectEvents(new TicketReclassified("incident", "mail", null, "slow", null, text()));
        refused(
                        working(),
                        "specialist",
                        new Reclassify(ID, "wish", null, null, null, null, null),
                        Refused.Kind.INVALID,
                        "unknown-type")
                .hasFieldOrPropertyWithValue("field", "type");
    }

    @Test
    void escalating_counts() {
        when(working().and("requester", new Escalate(ID, null, text())), "requester", new Escalate(ID, null, text()))
                .expectEvents(new TicketEscalated(null, 2, text()));
    }

    @Test
    void observers_come_and_go() {
        when(working(), "requester", new AddObserver(ID, "observer")).expectEvents(new ObserverAdded("observer"));
        Story observed = working().and("requester", new AddObserver(ID, "observer"));
        when(observed, "observer", new RemoveObserver(ID, "observer")).expectEvents(new ObserverRemoved("observer"));
        when(observed, "requester", new AddObserver(ID, "observer")).expectEvents(new NothingChanged("AddObserver"));
        refused(observed, "observer", new RemoveObserver(ID, "owner"), Refused.Kind.FORBIDDEN, "only-yourself");
    }

    @Test
    void links_are_to_others_and_unique() {
        LinkTicket link = new LinkTicket(ID, LinkKind.CAUSED_BY, OTHER);
        when(working(), "specialist", link).expectEvents(new TicketLinked(LinkKind.CAUSED_BY, OTHER));
        refused(working().and("specialist", link), "specialist", link, Refused.Kind.CONFLICT, "already-linked");
        refused(working(), "specialist", new LinkTicket(ID, LinkKind.RELATES, ID), Refused.Kind.INVALID, "same-ticket");
    }

    @Test
    void merging_closes_as_a_duplicate() {
        when(working(), "specialist", new MergeTicket(ID, OTHER, text()))
                .expectEvents(
                        new TicketMerged(OTHER, text()),
                        new TicketClosed(CloseReason.DUPLICATE, null),
                        end("closed", null));
        Story merged = working().and("specialist", new MergeTicket(ID, OTHER, null));
        refused(merged, "requester", new ReopenTicket(ID, text()), Refused.Kind.CONFLICT, "merged");
    }

    @Test
    void a_stage_is_completed_by_outcomes_of_the_workflows_own() {
        Story purchase = Story.begin()
                .and("requester", Story.raise(null, "purchase-request"))
                .and("supervisor", new Approve(ID, null))
                .and("chief", new Approve(ID, null))
                .and("dispatcher", Story.triage("specialist"))
                .and("specialist", new ResolveTicket(ID, Story.solution()));
        assertThat(purchase.status()).isEqualTo(Status.ON_HOLD);
        when(purchase, "manager", new CompleteStage(ID, "delivered", text()))
                .expectEvents(new StageCompleted("vendor", "delivered", text()), confirmation(now, "delivered"));
        refused(purchase, "manager", new CompleteStage(ID, "lost", null), Refused.Kind.CONFLICT, "no-such-outcome");
        refused(working(), "specialist", new CompleteStage(ID, "solved", null), Refused.Kind.INVALID, "use-resolve");
    }
}
