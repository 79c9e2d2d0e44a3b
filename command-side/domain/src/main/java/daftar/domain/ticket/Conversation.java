package daftar.domain.ticket;

import daftar.messages.Text;
import daftar.messages.ticket.HoldReason;
import daftar.messages.ticket.Holder;
import daftar.messages.ticket.Status;
import daftar.messages.ticket.TicketCommand.*;
import daftar.messages.ticket.TicketEvent.*;
import daftar.messages.workflow.Stage;
import daftar.messages.workflow.StageKind;
import java.util.Objects;

/** What is said about a ticket, and what an answer sets going. */
final class Conversation {

    private static final int MOST_MINUTES = 1_440;

    private Conversation() {}

    static void comment(Course course, Text text, Party party) {
        TicketState ticket = course.ticket();
        boolean byRequester = course.context.who().equals(ticket.origin().requester());
        boolean byDesk = !byRequester
                && switch (party) {
                    case REQUESTER,
                            APPROVER,
                            ON_BEHALF,
                            OBSERVER,
                            NAMED,
                            SUPERVISOR,
                            DEPARTMENT_MANAGER,
                            COST_APPROVER,
                            ADMINISTRATOR -> false;
                    case HOLDER, TEAM, OWNER, VENDOR, DISPATCHER, SPECIALIST, MANAGER, SECURITY, IMPORTER, CLOCK ->
                        true;
                };
        course.append(new CommentAdded(text, byDesk));
        if (byRequester) {
            answered(course);
        } else if (byDesk) {
            startClock(course);
        }
    }

    /** The requester's word ends a wait for it; on a resolved ticket it stops the clock and goes to the owner. */
    static void answered(Course course) {
        TicketState ticket = course.ticket();
        TicketState.Hold hold = ticket.place().hold();
        if (ticket.status() == Status.ON_HOLD && hold != null && hold.reason() == HoldReason.REQUESTER) {
            if (ticket.place().kind() == StageKind.EXTERNAL) {
                // with a provider it waits for them again
                course.append(new TicketPutOnHold(HoldReason.VENDOR, null, null));
            } else {
                Holding.goOn(course, null);
            }
        }
        Stage stage = Stages.present(course);
        if (ticket.status() == Status.RESOLVED
                && ticket.place().dueAt() != null
                && stage != null
                && stage.kind() == StageKind.CONFIRMATION) {
            // the same stage entered again, with nothing due and with who shall answer
            course.append(
                    new StageEntered(stage.code(), stage.kind(), null, answers(ticket), "requester-commented", null));
        }
    }

    /** The owner; where there is none, who had the work. */
    private static Holder answers(TicketState ticket) {
        String owner = ticket.hands().owner();
        if (owner != null) {
            return Holder.person(owner);
        }
        Holder assigned = ticket.hands().assigned();
        return assigned.isNobody() ? ticket.holder() : assigned;
    }

    /** The desk has answered on a resolved ticket: the requester's time to confirm begins anew. */
    private static void startClock(Course course) {
        TicketState ticket = course.ticket();
        Stage stage = Stages.present(course);
        if (ticket.status() == Status.RESOLVED
                && ticket.place().dueAt() == null
                && stage != null
                && stage.due() != null) {
            Stages.enter(course, stage, null, Holder.person(ticket.origin().requester()), "answered");
        }
    }

    static void contact(Course course, LogContact command) {
        Working.checkMinutes("minutes", command.minutes(), MOST_MINUTES);
        String person = Objects.requireNonNullElse(
                command.person(), course.ticket().origin().requester());
        if (command.person() != null) {
            Known.person(course.context, "person", person);
        }
        course.append(new ContactLogged(
                command.direction(),
                command.channel(),
                person,
                command.reached(),
                command.minutes(),
                command.summary()));
    }
}
