package daftar.ledgertree;

import daftar.ledger.Hash;
import daftar.ledger.Leaf;
import daftar.ledger.Tile;
import daftar.projectors.Elasticsearch;
import daftar.projectors.Elasticsearch.Answer;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The tree in Elasticsearch: a document for each tile of hashes, one for the leaves of each tile of level 0, one for how far all
 * that is. A document's version is the number of its hashes or leaves, so an older state of a tile never replaces a newer
 * one, whichever node writes it. Safe for many threads.
 */
public final class Tiles {

    private static final String STATE = "state";
    private static final int REMEMBERED = 1_024;
    private static final int CONFLICT = 409;

    private final Elasticsearch elasticsearch;
    private final String index;
    private final int replicas;

    /** What was read of tiles: it is added to, and never changes. */
    private final Map<Tile, byte[]> remembered =
            Collections.synchronizedMap(new LinkedHashMap<>(REMEMBERED, 0.75f, true) {
                private static final long serialVersionUID = 1L;

                @Override
                protected boolean removeEldestEntry(Map.Entry<Tile, byte[]> eldest) {
                    return size() > REMEMBERED;
                }
            });

    /** @param prefix of the names of all indexes @param replicas of the index */
    public Tiles(Elasticsearch elasticsearch, String prefix, int replicas) {
        this.elasticsearch = elasticsearch;
        this.index = prefix + "ledger";
        this.replicas = replicas;
    }

    /** Leaves of a tile of level 0, from its first on. */
    record LeafTile(long index, List<KeptLeaf> leaves) {}

    /** The state with what guards its next writing. */
    record Guarded(
            TreeState state,
            @Nullable Long sequence,
            @Nullable Long term) {}

