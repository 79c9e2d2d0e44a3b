package daftar.domain.ticket;

import daftar.messages.Refused;
import daftar.messages.Text;
import daftar.messages.ticket.Classification;
import daftar.messages.ticket.Impact;
import daftar.messages.ticket.Status;
import daftar.messages.ticket.TicketCommand.*;
import daftar.messages.ticket.TicketEvent.*;
import daftar.messages.ticket.Urgency;
import daftar.messages.workflow.Outcome;
import daftar.messages.workflow.StageKind;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What kind of request it is, how much it matters, and who answers for it. */
final class Triage {

    private Triage() {}

    static void triage(Course course, TriageTicket command) {
        check(
                course.context,
                "classification.",
                command.classification(),
                course.ticket().subject().category());
        Assignment assign = command.assign();
        if (assign != null) {
            Assigning.check(course.context, "assign.", assign.assignees(), assign.team());
        }
        classify(course, command.classification());
        if (assign == null) {
            pass(course);
        } else {
            Assigning.give(course, assign.assignees(), assign.team());
        }
    }

    static void check(DecisionContext context, String prefix, Classification classification, @Nullable String present) {
        Known.type(context, prefix + "type", classification.type());
        Known.service(context, prefix + "service", classification.service());
        Known.category(context, prefix + "category", classification.category(), present);
    }

    /** Classified, owned by whoever of the desk did it first, and promised. */
    static void classify(Course course, Classification c) {
        TicketState.Subject old = course.ticket().subject();
        String service = or(c.service(), old.service());
        Prioritising decided = priority(course, service, c.impact(), c.urgency());
        course.append(new TicketTriaged(
                Objects.requireNonNullElse(c.type(), old.type()),
                or(c.category(), old.category()),
                service,
                or(c.symptom(), old.symptom()),
                c.impact(),
                c.urgency(),
                decided.priority(),
                decided.basis()));
        own(course);
        Targeting.set(course);
    }

    /** The desk's first hand on a ticket answers to the requester, until somebody else is named. */
    static void own(Course course) {
        DecisionContext context = course.context;
        if (course.ticket().hands().owner() == null && context.byDesk() && !context.byImporter()) {
            course.append(new OwnerChanged(null, context.actor().person(), null));
        }
    }

    /** Out of triage, to whom the workflow says. */
    static void pass(Course course) {
        TicketState.Place place = course.ticket().place();
        if (place.status() == Status.NEW && place.kind() == StageKind.TRIAGE) {
            Stages.leave(course, Outcome.TRIAGED);
        }
    }

    static void prioritise(Course course, ChangePriority command) {
        TicketState.Subject old = course.ticket().subject();
        prioritise(course, old.service(), command.impact(), command.urgency(), command.reason());
    }

    /** Nothing happens where everything is so already. */
    static void prioritise(
            Course course, @Nullable String service, Impact impact, Urgency urgency, @Nullable Text reason) {
        TicketState.Subject old = course.ticket().subject();
        Prioritising decided = priority(course, service, impact, urgency);
        if (impact == old.impact() && urgency == old.urgency() && decided.priority() == old.priority()) {
            return;
        }
        course.append(new PriorityChanged(impact, urgency, decided.priority(), reason, decided.basis()));
        Targeting.set(course);
    }

    private static Prioritising priority(Course course, @Nullable String service, Impact impact, Urgency urgency) {
        return Prioritising.decide(course.context, course.ticket().origin().requester(), service, impact, urgency);
    }

    static void reclassify(Course course, Reclassify command) {
        Known.type(course.context, "type", command.type());
        TicketState.Subject old = course.ticket().subject();
        Known.category(course.context, "category", command.category(), old.category());
        Known.service(course.context, "service", command.service());
        TicketReclassified event = new TicketReclassified(
                Objects.requireNonNullElse(command.type(), old.type()),
                or(command.category(), old.category()),
                or(command.service(), old.service()),
                or(command.symptom(), old.symptom()),
                or(command.location(), old.location()),
                command.reason());
        boolean same = event.type().equals(old.type())
                && Objects.equals(event.category(), old.category())
                && Objects.equals(event.service(), old.service())
                && Objects.equals(event.symptom(), old.symptom())
                && Objects.equals(event.location(), old.location());
        if (!same) {
            course.append(event);
        }
        Impact impact = old.impact();
        Urgency urgency = old.urgency();
        if (!Objects.equals(event.service(), old.service()) && impact != null && urgency != null) {
            // another service has other hours
            prioritise(course, event.service(), impact, urgency, null);
        }
    }

    static void changeOwner(Course course, ChangeOwner command) {
        Known.person(course.context, "owner", command.owner());
        String old = course.ticket().hands().owner();
        if (!command.owner().equals(old)) {
            course.append(new OwnerChanged(old, command.owner(), command.reason()));
        }
    }

    /** A manager's move outside of the workflow's paths. */
    static void move(Course course, MoveToStage command) {
        var stage = course.workflow().stage(command.stage());
        if (stage == null || stage.kind() == StageKind.END || stage.kind() == StageKind.CONFIRMATION) {
            throw Refused.invalid(
                    "unknown-stage",
                    "stage",
                    "A ticket of this workflow can be moved to: "
                            + String.join(
                                    ", ",
                                    course.workflow().stages().stream()
                                            .filter(s ->
                                                    s.kind() != StageKind.END && s.kind() != StageKind.CONFIRMATION)
                                            .map(s -> s.code())
                                            .toList())
                            + ". To end it, resolve or close it.");
        }
        TicketState.Place place = course.ticket().place();
        if (place.stage().equals(stage.code())) {
            throw Refused.conflict("already-there", "The ticket is in stage " + stage.code() + " already.");
        }
        course.append(new TicketMoved(place.stage(), stage.code(), command.reason()));
        Stages.enter(course, stage, null, null);
    }

    /** Leaves a stage of work by an outcome of the workflow's own. */
    static void complete(Course course, CompleteStage command) {
        TicketState.Place place = course.ticket().place();
        if (place.kind() != StageKind.WORK && place.kind() != StageKind.EXTERNAL) {
            throw Refused.conflict(
                    "wrong-stage",
                    "Stage " + place.stage() + " is not one of work; only such a stage can be completed.");
        }
        var next = Stages.after(course, command.outcome());
        if (next == null) {
            throw Stages.noSuchOutcome(course, command.outcome());
        }
        if (command.outcome().equals(Outcome.SOLVED) && place.kind() == StageKind.WORK) {
            throw Refused.invalid("use-resolve", "outcome", "\"solved\" needs a solution; resolve the ticket instead.");
        }
        course.append(new StageCompleted(place.stage(), command.outcome(), command.remark()));
        Stages.enter(course, next, command.outcome(), command.remark());
    }

    private static @Nullable String or(@Nullable String value, @Nullable String otherwise) {
        return value != null ? value : otherwise;
    }
}
