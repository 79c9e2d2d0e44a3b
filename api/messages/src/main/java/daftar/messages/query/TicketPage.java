package daftar.messages.query;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A page of tickets.
 *
 * @param total of all pages, exactly
 * @param facets facet → its values, the most frequent first
 * @param next the cursor of the next page; null at the end
 * @param stale true where the answer is older than {@link AtLeast} asked for
 * @param meant where nothing was found, what may have been meant and does find something; null otherwise
 */
public record TicketPage(
        List<TicketRow> tickets,
        long total,
        Map<String, List<Count>> facets,
        @Nullable String next,
        boolean stale,
        @Nullable List<String> meant)
        implements Answer {

    /** A page that offers nothing else. */
    public TicketPage(
            List<TicketRow> tickets,
            long total,
            Map<String, List<Count>> facets,
            @Nullable String next,
            boolean stale) {
        this(tickets, total, facets, next, stale, null);
    }

    /** @param value an id, a code or an enum's name @param name as people call it; null where it has no name */
    public record Count(String value, @Nullable String name, long tickets) {}
}
