package daftar.messages.workflow;

import daftar.messages.ticket.Holder;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Who would get a request, and why; nothing is recorded.
 *
 * @param requester who would ask
 * @param workflow the workflow that is chosen; null where no rule fits
 * @param rules all rules up to the one that fits, in order; none where the request type names the workflow itself
 * @param stages the workflow's stages with who would get each, as things stand now
 */
public record WorkflowForecast(
        String requester,
        @Nullable String workflow,
        @Nullable Integer version,
        List<Tried> rules,
        List<Step> stages) {

    public WorkflowForecast {
        rules = List.copyOf(rules);
        stages = List.copyOf(stages);
    }

    /**
     * A rule that was looked at.
     *
     * @param place of the rule in the list, from 1
     * @param why which condition does not fit; of the rule that fits, that it does
     */
    public record Tried(int place, WorkflowChoice rule, boolean fits, String why) {}

    /**
     * A stage.
     *
     * @param asked of an approval all who are asked, one after the other where it is in sequence; else who would have it
     * @param rule the name of the rule that found them, and instead of which
     */
    public record Step(
            String stage,
            StageKind kind,
            Holder asked,
            @Nullable String rule) {}

    /**
     * What is to be forecast.
     *
     * @param requester who would ask; null for the caller
     * @param workflow a draft or published workflow to forecast instead of the one that is chosen; null for that one
     * @param requestType the request type that would be asked by, whose type, category and workflow count as in a request
     *     that is raised; null for none
     */
    public record Wish(
            @Nullable String type,
            @Nullable String category,
            @Nullable String requester,
            @Nullable String workflow,
            @Nullable String requestType) {

        /** Without a request type. */
        public Wish(
                @Nullable String type,
                @Nullable String category,
                @Nullable String requester,
                @Nullable String workflow) {
            this(type, category, requester, workflow, null);
        }
    }
}
