package daftar.query;

import daftar.readmodel.TextQuery;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Searches of which the best comes first. The best few hundred are found by the quick query and put in order by the exact one
 * (see {@link daftar.readmodel.TextQuery#quick}); whoever reads on beyond them gets the quick order. What is counted needs no order
 * at all, and is counted at the same time: where each match is scored, a word that is in each of a million documents takes a second.
 *
 * @param indices that are searched; of several, scores are comparable
 * @param counted those of which it is told how many are found in each; the searched ones at the least
 * @param preference as {@link Elastic#search}
 */
record Ranked(Elastic elastic, List<String> indices, List<String> counted, String preference) {

    /** Elasticsearch counts the facets of one search by one thread; in two, four over 670,000 tickets took 70 ms instead of 120. */
    private static final int AT_ONCE = 2;

    /** Over one index. */
    Ranked(Elastic elastic, String index, String preference) {
        this(elastic, List.of(index), List.of(index), preference);
    }

    /**
     * What was found.
     *
     * @param page its hits, total and what the next one begins after
     * @param facets has the aggregations, if there are any
     * @param totals of each counted index
     */
    record Found(Page page, JsonNode facets, Map<String, Long> totals) {}

    /**
     * One page.
     *
     * @param search its body's query is the exact one; sorted by score and id
     * @param size of the page; the body asks for one more
     * @param after what {@link Page#nextValues} of the page before said; null for the first
     */
    Found page(SearchBody.Search search, int size, @Nullable List<Object> after) {
        Map<String, Object> body = search.body();
        SearchBody.Quick best = after == null || after.size() == 1 ? search.quick() : null;
        Map<String, ?> all = search.all();
        // whole pages
        int window = size * Math.ceilDiv(TextQuery.BEST, size);
        List<Elastic.Search> searches = new ArrayList<>();
        if (best != null) {
            List<Map<String, ?>> queries = new ArrayList<>(best.words());
            if (best.names() != null) {
                queries.add(best.names());
            }
            for (Map<String, ?> query : queries) {
                Map<String, Object> few = page(body, query);
                few.put("size", window + 1);
                few.put("_source", false);
                few.remove("highlight");
                searches.add(new Elastic.Search(indices, few));
            }
        } else {
            Map<String, Object> page = page(body, all);
            if (after != null) {
                page.put("search_after", after);
            }
            searches.add(new Elastic.Search(indices, page));
        }
        int found = searches.size();
        List<Map<String, Object>> facets = inParts(body);
        // of one index, the first are counted with all that is found
        boolean withTotal = counted.size() == 1 && !facets.isEmpty();
        facets.stream()
                .skip(withTotal ? 1 : 0)
                .forEach(part -> searches.add(new Elastic.Search(indices, facets(part, all))));
        for (String index : counted) {
            Map<String, Object> total = total(body, all);
            if (withTotal) {
                total.put("aggs", facets.getFirst());
            }
            searches.add(new Elastic.Search(List.of(index), total));
        }
        List<JsonNode> answers = elastic.searchAll(preference, searches);
        Map<String, Long> totals = new LinkedHashMap<>();
        for (int i = 0; i < counted.size(); i++) {
            JsonNode answer = answers.get(answers.size() - counted.size() + i);
            totals.put(counted.get(i), answer.at("/hits/total/value").asLong(0));
        }
        long total = indices.stream()
                .mapToLong(index -> totals.getOrDefault(index, 0L))
                .sum();
        JsonNode facetted = joined(answers.subList(found, answers.size()));
        if (best == null) {
            Page page = Page.of(answers.getFirst(), size);
            return new Found(new Page(page.hits(), total, page.nextValues()), facetted, totals);
        }
        List<JsonNode> words = byScore(answers.subList(0, best.words().size()));
        List<JsonNode> few = words.size() > window ? words.subList(0, window) : words;
        Set<String> ids = new LinkedHashSet<>();
        answers.subList(best.words().size(), found).forEach(names -> hits(names)
                .forEach(hit -> ids.add(hit.path("_id").asString())));
        few.forEach(hit -> ids.add(hit.path("_id").asString()));
        int from = after == null ? 0 : ((JsonNode) after.getFirst()).asInt();
        List<JsonNode> shown = from >= ids.size() ? List.of() : exactly(body, ids, from, size);
        List<?> next = from + size < ids.size()
                ? List.of(from + size)
                : words.size() > window
                        ? few.getLast().path("sort").valueStream().toList()
                        : null;
        return new Found(new Page(shown, total, next), facetted, totals);
    }

    /** The hits of several searches in one order, each document once, with the best that it was found by. */
    static List<JsonNode> byScore(List<JsonNode> answers) {
        Map<String, JsonNode> each = new LinkedHashMap<>();
        answers.stream()
                .flatMap(Ranked::hits)
                .sorted(Comparator.<JsonNode>comparingDouble(
                                hit -> hit.at("/sort/0").asDouble())
                        .reversed()
                        .thenComparing(hit -> hit.at("/sort/1").asString()))
                .forEach(hit -> each.putIfAbsent(hit.path("_id").asString(), hit));
        return List.copyOf(each.values());
    }

    private static Stream<JsonNode> hits(JsonNode answer) {
        return answer.at("/hits/hits").valueStream();
    }

    private List<JsonNode> exactly(Map<String, Object> body, Set<String> ids, int from, int size) {
        Map<String, Object> page = page(
                body,
                Map.of(
                        "bool",
                        Map.of(
                                "filter",
                                List.of(Map.of("ids", Map.of("values", ids))),
                                "must",
                                List.of(SearchBody.query(body)))));
        page.remove("post_filter");
        page.put("from", from);
        page.put("size", size);
        return hits(elastic.searchAll(preference, List.of(new Elastic.Search(indices, page)))
                        .getFirst())
                .toList();
    }

    private static Map<String, Object> page(Map<String, Object> body, @Nullable Object query) {
        Map<String, Object> page = new LinkedHashMap<>(body);
        page.put("query", query);
        page.put("track_total_hits", false);
        page.remove("aggs");
        return page;
    }

    /** What is to be counted, in as many parts as are counted at the same time. Empty for nothing. */
    @SuppressWarnings("unchecked")
    private static List<Map<String, Object>> inParts(Map<String, Object> body) {
        Map<String, Object> all = (Map<String, Object>) body.getOrDefault("aggs", Map.of());
        List<Map<String, Object>> parts = new ArrayList<>();
        int next = 0;
        for (Map.Entry<String, Object> facet : all.entrySet()) {
            if (parts.size() < AT_ONCE) {
                parts.add(new LinkedHashMap<>());
            }
            parts.get(next++ % AT_ONCE).put(facet.getKey(), facet.getValue());
        }
        return parts;
    }

    /** The counts of several answers as one. */
    private static JsonNode joined(List<JsonNode> answers) {
        ObjectNode joined = JsonNodeFactory.instance.objectNode();
        ObjectNode all = joined.putObject("aggregations");
        answers.forEach(answer -> answer.path("aggregations").properties().forEach(facet -> {
            all.set(facet.getKey(), facet.getValue());
        }));
        return joined;
    }

    private static Map<String, Object> facets(Map<String, Object> part, @Nullable Object query) {
        Map<String, Object> facets = new LinkedHashMap<>();
        facets.put("query", query);
        facets.put("size", 0);
        facets.put("track_total_hits", false);
        facets.put("aggs", part);
        return facets;
    }

    private static Map<String, Object> total(Map<String, Object> body, @Nullable Object query) {
        Map<String, Object> total = new LinkedHashMap<>();
        total.put("query", query);
        total.put("size", 0);
        total.put("track_total_hits", true);
        if (body.containsKey("post_filter")) {
            total.put("post_filter", body.get("post_filter"));
        }
        return total;
    }
}
