package daftar.domain.workflow;

import daftar.messages.Recorded;
import daftar.messages.workflow.WorkflowChoice;
import daftar.messages.workflow.WorkflowEvent.WorkflowChoicesSet;
import daftar.messages.workflow.WorkflowEvent.WorkflowPublished;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a stream of workflows must remember to decide on the next command. */
public sealed interface Published {

    /** @param newest the version published last */
    record Versions(int newest) implements Published {}

    record Choices(List<WorkflowChoice> all) implements Published {}

    /** The fold: pure. Events of other kinds change nothing. */
    static @Nullable Published evolve(@Nullable Published published, Recorded recorded) {
        return switch (recorded.event()) {
            case WorkflowPublished(var workflow) -> new Versions(workflow.version());
            case WorkflowChoicesSet(var choices) -> new Choices(choices);
            default -> published;
        };
    }
}
