package daftar.messages.sla;

import daftar.messages.ticket.Priority;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the promises to a ticket depend on.
 *
 * @param priority null before triage
 * @param departments the ticket's department and those above it, from the top down
 * @param vip whether the requester is one for whom more is done
 */
public record SlaFacts(
        String type, @Nullable String service, @Nullable Priority priority, List<String> departments, boolean vip) {
    public SlaFacts {
        departments = departments == null ? List.of() : List.copyOf(departments);
    }
}
