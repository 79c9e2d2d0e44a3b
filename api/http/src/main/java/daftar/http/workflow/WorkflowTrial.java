package daftar.http.workflow;

import daftar.messages.Refused;
import daftar.messages.workflow.Workflow;
import daftar.messages.workflow.WorkflowFlaw;
import daftar.messages.workflow.WorkflowForecast;
import java.util.List;

/** What would happen, without anything happening. Given by the application over its rules. */
public interface WorkflowTrial {

    /** All that keeps a workflow from being published; empty for a sound one. */
    List<WorkflowFlaw> validate(Workflow workflow);

    /**
     * Who would get a request, and why.
     *
     * @param caller who asks, where the wish names no requester
     * @throws Refused 400 where the wish names what nobody knows
     */
    WorkflowForecast forecast(WorkflowForecast.Wish wish, String caller);
}
