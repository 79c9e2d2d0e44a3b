package daftar.app.redaction;

import co.elastic.clients.transport.rest5_client.low_level.Request;
import co.elastic.clients.transport.rest5_client.low_level.Rest5Client;
import daftar.embedded.eventstore.EmbeddedEventStore;
import daftar.readmodel.ReadModel;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

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
        perform(request);
    }

    private void post(String path, @Nullable String json) {
        Request request = new Request("POST", path);
        if (json != null) {
            request.setJsonEntity(json);
        }
        perform(request);
    }

    private void perform(Request request) {
        try {
            var unused = elasticsearch.performRequest(request);
        } catch (IOException away) {
            throw new UncheckedIOException(away);
        }
    }
}
