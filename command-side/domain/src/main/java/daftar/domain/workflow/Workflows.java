package daftar.domain.workflow;

import daftar.domain.Decision;
import daftar.messages.Actor;
import daftar.messages.Refused;
import daftar.messages.Role;
import daftar.messages.directory.Reference;
import daftar.messages.workflow.Workflow;
import daftar.messages.workflow.WorkflowChoice;
import daftar.messages.workflow.WorkflowCommand;
import daftar.messages.workflow.WorkflowCommand.PublishWorkflow;
import daftar.messages.workflow.WorkflowCommand.SetWorkflowChoices;
import daftar.messages.workflow.WorkflowEvent.WorkflowChoicesSet;
import daftar.messages.workflow.WorkflowEvent.WorkflowPublished;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Decides what is asked of workflows: pure. Setting the choices that hold already is harmless and nothing happens. */
public final class Workflows {

    private Workflows() {}

    /**
     * @param published what the command's stream says so far; null if it is empty
     * @throws Refused with the field that is wrong; of a workflow it names the stage
     */
    public static Decision decide(
            @Nullable Published published, WorkflowCommand command, Actor actor, Reference reference) {
        if (!actor.is(Role.ADMINISTRATOR)) {
            throw Refused.forbidden("not-yours", "Workflows are changed by an ADMINISTRATOR only.");
        }
        return switch (command) {
            case PublishWorkflow(Workflow workflow) -> publish(published, workflow, reference);
            case SetWorkflowChoices(List<WorkflowChoice> choices) -> choose(published, choices, reference);
        };
    }

    private static Decision publish(@Nullable Published published, Workflow workflow, Reference reference) {
        WorkflowRules.check(workflow, reference);
        int next = published instanceof Published.Versions(int newest) ? newest + 1 : 1;
        if (workflow.version() != next) {
            throw new Refused(
                    Refused.Kind.CONFLICT,
                    "wrong-version",
                    "workflow.version",
                    "The next version of " + workflow.name() + " is " + next + ", not " + workflow.version() + ".");
        }
        return Decision.of(Role.ADMINISTRATOR.name(), new WorkflowPublished(workflow));
    }

    private static Decision choose(@Nullable Published published, List<WorkflowChoice> choices, Reference reference) {
        if (choices.isEmpty()) {
            throw Refused.invalid("no-choices", "choices", "One rule at least must choose a workflow.");
        }
        for (int i = 0; i < choices.size(); i++) {
            WorkflowChoice choice = choices.get(i);
            String path = "choices[" + i + "].";
            // versions begin at 1 and have no gaps, so the first tells whether there is any
            if (reference.workflow(choice.workflow(), 1) == null) {
                throw Refused.invalid(
                        "unknown-workflow", path + "workflow", "There is no workflow " + choice.workflow() + ".");
            }
            if (choice.category() != null && reference.category(choice.category()) == null) {
                throw Refused.invalid(
                        "unknown-category", path + "category", "There is no category " + choice.category() + ".");
            }
            if (choice.department() != null && reference.department(choice.department()) == null) {
                throw Refused.invalid(
                        "unknown-department",
                        path + "department",
                        "There is no department " + choice.department() + ".");
            }
        }
        return published instanceof Published.Choices(var all) && all.equals(choices)
                ? Decision.of(Role.ADMINISTRATOR.name())
                : Decision.of(Role.ADMINISTRATOR.name(), new WorkflowChoicesSet(choices));
    }
}
