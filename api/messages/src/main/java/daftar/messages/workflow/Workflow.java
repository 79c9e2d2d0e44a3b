package daftar.messages.workflow;

import daftar.messages.LocalizedText;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A version of a workflow: a graph of stages that begins at the first of them.
 *
 * @param name e.g. {@code incident}
 * @param version from 1; a ticket stays on the version it started on
 * @param stages the first one is where tickets begin
 * @param reopenWithin how long after its end a ticket may be reopened; zero for never
 */
public record Workflow(String name, int version, LocalizedText title, List<Stage> stages, Duration reopenWithin) {

    public Workflow {
        stages = List.copyOf(stages);
    }

    /** The same in another version. */
    public Workflow inVersion(int other) {
        return other == version ? this : new Workflow(name, other, title, stages, reopenWithin);
    }

    public Stage first() {
        return stages.getFirst();
    }

    /** The stage of this code, or null. */
    public @Nullable Stage stage(String code) {
        for (Stage stage : stages) {
            if (stage.code().equals(code)) {
                return stage;
            }
        }
        return null;
    }

    /** The first stage of this kind, or null. */
    public @Nullable Stage firstOf(StageKind kind) {
        for (Stage stage : stages) {
            if (stage.kind() == kind) {
                return stage;
            }
        }
        return null;
    }
}
