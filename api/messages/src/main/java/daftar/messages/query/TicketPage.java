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
 */
public record TicketPage(
        List<TicketRow> tickets,
        long total,
        Map<String, List<Count>> facets,
        @Nullable String next,
        boolean stale) implements Answer {

    /** @param value an id, a code or an enum's name @param name as people call it; null where it has no name */
    public record Count(String value, @Nullable String name, long tickets) {}
}
