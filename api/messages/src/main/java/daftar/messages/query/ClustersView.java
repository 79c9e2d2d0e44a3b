package daftar.messages.query;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Open incidents that look like one problem, the largest cluster first.
 *
 * @param looked at how many incidents
 * @param more whether there were more than can be looked at; the newest were
 */
public record ClustersView(List<Cluster> clusters, int looked, boolean more, boolean stale) implements Answer {

    /** @param words that they have in common, as they are searched: stems @param problem the id of the problem that one of them is linked to; null for none */
    public record Cluster(
            List<Incident> incidents,
            List<String> words,
            @Nullable String problem) {}

    public record Incident(
            String id,
            String number,
            @Nullable String title,
            @Nullable Named category,
            @Nullable Named team,
            Instant raisedAt) {}
}
