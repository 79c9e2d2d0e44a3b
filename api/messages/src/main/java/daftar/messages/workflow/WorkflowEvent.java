package daftar.messages.workflow;

import daftar.messages.Event;
import java.util.List;

/** What happened to the organisation's workflows. */
public sealed interface WorkflowEvent extends Event {

    record WorkflowPublished(Workflow workflow) implements WorkflowEvent {}

    /** A draft took the place of the one before; no ticket uses it. @param workflow in the version that it may become */
    record WorkflowDrafted(Workflow workflow) implements WorkflowEvent {}

    /** No new ticket starts on it until a next version is published; running ones stay. */
    record WorkflowRetired(String workflow) implements WorkflowEvent {}

    record WorkflowChoicesSet(List<WorkflowChoice> choices) implements WorkflowEvent {
        public WorkflowChoicesSet {
            choices = List.copyOf(choices);
        }
    }
}
