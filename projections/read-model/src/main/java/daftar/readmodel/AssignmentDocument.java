package daftar.readmodel;

import daftar.messages.ticket.HoldReason;
import daftar.messages.ticket.Priority;
import daftar.messages.ticket.Status;
import daftar.messages.workflow.StageKind;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An interval in which one assignee had an open ticket and nothing that a workload shows of it changed. A change of
 * holder, status, stage, priority, due time or classification ends the interval and begins the next. So the workload at
 * an instant is: the intervals with {@code from <= instant} whose {@code to} is missing or after it; of these, overdue
 * are those with {@code overdueAt <= instant}.
 *
 * <p>Tickets are counted by the intervals with {@code leading}: there is exactly one per open ticket at any instant.
 *
 * <p>Reports count by the intervals with {@code measures}: there is exactly one per ticket at any instant since it was raised,
 * the leading one while it is open, and one that is nobody's once it is settled.
 *
 * @param id ticket, assignee and from
 * @param from business time, whole milliseconds
 * @param to null while it lasts; equals {@code from} where several things happened at once
 * @param assignee a person; null for a team's queue, or a vendor
 * @param team whose queue or member it is; null for none
 * @param leading whether this is the first of the ticket's assignees
 * @param overdueAt from when on it is overdue; null for never
 * @param departmentPath as of the ticket in this interval; so are {@code confidential} and {@code namedPeople}
 * @param raisedAt of the ticket, for the age
 * @param measures what reports count; null of the intervals of further assignees
 */
public record AssignmentDocument(
        String id,
        long version,
        String ticket,
        String number,
        Instant from,
        @Nullable Instant to,
        @Nullable String assignee,
        @Nullable String team,
        @Nullable String vendor,
        boolean leading,
        Status status,
        @Nullable HoldReason holdReason,
        @Nullable String stage,
        @Nullable StageKind stageKind,
        @Nullable Priority priority,
        @Nullable Instant overdueAt,
        String type,
        @Nullable String category,
        @Nullable String service,
        @Nullable String department,
        List<String> departmentPath,
        boolean confidential,
        List<String> namedPeople,
        Instant raisedAt,
        @Nullable Measures measures)
        implements Document {

    /** The intervals that are open as the ticket stands: one per assignee, one for a queue, one that nobody has once it is settled. */
    public static List<AssignmentDocument> open(TicketDocument ticket) {
        if (!ticket.status().isOpen()) {
            return List.of(of(ticket, null, false));
        }
        if (ticket.assignees().isEmpty()) {
            return List.of(of(ticket, null, true));
        }
        List<AssignmentDocument> all = new ArrayList<>();
        for (String assignee : ticket.assignees()) {
            all.add(of(ticket, assignee, all.isEmpty()));
        }
        return all;
    }

    AssignmentDocument closed(long version, Instant at) {
        return new AssignmentDocument(
                id,
                version,
                ticket,
                number,
                from,
                at,
                assignee,
                team,
                vendor,
                leading,
                status,
                holdReason,
                stage,
                stageKind,
                priority,
                overdueAt,
                type,
                category,
                service,
                department,
                departmentPath,
                confidential,
                namedPeople,
                raisedAt,
                measures);
    }

    private static AssignmentDocument of(TicketDocument ticket, @Nullable String assignee, boolean leading) {
        // what changes twice in one instant writes the same document again instead of an interval without length
        boolean settled = !ticket.status().isOpen();
        String id = Ids.bounded(
                ticket.id() + "/" + ticket.intervalFrom().toEpochMilli() + "/" + (assignee == null ? "" : assignee));
        return new AssignmentDocument(
                id,
                ticket.version(),
                ticket.id(),
                ticket.number(),
                ticket.intervalFrom(),
                null,
                assignee,
                settled ? null : ticket.team(),
                settled ? null : ticket.vendor(),
                leading,
                ticket.status(),
                ticket.holdReason(),
                ticket.stage(),
                ticket.stageKind(),
                ticket.priority(),
                ticket.overdueAt(),
                ticket.type(),
                ticket.category(),
                ticket.service(),
                ticket.department(),
                ticket.departmentPath(),
                ticket.confidential(),
                ticket.namedPeople(),
                ticket.raisedAt(),
                leading || settled ? Measures.of(ticket) : null);
    }
}
