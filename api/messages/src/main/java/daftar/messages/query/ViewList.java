package daftar.messages.query;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The saved views that somebody has: the shipped ones, their own, then those of their teams. */
public record ViewList(List<Entry> views, boolean stale) implements Answer {

    /**
     * A saved view.
     *
     * @param id {@code view-<uuid>}; of a shipped one its code
     * @param name of a shipped one in the caller's language, else as its owner wrote it
     * @param shipped whether everybody has it
     * @param owner null for a shipped one
     * @param team null for a private one
     * @param changeable whether the caller may change and retire it
     * @param q the words that are searched for; null for none
     * @param filters by the names of the search's own
     * @param version null for a shipped one
     * @param tickets how many there are now that the caller may know of; null where it cannot be counted
     */
    public record Entry(
            String id,
            @Nullable String name,
            boolean shipped,
            @Nullable Named owner,
            @Nullable Named team,
            boolean changeable,
            @Nullable String q,
            Map<String, List<String>> filters,
            @Nullable String sort,
            int place,
            @Nullable Long version,
            @Nullable Long tickets) {}

    /** One of them alone. */
    public record One(Entry view, boolean stale) implements Answer {}
}
