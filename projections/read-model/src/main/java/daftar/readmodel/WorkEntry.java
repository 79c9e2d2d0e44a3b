package daftar.readmodel;

import daftar.messages.Money;
import daftar.messages.ticket.CostApproval;
import daftar.messages.ticket.Labour;
import daftar.messages.ticket.Patience;
import daftar.messages.ticket.TicketEvent.CostApprovalAskedAgain;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A work entry of a ticket as it stands after its corrections.
 *
 * @param entry unique in the ticket
 * @param performer who did the work
 * @param performedAt when it was done
 * @param loggedAt when it was first written down (business time)
 * @param loggedBy who wrote it down
 * @param minutes 0 once struck out
 * @param costs empty once struck out
 * @param note internal; null where there is none or it was redacted
 * @param stage in which stage of the ticket
 * @param team whose it was at that time; null for none
 * @param struckOut nothing of it counts any more
 * @param earlier what was written before each correction, oldest first
 * @param labour what the time costs; null where no rate held, and once struck out
 * @param approval how it stands with the cost; the price of the time counts in any case
 * @param filed what the ticket was when it was logged; null of an older make's document
 */
public record WorkEntry(
        String entry,
        String performer,
        Instant performedAt,
        Instant loggedAt,
        String loggedBy,
        int minutes,
        String activity,
        List<Expense> costs,
        @Nullable String note,
        String stage,
        @Nullable String team,
        boolean struckOut,
        List<Version> earlier,
        @Nullable Labour labour,
        Approval approval,
        @Nullable Filed filed) {

    public WorkEntry {
        approval = approval == null ? Approval.NONE : approval;
    }

    /** The classification of the ticket when the entry was logged. */
    public record Filed(
            String type,
            @Nullable String category,
            @Nullable String service) {}

    /**
     * How it stands with the cost of an entry.
     *
     * @param approvers who is asked, or was
     * @param tells who is told of it, in place of those who are away, or asked besides since nobody decided
     * @param askedAt null where nobody was asked
     * @param decidedBy who decided; null while nobody has
     * @param approver in whose place
     * @param remark internal; null where there is none or it was redacted
     * @param patience what is still to be done while nobody decides; null once somebody has, and in an older make's document
     */
    public record Approval(
            CostApproval state,
            List<String> approvers,
            List<String> tells,
            @Nullable Instant askedAt,
            @Nullable String decidedBy,
            @Nullable String approver,
            @Nullable Instant decidedAt,
            @Nullable String remark,
            @Nullable Patience patience) {

        static final Approval NONE =
                new Approval(CostApproval.NOT_ASKED, List.of(), List.of(), null, null, null, null, null, null);

        Approval again(CostApprovalAskedAgain again, Instant at) {
            List<String> told = Stream.concat(tells.stream(), again.added().stream())
                    .distinct()
                    .toList();
            return new Approval(
                    state,
                    approvers,
                    told,
                    askedAt,
                    decidedBy,
                    approver,
                    decidedAt,
                    remark,
                    patience == null ? null : patience.after(again.step(), at));
        }

        /** When the next of what is done while nobody decides falls due; null for nothing. */
        @Nullable Instant nextAt() {
            Patience.Turn turn = patience == null ? null : patience.next();
            return turn == null ? null : turn.at();
        }

        Approval decided(CostApproval as, String by, String inPlaceOf, Instant at, @Nullable String why) {
            return new Approval(as, approvers, tells, askedAt, by, inPlaceOf, at, why, null);
        }
    }

    /** What counts of its cost: its time, and its lines where they need no approval or have it. */
    List<Money> counted() {
        List<Money> amounts = new ArrayList<>(approval.state().counts() ? lines() : List.of());
        if (labour != null) {
            amounts.add(labour.cost());
        }
        return amounts;
    }

    List<Money> waiting() {
        return approval.state() == CostApproval.WAITING ? lines() : List.of();
    }

    List<Money> declined() {
        return approval.state() == CostApproval.DECLINED ? lines() : List.of();
    }

    private List<Money> lines() {
        return costs.stream().map(Expense::cost).toList();
    }

    WorkEntry with(Approval newApproval) {
        return new WorkEntry(
                entry,
                performer,
                performedAt,
                loggedAt,
                loggedBy,
                minutes,
                activity,
                costs,
                note,
                stage,
                team,
                struckOut,
                earlier,
                labour,
                newApproval,
                filed);
    }

    /**
     * What an entry said until it was corrected at {@code correctedAt} by {@code correctedBy}, for {@code reason}.
     *
     * @param approval how it stood with its cost; null in documents from before there were approvals
     */
    public record Version(
            Instant performedAt,
            int minutes,
            String activity,
            List<Expense> costs,
            @Nullable String note,
            Instant correctedAt,
            String correctedBy,
            @Nullable String reason,
            @Nullable Labour labour,
            @Nullable Approval approval) {}
}
