package daftar.readmodel;

import daftar.messages.ticket.CostApproval;
import daftar.messages.ticket.Labour;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A work entry, for time and money. Corrected, it is written again; struck out, it stays with 0 minutes and no cost. What
 * it was before is kept as a document of its own with {@code validTo}, so the work that was known at an instant is: the
 * documents with {@code validFrom <= instant} whose {@code validTo} is missing or after it. Who may know of it and the
 * department follow the ticket; category, service and type are those that the ticket had when the entry was logged.
 *
 * @param id ticket and entry
 * @param loggedAt when it was first written down; {@code performedAt} is when the work was done
 * @param team whose queue the ticket was in or whose members had it; null for none
 * @param note internal; null where there is none or it was redacted
 * @param costs the lines, not searchable
 * @param sums what counts, one per currency, a nested field: the price of the time, and the lines unless they wait for approval or were declined
 * @param earlier what it said before each correction, oldest first, not searchable
 * @param labour what the time costs, in {@code sums} too, not searchable; null where no rate held
 * @param approval how it stands with the lines of cost
 * @param approvers who is asked about them while they wait, and who is told in their place
 * @param waiting what waits to be approved, one per currency, a nested field
 * @param declined what was declined, one per currency, a nested field
 * @param decision who was asked, who decided and why, not searchable
 * @param validFrom since when it has been known like this, in business time
 * @param validTo until when it was; null of what it is now
 */
public record WorkDocument(
        String id,
        long version,
        String ticket,
        String number,
        String entry,
        String performer,
        Instant performedAt,
        Instant loggedAt,
        String loggedBy,
        int minutes,
        String activity,
        String stage,
        @Nullable String team,
        @Nullable String department,
        List<String> departmentPath,
        boolean confidential,
        List<String> namedPeople,
        @Nullable String category,
        @Nullable String service,
        String type,
        @Nullable String note,
        List<Expense> costs,
        List<Cost> sums,
        boolean struckOut,
        int corrections,
        List<WorkEntry.Version> earlier,
        @Nullable Labour labour,
        CostApproval approval,
        List<String> approvers,
        List<Cost> waiting,
        List<Cost> declined,
        WorkEntry.Approval decision,
        @Nullable Instant validFrom,
        @Nullable Instant validTo)
        implements Document {

    public WorkDocument {
        // documents from before these were kept have none
        approval = approval == null ? CostApproval.NOT_ASKED : approval;
        approvers = approvers == null ? List.of() : approvers;
        waiting = waiting == null ? List.of() : waiting;
        declined = declined == null ? List.of() : declined;
        decision = decision == null ? WorkEntry.Approval.NONE : decision;
    }

    /** The entry as it is. */
    public static WorkDocument of(TicketDocument ticket, WorkEntry work) {
        return of(Ids.bounded(ticket.id() + "/" + work.entry()), ticket.version(), ticket, work, null);
    }

    /** The entry as it was until an event changed it. @param version of the ticket after that event */
    static WorkDocument until(Instant to, long version, TicketDocument ticket, WorkEntry work) {
        return of(Ids.bounded(ticket.id() + "/" + work.entry() + "/" + version), version, ticket, work, to);
    }

    private static WorkDocument of(
            String id, long version, TicketDocument ticket, WorkEntry work, @Nullable Instant validTo) {
        WorkEntry.Filed filed = work.filed() == null
                ? new WorkEntry.Filed(ticket.type(), ticket.category(), ticket.service())
                : work.filed();
        return new WorkDocument(
                id,
                version,
                ticket.id(),
                ticket.number(),
                work.entry(),
                work.performer(),
                work.performedAt(),
                work.loggedAt(),
                work.loggedBy(),
                work.minutes(),
                work.activity(),
                work.stage(),
                work.team(),
                ticket.department(),
                ticket.departmentPath(),
                ticket.confidential(),
                ticket.namedPeople(),
                filed.category(),
                filed.service(),
                filed.type(),
                work.note(),
                work.costs(),
                Cost.sum(work.counted()),
                work.struckOut(),
                work.earlier().size(),
                work.earlier(),
                work.labour(),
                work.approval().state(),
                asked(work.approval()),
                Cost.sum(work.waiting()),
                Cost.sum(work.declined()),
                work.approval(),
                validFrom(ticket, work),
                validTo);
    }

    private static Instant validFrom(TicketDocument ticket, WorkEntry work) {
        Instant from = work.earlier().isEmpty()
                ? work.loggedAt()
                : work.earlier().getLast().correctedAt();
        Instant decided = work.approval().decidedAt();
        if (decided != null && decided.isAfter(from)) {
            from = decided;
        }
        Instant reach = ticket.course().reachFrom();
        return reach != null && reach.isAfter(from) ? reach : from;
    }

    private static List<String> asked(WorkEntry.Approval approval) {
        return approval.state() == CostApproval.WAITING
                ? Stream.concat(approval.approvers().stream(), approval.tells().stream())
                        .distinct()
                        .toList()
                : List.of();
    }
}
