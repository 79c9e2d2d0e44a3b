package daftar.domain.ticket;

import daftar.messages.Refused;
import daftar.messages.Text;
import daftar.messages.ticket.CloseReason;
import daftar.messages.ticket.Solution;
import daftar.messages.ticket.Status;
import daftar.messages.ticket.TicketCommand.*;
import daftar.messages.ticket.TicketEvent.*;
import daftar.messages.workflow.Outcome;
import daftar.messages.workflow.Stage;
import daftar.messages.workflow.StageKind;
import daftar.messages.workflow.Workflow;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The solution, and what the requester says to it. */
final class Resolving {

    private Resolving() {}

    static void resolve(Course course, Solution solution) {
        Stage next = afterSolution(course);
        if (next != null && next.kind() != StageKind.CONFIRMATION && next.kind() != StageKind.END) {
            // one part of the work is done, and the workflow wants more before the requester is asked
            course.append(new StageCompleted(course.ticket().place().stage(), Outcome.SOLVED, solution.text()));
            Stages.enter(course, next, Outcome.SOLVED, null);
            return;
        }
        course.append(new TicketResolved(solution, atFirstContact(course)));
        if (next == null) {
            course.append(new TicketClosed(CloseReason.NO_CONFIRMATION_NEEDED, null));
            Stages.enterEnd(course, Status.CLOSED, Outcome.SOLVED);
        } else {
            Stages.enter(course, next, Outcome.SOLVED, null);
        }
    }

    /** Where a solution leads: what is solved in triage goes where work would have gone. Null for straight to the end. */
    private static @Nullable Stage afterSolution(Course course) {
        Stage next = Stages.after(course, Outcome.SOLVED);
        Workflow workflow = course.workflow();
        if (next == null) {
            Stage work = workflow.firstOf(StageKind.WORK);
            String code = work == null ? null : work.outcomes().get(Outcome.SOLVED);
            next = code == null ? null : workflow.stage(code);
        }
        return next != null ? next : workflow.firstOf(StageKind.CONFIRMATION);
    }

    /** Solved by who registered it, never given to anybody else. Of an importer only where they say for whom they act. */
    private static boolean atFirstContact(Course course) {
        DecisionContext context = course.context;
        TicketState ticket = course.ticket();
        return ticket.origin().registrar().equals(context.who())
                && !ticket.hands().passedOn()
                && (!context.byImporter() || context.actor().onBehalfOf() != null);
    }

    static void confirm(Course course, @Nullable Integer rating, @Nullable Text remark) {
        checkRating("rating", rating);
        course.append(new ResolutionConfirmed(rating, remark));
        Stage next = Stages.after(course, Outcome.CONFIRMED);
        if (next != null && next.kind() != StageKind.END) {
            Stages.enter(course, next, Outcome.CONFIRMED, null);
        } else if (next != null && next.end() != Status.CLOSED) {
            Stages.enter(course, next, Outcome.CONFIRMED, remark);
        } else {
            close(course, CloseReason.CONFIRMED, null, Outcome.CONFIRMED);
        }
    }

    static void checkRating(String field, @Nullable Integer rating) {
        if (rating != null && (rating < 1 || rating > 5)) {
            throw Refused.invalid("rating", field, "A rating is from 1 (poor) to 5 (excellent).");
        }
    }

    static void reject(Course course, RejectResolution command) {
        course.append(new ResolutionRejected(command.complaint()));
        if (!Stages.leave(course, Outcome.REJECTED)) {
            Stages.backToWork(course, Outcome.REJECTED);
        }
    }

    /** Closed, and in the stage that the outcome leads to, or in the workflow's end. */
    static void close(Course course, CloseReason reason, @Nullable Text note, @Nullable String outcome) {
        Stage next = outcome == null ? null : Stages.after(course, outcome);
        course.append(new TicketClosed(reason, note));
        if (next != null
                && next.kind() == StageKind.END
                && Objects.requireNonNullElse(next.end(), Status.CLOSED) == Status.CLOSED) {
            Stages.enter(course, next, outcome, null);
        } else {
            Stages.enterEnd(course, Status.CLOSED, outcome);
        }
    }
}
