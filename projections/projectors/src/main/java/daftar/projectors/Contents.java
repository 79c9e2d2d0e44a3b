package daftar.projectors;

import daftar.projectors.Elasticsearch.Answer;
import daftar.readmodel.DocumentJson;
import daftar.readmodel.ReadModel;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * Reads all of an index, as it was at an instant, to count and sum it up or to look at some of it. Documents are hashed as
 * the bytes that were sent to Elasticsearch, which gives them back as they are.
 */
final class Contents {

    private static final int PAGE = 2_000;
    private static final int BUCKETS = 4_096;
    private static final String KEPT = "5m";
    private static final String WANTED = "hits.hits._id,hits.hits._source,hits.hits.sort";

    /** An index as it was when this was opened. */
    record View(ReadModel model, String pointInTime) {}

    /**
     * A document as it is stored.
     *
     * @param ticket whose it is, or which article's
     * @param version the stream's revision that it was made by, plus 1
     */
    record Stored(String id, String ticket, long version, byte[] source) {}

    /** What an index holds, whatever the order: documents and the sum of their hashes, both by the hash of their ids. */
    static final class Sums {
        private final int[] documents = new int[BUCKETS];
        private final long[] hashes = new long[BUCKETS];
        private final MessageDigest digest = sha256();

        private void add(Stored stored) {
            int bucket = bucket(stored.id());
            digest.update(stored.id().getBytes(java.nio.charset.StandardCharsets.UTF_8));
            byte[] hash = digest.digest(stored.source());
            long value = 0;
            for (int i = 0; i < Long.BYTES; i++) {
                value = value << 8 | hash[i] & 0xff;
            }
            documents[bucket]++;
            hashes[bucket] += value;
        }

        long documents() {
            long all = 0;
            for (int each : documents) {
                all += each;
            }
            return all;
        }

        String checksum() {
            long all = 0;
            for (long each : hashes) {
                all += each;
            }
            return HexFormat.of().toHexDigits(all);
        }

        /** The buckets in which the documents are not the same. */
        BitSet differing(Sums other) {
            BitSet differing = new BitSet(BUCKETS);
            for (int i = 0; i < BUCKETS; i++) {
                differing.set(i, documents[i] != other.documents[i] || hashes[i] != other.hashes[i]);
            }
            return differing;
        }
    }

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

    /** @param except tickets that are left out */
    Sums sum(View view, Set<String> except) {
        Sums sums = new Sums();
        each(view, stored -> {
            if (!except.contains(stored.ticket())) {
                sums.add(stored);
            }
        });
        return sums;
    }

    /** The documents of some buckets, by id. */
    Map<String, Stored> in(View view, BitSet buckets, Set<String> except) {
        Map<String, Stored> found = new HashMap<>();
        each(view, stored -> {
            if (buckets.get(bucket(stored.id())) && !except.contains(stored.ticket())) {
                found.put(stored.id(), stored);
            }
        });
        return found;
    }

    private static int bucket(String id) {
        return Math.floorMod(id.hashCode() * 0x9E3779B9, BUCKETS);
    }

    private void each(View view, Consumer<Stored> consumer) {
        String owner = view.model().isOfStreams() ? "id" : "ticket";
        String version = view.model().isOfStreams() ? "revision" : "version";
        long[] after = {-1};
        int hits;
        do {
            Map<String, Object> search = new LinkedHashMap<>();
            search.put("size", PAGE);
            search.put("pit", Map.of("id", view.pointInTime(), "keep_alive", KEPT));
            search.put("sort", List.of(Map.of("_shard_doc", "asc")));
            search.put("track_total_hits", false);
            if (after[0] >= 0) {
                search.put("search_after", List.of(after[0]));
            }
            byte[] page = elasticsearch.patiently(() -> elasticsearch.searchRaw(search, WANTED));
            hits = read(page, owner, version, after, consumer);
        } while (hits == PAGE);
    }

    /** Reads {@code {"hits":{"hits":[{"_id":…,"_source":{…},"sort":[…]},…]}}}; how many hits there were. */
    private static int read(byte[] page, String owner, String version, long[] after, Consumer<Stored> consumer) {
        int hits = 0;
        String id = null;
        try (JsonParser json = DocumentJson.mapper().createParser(page)) {
            for (JsonToken token = json.nextToken(); token != null; token = json.nextToken()) {
                if (token != JsonToken.PROPERTY_NAME) {
                    continue;
                }
                switch (json.currentName()) {
                    case "_id" -> id = json.nextStringValue();
                    case "_source" -> {
                        json.nextToken();
                        consumer.accept(source(page, json, id, owner, version));
                        hits++;
                    }
                    case "sort" -> {
                        json.nextToken();
                        json.nextToken();
                        after[0] = json.getLongValue();
                    }
                    default -> {}
                }
            }
        }
        return hits;
    }

    private static Stored source(
            byte[] page, JsonParser json, @Nullable String id, String ownerField, String versionField) {
        int from = (int) json.currentTokenLocation().getByteOffset();
        String owner = "";
        long version = -1;
        while (json.nextToken() == JsonToken.PROPERTY_NAME) {
            String field = json.currentName();
            json.nextToken();
            if (field.equals(ownerField)) {
                owner = json.getString();
            } else if (field.equals(versionField)) {
                version = json.getLongValue();
            } else {
                json.skipChildren();
            }
        }
        int to = (int) json.currentLocation().getByteOffset();
        return new Stored(id == null ? "" : id, owner, version, java.util.Arrays.copyOfRange(page, from, to));
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
