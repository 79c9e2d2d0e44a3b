package daftar.messages.query;

import daftar.messages.ticket.Status;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The incidents of a problem, or the children of a major incident, as far as the caller may see them; the newest first.
 *
 * @param counts how many there are in each status, of all pages
 * @param next the cursor of the next page; null at the end
 */
public record IncidentsView(
        List<TicketRow> incidents,
        Map<Status, Long> counts,
        long total,
        @Nullable String next,
        boolean stale) implements Answer {}
