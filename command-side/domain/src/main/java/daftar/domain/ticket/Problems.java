package daftar.domain.ticket;

import daftar.messages.Event;
import daftar.messages.Refused;
import daftar.messages.ticket.LinkKind;
import daftar.messages.ticket.Solution;
import daftar.messages.ticket.TicketCommand.RecordWorkaround;
import daftar.messages.ticket.TicketCommand.TellSolved;
import daftar.messages.ticket.TicketEvent;
import daftar.messages.ticket.TicketEvent.LinkedTicketSolved;
import daftar.messages.ticket.TicketEvent.WorkaroundRecorded;

/** What a problem gives to the incidents that it causes, and what those are told. */
final class Problems {

    private static final String PROBLEM = "problem";

    private Problems() {}

    static void recordWorkaround(Course course, RecordWorkaround command) {
        String type = course.ticket().subject().type();
        if (!type.equals(PROBLEM)) {
            throw Refused.conflict(
                    "not-a-problem",
                    "A workaround is recorded on a problem, and this is of type " + type
                            + "; reclassify it, or link it: it is CAUSED_BY the problem.");
        }
        course.append(new WorkaroundRecorded(command.text(), Boolean.TRUE.equals(command.knownError())));
    }

    /**
     * What a parent keeps as PARENT_OF its child does not know of; a cause is named by the incident itself. What is
     * confidential is only told: who linked it from outside may not have known of it.
     */
    static void tellSolved(Course course, TellSolved command) {
        var link = new TicketState.Link(command.kind(), command.other());
        boolean linked = Past.find(course.ticket().journal().links(), link::equals) != null;
        if (command.kind() == LinkKind.CAUSED_BY && !linked) {
            throw Refused.conflict("not-linked", "This ticket is not CAUSED_BY " + command.other() + ".");
        }
        course.append(new LinkedTicketSolved(command.kind(), command.other(), command.solvedAt()));
        Solution solution = command.solution();
        boolean confidential = course.ticket().reach().confidential();
        if (solution != null
                && !confidential
                && TicketRules.isToDo(course.ticket().status())) {
            resolve(course, solution);
        }
    }

    /** Where its workflow wants an answer first, somebody has to give it: then the ticket is only told. */
    private static void resolve(Course course, Solution solution) {
        Course attempt = new Course(course.ticket(), course.context);
        try {
            Resolving.resolve(attempt, solution);
        } catch (Refused needsSomebody) {
            return;
        }
        for (Event event : attempt.events()) {
            course.append((TicketEvent) event);
        }
    }
}
