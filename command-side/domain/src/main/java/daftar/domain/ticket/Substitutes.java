package daftar.domain.ticket;

import daftar.domain.directory.Delegations;
import daftar.messages.Event;
import daftar.messages.directory.Reference;
import daftar.messages.ticket.Holder;
import daftar.messages.ticket.TicketEvent.ApprovalDeclined;
import daftar.messages.ticket.TicketEvent.ApprovalGiven;
import daftar.messages.ticket.TicketEvent.CostApproved;
import daftar.messages.ticket.TicketEvent.CostDeclined;
import daftar.messages.workflow.Stage;
import daftar.messages.workflow.StageKind;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Who acts for whom when something falls due to people who are away. */
final class Substitutes {

    private Substitutes() {}

    /** Who is away now → who acts for them. A requester never approves, not for others either. */
    static Map<String, String> of(Course course, Stage stage, Holder holder) {
        return of(
                stage, holder, course.ticket().origin().requester(), course.context.now(), course.context.reference());
    }

    /** The same of a ticket that need not be there. */
    static Map<String, String> of(Stage stage, Holder holder, String requester, Instant now, Reference reference) {
        boolean approval = stage.kind() == StageKind.APPROVAL;
        Map<String, String> substitutes = new TreeMap<>();
        if (!approval && stage.kind() != StageKind.WORK) {
            return substitutes;
        }
        for (String person : holder.people()) {
            String acting = Delegations.actingFor(person, now, reference);
            boolean mayAct = !approval || !acting.equals(requester);
            if (!acting.equals(person) && mayAct) {
                substitutes.put(person, acting);
            }
        }
        return substitutes;
    }

    /** Substitutes lead; those for whom they act stay, so that everybody sees both. */
    static Holder before(Holder holder, Map<String, String> substitutes) {
        if (substitutes.isEmpty()) {
            return holder;
        }
        List<String> people = new ArrayList<>(substitutes.values());
        people.addAll(holder.people());
        return new Holder(people.stream().distinct().toList(), holder.team(), holder.vendor());
    }

    /** In whose name an actor did it who acts for another here; null where it was their own. */
    static @Nullable String representedIn(List<Event> events, @Nullable TicketState before, String actor, Party party) {
        for (Event event : events) {
            String approver =
                    switch (event) {
                        case ApprovalGiven given -> given.approver();
                        case ApprovalDeclined declined -> declined.approver();
                        case CostApproved approved -> approved.approver();
                        case CostDeclined declined -> declined.approver();
                        default -> null;
                    };
            if (approver != null) {
                return approver.equals(actor) ? null : approver;
            }
        }
        if (before == null || party != Party.HOLDER) {
            return null;
        }
        List<String> represented = before.place().representedBy(actor);
        return represented.isEmpty() ? null : represented.getFirst();
    }
}