    /** Another node has written meanwhile. */
    static final class Overtaken extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Overtaken() {
            super("another node keeps the ledger's tree", null, false, false);
        }
    }

    /** Creates the index where it is missing. What leaves are found by is in the leaves already, and not stored beside. */
    void ensure() {
        if (elasticsearch.get("/" + index).status() != 404) {
            return;
        }
        Answer made = elasticsearch.put("/" + index, """
                {"settings": {"number_of_shards": 1, "number_of_replicas": %d},
                 "mappings": {"dynamic": false,
                 "_source": {"excludes": ["events", "streams"]},
                 "properties": {
                   "events": {"type": "keyword", "doc_values": false},
                   "streams": {"type": "keyword", "doc_values": false},
                   "first": {"type": "long"}}}}
                """.formatted(replicas));
        boolean byAnother = made.status() == 400
                && made.body().at("/error/type").asString("").equals("resource_already_exists_exception");
        if (!byAnother) {
            demand(made);
        }
    }

    /** Forgets everything. For whom writes alone. */
    void clear() {
        elasticsearch.delete("/" + index + "?ignore_unavailable=true");
        remembered.clear();
        ensure();
    }

    Guarded state() {
        Answer answer = elasticsearch.get("/" + index + "/_doc/" + STATE);
        if (!answer.ok()) {
            return new Guarded(TreeState.START, null, null);
        }
        JsonNode source = answer.body().path("_source");
        JsonNode position = source.path("position");
        JsonNode disagreement = source.path("disagreement");
        return new Guarded(
                new TreeState(
                        source.path("size").asLong(),
                        position.isNumber() ? position.asLong() : null,
                        source.path("lastLeaf").asLong(-1),
                        disagreement.isString() ? disagreement.asString() : null,
                        source.path("anew").asBoolean(false)),
                answer.body().path("_seq_no").asLong(),
                answer.body().path("_primary_term").asLong());
    }

    /** @throws Overtaken if it was written since it was read */
    Guarded save(TreeState state, Guarded before) {
        Map<String, Object> document = new HashMap<>();
        document.put("size", state.size());
        document.put("lastLeaf", state.lastLeaf());
        if (state.position() != null) {
            document.put("position", state.position());
        }
        if (state.anew()) {
            document.put("anew", true);
        }
        if (state.disagreement() != null) {
            document.put("disagreement", state.disagreement());
        }
        String path = "/" + index + "/";
        Answer answer = elasticsearch.put(
                before.sequence() == null
                        ? path + "_create/" + STATE
                        : path + "_doc/" + STATE + "?if_seq_no=" + before.sequence() + "&if_primary_term="
                                + before.term(),
                document);
        if (answer.status() == CONFLICT) {
            throw new Overtaken();
        }
        demand(answer);
        return new Guarded(
                state,
                answer.body().path("_seq_no").asLong(),
                answer.body().path("_primary_term").asLong());
    }

    /** Writes tiles of hashes, and leaves; each tile as far as it is filled. */
    void write(Map<Tile, byte[]> tiles, Collection<LeafTile> leaves) {
        ByteArrayOutputStream bulk = new ByteArrayOutputStream(1 << 20);
        tiles.forEach((tile, hashes) -> {
            action(bulk, id(tile), hashes.length / Hash.LENGTH);
            line(bulk, "{\"hashes\":\"" + base64(hashes) + "\"}");
        });
        for (LeafTile tile : leaves) {
            action(bulk, "leaves-" + tile.index(), tile.leaves().size());
            line(bulk, document(tile));
        }
        byte[] lines = bulk.toByteArray();
        Answer answer = elasticsearch.bulk(lines, lines.length);
        demand(answer);
        if (answer.body().path("errors").asBoolean(false)) {
            for (JsonNode item : answer.body().path("items")) {
                int status = item.path("index").path("status").asInt();
                if (status >= 300 && status != CONFLICT) {
                    throw new IllegalStateException("Elasticsearch refuses a tile: " + item);
                }
            }
        }
    }

    private void action(ByteArrayOutputStream bulk, String id, int version) {
        line(
                bulk,
                "{\"index\":{\"_index\":\"" + index + "\",\"_id\":\"" + id + "\",\"version\":" + version
                        + ",\"version_type\":\"external\"}}");
    }

    private static String document(LeafTile tile) {
        Set<String> streams = new LinkedHashSet<>();
        StringBuilder events = new StringBuilder(tile.leaves().size() * 40);
        StringBuilder positions = new StringBuilder(tile.leaves().size() * 8);
        List<Leaf> leaves = new ArrayList<>(tile.leaves().size());
        for (KeptLeaf kept : tile.leaves()) {
            String comma = leaves.isEmpty() ? "" : ",";
            leaves.add(kept.leaf());
            streams.add(kept.leaf().stream());
            events.append(comma).append('"').append(kept.leaf().eventId()).append('"');
            positions.append(comma).append(kept.position());
        }
        StringBuilder names = new StringBuilder();
        for (String stream : streams) {
            names.append(names.isEmpty() ? "" : ",").append('"');
            names.append(tools.jackson.core.io.JsonStringEncoder.getInstance().quoteAsCharArray(stream));
            names.append('"');
        }
        return "{\"tile\":" + tile.index() + ",\"first\":"
                + tile.leaves().getFirst().position() + ",\"events\":[" + events
                + "],\"streams\":[" + names + "],\"positions\":[" + positions + "],\"leaves\":\""
                + base64(Leaf.joined(leaves)) + "\"}";
    }

    /** The hashes of these tiles as they are kept now; those that are not kept have none. */
    public Tile.Hashes read(Set<Tile> wanted) {
        return read(wanted, tile -> Tile.WIDTH);
    }

    /** As many hashes of these tiles as a tree of a size has, out of memory where that holds so many. */
    Tile.Hashes read(Set<Tile> wanted, long size) {
        return read(wanted, tile -> tile.filledAt(size));
    }

    private Tile.Hashes read(Set<Tile> wanted, ToIntFunction<Tile> enough) {
        Map<Tile, byte[]> found = new HashMap<>();
        Map<String, Tile> missing = new LinkedHashMap<>();
        for (Tile tile : wanted) {
            byte[] known = remembered.get(tile);
            if (known == null || known.length < enough.applyAsInt(tile) * Hash.LENGTH) {
                missing.put(id(tile), tile);
            } else {
                found.put(tile, known);
            }
        }
        if (!missing.isEmpty()) {
            for (JsonNode document : documents(missing.keySet())) {
                Tile tile = missing.get(document.path("_id").asString());
                if (tile != null) {
                    byte[] hashes = bytes(document.path("_source").path("hashes"));
                    found.put(tile, hashes);
                    remember(tile, hashes);
                }
            }
        }
        return tile -> found.getOrDefault(tile, new byte[0]);
    }

    private void remember(Tile tile, byte[] hashes) {
        remembered.merge(tile, hashes, (known, read) -> read.length > known.length ? read : known);
    }

    /** Some leaves' tile; null where it is not kept. */
    @Nullable LeafTile leaves(long tile) {
        List<JsonNode> found = documents(List.of("leaves-" + tile));
        return found.isEmpty() ? null : leafTile(found.getFirst().path("_source"));
    }

    /** The leaf of an event; null where there is none, or none yet that a search sees. */
    @Nullable KeptLeaf byEvent(String eventId) {
        UUID id = UUID.fromString(eventId);
        return first(
                Map.of("query", Map.of("term", Map.of("events", eventId)), "size", 1),
                kept -> kept.leaf().eventId().equals(id));
    }

    /** The leaf at a position of the log; null where there is none. */
    @Nullable KeptLeaf byPosition(long position) {
        return first(
                Map.of(
                        "query",
                        Map.of("range", Map.of("first", Map.of("lte", position))),
                        "sort",
                        List.of(Map.of("first", "desc")),
                        "size",
                        1),
                kept -> kept.position() == position);
    }

    private @Nullable KeptLeaf first(Map<String, ?> search, Predicate<KeptLeaf> wanted) {
        for (JsonNode hit : hits(search)) {
            LeafTile tile = leafTile(hit.path("_source"));
            for (KeptLeaf kept : tile.leaves()) {
                if (wanted.test(kept)) {
                    // a proof asks for these next
                    remember(new Tile(0, tile.index()), hashes(tile.leaves()));
                    return kept;
                }
            }
        }
        return null;
    }

    private static byte[] hashes(List<KeptLeaf> leaves) {
        ByteBuffer hashes = ByteBuffer.allocate(leaves.size() * Hash.LENGTH);
        leaves.forEach(kept -> hashes.put(kept.leaf().hash().bytes()));
        return hashes.array();
    }

    /** The leaves of a stream below an index of the tree, in their order. Sees what was written before the call. */
    List<KeptLeaf> ofStream(String stream, long below) {
        demand(elasticsearch.post("/" + index + "/_refresh", null));
        List<KeptLeaf> found = new ArrayList<>();
        long after = -1;
        while (true) {
            List<JsonNode> hits = hits(Map.of(
                    "query",
                    Map.of(
                            "bool",
                            Map.of(
                                    "filter",
                                    List.of(
                                            Map.of("term", Map.of("streams", stream)),
                                            Map.of("range", Map.of("first", Map.of("gt", after)))))),
                    "sort",
                    List.of(Map.of("first", "asc")),
                    "size",
                    64));
            for (JsonNode hit : hits) {
                LeafTile tile = leafTile(hit.path("_source"));
                for (KeptLeaf kept : tile.leaves()) {
                    if (kept.index() < below && kept.leaf().stream().equals(stream)) {
                        found.add(kept);
                    }
                }
                after = tile.leaves().getFirst().position();
            }
            if (hits.isEmpty()) {
                return found;
            }
        }
    }

    private List<JsonNode> hits(Map<String, ?> search) {
        Answer answer = elasticsearch.post("/" + index + "/_search", search);
        if (answer.status() == 404) {
            return List.of();
        }
        demand(answer);
        return answer.body().path("hits").path("hits").valueStream().toList();
    }

    private List<JsonNode> documents(Collection<String> ids) {
        Answer answer = elasticsearch.post("/" + index + "/_mget", Map.of("ids", ids));
        if (answer.status() == 404) {
            return List.of();
        }
        demand(answer);
        return answer.body()
                .path("docs")
                .valueStream()
                .filter(document -> document.path("found").asBoolean(false))
                .toList();
    }

    private static LeafTile leafTile(JsonNode source) {
        long tile = source.path("tile").asLong();
        List<Leaf> leaves = Leaf.split(bytes(source.path("leaves")));
        JsonNode positions = source.path("positions");
        List<KeptLeaf> kept = new ArrayList<>(leaves.size());
        for (int i = 0; i < leaves.size(); i++) {
            kept.add(new KeptLeaf(tile * Tile.WIDTH + i, positions.path(i).asLong(-1), leaves.get(i)));
        }
        return new LeafTile(tile, kept);
    }

    private static String id(Tile tile) {
        return "hashes-" + tile.level() + "-" + tile.index();
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }

    private static byte[] bytes(JsonNode base64) {
        return Base64.getDecoder().decode(base64.asString());
    }

    private static void line(ByteArrayOutputStream bulk, String line) {
        bulk.writeBytes(line.getBytes(StandardCharsets.UTF_8));
        bulk.write('\n');
    }

    private static void demand(Answer answer) {
        if (!answer.ok()) {
            throw new IllegalStateException("Elasticsearch refuses: " + answer.reason());
        }
    }
}
