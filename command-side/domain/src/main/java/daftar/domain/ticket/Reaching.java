package daftar.domain.ticket;

import daftar.messages.Refused;
import daftar.messages.ticket.TicketCommand.LiftConfidentiality;
import daftar.messages.ticket.TicketCommand.MakeConfidential;
import daftar.messages.ticket.TicketEvent.ConfidentialityLifted;
import daftar.messages.ticket.TicketEvent.TicketDepartmentChanged;
import daftar.messages.ticket.TicketEvent.TicketMadeConfidential;
import java.util.List;

/** Who may know of a ticket. */
final class Reaching {

    private Reaching() {}

    static void makeConfidential(Course course, MakeConfidential command) {
        Known.people(course.context, "people", command.people());
        if (!command.people().equals(course.ticket().reach().named())) {
            course.append(new TicketMadeConfidential(command.people(), command.reason()));
        }
    }

    static void lift(Course course, LiftConfidentiality command) {
        if (!course.ticket().reach().confidential()) {
            throw Refused.conflict("not-confidential", "This ticket is not confidential.");
        }
        course.append(new ConfidentialityLifted(command.reason()));
    }

    /** The department stays the one of the raising; its place in the tree is what it is now. */
    static void pin(Course course) {
        TicketState.Reach reach = course.ticket().reach();
        String department = reach.department();
        List<String> path = course.context.reference().pathOf(department);
        if (department != null && !path.isEmpty() && !path.equals(reach.path())) {
            course.append(new TicketDepartmentChanged(department, path));
        }
    }
}
