package daftar.query;

import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A page of what a search found. The search asked for one hit more than the page holds, which tells whether there is a
 * next one.
 */
record Page(List<JsonNode> hits, long total, boolean more) {

    static Page of(JsonNode found, int size) {
        List<JsonNode> hits = found.path("hits").path("hits").valueStream().toList();
        long total = found.path("hits").path("total").path("value").asLong(0);
        return hits.size() > size ? new Page(hits.subList(0, size), total, true) : new Page(hits, total, false);
    }

    /** The cursor of the next page; null at the end. @param bound what the cursor is good for */
    @Nullable String next(Object bound) {
        return more
                ? Cursor.write(bound, hits.getLast().path("sort").valueStream().toList())
                : null;
    }
}
