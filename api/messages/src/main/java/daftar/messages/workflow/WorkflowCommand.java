package daftar.messages.workflow;

import daftar.messages.Command;
import java.util.List;

/** What administrators ask of workflows. */
public sealed interface WorkflowCommand extends Command {

    /** Makes a version known; tickets that start later use it. @param workflow its version must be the next one */
    record PublishWorkflow(Workflow workflow) implements WorkflowCommand {
        @Override
        public String stream() {
            return "workflow-" + workflow.name();
        }
    }

    /** Keeps a draft in place of the one before, sound or not yet. @param workflow its version is of no account */
    record DraftWorkflow(Workflow workflow) implements WorkflowCommand {
        @Override
        public String stream() {
            return "workflow-" + workflow.name();
        }
    }

    /** Makes the draft the next version. @param workflow its name */
    record PublishDraft(String workflow) implements WorkflowCommand {
        @Override
        public String stream() {
            return "workflow-" + workflow;
        }
    }

    /** Lets no new ticket start on a workflow. @param workflow its name */
    record RetireWorkflow(String workflow) implements WorkflowCommand {
        @Override
        public String stream() {
            return "workflow-" + workflow;
        }
    }

    /** Sets the whole list of rules that choose a workflow. */
    record SetWorkflowChoices(List<WorkflowChoice> choices) implements WorkflowCommand {
        public SetWorkflowChoices {
            choices = List.copyOf(choices);
        }

        @Override
        public String stream() {
            return "workflow-choices";
        }
    }
}
