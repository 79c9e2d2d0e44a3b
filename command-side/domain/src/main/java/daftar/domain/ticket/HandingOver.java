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
    static void handOver(Course course, HandOverTicket command, Party party) {
        String from = command.from();
        String to = command.to();
        if (from.equals(to)) {
            throw Refused.invalid("same-person", "to", "Name somebody else than " + from + ".");
        }
        Known.person(course.context, "to", to);
        boolean toThemself = to.equals(course.context.actor().person());
        if (toThemself && party == Party.ADMINISTRATOR) {
            throw notToYourself("who keeps the house knows no ticket by that");
        }
        TicketState ticket = course.ticket();
        if (!isOn(from, ticket)) {
            return;
        }
        boolean asked = ticket.status() == Status.AWAITING_APPROVAL
                && ticket.holder().people().contains(from);
        if (asked && toThemself) {
            throw notToYourself("an approval is not yours because you hand it over");
        }
        if (asked) {
            mayBeAsked(course, to, party);
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

    private static Refused notToYourself(String why) {
        return Refused.forbidden("not-to-yourself", "You cannot hand this over to yourself: " + why + ".");
    }

    private static void mayBeAsked(Course course, String to, Party party) {
        boolean requester = to.equals(course.ticket().origin().requester());
        boolean twice = !requester && isAskedBesides(course, to);
        if ((requester || twice) && party == Party.ADMINISTRATOR) {
            // who knows no ticket is not told by a refusal who has to do with it
            throw Refused.conflict("not-suitable", to + " cannot take this over; name somebody else for it.");
        }
        if (requester) {
            throw Refused.conflict(
                    "approver-is-requester", to + " asks for it and cannot approve it; name somebody else.");
        }
        if (twice) {
            throw Refused.conflict(
                    "already-asked",
                    to + " is, was or will be asked for this approval already; name somebody else for it.");
        }
    }

    /** Whether one would stand for two: who has answered, or, where one is not enough, is or will be asked as well. */
    private static boolean isAskedBesides(Course course, String to) {
        TicketState ticket = course.ticket();
        if (ticket.place().approvals().contains(to)) {
            return true;
        }
        Stage stage = Stages.present(course);
        if (stage == null || stage.quorum() == Quorum.ANY) {
            return false;
        }
        return ticket.holder().people().contains(to)
                || stage.quorum() == Quorum.IN_SEQUENCE
                        && HolderFinding.find(course, stage).holder().people().contains(to);
    }
}
