package daftar.app.command;

import daftar.app.store.Recording;
import daftar.eventstore.EventLog;
import daftar.http.write.Selections;
import daftar.messages.bulk.BulkEvent.BulkBegun;
import daftar.messages.query.Caller;
import daftar.messages.query.Query.SearchTickets;
import daftar.messages.query.Query.SearchView;
import daftar.messages.query.Selection;
import daftar.messages.query.TicketPage;
import daftar.query.SearchQueries;
import daftar.query.ViewQueries;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What a bulk is about: found by the same searches that answer people, and kept in the register. */
record SearchedSelections(SearchQueries search, ViewQueries views, EventLog log, Recording recording)
        implements Selections {

    @Override
    public Found find(Caller caller, Selection selection, int most) {
        return paged(
                most,
                cursor -> search.search(new SearchTickets(
                        caller,
                        selection.text(),
                        selection.filter(),
                        List.of(),
                        selection.sort(),
                        SearchTickets.LARGEST_PAGE,
                        cursor,
                        false)));
    }

    @Override
    public Found ofView(Caller caller, String view, int most) {
        return paged(
                most,
                cursor -> views.search(
                        new SearchView(caller, view, List.of(), SearchTickets.LARGEST_PAGE, cursor, false)));
    }

    private static Found paged(int most, Function<@Nullable String, TicketPage> pages) {
        List<String> tickets = new ArrayList<>();
        TicketPage page = pages.apply(null);
        long total = page.total();
        while (true) {
            page.tickets().forEach(ticket -> tickets.add(ticket.id()));
            String next = page.next();
            if (next == null || tickets.size() >= most || total > most) {
                return new Found(tickets.subList(0, Math.min(tickets.size(), most)), total);
            }
            page = pages.apply(next);
        }
    }

    @Override
    public @Nullable List<String> begun(String bulk) {
        return log.read(bulk, 0, 1).stream()
                .flatMap(raw -> recording.of(raw).stream())
                .map(recorded -> recorded.event() instanceof BulkBegun begun ? begun.tickets() : null)
                .findFirst()
                .orElse(null);
    }
}
