package daftar.messages.workflow;

import daftar.messages.Event;
import java.util.List;

/** What happened to the organisation's workflows. */
public sealed interface WorkflowEvent extends Event {

    record WorkflowPublished(Workflow workflow) implements WorkflowEvent {}

    record WorkflowChoicesSet(List<WorkflowChoice> choices) implements WorkflowEvent {
        public WorkflowChoicesSet {
            choices = List.copyOf(choices);
        }
    }
}
