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
