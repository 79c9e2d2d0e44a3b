package daftar.http.write;

import daftar.messages.Text;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a bulk is asked for, but for the body of its action. Exactly one of tickets, view and search says what it is about.
 *
 * @param action the last word of the single ticket's address
 * @param tickets ids or numbers
 * @param view a saved view's id or code
 * @param expected how many tickets the caller saw that view or search to have
 */
public record BulkRequest(
        String action,
        List<String> tickets,
        @Nullable String view,
        @Nullable BulkSearch search,
        @Nullable Integer expected) {

    /** @param q words; null for none @param filters by the names of the search's own */
    public record BulkSearch(@Nullable Text q, Map<String, List<String>> filters) {}
}
