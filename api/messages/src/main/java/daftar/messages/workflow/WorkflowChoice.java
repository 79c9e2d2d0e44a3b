package daftar.messages.workflow;

import org.jspecify.annotations.Nullable;

/**
 * A rule that chooses a workflow; the first that fits wins. A null condition fits everything.
 *
 * @param type the ticket's type
 * @param category the ticket's category
 * @param department the requester's department
 * @param workflow the workflow's name
 */
public record WorkflowChoice(
        @Nullable String type,
        @Nullable String category,
        @Nullable String department,
        String workflow) {}
