package daftar.messages.workflow;

import org.jspecify.annotations.Nullable;

/**
 * Something that keeps a workflow from being published.
 *
 * @param code a stable kebab-case name of the rule, e.g. {@code unreachable-stage}
 * @param field the place in the definition, e.g. {@code workflow.stages[2].outcomes.solved}
 * @param stage the code of the stage that is wrong; null where it is the workflow itself
 * @param detail a sentence that says what is wrong and what would be right
 */
public record WorkflowFlaw(
        String code, String field, @Nullable String stage, String detail) {}
