package daftar.messages.workflow;

import daftar.messages.LocalizedText;
import daftar.messages.ticket.Status;
import daftar.messages.workflow.HolderRule.Quorum;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A stage of a workflow.
 *
 * @param code unique in the workflow, e.g. {@code supervisor-approval}
 * @param name as people read it
 * @param holder who gets the ticket
 * @param quorum of an APPROVAL, how many must approve; null for other kinds
 * @param due how long the stage may take; null for no limit. Of a CONFIRMATION: after it the ticket is closed by itself
 * @param outcomes outcome → code of the stage that it leads to; empty for an END
 * @param end of an END, the status that it gives: CLOSED, DECLINED or CANCELLED; null for other kinds
 * @param guidance what helps in the stage, and what it requires before it is left; null for nothing
 * @param silence of an APPROVAL, and of a stage that can wait for the requester: what happens while nobody answers; null for
 *     the usual
 */
public record Stage(
        String code,
        LocalizedText name,
        StageKind kind,
        HolderRule holder,
        @Nullable Quorum quorum,
        @Nullable Duration due,
        Map<String, String> outcomes,
        @Nullable Status end,
        @Nullable Guidance guidance,
        @Nullable Silence silence) {

    public Stage {
        outcomes = Collections.unmodifiableMap(new LinkedHashMap<>(outcomes));
    }

    /** A stage with the usual times of silence. */
    public Stage(
            String code,
            LocalizedText name,
            StageKind kind,
            HolderRule holder,
            @Nullable Quorum quorum,
            @Nullable Duration due,
            Map<String, String> outcomes,
            @Nullable Status end,
            @Nullable Guidance guidance) {
        this(code, name, kind, holder, quorum, due, outcomes, end, guidance, null);
    }

    /** A stage without guidance. */
    public Stage(
            String code,
            LocalizedText name,
            StageKind kind,
            HolderRule holder,
            @Nullable Quorum quorum,
            @Nullable Duration due,
            Map<String, String> outcomes,
            @Nullable Status end) {
        this(code, name, kind, holder, quorum, due, outcomes, end, null, null);
    }
}
