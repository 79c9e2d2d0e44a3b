package daftar.domain.ticket;

import daftar.messages.Refused;
import daftar.messages.ticket.Status;
import daftar.messages.ticket.TicketCommand.HandOverTicket;
import daftar.messages.ticket.TicketEvent.TicketHandedOver;
import daftar.messages.workflow.HolderRule.Quorum;
import daftar.messages.workflow.Stage;

/** What is on somebody who leaves passes to another. */
final class HandingOver {

    private HandingOver() {}

    /** Nothing where nothing is on them any more. */
    static void handOver(Course course, HandOverTicket command) {
        String from = command.from();
        String to = command.to();
        if (from.equals(to)) {
            throw Refused.invalid("same-person", "to", "Name somebody else than " + from + ".");
        }
        Known.person(course.context, "to", to);
        TicketState ticket = course.ticket();
        if (!isOn(from, ticket)) {
            return;
        }
        boolean asked = ticket.status() == Status.AWAITING_APPROVAL
                && ticket.holder().people().contains(from);
        if (asked) {
            mayBeAsked(course, to);
        }
        course.append(new TicketHandedOver(from, to, command.reason()));
        if (asked) {
            Approving.delegate(course); // who takes over may be away themself
        }
    }

    private static boolean isOn(String person, TicketState ticket) {
        return ticket.holder().people().contains(person)
                        && !person.equals(ticket.origin().requester())
                || ticket.hands().assigned().people().contains(person)
                || person.equals(ticket.hands().owner());
    }

    private static void mayBeAsked(Course course, String to) {
        TicketState ticket = course.ticket();
        if (to.equals(ticket.origin().requester())) {
            throw Refused.conflict(
                    "approver-is-requester", to + " asks for it and cannot approve it; name somebody else.");
        }
        Stage stage = Stages.present(course);
        boolean oneIsEnough = stage == null || stage.quorum() == Quorum.ANY;
        boolean answered = ticket.place().approvals().contains(to);
        if (answered || !oneIsEnough && ticket.holder().people().contains(to)) {
            throw Refused.conflict(
                    "already-asked", to + " is, or was, asked for this approval already; name somebody else for it.");
        }
    }
}
