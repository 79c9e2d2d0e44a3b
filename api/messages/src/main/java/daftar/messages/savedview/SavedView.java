package daftar.messages.savedview;

import daftar.messages.LocalizedText;
import daftar.messages.query.Selection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A search that is kept. What it finds depends on who asks: it never shows more than they may know.
 *
 * @param id {@code view-<uuid>}; of a shipped one its code
 * @param owner who made it; null for a shipped one, which is everybody's
 * @param team whose it is; null for a private one
 * @param name null where it was redacted
 * @param text the words that are searched for; null for none
 * @param filters by the names of {@link Selection#FILTERS}
 * @param sort as the search names it; null for the usual one
 * @param place among the views of its owner or team, the least first
 * @param version the revision of its last event; -1 for a shipped one
 */
public record SavedView(
        String id,
        @Nullable String owner,
        @Nullable String team,
        @Nullable LocalizedText name,
        @Nullable String text,
        Map<String, List<String>> filters,
        @Nullable String sort,
        int place,
        long version) {

    public SavedView {
        filters = ordered(filters);
    }

    /** What it asks for. */
    public Selection selection() {
        return Selection.of(text, filters, sort);
    }

    /** The filters in the order of their names, so that equal ones look equal. */
    static Map<String, List<String>> ordered(@Nullable Map<String, List<String>> filters) {
        Map<String, List<String>> ordered = new TreeMap<>();
        if (filters != null) {
            filters.forEach((name, values) -> ordered.put(name, Collections.unmodifiableList(values)));
        }
        return Collections.unmodifiableMap(ordered);
    }
}
