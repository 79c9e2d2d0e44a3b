package daftar.messages.query;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** All versions of an article and what else was done with it, the oldest first. What readers do is not among it. */
public record ArticleHistory(String id, List<Entry> entries, boolean stale) implements Answer {

    /**
     * What was done.
     *
     * @param event the stored name, such as ArticleRevised
     * @param language null for what concerns them all
     * @param version of the language; null for what concerns them all
     * @param title of a version; null for others, or where it was redacted
     * @param reason why it was returned or retired; null where nobody said
     */
    public record Entry(
            long revision,
            String event,
            Instant at,
            Named actor,
            @Nullable String language,
            @Nullable Integer version,
            @Nullable String title,
            @Nullable String summary,
            @Nullable String body,
            @Nullable Integer basedOn,
            @Nullable String reason) {}
}
