package daftar.readmodel;

import java.time.Instant;
import java.util.List;
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
        @Nullable Filed filed) {

    /** The classification of the ticket when the entry was logged. */
    public record Filed(
            String type,
            @Nullable String category,
            @Nullable String service) {}

    /** What an entry said until it was corrected at {@code correctedAt} by {@code correctedBy}, for {@code reason}. */
    public record Version(
            Instant performedAt,
            int minutes,
            String activity,
            List<Expense> costs,
            @Nullable String note,
            Instant correctedAt,
            String correctedBy,
            @Nullable String reason) {}
}
