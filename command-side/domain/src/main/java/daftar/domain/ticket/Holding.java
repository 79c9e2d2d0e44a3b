package daftar.domain.ticket;

import daftar.messages.Refused;
import daftar.messages.Role;
import daftar.messages.Text;
import daftar.messages.ticket.Holder;
import daftar.messages.ticket.Status;
import daftar.messages.ticket.TicketCommand.*;
import daftar.messages.ticket.TicketEvent.*;
import daftar.messages.workflow.StageKind;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Waiting, and going on. */
final class Holding {

    private static final String BACK = "who-had-it-before";

    private Holding() {}

    static void hold(Course course, PutOnHold command) {
        Instant until = command.until();
        if (until != null && !until.isAfter(course.context.now())) {
            throw Refused.invalid(
                    "past-time", "until", "A ticket can wait only until later than now, " + course.context.now() + ".");
        }
        course.append(new TicketPutOnHold(
                command.reason(), command.note(), until, FollowingUp.withRequester(course, command.reason(), until)));
    }

    static void resume(Course course, ResumeWork command) {
        if (course.context.actor().is(Role.CLOCK)) {
            TicketState.Hold hold = course.ticket().place().hold();
            Instant until = hold == null ? null : hold.until();
            if (until == null || until.isAfter(course.context.now())) {
                throw Refused.conflict(
                        "not-due", "The ticket is to wait until " + (until == null ? "called" : until) + ".");
            }
        }
        if (course.ticket().place().kind() == StageKind.EXTERNAL) {
            throw Refused.conflict("external-stage", "The ticket is with a provider; complete the stage instead.");
        }
        goOn(course, command.note());
    }

    /** Goes on where it stopped. What was with the requester or a provider goes back to who had it before. */
    static void goOn(Course course, @Nullable Text note) {
        TicketState ticket = course.ticket();
        if (ticket.place().kind() == StageKind.EXTERNAL) {
            return;
        }
        TicketState.Hold hold = ticket.place().hold();
        course.append(new WorkResumed(hold == null ? Status.ASSIGNED : hold.from(), note));
        Holder holder = ticket.holder();
        boolean away = holder.vendor() != null
                || holder.equals(Holder.person(ticket.origin().requester()));
        Holder before = away ? Assigning.before(ticket) : null;
        Holder back = before == null ? null : HolderFinding.stillHere(before, course.context);
        if (before != null && back == null) {
            // who had it has left: whoever the present stage's rule finds, or its fallback
            var stage = Stages.present(course);
            HolderFinding.Found found = stage == null ? null : HolderFinding.findAtDesk(course, stage);
            if (found != null) { // else it stays where it is rather than with nobody
                course.append(new TicketAssigned(
                        found.holder().people(), found.holder().team(), found.rule() + " instead of " + BACK));
            }
        } else if (back != null) {
            course.append(new TicketAssigned(back.people(), back.team(), BACK));
        }
    }
}
