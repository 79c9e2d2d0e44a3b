package daftar.messages.query;

import daftar.messages.Money;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Work entries, the newest work first, and what they come to.
 *
 * @param sums of all pages
 * @param total entries of all pages
 * @param next the cursor of the next page; null at the end
 */
public record WorklogPage(
        List<Entry> entries,
        Sums sums,
        long total,
        @Nullable String next,
        boolean stale) implements Answer {

    /**
     * @param ticket the ticket's id
     * @param department of the ticket when it was logged or last corrected; category, service and type likewise
     */
    public record Entry(
            String ticket,
            String number,
            @Nullable Named department,
            @Nullable Named category,
            @Nullable String service,
            Named type,
            WorkView work) {}

    /**
     * @param costs what counts: the price of the time, and the lines that need no approval or have it; one per currency
     * @param waiting what waits to be approved, one per currency
     * @param declined what was declined, one per currency
     */
    public record Sums(long minutes, List<Money> costs, List<Money> waiting, List<Money> declined) {}
}
