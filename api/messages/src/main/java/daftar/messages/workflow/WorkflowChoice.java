package daftar.messages.workflow;

import org.jspecify.annotations.Nullable;

/**
 * A rule that chooses a workflow; the first that fits wins. A null condition fits everything.
 *
 * @param type the ticket's type
 * @param category the ticket's category, or one above it
 * @param department the requester's department, or one above it
 * @param workflow the workflow's name
 * @param post the requester's post
 * @param requester the requester
 */
public record WorkflowChoice(
        @Nullable String type,
        @Nullable String category,
        @Nullable String department,
        String workflow,
        @Nullable String post,
        @Nullable String requester) {

    /** A rule for whoever asks. */
    public WorkflowChoice(
            @Nullable String type, @Nullable String category, @Nullable String department, String workflow) {
        this(type, category, department, workflow, null, null);
    }
}
