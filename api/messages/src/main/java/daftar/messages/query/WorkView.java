package daftar.messages.query;

import daftar.messages.Money;
import daftar.messages.ticket.CostApproval;
import daftar.messages.ticket.CostKind;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A work entry as it stands after its corrections.
 *
 * @param performer who did the work
 * @param performedAt when it was done; {@code loggedAt} when it was first written down, by {@code loggedBy}
 * @param note internal; null where there is none or it was redacted
 * @param costs its lines
 * @param labour what the time costs; null where no rate held
 * @param approval how it stands with the lines of cost
 * @param struckOut nothing of it counts any more
 * @param corrections what it said before each correction, oldest first
 */
public record WorkView(
        String entry,
        Named performer,
        Instant performedAt,
        Instant loggedAt,
        Named loggedBy,
        int minutes,
        String activity,
        String stage,
        @Nullable Named team,
        @Nullable String note,
        List<Line> costs,
        @Nullable Money labour,
        Approval approval,
        boolean struckOut,
        List<Correction> corrections) {

    /** @param unitPrice the price of one; null where nobody said */
    public record Line(
            CostKind kind,
            BigDecimal quantity,
            Money cost,
            @Nullable Money unitPrice,
            @Nullable String description,
            @Nullable String receipt) {}

    /**
     * @param approvers who is asked, or was
     * @param decidedBy who decided; null while nobody has
     * @param approver in whose place
     */
    public record Approval(
            CostApproval state,
            List<Named> approvers,
            @Nullable Instant askedAt,
            @Nullable Named decidedBy,
            @Nullable Named approver,
            @Nullable Instant decidedAt,
            @Nullable String remark) {}

    /** What an entry said until somebody corrected it. @param at when, {@code by} whom, for {@code reason} */
    public record Correction(
            Instant performedAt,
            int minutes,
            String activity,
            List<Line> costs,
            @Nullable Money labour,
            CostApproval approval,
            @Nullable String note,
            Instant at,
            Named by,
            @Nullable String reason) {}
}
