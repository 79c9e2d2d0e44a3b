package daftar.domain.ticket;

import daftar.messages.Refused;
import daftar.messages.Role;
import daftar.messages.ticket.CloseReason;
import daftar.messages.ticket.Status;
import daftar.messages.ticket.TicketCommand.*;
import daftar.messages.ticket.TicketEvent.*;
import daftar.messages.workflow.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Set;

/** Ends without a solution, ends because nobody answered, and what comes after an end. */
final class Closing {

    /** What the desk may give as a reason; the others follow from what happened. */
    private static final Set<CloseReason> BY_DESK = EnumSet.of(
            CloseReason.DUPLICATE, CloseReason.SPAM, CloseReason.NOT_OURS, CloseReason.NO_ANSWER, CloseReason.VOID);

    private Closing() {}

    static void close(Course course, CloseTicket command) {
        if (!course.context.byImporter() && !BY_DESK.contains(command.reason())) {
            throw Refused.invalid(
                    "close-reason",
                    "reason",
                    "The desk closes as DUPLICATE, SPAM, NOT_OURS, NO_ANSWER or VOID; a solved ticket is resolved.");
        }
        Resolving.close(course, command.reason(), command.note(), null);
    }

    /** The clock only after the stage's time, the importer as the other desk did. */
    static void closeUnconfirmed(Course course) {
        Instant due = course.ticket().place().dueAt();
        boolean late = due != null && !course.context.now().isBefore(due);
        if (course.context.actor().is(Role.CLOCK) && !late) {
            throw Refused.conflict(
                    "not-due", "The requester may still confirm" + (due == null ? "." : ", until " + due + "."));
        }
        Resolving.close(course, CloseReason.UNCONFIRMED, null, Outcome.CONFIRMED);
    }

    static void cancel(Course course, CancelTicket command) {
        course.append(new TicketCancelled(command.reason()));
        Stages.enterEnd(course, Status.CANCELLED, null);
    }

    static void reopen(Course course, ReopenTicket command) {
        TicketState ticket = course.ticket();
        if (ticket.milestones().mergedInto() != null) {
            throw Merging.goesOnElsewhere();
        }
        Instant closedAt = ticket.milestones().closedAt();
        Duration within = course.workflow().reopenWithin();
        boolean inTime = closedAt == null || !course.context.now().isAfter(closedAt.plus(within));
        if (!course.context.byImporter() && !(inTime && (closedAt == null || within.isPositive()))) {
            throw Refused.conflict(
                    "reopen-period-over",
                    "A ticket of this kind can be reopened " + (within.isPositive() ? "within " + within : "never")
                            + " after it was closed; raise a new one and link it: it FOLLOWS this one.");
        }
        course.append(new TicketReopened(command.reason()));
        Stages.backToWork(course, null);
    }
}
