package daftar.domain.ticket;

import daftar.messages.Refused;
import daftar.messages.ticket.Holder;
import daftar.messages.ticket.TicketCommand.*;
import daftar.messages.ticket.TicketEvent.*;
import daftar.messages.workflow.HolderRule.Quorum;
import daftar.messages.workflow.Outcome;
import daftar.messages.workflow.Stage;
import java.util.List;

/** The answers of those who were asked. Of any-of the first answer decides; of all-of the last approval or a decline. */
final class Approving {

    private Approving() {}

    static void approve(Course course, Approve command) {
        TicketState.Place place = course.ticket().place();
        String approver = inWhoseName(course);
        if (place.approvals().contains(approver)) {
            throw Refused.conflict("already-approved", "You have approved this already; others are still asked.");
        }
        course.append(new ApprovalGiven(place.stage(), approver, command.remark()));
        if (enough(course) && !Stages.leave(course, Outcome.APPROVED)) {
            throw Stages.noSuchOutcome(course, Outcome.APPROVED);
        }
    }

    private static boolean enough(Course course) {
        Stage stage = Stages.present(course);
        TicketState.Place place = course.ticket().place();
        Holder asked = place.holder();
        boolean all = stage != null && stage.quorum() == Quorum.ALL;
        return !all
                || asked.people().stream()
                        .filter(person -> !place.substitutes().containsValue(person))
                        .allMatch(place.approvals()::contains);
    }

    /** The actor, or the next of those for whom the actor was asked. */
    private static String inWhoseName(Course course) {
        TicketState.Place place = course.ticket().place();
        String actor = course.context.actor().person();
        List<String> represented = place.representedBy(actor);
        return represented.stream()
                .filter(person -> !place.approvals().contains(person))
                .findFirst()
                .orElse(represented.isEmpty() ? actor : represented.getFirst());
    }

    static void decline(Course course, Decline command) {
        String stage = course.ticket().place().stage();
        course.append(new ApprovalDeclined(stage, inWhoseName(course), command.reason()));
        if (!Stages.leave(course, Outcome.DECLINED)) {
            // a workflow that says nothing of a decline ends by it
            course.append(new TicketDeclined(stage));
            Stages.enterEnd(course, course.ticket().status(), Outcome.DECLINED);
        }
    }
}
