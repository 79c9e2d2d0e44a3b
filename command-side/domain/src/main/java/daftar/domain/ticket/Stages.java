package daftar.domain.ticket;

import daftar.messages.Refused;
import daftar.messages.Text;
import daftar.messages.sla.BusinessCalendar;
import daftar.messages.ticket.CloseReason;
import daftar.messages.ticket.Holder;
import daftar.messages.ticket.Status;
import daftar.messages.ticket.TicketEvent.*;
import daftar.messages.workflow.Outcome;
import daftar.messages.workflow.Stage;
import daftar.messages.workflow.StageKind;
import daftar.messages.workflow.Workflow;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Moves between the stages of the ticket's workflow. Every move is a {@link StageEntered} in the append of its cause. */
final class Stages {

    private Stages() {}

    /** The stage that the ticket is in; null where its workflow does not have it. */
    static @Nullable Stage present(Course course) {
        return course.workflow().stage(course.ticket().place().stage());
    }

    /** The stage that an outcome of the present one leads to; null where it has no such outcome. */
    static @Nullable Stage after(Course course, String outcome) {
        Stage present = present(course);
        String next = present == null ? null : present.outcomes().get(outcome);
        return next == null ? null : course.workflow().stage(next);
    }

    /** Leaves the present stage by an outcome; false, and nothing done, where it has no such outcome. */
    static boolean leave(Course course, String outcome) {
        Stage next = after(course, outcome);
        if (next == null) {
            return false;
        }
        enter(course, next, outcome, null);
        return true;
    }

    /** Enters a stage; its holder is found by its rule. @param remark what to say where the stage is an end; may be null */
    static void enter(Course course, Stage stage, @Nullable String outcome, @Nullable Text remark) {
        if (stage.kind() == StageKind.END) {
            end(course, stage, outcome, remark);
            return;
        }
        HolderFinding.Found found = HolderFinding.find(course, stage);
        Holder asked = Approving.askedFirst(stage, found.holder());
        enterFor(course, stage, outcome, asked, found.rule());
    }

    /** Enters a stage for those whose turn it is; whoever is away is represented by their substitute. */
    static void enterFor(Course course, Stage stage, @Nullable String outcome, Holder asked, String rule) {
        Map<String, String> substitutes = Substitutes.of(course, stage, asked);
        enter(course, stage, outcome, Substitutes.before(asked, substitutes), rule);
        substitutes.forEach(
                (person, substitute) -> course.append(new TicketDelegated(stage.code(), person, substitute)));
    }

    /** Enters a stage for a holder who was chosen otherwise. */
    static void enter(Course course, Stage stage, @Nullable String outcome, Holder holder, String rule) {
        Answering.mayLeave(course, outcome);
        course.append(new StageEntered(
                stage.code(),
                stage.kind(),
                outcome,
                holder,
                rule,
                due(course, stage),
                FollowingUp.withApprovers(stage, course.context.now())));
    }

    /**
     * When a stage that is entered now falls due, in the working time that the ticket's promises are counted in. What the
     * requester is to confirm within is counted around the clock: the desk's hours are not theirs.
     */
    static @Nullable Instant due(Course course, Stage stage) {
        Duration due = stage.due();
        if (due == null) {
            return null;
        }
        BusinessCalendar calendar = stage.kind() == StageKind.CONFIRMATION ? null : Targeting.calendar(course);
        return calendar == null ? course.context.now().plus(due) : calendar.plus(course.context.now(), due);
    }

    /** The ticket has ended by its own event; this is the stage that goes with it. */
    static void enterEnd(Course course, Status status, @Nullable String outcome) {
        Answering.mayLeave(course, outcome);
        Stage stage = endOf(course.workflow(), status);
        String code = stage == null ? status.name().toLowerCase(java.util.Locale.ROOT) : stage.code();
        course.append(new StageEntered(code, StageKind.END, outcome, Holder.NOBODY, null, null));
    }

    /** Back to where work is done; in a workflow without it, to its beginning. */
    static void backToWork(Course course, @Nullable String outcome) {
        Stage work = course.workflow().firstOf(StageKind.WORK);
        enter(course, work != null ? work : course.workflow().first(), outcome, null);
    }

    private static @Nullable Stage endOf(Workflow workflow, Status status) {
        for (Stage stage : workflow.stages()) {
            if (stage.kind() == StageKind.END && stage.end() == status) {
                return stage;
            }
        }
        return null;
    }

    /** An end that a path of the workflow leads to: the event that ends the ticket comes first, unless it is there. */
    private static void end(Course course, Stage stage, @Nullable String outcome, @Nullable Text remark) {
        Answering.mayLeave(course, outcome);
        if (!course.ticket().status().isEnd()) {
            Status end = stage.end();
            switch (end == null ? Status.CLOSED : end) {
                case DECLINED ->
                    course.append(new TicketDeclined(course.ticket().place().stage()));
                case CANCELLED ->
                    course.append(new TicketCancelled(remark != null ? remark : Text.of(String.valueOf(outcome))));
                default -> course.append(new TicketClosed(reason(outcome), remark));
            }
        }
        course.append(new StageEntered(stage.code(), StageKind.END, outcome, Holder.NOBODY, null, null));
    }

    private static CloseReason reason(@Nullable String outcome) {
        if (Outcome.SOLVED.equals(outcome)) {
            return CloseReason.NO_CONFIRMATION_NEEDED;
        }
        return Outcome.CONFIRMED.equals(outcome) ? CloseReason.CONFIRMED : CloseReason.WORKFLOW;
    }

    /** The refusal for a stage that has no such outcome. */
    static Refused noSuchOutcome(Course course, String outcome) {
        Stage present = present(course);
        return Refused.conflict(
                "no-such-outcome",
                "Stage " + course.ticket().place().stage() + " cannot end as \"" + outcome + "\"; it can as "
                        + (present == null
                                ? "nothing"
                                : String.join(
                                        ", ",
                                        present.outcomes().keySet().stream()
                                                .sorted()
                                                .toList()))
                        + ".");
    }
}
