package daftar.domain.ticket;

import static daftar.domain.ticket.Story.ID;
import static daftar.domain.ticket.Story.text;

import daftar.messages.Refused;
import daftar.messages.Text;
import daftar.messages.ticket.*;
import daftar.messages.ticket.TicketCommand.*;
import daftar.messages.ticket.TicketEvent.*;
import daftar.messages.workflow.StageKind;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Who gets a ticket: triage, assignment, referral, return, moves. */
class TicketAssignmentTest extends TicketFixture {

    @Test
    void triage_classifies_and_passes_on_to_the_owner_of_the_category() {
        when(incident(), "dispatcher", Story.triage())
                .expectEvents(
                        new TicketTriaged(
                                "incident", "network", null, null, Impact.MEDIUM, Urgency.MEDIUM, Priority.MODERATE),
                        new OwnerChanged(null, "dispatcher", null),
                        new StageEntered(
                                "work",
                                StageKind.WORK,
                                "triaged",
                                Holder.team("team-network"),
                                "owner-of-category instead of chosen-by-triage",
                                null));
    }

    @Test
    void triage_may_assign_in_the_same_append() {
        when(incident(), "dispatcher", Story.triage("specialist"))
                .expectEvents(
                        new TicketTriaged(
                                "incident", "network", null, null, Impact.MEDIUM, Urgency.MEDIUM, Priority.MODERATE),
                        new OwnerChanged(null, "dispatcher", null),
                        new TicketAssigned(List.of("specialist"), null, "by-hand"),
                        new StageEntered(
                                "work", StageKind.WORK, "triaged", Holder.person("specialist"), "by-hand", null));
    }

    @Test
    void assigning_names_unknown_people_and_teams_by_their_field() {
        refused(incident(), "dispatcher", Story.assign("specialist", "nobody"), Refused.Kind.INVALID, "unknown-person")
                .hasFieldOrPropertyWithValue("field", "assignees[1]");
        refused(
                        incident(),
                        "dispatcher",
                        new AssignTicket(ID, List.of(), "team-x"),
                        Refused.Kind.INVALID,
                        "unknown-team")
                .hasFieldOrPropertyWithValue("field", "team");
        refused(incident(), "dispatcher", Story.assign(), Refused.Kind.INVALID, "nobody-named");
        refused(incident(), "dispatcher", Story.assign("holder", "holder"), Refused.Kind.INVALID, "named-twice");
    }

    @Test
    void assigning_work_to_somebody_else_gives_it_to_them() {
        when(working(), "manager", Story.assign("specialist2"))
                .expectEvents(new TicketAssigned(List.of("specialist2"), null, "by-hand"));
    }

    @Test
    void nothing_is_given_to_somebody_who_was_deactivated() {
        refused(working(), "manager", Story.assign("gone"), Refused.Kind.INVALID, "person-deactivated");
        refused(working(), "specialist", Story.referToPerson("gone"), Refused.Kind.INVALID, "person-deactivated");
        refused(working(), "manager", new ChangeOwner(ID, "gone", text()), Refused.Kind.INVALID, "person-deactivated");
    }

    @Test
    void referring_says_from_whom_to_whom() {
        when(working(), "specialist", Story.referToPerson("specialist2"))
                .expectEvents(new TicketReferred(
                        Holder.person("specialist"), Holder.person("specialist2"), Text.of("yours")));
        refused(
                working(),
                "specialist",
                new ReferTicket(ID, "specialist2", "team-service-desk", null, text()),
                Refused.Kind.INVALID,
                "not-a-member");
    }

    @Test
    void referring_to_a_provider_waits_for_the_provider() {
        when(working(), "specialist", Story.referToVendor("vendor"))
                .expectEvents(
                        new TicketReferred(Holder.person("specialist"), Holder.vendor("vendor"), Text.of("yours")),
                        new TicketPutOnHold(HoldReason.VENDOR, null, null));
        refused(working(), "specialist", Story.referToVendor("nobody"), Refused.Kind.INVALID, "unknown-vendor");
    }

    @Test
    void changing_the_owner_says_who_it_was() {
        when(working(), "manager", new ChangeOwner(ID, "dispatcher2", text()))
                .expectEvents(new OwnerChanged("dispatcher", "dispatcher2", text()));
    }

    @Test
    void returning_gives_it_to_who_had_it_before() {
        when(working(), "specialist", new ReturnTicket(ID, null, text()))
                .expectEvents(
                        new TicketReturned(Holder.person("specialist"), Holder.team("team-service-desk"), text()));
    }

    @Test
    void returning_to_the_requester_waits_for_the_answer() {
        when(working(), "specialist", new ReturnTicket(ID, "requester", text()))
                .expectEvents(
                        new TicketReturned(Holder.person("specialist"), Holder.person("requester"), text()),
                        new TicketPutOnHold(HoldReason.REQUESTER, null, null));
    }

    @Test
    void a_manager_moves_a_ticket_outside_of_the_paths() {
        when(working(), "manager", new MoveToStage(ID, "triage", text()))
                .expectEvents(
                        new TicketMoved("work", "triage", text()),
                        new StageEntered(
                                "triage",
                                StageKind.TRIAGE,
                                null,
                                Holder.team("team-network"),
                                "owner-of-category",
                                now.plus(Duration.ofMinutes(30))));
        refused(working(), "manager", new MoveToStage(ID, "closed", text()), Refused.Kind.INVALID, "unknown-stage");
    }
}
