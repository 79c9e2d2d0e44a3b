package daftar.messages.report;

import daftar.messages.Money;
import daftar.messages.query.Answer;
import daftar.messages.query.Named;
import daftar.messages.query.TicketRow;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page of what is behind a figure.
 *
 * @param total of all pages, exactly: the figure itself where it is a count, else what it is reckoned from
 * @param next the cursor of the next page; null at the end
 */
public record ReportCases(
        List<Case> tickets, long total, @Nullable String next, boolean stale) implements Answer {

    /**
     * @param ticket as it stands now; null where the caller may not know of it any more
     * @param work the entry that counts, of a report about work; null otherwise
     */
    public record Case(@Nullable TicketRow ticket, @Nullable Entry work) {}

    /** @param costs one sum per currency */
    public record Entry(
            String entry, Named performer, Instant performedAt, String activity, int minutes, List<Money> costs) {}
}
