package daftar.query;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What may have been meant by words that find nothing: the same keys with another layout switched on, and words with a
 * letter wrong. Only what finds something is offered, and it is looked for with the caller's own filters and rights, in
 * titles that they may read: so an offer tells nobody of what they may not know.
 */
final class Meant {

    private static final int MOST_TITLES = 50;
    private static final int MOST_OFFERS = 3;

    private Meant() {}

    /**
     * @param matching the query that finds what the caller may find: of a text, and of everything (null)
     * @param search asks Elasticsearch
     * @return null where there is nothing to offer
     */
    static @Nullable List<String> by(
            String text,
            Function<@Nullable String, Map<String, ?>> matching,
            Function<Map<String, Object>, JsonNode> search) {
        Set<String> candidates = new LinkedHashSet<>(KeyboardLayout.meant(text));
        String corrected = Spelling.corrected(text, titles(search.apply(near(text, matching.apply(null)))));
        if (corrected != null) {
            candidates.add(corrected);
        }
        List<String> meant = candidates.stream()
                .filter(other -> {
                    JsonNode found =
                            search.apply(Map.of("size", 0, "track_total_hits", true, "query", matching.apply(other)));
                    return Page.of(found, 0).total() > 0;
                })
                .limit(MOST_OFFERS)
                .toList();
        return meant.isEmpty() ? null : meant;
    }

    /** The body of a search for titles that resemble words. @param among what the caller may find */
    private static Map<String, Object> near(String text, Map<String, ?> among) {
        Map<String, ?> alike = Map.of("match", Map.of("title", Map.of("query", text, "fuzziness", "AUTO")));
        return Map.of(
                "size",
                MOST_TITLES,
                "_source",
                List.of("title"),
                "query",
                Map.of("bool", Map.of("filter", List.of(among), "must", List.of(alike))));
    }

    private static List<String> titles(JsonNode found) {
        List<String> titles = new ArrayList<>();
        for (JsonNode hit : found.path("hits").path("hits")) {
            JsonNode title = hit.path("_source").path("title");
            if (title.isArray()) {
                // an article, with a title in each language
                title.forEach(each -> titles.add(each.asString()));
            } else if (title.isString()) {
                titles.add(title.asString());
            }
        }
        return titles;
    }
}
