package daftar.projectors;

import daftar.projectors.Elasticsearch.Answer;
import daftar.readmodel.ReadModel;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** Counts and sums up what is in an index, whatever the order of its documents. */
final class Contents {

    private static final int PAGE = 1_000;
    private static final String KEPT = "5m";

    /** @param checksum the sum of the documents' hashes, ids included */
    record Sum(long documents, String checksum) {}

    /** An index as it was when this was opened. */
    record View(ReadModel model, String pointInTime) {}

    private final Elasticsearch elasticsearch;
    private final Indexes indexes;

    Contents(Elasticsearch elasticsearch, Indexes indexes) {
        this.elasticsearch = elasticsearch;
        this.indexes = indexes;
    }

    View open(ReadModel model, int version) {
        Answer answer =
                elasticsearch.post("/" + model.index(indexes.prefix(), version) + "/_pit?keep_alive=" + KEPT, null);
        Indexes.demand(answer);
        return new View(model, answer.body().path("id").asString());
    }

    void close(View view) {
        elasticsearch.delete("/_pit", Map.of("id", view.pointInTime()));
    }

    /** Tickets that have events after a position. */
    Set<String> changedSince(long position, int version) {
        Set<String> tickets = new HashSet<>();
        View view = open(ReadModel.TIMELINE, version);
        try {
            each(
                    view,
                    Map.of("range", Map.of("position", Map.of("gt", position))),
                    List.of("ticket"),
                    hit -> tickets.add(hit.path("_source").path("ticket").asString()));
        } finally {
            close(view);
        }
        return tickets;
    }

    /** @param except tickets that are left out */
    Sum sum(View view, Set<String> except) {
        long[] sum = {0, 0};
        String owner = view.model() == ReadModel.TICKETS ? "id" : "ticket";
        MessageDigest digest = sha256();
        each(view, Map.of("match_all", Map.of()), null, hit -> {
            JsonNode source = hit.path("_source");
            if (except.contains(source.path(owner).asString())) {
                return;
            }
            String content = hit.path("_id").asString() + source;
            byte[] hash = digest.digest(content.getBytes(StandardCharsets.UTF_8));
            long value = 0;
            for (int i = 0; i < Long.BYTES; i++) {
                value = value << 8 | hash[i] & 0xff;
            }
            sum[0]++;
            sum[1] += value;
        });
        return new Sum(sum[0], HexFormat.of().toHexDigits(sum[1]));
    }

    private void each(
            View view,
            Map<String, ?> query,
            @org.jspecify.annotations.Nullable List<String> fields,
            java.util.function.Consumer<JsonNode> consumer) {
        JsonNode after = null;
        while (true) {
            Map<String, Object> search = new LinkedHashMap<>();
            search.put("size", PAGE);
            search.put("query", query);
            search.put("pit", Map.of("id", view.pointInTime(), "keep_alive", KEPT));
            search.put("sort", List.of(Map.of("_shard_doc", "asc")));
            search.put("track_total_hits", false);
            if (fields != null) {
                search.put("_source", fields);
            }
            if (after != null) {
                search.put("search_after", after);
            }
            Answer answer = elasticsearch.post("/_search", search);
            Indexes.demand(answer);
            List<JsonNode> hits = new ArrayList<>();
            answer.body().path("hits").path("hits").forEach(hits::add);
            hits.forEach(consumer);
            if (hits.size() < PAGE) {
                return;
            }
            after = hits.getLast().path("sort");
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
