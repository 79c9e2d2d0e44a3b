package daftar.query;

import daftar.messages.Refused;
import daftar.messages.query.Caller;
import daftar.messages.query.Facet;
import daftar.messages.query.Query.SearchTickets;
import daftar.messages.query.Selection;
import daftar.messages.query.TicketFilter;
import daftar.messages.query.TicketPage;
import daftar.messages.query.TicketPage.Count;
import daftar.messages.query.TicketSort;
import daftar.readmodel.ReadModel;
import daftar.readmodel.TextQuery.Fit;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.axonframework.queryhandling.QueryHandler;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Answers searches over tickets. */
public final class SearchQueries {

    private final ReadSide readSide;

    public SearchQueries(ReadSide readSide) {
        this.readSide = readSide;
    }

    /** What binds a cursor to its query. */
    private record Bound(
            String query,
            String person,
            @Nullable String text,
            TicketFilter filter,
            @Nullable TicketSort sort) {}

    @QueryHandler
    public TicketPage search(SearchTickets query) {
        return readSide.meters().timed(QueryMeters.Kind.SEARCH, () -> {
            Caller caller = query.caller();
            String text = Selection.text(query.text());
            checkSize(query.size());
            Bound bound = new Bound("search", caller.actor().person(), text, query.filter(), query.sort());
            List<Object> after = Cursor.read(bound, query.cursor());
            Visibility visibility = readSide.visibilityOf(caller.actor());
            boolean stale = readSide.isStale(caller.atLeast());
            Instant now = readSide.now();
            SearchBody search = new SearchBody(visibility, readSide.self(caller), query.filter(), now);
            SearchBody.Search body = search.build(
                    readSide.asked(text),
                    Fit.ALL_WORDS,
                    query.facets(),
                    query.sort(),
                    query.size() + 1,
                    TicketRows.FIELDS,
                    query.highlight());
            Ranked ranked = new Ranked(
                    readSide.elastic(),
                    readSide.alias(ReadModel.TICKETS),
                    caller.actor().person());
            Ranked.Found found = ranked.page(body, query.size(), after);
            Page page = found.page();
            Naming naming = readSide.naming(caller);
            TicketRows rows = new TicketRows(visibility, naming, now);
            return new TicketPage(
                    page.hits().stream().map(rows::row).toList(),
                    page.total(),
                    counts(found.facets(), query.facets(), naming),
                    page.next(bound),
                    stale,
                    text == null || page.total() > 0
                            ? null
                            : Meant.by(
                                    text, words -> search.matching(readSide.asked(words)), other -> readSide.elastic()
                                            .search(
                                                    readSide.alias(ReadModel.TICKETS),
                                                    caller.actor().person(),
                                                    other)));
        });
    }

    static void checkSize(int size) {
        if (size < 1 || size > SearchTickets.LARGEST_PAGE) {
            throw Refused.invalid(
                    "wrong-size", "size", "A page holds 1 to " + SearchTickets.LARGEST_PAGE + " entries.");
        }
    }

    static Map<String, List<Count>> counts(JsonNode found, List<Facet> facets, Naming naming) {
        Map<String, List<Count>> counts = new LinkedHashMap<>();
        JsonNode aggregations = found.path("aggregations");
        for (Facet facet : facets) {
            JsonNode facetNode = aggregations.path(facet.key());
            JsonNode inner = facetNode.get(facet.key());
            List<Count> values = new ArrayList<>();
            for (JsonNode bucket : (inner == null ? facetNode : inner).path("buckets")) {
                String value = bucket.path("key").asString();
                values.add(new Count(
                        value, naming.of(facet, value), bucket.path("doc_count").asLong()));
            }
            counts.put(facet.key(), values);
        }
        return counts;
    }
}
