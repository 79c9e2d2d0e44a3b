package daftar.projectors;

import daftar.projectors.Elasticsearch.Answer;
import daftar.readmodel.DocumentJson;
import daftar.readmodel.ReadModel;
import daftar.readmodel.TicketDocument;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** Reads tickets' documents by id, in real time. */
final class TicketStore {

    private final Elasticsearch elasticsearch;
    private final Indexes indexes;

    TicketStore(Elasticsearch elasticsearch, Indexes indexes) {
        this.elasticsearch = elasticsearch;
        this.indexes = indexes;
    }

    /** The documents that are there, of these tickets, in one request. */
    Map<String, TicketDocument> load(Collection<String> tickets, int version) {
        if (tickets.isEmpty()) {
            return Map.of();
        }
        String index = ReadModel.TICKETS.index(indexes.prefix(), version);
        List<String> ids = new ArrayList<>(tickets);
        Answer answer = elasticsearch.post("/" + index + "/_mget", Map.of("ids", ids));
        if (!answer.ok()) {
            throw new ElasticsearchAway("the index " + index + " cannot be read: " + answer.reason());
        }
        Map<String, TicketDocument> found = new HashMap<>();
        for (JsonNode doc : answer.body().path("docs")) {
            if (doc.has("error")) {
                throw new ElasticsearchAway("a ticket cannot be read: " + doc.path("error"));
            }
            if (doc.path("found").asBoolean(false)) {
                TicketDocument ticket = DocumentJson.mapper().treeToValue(doc.path("_source"), TicketDocument.class);
                found.put(ticket.id(), ticket);
            }
        }
        return found;
    }
}
