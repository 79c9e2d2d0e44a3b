package daftar.query;

import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A page of what a search found. The search asked for one hit more than the page holds, which tells whether there is a
 * next one.
 *
 * @param nextValues what the next page begins after; null at the end
 */
record Page(List<JsonNode> hits, long total, @Nullable List<?> nextValues) {

    static Page of(JsonNode found, int size) {
        List<JsonNode> hits = found.path("hits").path("hits").valueStream().toList();
        long total = found.path("hits").path("total").path("value").asLong(0);
        return hits.size() > size
                ? new Page(
                        hits.subList(0, size),
                        total,
                        hits.get(size - 1).path("sort").valueStream().toList())
                : new Page(hits, total, null);
    }

    boolean more() {
        return nextValues != null;
    }

    /** The cursor of the next page; null at the end. @param bound what the cursor is good for */
    @Nullable String next(Object bound) {
        return nextValues == null ? null : Cursor.write(bound, nextValues);
    }
}
