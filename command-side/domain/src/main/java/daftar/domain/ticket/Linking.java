package daftar.domain.ticket;

import daftar.messages.Refused;
import daftar.messages.ticket.TicketCommand.*;
import daftar.messages.ticket.TicketEvent.*;

/** Who else looks on, who is called, and what other tickets have to do with it. */
final class Linking {

    private Linking() {}

    static void link(Course course, LinkTicket command) {
        Known.otherTicket(course.context, "other", command.other());
        var link = new TicketState.Link(command.kind(), command.other());
        if (Past.find(course.ticket().journal().links(), link::equals) != null) {
            throw Refused.conflict(
                    "already-linked",
                    "The ticket is linked so already: " + command.kind() + " " + command.other() + ".");
        }
        course.append(new TicketLinked(command.kind(), command.other()));
    }

    static void unlink(Course course, UnlinkTicket command) {
        var link = new TicketState.Link(command.kind(), command.other());
        if (Past.find(course.ticket().journal().links(), link::equals) == null) {
            throw Refused.conflict(
                    "not-linked",
                    "This ticket has no link " + command.kind() + " " + command.other()
                            + "; a link is taken away from the ticket that it was made from.");
        }
        course.append(new TicketUnlinked(command.kind(), command.other()));
    }

    static void observe(Course course, AddObserver command) {
        Known.person(course.context, "person", command.person());
        if (!course.ticket().hands().observers().contains(command.person())) {
            course.append(new ObserverAdded(command.person()));
        }
    }

    /** An observer takes only themselves away. */
    static void unobserve(Course course, RemoveObserver command, Party party) {
        if (party == Party.OBSERVER
                && !command.person().equals(course.context.actor().person())) {
            throw Refused.forbidden("only-yourself", "As an observer you may remove only yourself.");
        }
        if (course.ticket().hands().observers().contains(command.person())) {
            course.append(new ObserverRemoved(command.person()));
        }
    }
}
