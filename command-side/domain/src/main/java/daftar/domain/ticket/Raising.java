package daftar.domain.ticket;

import daftar.domain.workflow.WorkflowChoosing;
import daftar.messages.Refused;
import daftar.messages.catalogue.CatalogueEntry.UsualPriority;
import daftar.messages.directory.Reference;
import daftar.messages.file.FileVisibility;
import daftar.messages.ticket.Classification;
import daftar.messages.ticket.Status;
import daftar.messages.ticket.TicketCommand.*;
import daftar.messages.ticket.TicketEvent.*;
import daftar.messages.workflow.Stage;
import daftar.messages.workflow.StageKind;
import daftar.messages.workflow.Workflow;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A new request, with all that the first line may settle at once. */
final class Raising {

    private Raising() {}

    static String requester(RaiseTicket command, DecisionContext context) {
        return Objects.requireNonNullElse(command.requester(), context.who());
    }

    static void raise(Course course, RaiseTicket command) {
        DecisionContext context = course.context;
        Reference.Person requester = Known.person(context, "requester", requester(command, context));
        check(context, command);
        Classification triage = command.triage();
        Ordering ordering = Ordering.of(command, requester, context);
        String raisedType =
                ordering == null ? command.type() : ordering.requestType().type();
        String raisedCategory = command.category() == null && ordering != null
                ? ordering.requestType().category()
                : command.category();
        String type = Objects.requireNonNullElse(
                triage != null && triage.type() != null ? triage.type() : raisedType, "incident");
        String category = triage != null && triage.category() != null ? triage.category() : raisedCategory;
        Workflow workflow = ordering == null ? null : ordering.workflow(context.reference());
        if (workflow == null) {
            workflow = WorkflowChoosing.choose(type, category, requester, context.reference())
                    .workflow();
        }
        if (workflow == null) {
            throw Refused.conflict("no-workflow", "No workflow is chosen for the type " + type + ".");
        }
        // what the importer brings was approved at the other desk, if anywhere
        Stage first = context.byImporter() ? workflow.firstOf(StageKind.TRIAGE) : null;
        if (first == null) {
            first = workflow.first();
        }
        checkAtOnce(command, first);

        course.append(new TicketRaised(
                context.number().get(),
                requester.id(),
                command.channel(),
                Objects.requireNonNullElse(raisedType, type),
                raisedCategory,
                command.service() == null && ordering != null
                        ? ordering.requestType().service()
                        : command.service(),
                command.symptom(),
                command.location(),
                requester.department(),
                workflow.name(),
                workflow.version(),
                Objects.requireNonNullElse(command.language(), requester.language()),
                command.title(),
                command.description(),
                command.affectedItems(),
                command.affectedPeople(),
                command.contact(),
                command.fields(),
                command.externalRef(),
                context.reference().pathOf(requester.department()),
                command.confidentialTo(),
                ordering == null ? null : ordering.pinned(command.fields())));
        Filing.add(course, command.files(), FileVisibility.PUBLIC);
        Stages.enter(course, first, null, null);
        settle(course, command, triage, ordering);
    }

    private static void settle(
            Course course, RaiseTicket command, @Nullable Classification triage, @Nullable Ordering ordering) {
        DecisionContext context = course.context;
        if (!requester(command, context).equals(context.actor().person())) {
            Triage.own(course);
        }
        UsualPriority usual = ordering == null ? null : ordering.requestType().priority();
        if (triage == null) {
            if (usual != null) {
                Triage.prioritise(course, course.ticket().subject().service(), usual.impact(), usual.urgency(), null);
            } else {
                Targeting.set(course);
            }
        } else {
            Triage.classify(course, triage);
            Assignment assign = command.assign();
            if (assign != null) {
                Assigning.give(course, assign.assignees(), assign.team());
            } else {
                Triage.pass(course);
            }
        }
        if (command.work() != null) {
            Working.log(course, null, command.work());
        }
        if (command.resolution() != null) {
            Resolving.resolve(course, command.resolution());
        }
        Confirmation confirmation = command.confirmation();
        if (confirmation != null && course.ticket().status() == Status.RESOLVED) {
            Resolving.confirm(course, confirmation.rating(), confirmation.remark());
        }
    }

    private static void check(DecisionContext context, RaiseTicket command) {
        Known.type(context, "type", command.type());
        Known.service(context, "service", command.service());
        Known.category(context, "category", command.category(), null);
        Known.people(context, "affectedPeople", command.affectedPeople());
        Filing.check(context, command.files());
        if (command.confidentialTo() != null) {
            Known.people(context, "confidentialTo", command.confidentialTo());
        }
        if (command.triage() != null) {
            Triage.check(context, "triage.", command.triage(), null);
        }
        Assignment assign = command.assign();
        if (assign != null) {
            if (command.triage() == null) {
                throw Refused.invalid("needs-triage", "assign", "Who is given a ticket at once needs it triaged too.");
            }
            Assigning.check(context, "assign.", assign.assignees(), assign.team());
        }
        if (command.work() != null) {
            Working.check(context, "work.", command.work());
        }
        Confirmation confirmation = command.confirmation();
        if (confirmation != null) {
            if (command.resolution() == null) {
                throw Refused.invalid(
                        "needs-resolution", "confirmation", "Only a resolution can be confirmed; give it as well.");
            }
            Resolving.checkRating("confirmation.rating", confirmation.rating());
        }
        boolean atOnce = command.triage() != null || command.work() != null || command.resolution() != null;
        if (atOnce && !context.byDesk() && !context.byImporter()) {
            throw Refused.forbidden(
                    "desk-only", "Only the desk may classify, assign, log work and resolve as a ticket is raised.");
        }
    }

    /** What needs an approval first is not worked on before. */
    private static void checkAtOnce(RaiseTicket command, Stage first) {
        boolean worked = command.assign() != null || command.work() != null || command.resolution() != null;
        if (worked && first.kind() == StageKind.APPROVAL) {
            throw Refused.conflict(
                    "awaits-approval",
                    "This request needs an approval first; raise it without assign, work and resolution.");
        }
    }
}
