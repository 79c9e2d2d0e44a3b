package daftar.readmodel;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A work entry, for time and money. Corrected, it is written again; struck out, it stays with 0 minutes and no cost.
 * Who may know of it follows the ticket. Department, category, service and type are those of the ticket when the entry was logged or last corrected.
 *
 * @param id ticket and entry
 * @param loggedAt when it was first written down; {@code performedAt} is when the work was done
 * @param team whose queue the ticket was in or whose members had it; null for none
 * @param note internal; null where there is none or it was redacted
 * @param costs the lines, not searchable
 * @param sums one per currency, a nested field
 * @param earlier what it said before each correction, oldest first, not searchable
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
        List<WorkEntry.Version> earlier)
        implements Document {

    static WorkDocument of(TicketDocument ticket, WorkEntry work) {
        return new WorkDocument(
                Ids.bounded(ticket.id() + "/" + work.entry()),
                ticket.version(),
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
                ticket.category(),
                ticket.service(),
                ticket.type(),
                work.note(),
                work.costs(),
                Cost.sums(work.costs()),
                work.struckOut(),
                work.earlier().size(),
                work.earlier());
    }
}
