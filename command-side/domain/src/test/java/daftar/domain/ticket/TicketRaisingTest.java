package daftar.domain.ticket;

import static daftar.domain.ticket.Story.ID;
import static daftar.domain.ticket.Story.text;
import static org.assertj.core.api.Assertions.assertThat;

import daftar.messages.Receipt;
import daftar.messages.Refused;
import daftar.messages.ticket.*;
import daftar.messages.ticket.TicketCommand.*;
import daftar.messages.ticket.TicketEvent.*;
import daftar.messages.workflow.StageKind;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A ticket begins, and is approved or declined. */
class TicketRaisingTest extends TicketFixture {

    // ---- raising

    @Test
    void raising_gives_a_number_a_stage_and_targets() {
        when(Story.begin(), "requester", Story.raise(null, "incident"))
                .expectEvents(raised("requester", "incident"), triageStage(null), targets(now, 30, 240))
                .expectResultMessagePayload(new Receipt(ID, "T-1000", 2, -1, false));
        assertThat(prepared).containsExactly(ID);
    }

    @Test
    void raising_may_carry_all_that_the_first_line_settles_at_once() {
        RaiseTicket onThePhone = Story.raise(
                "requester",
                "incident",
                "INC1",
                new Classification(null, "network", null, null, Impact.HIGH, Urgency.HIGH),
                null,
                Story.work(12),
                Story.solution(),
                new Confirmation(4, null));
        when(Story.begin(), "dispatcher", onThePhone)
                .expectEvents(
                        raised("requester", "incident", "INC1"),
                        triageStage(null),
                        new OwnerChanged(null, "dispatcher", null),
                        new TicketTriaged(
                                "incident", "network", null, null, Impact.HIGH, Urgency.HIGH, Priority.CRITICAL),
                        targets(now, 10, 60),
                        new StageEntered(
                                "work",
                                StageKind.WORK,
                                "triaged",
                                Holder.team("team-network"),
                                "owner-of-category instead of chosen-by-triage",
                                null),
                        new WorkLogged("entry-6", "dispatcher", now, 12, "diagnosis", List.of(), null, "work"),
                        new TicketResolved(Story.solution(), true),
                        confirmation(now, "solved"),
                        new ResolutionConfirmed(4, null),
                        new TicketClosed(CloseReason.CONFIRMED, null),
                        end("closed", "confirmed"));
    }

    @Test
    void raising_a_ticket_that_exists_is_a_conflict_and_says_whose_external_number_it_is() {
        Story story = Story.begin().and("requester", Story.raise(null, "incident"));
        refused(story, "requester", Story.raise(null, "incident"), Refused.Kind.CONFLICT, "ticket-exists");
        refused(
                story,
                "importer",
                Story.raise("requester", "incident", "INC1", null, null, null, null, null),
                Refused.Kind.CONFLICT,
                "external-ref-taken");
    }

    // ---- approval

    @Test
    void approving_leads_on_to_triage() {
        when(request(), "supervisor", new Approve(ID, text()))
                .expectEvents(new ApprovalGiven("supervisor-approval", "supervisor", text()), triageStage("approved"));
    }

    @Test
    void declining_ends_the_ticket() {
        when(request(), "supervisor", new Decline(ID, text()))
                .expectEvents(
                        new ApprovalDeclined("supervisor-approval", "supervisor", text()),
                        new TicketDeclined("supervisor-approval"),
                        end("declined", "declined"));
    }

    @Test
    void approving_is_for_those_who_are_asked() {
        refused(request(), "stranger", new Approve(ID, null), Refused.Kind.FORBIDDEN, "not-allowed");
        refused(request(), "requester", new Approve(ID, null), Refused.Kind.FORBIDDEN, "not-allowed");
    }
}
