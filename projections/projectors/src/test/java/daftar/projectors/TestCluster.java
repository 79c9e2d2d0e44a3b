package daftar.projectors;

import co.elastic.clients.transport.rest5_client.low_level.Rest5Client;
import daftar.embedded.elasticsearch.ElasticsearchForTests;
import daftar.readmodel.DocumentJson;
import daftar.readmodel.ReadModel;
import daftar.readmodel.TicketDocument;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.InstantSource;
import java.util.Map;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.message.BasicHeader;
import org.axonframework.serialization.Serializer;
import org.axonframework.serialization.json.JacksonSerializer;
import tools.jackson.databind.JsonNode;

/** A suite's own share of the tests' Elasticsearch. */
final class TestCluster implements AutoCloseable {

    static final Serializer TOKENS = JacksonSerializer.defaultSerializer();

    final Rest5Client client;
    final Elasticsearch elasticsearch;
    final String prefix;
    final Indexes indexes;

    TestCluster(ElasticsearchForTests server) {
        client = client(server.uri(), server.authorization());
        elasticsearch = new Elasticsearch(client);
        prefix = server.newPrefix();
        indexes = new Indexes(elasticsearch, prefix, 0);
    }

    static Rest5Client client(java.net.URI uri, String authorization) {
        return Rest5Client.builder(uri)
                .setDefaultHeaders(new Header[] {new BasicHeader("Authorization", authorization)})
                .build();
    }

    Projections projections(TestLog log, String node) {
        return Projections.of(
                new Projections.Parts(
                        client,
                        log.store,
                        log.engine,
                        log.serializer,
                        TOKENS,
                        log.seal::openBut,
                        log.log::head,
                        new SimpleMeterRegistry(),
                        InstantSource.system()),
                Projections.Settings.of(prefix, 0, node));
    }

    JsonNode get(ReadModel model, String id) {
        return elasticsearch
                .get("/" + model.alias(prefix) + "/_doc/" + Elasticsearch.part(id))
                .body()
                .path("_source");
    }

    TicketDocument ticket(String id) {
        return DocumentJson.mapper().treeToValue(get(ReadModel.TICKETS, id), TicketDocument.class);
    }

    long count(ReadModel model, String ticket) {
        elasticsearch.post("/" + model.alias(prefix) + "/_refresh", null);
        return elasticsearch
                .post("/" + model.alias(prefix) + "/_count", Map.of("query", Map.of("term", Map.of("ticket", ticket))))
                .body()
                .path("count")
                .asLong();
    }

    /** All that the timeline says of a ticket. */
    String timeline(String ticket) {
        elasticsearch.post("/" + ReadModel.TIMELINE.alias(prefix) + "/_refresh", null);
        return elasticsearch
                .post(
                        "/" + ReadModel.TIMELINE.alias(prefix) + "/_search",
                        Map.of("size", 100, "query", Map.of("term", Map.of("ticket", ticket))))
                .body()
                .toString();
    }

    /** As if the processor had never stored how far it was. */
    void forgetTokens() {
        for (int segment = 0; segment < 4; segment++) {
            elasticsearch.delete("/" + indexes.control() + "/_doc/"
                    + Elasticsearch.part("token-" + Projections.PROCESSOR + "[" + segment + "]"));
        }
    }

    @Override
    public void close() {
        elasticsearch.delete("/" + prefix + "control?ignore_unavailable=true");
        indexes.drop(1);
        indexes.drop(2);
        try {
            client.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
