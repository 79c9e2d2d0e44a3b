package daftar.domain.workflow;

import daftar.messages.Recorded;
import daftar.messages.workflow.Workflow;
import daftar.messages.workflow.WorkflowChoice;
import daftar.messages.workflow.WorkflowEvent;
import daftar.messages.workflow.WorkflowEvent.WorkflowChoicesSet;
import daftar.messages.workflow.WorkflowEvent.WorkflowDrafted;
import daftar.messages.workflow.WorkflowEvent.WorkflowPublished;
import daftar.messages.workflow.WorkflowEvent.WorkflowRetired;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a stream of workflows must remember to decide on the next command. */
public sealed interface Published {

    /**
     * @param newest the version published last; 0 for none
     * @param draft what waits to be published; null for nothing
     * @param retired whether no new ticket starts on it
     */
    record Versions(int newest, @Nullable Workflow draft, boolean retired) implements Published {

        /** Before anything happened. */
        static final Versions NONE = new Versions(0, null, false);
    }

    record Choices(List<WorkflowChoice> all) implements Published {}

    /** The fold: pure. Events of other kinds change nothing. */
    static @Nullable Published evolve(@Nullable Published published, Recorded recorded) {
        if (!(recorded.event() instanceof WorkflowEvent event)) {
            return published;
        }
        Versions before = published instanceof Versions versions ? versions : Versions.NONE;
        return switch (event) {
            case WorkflowPublished(Workflow workflow) -> new Versions(workflow.version(), null, false);
            case WorkflowDrafted(Workflow workflow) -> new Versions(before.newest(), workflow, before.retired());
            case WorkflowRetired retired -> new Versions(before.newest(), before.draft(), true);
            case WorkflowChoicesSet(List<WorkflowChoice> choices) -> new Choices(choices);
        };
    }
}
