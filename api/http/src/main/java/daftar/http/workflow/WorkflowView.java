package daftar.http.workflow;

import daftar.messages.LocalizedText;
import daftar.messages.workflow.Stage;
import daftar.messages.workflow.Workflow;
import daftar.messages.workflow.WorkflowRegister;
import java.time.Duration;
import java.util.List;

/**
 * A workflow as it is shown.
 *
 * @param version of the definition that is shown; of a draft the one that it may become
 * @param newest the version that new tickets start on; 0 where none was published
 * @param retired whether no new ticket starts on it
 * @param drafted whether a draft waits to be published
 */
public record WorkflowView(
        String name,
        int version,
        LocalizedText title,
        List<Stage> stages,
        Duration reopenWithin,
        int newest,
        boolean retired,
        boolean drafted) {

    static WorkflowView of(Workflow workflow, WorkflowRegister register) {
        Workflow newest = register.newest(workflow.name());
        return new WorkflowView(
                workflow.name(),
                workflow.version(),
                workflow.title(),
                workflow.stages(),
                workflow.reopenWithin(),
                newest == null ? 0 : newest.version(),
                register.isRetired(workflow.name()),
                register.draft(workflow.name()) != null);
    }
}
