package daftar.query;

import daftar.readmodel.TextQuery;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Searches of which the best comes first. The best few hundred are found by the quick query and put in order by the exact one
 * (see {@link daftar.readmodel.TextQuery#quick}); whoever reads on beyond them gets the quick order. What is counted needs no order
 * at all, and is counted at the same time: where each match is scored, a word that is in each of a million documents takes a second.
 *
 * @param index names, with commas; of several, scores are comparable
 * @param preference as {@link Elastic#search}
 */
record Ranked(Elastic elastic, String index, String preference) {

    /** @param page its hits, total and what the next one begins after @param counted the answer that has the aggregations */
    record Found(Page page, JsonNode counted) {}

    /**
     * One page.
     *
     * @param body of the whole search: its query is the exact one; sorted by score and id
     * @param quick the query that finds the same; null where nothing is ordered by words
     * @param size of the page; the body asks for one more
     * @param after what {@link Page#nextValues} of the page before said; null for the first
     */
    Found page(Map<String, Object> body, @Nullable Map<String, ?> quick, int size, @Nullable List<Object> after) {
        boolean best = quick != null && (after == null || after.size() == 1);
        Map<String, Object> first = page(body, quick == null ? body.get("query") : quick);
        // whole pages
        int window = size * Math.ceilDiv(TextQuery.BEST, size);
        if (best) {
            first.put("size", window + 1);
            first.put("_source", false);
            first.remove("highlight");
        } else if (after != null) {
            first.put("search_after", after);
        }
        List<JsonNode> both = elastic.searchAll(index, preference, List.of(first, counts(body, first.get("query"))));
        JsonNode counted = both.getLast();
        long total = counted.at("/hits/total/value").asLong(0);
        if (!best) {
            Page page = Page.of(both.getFirst(), size);
            return new Found(new Page(page.hits(), total, page.nextValues()), counted);
        }
        List<JsonNode> all = both.getFirst().at("/hits/hits").valueStream().toList();
        List<JsonNode> ordered = all.size() > window ? all.subList(0, window) : all;
        int from = after == null ? 0 : ((JsonNode) after.getFirst()).asInt();
        List<JsonNode> hits = from >= ordered.size() ? List.of() : exactly(body, ordered, from, size);
        List<?> next = from + size < ordered.size()
                ? List.of(from + size)
                : all.size() > window
                        ? ordered.getLast().path("sort").valueStream().toList()
                        : null;
        return new Found(new Page(hits, total, next), counted);
    }

    private List<JsonNode> exactly(Map<String, Object> body, List<JsonNode> these, int from, int size) {
        Map<String, Object> page = page(
                body,
                Map.of(
                        "bool",
                        Map.of(
                                "filter",
                                List.of(Map.of(
                                        "ids",
                                        Map.of(
                                                "values",
                                                these.stream()
                                                        .map(
                                                                hit -> hit.path("_id")
                                                                        .asString())
                                                        .toList()))),
                                "must",
                                List.of((Map<?, ?>) body.get("query")))));
        page.remove("post_filter");
        page.put("from", from);
        page.put("size", size);
        return elastic.searchAll(index, preference, List.of(page))
                .getFirst()
                .at("/hits/hits")
                .valueStream()
                .toList();
    }

    private static Map<String, Object> page(Map<String, Object> body, @Nullable Object query) {
        Map<String, Object> page = new LinkedHashMap<>(body);
        page.put("query", query);
        page.put("track_total_hits", false);
        page.remove("aggs");
        return page;
    }

    private static Map<String, Object> counts(Map<String, Object> body, @Nullable Object query) {
        Map<String, Object> counts = new LinkedHashMap<>();
        counts.put("query", query);
        counts.put("size", 0);
        counts.put("track_total_hits", true);
        for (String counted : List.of("aggs", "post_filter")) {
            if (body.containsKey(counted)) {
                counts.put(counted, body.get(counted));
            }
        }
        return counts;
    }
}
