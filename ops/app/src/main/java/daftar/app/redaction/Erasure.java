package daftar.app.redaction;

import co.elastic.clients.transport.rest5_client.low_level.Request;
import co.elastic.clients.transport.rest5_client.low_level.Response;
import co.elastic.clients.transport.rest5_client.low_level.Rest5Client;
import daftar.embedded.eventstore.EmbeddedEventStore;
import daftar.readmodel.DocumentJson;
import daftar.readmodel.ReadModel;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Cleans the servers' files of what is no longer readable: Elasticsearch keeps replaced documents until their segments are
 * written anew, the event store keeps truncated events until it is scavenged.
 */
final class Erasure {

    private final Rest5Client elasticsearch;
    private final @Nullable EmbeddedEventStore store;
    private final String indexes;

    /** @param store null where the event store is not in this process: its owner scavenges it */
    Erasure(Rest5Client elasticsearch, String prefix, @Nullable EmbeddedEventStore store) {
        this.elasticsearch = elasticsearch;
        this.store = store;
        this.indexes = Arrays.stream(ReadModel.values())
                .map(model -> model.alias(prefix) + "-*")
                .collect(Collectors.joining(","));
    }

    /**
     * How many operations each shard has seen, by its index and number: what was replaced is among them.
     *
     * @throws UncheckedIOException if Elasticsearch cannot tell now
     */
    Map<String, Long> seen() {
        return perShard(shard -> shard.at("/seq_no/max_seq_no").asLong());
    }

    /**
     * Whether Elasticsearch would give the replaced documents up: it keeps them for copies of the shard that might need them,
     * until its leases, renewed every 30 seconds, have moved on.
     */
    boolean wouldForget(Map<String, Long> seen) {
        return perShard(Erasure::leased).entrySet().stream()
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

    private Map<String, Long> perShard(ToLongFunction<JsonNode> figure) {
        Request request = new Request("GET", "/" + indexes + "/_stats");
        request.addParameter("level", "shards");
        request.addParameter("filter_path", "indices.*.shards.*.seq_no,indices.*.shards.*.retention_leases.leases");
        Map<String, Long> figures = new HashMap<>();
        try {
            JsonNode stats =
                    DocumentJson.mapper().readTree(perform(request).getEntity().getContent());
            stats.path("indices").properties().forEach(index -> index.getValue()
                    .path("shards")
                    .properties()
                    .forEach(shard -> {
                        for (JsonNode copy : shard.getValue()) {
                            figures.merge(index.getKey() + "/" + shard.getKey(), figure.applyAsLong(copy), Math::min);
                        }
                    }));
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
        return figures;
    }

    /** Writes every segment anew that holds a replaced document. Safe to be done again. */
    void cleanReadModels() {
        post("/" + indexes + "/_refresh", null);
        // without it a segment stays as it is while less than a tenth of it is replaced
        settings("{\"index\":{\"merge.policy.expunge_deletes_allowed\":0}}");
        try {
            post("/" + indexes + "/_forcemerge?only_expunge_deletes=true", null);
        } finally {
            settings("{\"index\":{\"merge.policy.expunge_deletes_allowed\":null}}");
        }
        post("/" + indexes + "/_flush?force=true&wait_if_ongoing=true", null);
        post("/" + indexes + "/_refresh", null);
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
        Request request = new Request("PUT", "/" + indexes + "/_settings");
        request.setJsonEntity(json);
        Response unused = perform(request);
    }

    private void post(String path, @Nullable String json) {
        Request request = new Request("POST", path);
        if (json != null) {
            request.setJsonEntity(json);
        }
        Response unused = perform(request);
    }

    private Response perform(Request request) {
        try {
            return elasticsearch.performRequest(request);
        } catch (IOException away) {
            throw new UncheckedIOException(away);
        }
    }
}
