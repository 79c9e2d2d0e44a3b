package daftar.app.redaction;

import daftar.embedded.eventstore.EmbeddedEventStore;
import daftar.projectors.Elasticsearch;
import daftar.projectors.Elasticsearch.Answer;
import daftar.readmodel.ReadModel;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.function.BinaryOperator;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Cleans the servers' files of what is no longer readable: Elasticsearch keeps replaced documents until their segments are
 * written anew, the event store keeps truncated events until it is scavenged.
 */
final class Erasure {

    private final Elasticsearch elasticsearch;
    private final @Nullable EmbeddedEventStore store;
    private final String indexes;

    /** @param store null where the event store is not in this process: its owner scavenges it */
    Erasure(Elasticsearch elasticsearch, String prefix, @Nullable EmbeddedEventStore store) {
        this.elasticsearch = elasticsearch;
        this.store = store;
        this.indexes = Arrays.stream(ReadModel.values())
                .map(model -> model.alias(prefix) + "-*")
                .collect(Collectors.joining(",", "/", ""));
    }

    /** How many operations each shard has seen, by its index and number: what was replaced is among them. */
    Map<String, Long> seen() {
        return perShard(shard -> shard.at("/seq_no/max_seq_no").asLong(), Math::max);
    }

    /**
     * Whether Elasticsearch would give the replaced documents up: it keeps them for copies of the shard that might need them,
     * until its leases, renewed every 30 seconds, have moved on.
     */
    boolean wouldForget(Map<String, Long> seen) {
        return perShard(Erasure::leased, Math::min).entrySet().stream()
                .allMatch(shard -> shard.getValue() > seen.getOrDefault(shard.getKey(), -1L));
    }

    /** The first operation that some lease holds. */
    private static long leased(JsonNode shard) {
        long first = Long.MAX_VALUE;
        for (JsonNode lease : shard.at("/retention_leases/leases")) {
            first = Math.min(first, lease.path("retaining_seq_no").asLong());
        }
        return first;
    }

    /** @param ofCopies of two copies of a shard which figure counts */
    private Map<String, Long> perShard(ToLongFunction<JsonNode> figure, BinaryOperator<Long> ofCopies) {
        JsonNode stats = done(elasticsearch.get(indexes + "/_stats?level=shards"
                        + "&filter_path=indices.*.shards.*.seq_no,indices.*.shards.*.retention_leases.leases"))
                .body();
        Map<String, Long> figures = new HashMap<>();
        stats.path("indices")
                .properties()
                .forEach(index -> index.getValue().path("shards").properties().forEach(shard -> {
                    for (JsonNode copy : shard.getValue()) {
                        figures.merge(index.getKey() + "/" + shard.getKey(), figure.applyAsLong(copy), ofCopies);
                    }
                }));
        return figures;
    }

    /** Writes every segment anew that holds a replaced document. Safe to be done again. */
    void cleanReadModels() {
        post("/_refresh");
        // without it a segment stays as it is while less than a tenth of it is replaced
        settings("{\"index\":{\"merge.policy.expunge_deletes_allowed\":0}}");
        try {
            post("/_forcemerge?only_expunge_deletes=true");
        } finally {
            settings("{\"index\":{\"merge.policy.expunge_deletes_allowed\":null}}");
        }
        post("/_flush?force=true&wait_if_ongoing=true");
        post("/_refresh");
    }

    /** Returns whether the event store was scavenged. */
    boolean cleanStore() {
        if (store == null) {
            return false;
        }
        long unused = store.scavenge();
        return true;
    }

    private void settings(String json) {
        Answer unused = done(elasticsearch.put(indexes + "/_settings", json));
    }

    private void post(String action) {
        Answer unused = done(elasticsearch.post(indexes + action, null));
    }

    private static Answer done(Answer answer) {
        if (!answer.ok()) {
            throw new IllegalStateException("Elasticsearch refuses: " + answer.reason());
        }
        return answer;
    }
}
