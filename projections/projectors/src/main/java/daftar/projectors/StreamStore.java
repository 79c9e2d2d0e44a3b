package daftar.projectors;

import static java.util.Objects.requireNonNull;

import daftar.projectors.Elasticsearch.Answer;
import daftar.readmodel.DocumentJson;
import daftar.readmodel.ReadModel;
import daftar.readmodel.StreamDocument;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** Reads the documents of streams by id, in real time. */
final class StreamStore {

    private final Elasticsearch elasticsearch;
    private final Indexes indexes;

    StreamStore(Elasticsearch elasticsearch, Indexes indexes) {
        this.elasticsearch = elasticsearch;
        this.indexes = indexes;
    }

    /** The documents that are there, of these streams, in one request. */
    Map<String, StreamDocument> load(Collection<String> streams, int version) {
        if (streams.isEmpty()) {
            return Map.of();
        }
        List<Map<String, String>> wanted = new ArrayList<>(streams.size());
        for (String stream : streams) {
            ReadModel model = requireNonNull(ReadModel.ofStream(stream), stream);
            wanted.add(Map.of("_index", model.index(indexes.prefix(), version), "_id", stream));
        }
        Answer answer = elasticsearch.post("/_mget", Map.of("docs", wanted));
        if (!answer.ok()) {
            throw new ElasticsearchAway("the documents of streams cannot be read: " + answer.reason());
        }
        Map<String, StreamDocument> found = new HashMap<>();
        for (JsonNode doc : answer.body().path("docs")) {
            if (doc.has("error")) {
                throw new ElasticsearchAway("a document cannot be read: " + doc.path("error"));
            }
            if (doc.path("found").asBoolean(false)) {
                String stream = doc.path("_id").asString();
                ReadModel model = requireNonNull(ReadModel.ofStream(stream), stream);
                found.put(
                        stream, (StreamDocument) DocumentJson.mapper().treeToValue(doc.path("_source"), model.type()));
            }
        }
        return found;
    }
}
