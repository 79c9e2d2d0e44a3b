package daftar.domain.ticket;

import daftar.messages.Meta;
import daftar.messages.Recorded;
import daftar.messages.Refused;
import daftar.messages.ticket.TicketEvent;
import daftar.messages.workflow.Workflow;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The course that a decision takes: the events decided so far and the state that they lead to, so that a later step of the
 * same decision sees what an earlier one did. Lives for one decision.
 */
final class Course {

    private static final UUID NOT_STORED = new UUID(0, 0);

    final DecisionContext context;
    private final List<daftar.messages.Event> events = new ArrayList<>();
    private final Map<String, String> metadata;
    private @Nullable TicketState state;

    Course(@Nullable TicketState state, DecisionContext context) {
        this.state = state;
        this.context = context;
        metadata = new HashMap<>();
        metadata.put(Meta.ACTOR, context.actor().person());
        metadata.put(Meta.OCCURRED_AT, context.now().toString());
        String other = context.actor().onBehalfOf();
        if (other != null) {
            metadata.put(Meta.ON_BEHALF_OF, other);
        }
    }

    void append(TicketEvent event) {
        events.add(event);
        long revision = state == null ? 0 : state.revision() + 1;
        state = TicketFold.evolve(
                state, new Recorded(context.stream(), revision, -1, NOT_STORED, context.now(), metadata, event));
    }

    TicketState ticket() {
        if (state == null) {
            throw new IllegalStateException("nothing was raised yet");
        }
        return state;
    }

    /** The workflow version that the ticket is pinned to. */
    Workflow workflow() {
        TicketState.Origin origin = ticket().origin();
        Workflow workflow = context.reference().workflow(origin.workflow(), origin.workflowVersion());
        if (workflow == null) {
            throw Refused.conflict(
                    "workflow-unknown",
                    "Workflow " + origin.workflow() + " version " + origin.workflowVersion()
                            + " is not known here yet; try again.");
        }
        return workflow;
    }

    List<daftar.messages.Event> events() {
        return events;
    }
}
