package daftar.domain.workflow;

import daftar.domain.Decision;
import daftar.messages.Actor;
import daftar.messages.Refused;
import daftar.messages.Role;
import daftar.messages.directory.Reference;
import daftar.messages.workflow.Workflow;
import daftar.messages.workflow.WorkflowChoice;
import daftar.messages.workflow.WorkflowCommand;
import daftar.messages.workflow.WorkflowCommand.DraftWorkflow;
import daftar.messages.workflow.WorkflowCommand.PublishDraft;
import daftar.messages.workflow.WorkflowCommand.PublishWorkflow;
import daftar.messages.workflow.WorkflowCommand.RetireWorkflow;
import daftar.messages.workflow.WorkflowCommand.SetWorkflowChoices;
import daftar.messages.workflow.WorkflowEvent.WorkflowChoicesSet;
import daftar.messages.workflow.WorkflowEvent.WorkflowDrafted;
import daftar.messages.workflow.WorkflowEvent.WorkflowPublished;
import daftar.messages.workflow.WorkflowEvent.WorkflowRetired;
import daftar.messages.workflow.WorkflowFlaw;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Decides what is asked of workflows: pure. What holds already is harmless and nothing happens. */
public final class Workflows {

    private Workflows() {}

    /**
     * @param published what the command's stream says so far; null if it is empty
     * @throws Refused with the field that is wrong; of a workflow it names the stage
     */
    public static Decision decide(
            @Nullable Published published, WorkflowCommand command, Actor actor, Reference reference) {
        if (!actor.isAny(Role.ADMINISTRATOR, Role.MANAGER)) {
            throw Refused.forbidden("not-yours", "Workflows are changed by an ADMINISTRATOR or a MANAGER only.");
        }
        String role = (actor.is(Role.ADMINISTRATOR) ? Role.ADMINISTRATOR : Role.MANAGER).name();
        Published.Versions versions = published instanceof Published.Versions v ? v : Published.Versions.NONE;
        return switch (command) {
            case PublishWorkflow(Workflow workflow) -> publish(versions, workflow, reference, role);
            case DraftWorkflow(Workflow workflow) -> draft(versions, workflow, role);
            case PublishDraft(String name) -> publishDraft(versions, name, reference, role);
            case RetireWorkflow(String name) -> retire(versions, name, reference, role);
            case SetWorkflowChoices(List<WorkflowChoice> choices) -> choose(published, choices, reference, role);
        };
    }

    /** All that keeps a workflow from being published now; empty for a sound one. */
    public static List<WorkflowFlaw> validate(Workflow workflow, Reference reference) {
        return WorkflowRules.flaws(workflow, reference, true);
    }

    private static Decision publish(Published.Versions versions, Workflow workflow, Reference reference, String role) {
        refuse(WorkflowRules.flaws(workflow, reference, false));
        int next = versions.newest() + 1;
        if (workflow.version() != next) {
            throw new Refused(
                    Refused.Kind.CONFLICT,
                    "wrong-version",
                    "workflow.version",
                    "The next version of " + workflow.name() + " is " + next + ", not " + workflow.version() + ".");
        }
        return Decision.of(role, new WorkflowPublished(workflow));
    }

    private static Decision draft(Published.Versions versions, Workflow workflow, String role) {
        refuse(WorkflowRules.unkeepable(workflow));
        Workflow next = workflow.inVersion(versions.newest() + 1);
        return next.equals(versions.draft()) ? Decision.of(role) : Decision.of(role, new WorkflowDrafted(next));
    }

    private static Decision publishDraft(Published.Versions versions, String name, Reference reference, String role) {
        Workflow draft = versions.draft();
        if (draft == null) {
            throw versions.newest() == 0
                    ? Refused.notFound("unknown-workflow", "There is no workflow " + name + ", and no draft of it.")
                    : Refused.conflict("no-draft", "There is no draft of " + name + " to publish; draft it first.");
        }
        refuse(WorkflowRules.flaws(draft, reference, true));
        return Decision.of(role, new WorkflowPublished(draft.inVersion(versions.newest() + 1)));
    }

    private static Decision retire(Published.Versions versions, String name, Reference reference, String role) {
        if (versions.newest() == 0) {
            throw Refused.notFound("unknown-workflow", "There is no published workflow " + name + ".");
        }
        List<String> used = new ArrayList<>();
        List<WorkflowChoice> choices = reference.workflowRegister().choices();
        for (int i = 0; i < choices.size(); i++) {
            if (choices.get(i).workflow().equals(name)) {
                used.add(String.valueOf(i + 1));
            }
        }
        if (versions.retired()) {
            return Decision.of(role);
        }
        if (!used.isEmpty()) {
            throw Refused.conflict(
                    "workflow-chosen",
                    "Workflow " + name + " is chosen by rule " + String.join(", ", used)
                            + "; let these rules choose another first.");
        }
        List<String> requestTypes = reference.catalogue().requestTypesThat(one -> name.equals(one.workflow()));
        if (!requestTypes.isEmpty()) {
            throw Refused.conflict(
                    "workflow-used",
                    "Workflow " + name + " is used by the request types " + String.join(", ", requestTypes)
                            + "; retire or change these first.");
        }
        return Decision.of(role, new WorkflowRetired(name));
    }

    /** The first flaw, since a refusal has one field; it says that there are more. */
    private static void refuse(List<WorkflowFlaw> flaws) {
        if (!flaws.isEmpty()) {
            WorkflowFlaw first = flaws.getFirst();
            String more = flaws.size() == 1
                    ? ""
                    : " There are " + (flaws.size() - 1) + " more; POST /api/workflows/validate lists them all.";
            throw Refused.invalid(first.code(), first.field(), first.detail() + more);
        }
    }

    private static Decision choose(
            @Nullable Published published, List<WorkflowChoice> choices, Reference reference, String role) {
        if (choices.isEmpty()) {
            throw Refused.invalid("no-choices", "choices", "One rule at least must choose a workflow.");
        }
        for (int i = 0; i < choices.size(); i++) {
            check(choices.get(i), "choices[" + i + "].", reference);
        }
        return published instanceof Published.Choices(var all) && all.equals(choices)
                ? Decision.of(role)
                : Decision.of(role, new WorkflowChoicesSet(choices));
    }

    private static void check(WorkflowChoice choice, String path, Reference reference) {
        String name = choice.workflow();
        if (reference.workflowRegister().newest(name) == null) {
            throw Refused.invalid("unknown-workflow", path + "workflow", "There is no workflow " + name + ".");
        }
        if (reference.workflowRegister().isRetired(name)) {
            throw Refused.invalid(
                    "retired-workflow",
                    path + "workflow",
                    "Workflow " + name + " is retired; publish it anew or choose another.");
        }
        if (choice.category() != null && reference.category(choice.category()) == null) {
            throw Refused.invalid(
                    "unknown-category", path + "category", "There is no category " + choice.category() + ".");
        }
        if (choice.department() != null && reference.department(choice.department()) == null) {
            throw Refused.invalid(
                    "unknown-department", path + "department", "There is no department " + choice.department() + ".");
        }
        if (choice.post() != null && reference.post(choice.post()) == null) {
            throw Refused.invalid("unknown-post", path + "post", "There is no post " + choice.post() + ".");
        }
        if (choice.requester() != null && reference.person(choice.requester()) == null) {
            throw Refused.invalid(
                    "unknown-person", path + "requester", "There is no person " + choice.requester() + ".");
        }
    }
}
