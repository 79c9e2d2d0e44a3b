package daftar.query;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
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
     * @param near titles that resemble the words
     * @param finds whether a text finds something
     * @return null where there is nothing to offer
     */
    static @Nullable List<String> by(String text, Function<String, List<String>> near, Predicate<String> finds) {
        Set<String> candidates = new LinkedHashSet<>(KeyboardLayout.meant(text));
        String corrected = Spelling.corrected(text, near.apply(text));
        if (corrected != null) {
            candidates.add(corrected);
        }
        List<String> meant =
                candidates.stream().filter(finds).limit(MOST_OFFERS).toList();
        return meant.isEmpty() ? null : meant;
    }

    /** The body of a search for titles that resemble words. @param among what the caller may find */
    static Map<String, Object> near(String text, Map<String, ?> among) {
        return Map.of(
                "size",
                MOST_TITLES,
                "_source",
                List.of("title"),
                "query",
                Map.of(
                        "bool",
                        Map.of(
                                "filter",
                                List.of(among),
                                "must",
                                List.of(Map.of(
                                        "match", Map.of("title", Map.of("query", text, "fuzziness", "AUTO")))))));
    }

    static List<String> titles(JsonNode found) {
        List<String> titles = new ArrayList<>();
        for (JsonNode hit : found.path("hits").path("hits")) {
            String title = Json.text(hit.path("_source"), "title");
            if (title != null) {
                titles.add(title);
            }
        }
        return titles;
    }
}
