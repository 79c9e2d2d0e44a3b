package daftar.projectors;

import daftar.projectors.Elasticsearch.Answer;
import daftar.readmodel.DocumentJson;
import daftar.readmodel.ReadModel;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The indexes of an installation: the read models behind their aliases, and {@code control}, which holds tokens, dead
 * letters, progress and which versions of the read models are written.
 *
 * <p>What is written is looked up at most {@link #FRESH_MILLIS} before a batch begins. Whoever has changed it and waits
 * longer than that knows that every batch that begins from then on, on any node, follows it.
 */
public final class Indexes {

    private static final Logger log = LoggerFactory.getLogger(Indexes.class);

    /** How old a node's knowledge of what is written may be when a batch begins. */
    static final long FRESH_MILLIS = 250;

    /** After this every node knows what was published. */
    static final long EVERY_NODE_KNOWS_MILLIS = 2 * FRESH_MILLIS;

    private static final String VERSIONS = "versions";
    private static final String REBUILD = "rebuild";

    /**
     * Which versions are there.
     *
     * @param current behind the aliases
     * @param written the versions that every event goes to
     */
    public record Versions(int current, List<Integer> written) {}

    /** The indexes that a document is written to. */
    record Targets(Versions versions, Map<ReadModel, List<String>> all) {

        List<String> indexes(ReadModel model) {
            return all.getOrDefault(model, List.of());
        }
    }

    private final Elasticsearch elasticsearch;
    private final String prefix;
    private final int replicas;
    private volatile Targets targets;
    private volatile long readAt;

    /**
     * @param prefix of every name, so that installations and tests can share a cluster; may be empty
     * @param replicas copies of each shard besides the first; 0 for a single node
     */
    public Indexes(Elasticsearch elasticsearch, String prefix, int replicas) {
        this.elasticsearch = elasticsearch;
        this.prefix = prefix;
        this.replicas = replicas;
        this.targets = targets(new Versions(1, List.of(1)));
        this.readAt = System.nanoTime() - 2 * FRESH_MILLIS * 1_000_000;
    }

    public String prefix() {
        return prefix;
    }

    /** The index of tokens, dead letters and progress. */
    public String control() {
        return prefix + "control";
    }

    /** Creates what is missing. Safe to be called by several nodes at once, and each time a node starts. */
    public void ensure() {
        elasticsearch.patiently(() -> {
            ensureControl();
            Answer made = elasticsearch.put(
                    "/" + control() + "/_create/" + VERSIONS,
                    Map.of("kind", VERSIONS, "versions", new Versions(1, List.of(1))));
            if (made.ok()) {
                log.info("Read models begin at version 1 under the prefix '{}'", prefix);
            }
            Versions versions = readVersions();
            Set<String> aliases = new HashSet<>();
            for (int version : versions.written()) {
                aliases.addAll(create(version));
            }
            List<Map<String, Object>> missing = new ArrayList<>();
            for (ReadModel model : ReadModel.values()) {
                if (!aliases.contains(model.alias(prefix))) {
                    missing.add(pointed(model, versions.current()));
                }
            }
            if (!missing.isEmpty()) {
                demand(elasticsearch.post("/_aliases", Map.of("actions", missing)));
            }
            targets = targets(versions);
            readAt = System.nanoTime();
            return null;
        });
    }

    /**
     * Creates the index of tokens, dead letters and progress alone, where it is missing. It is written each second and searched
     * seldom, so whoever searches it refreshes it.
     */
    void ensureControl() {
        if (elasticsearch.get("/" + control()).status() != 404) {
            return;
        }
        String definition = """
                {"settings": {"number_of_shards": 1, "number_of_replicas": %d, "refresh_interval": "-1"},
                 "mappings": {"dynamic": false, "properties": {
                   "kind": {"type": "keyword"}, "processor": {"type": "keyword"}, "segment": {"type": "integer"},
                   "group": {"type": "keyword"}, "sequence": {"type": "keyword"}, "lastTouched": {"type": "date"},
                   "claimedAt": {"type": "date"}, "size": {"type": "integer"}}}}
                """.formatted(replicas);
        createIndex(control(), definition);
    }

    /**
     * Creates the indexes of a version, where they are missing: all at once, since Elasticsearch takes a second for one when it
     * has just started.
     *
     * @return the aliases that those have which were there
     */
    Set<String> create(int version) {
        JsonNode there = elasticsearch
                .get(names(version) + "/_alias?ignore_unavailable=true")
                .body();
        List<Future<?>> made = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (ReadModel model : ReadModel.values()) {
                String index = model.index(prefix, version);
                made.add(threads.submit(
                        there.has(index) ? () -> grow(index, model) : () -> createIndex(index, stamped(model))));
            }
        }
        made.forEach(Indexes::demand);
        Set<String> aliases = new HashSet<>();
        for (JsonNode index : there) {
            aliases.addAll(index.path("aliases").propertyNames());
        }
        return aliases;
    }

    /** @throws RuntimeException as it was thrown there */
    private static void demand(Future<?> ended) {
        if (ended.state() == Future.State.FAILED) {
            throw ended.exceptionNow() instanceof RuntimeException fault
                    ? fault
                    : new IllegalStateException(ended.exceptionNow());
        }
    }

    /**
     * Lets an index that an older make has made take the fields of this one. What was written before has none of them until a
     * rebuild, and the index goes on to say by what it was made.
     */
    private void grow(String index, ReadModel model) {
        JsonNode fields = DocumentJson.mapper()
                .readTree(model.definition(replicas))
                .path("mappings")
                .path("properties");
        demand(elasticsearch.put("/" + index + "/_mapping", Map.of("properties", fields)));
    }

    /** The definition, with what its documents will be made by. */
    private String stamped(ReadModel model) {
        ObjectNode definition = (ObjectNode) DocumentJson.mapper().readTree(model.definition(replicas));
        ((ObjectNode) definition.path("mappings")).putObject("_meta").put("stamp", model.stamp());
        return definition.toString();
    }

    /** Whether an index was made by the folds and the definition that this node has; not, where it does not say. */
    boolean isOfThisMake(ReadModel model, int version) {
        String index = model.index(prefix, version);
        Answer answer = elasticsearch.get("/" + index + "/_mapping");
        JsonNode stamp =
                answer.body().path(index).path("mappings").path("_meta").path("stamp");
        return answer.ok() && model.stamp().equals(stamp.asString(""));
    }

    private void createIndex(String index, String definition) {
        Answer answer = elasticsearch.put("/" + index, definition);
        boolean byAnother = answer.status() == 400
                && answer.body().path("error").path("type").asString("").equals("resource_already_exists_exception");
        if (!byAnother) {
            demand(answer);
        }
    }

    /** Deletes the indexes of a version that is not behind the aliases. */
    void drop(int version) {
        elasticsearch.delete(names(version) + "?ignore_unavailable=true");
    }

    /** The versions as Elasticsearch has them now. */
    public Versions readVersions() {
        Answer answer = elasticsearch.get("/" + control() + "/_doc/" + VERSIONS);
        if (!answer.ok()) {
            throw new ElasticsearchAway("the index " + control() + " has not been set up: " + answer.reason());
        }
        return DocumentJson.mapper().treeToValue(answer.body().path("_source").path("versions"), Versions.class);
    }

    void writeVersions(Versions versions) {
        demand(elasticsearch.put(
                "/" + control() + "/_doc/" + VERSIONS, Map.of("kind", VERSIONS, "versions", versions)));
        targets = targets(versions);
        readAt = System.nanoTime();
    }

    /** Where a batch that begins now has to be written. */
    Targets current() {
        if (System.nanoTime() - readAt > FRESH_MILLIS * 1_000_000) {
            long asked = System.nanoTime();
            Versions versions = readVersions();
            if (!versions.equals(targets.versions())) {
                log.info(
                        "Read models are written in version {}, read in version {}",
                        versions.written(),
                        versions.current());
                targets = targets(versions);
            }
            readAt = asked;
        }
        return targets;
    }

    /** Only this version, as its rebuild writes it. */
    Targets only(int version) {
        return targets(new Versions(version, List.of(version)));
    }

    /** Points all aliases to another version, in one step. */
    void switchTo(int version) {
        List<Map<String, Object>> actions = new ArrayList<>();
        for (ReadModel model : ReadModel.values()) {
            actions.add(Map.of("remove", Map.of("index", model.alias(prefix) + "-*", "alias", model.alias(prefix))));
            actions.add(pointed(model, version));
        }
        demand(elasticsearch.post("/_aliases", Map.of("actions", actions)));
    }

    /** The action that points a read model's alias to a version. */
    private Map<String, Object> pointed(ReadModel model, int version) {
        return Map.of("add", Map.of("index", model.index(prefix, version), "alias", model.alias(prefix)));
    }

    /** Makes everything that was written so far visible to searches. */
    void refresh(int version) {
        demand(elasticsearch.post(names(version) + "/_refresh", null));
    }

    /** Settings for a version that is filled and that nobody reads: no refresh, no copies. */
    void fill(int version) {
        configure(version, Map.of("refresh_interval", "-1", "number_of_replicas", 0));
    }

    /** Settings for a version that is read, all of it on disk and visible to searches. */
    void serve(int version) {
        // null: Elasticsearch's own way, see settings.json
        Map<String, @Nullable Object> settings = new HashMap<>();
        settings.put("refresh_interval", null);
        settings.put("number_of_replicas", replicas);
        configure(version, settings);
        demand(elasticsearch.post(names(version) + "/_flush", null));
        refresh(version);
        if (replicas > 0) {
            // a version without its copies is switched to all the same: the cluster goes on making them
            elasticsearch.get("/_cluster/health" + names(version) + "?wait_for_status=green&timeout=20s");
        }
    }

    private void configure(int version, Map<String, ? extends @Nullable Object> settings) {
        demand(elasticsearch.put(names(version) + "/_settings", Map.of("index", settings)));
    }

    private String names(int version) {
        StringBuilder names = new StringBuilder();
        for (ReadModel model : ReadModel.values()) {
            names.append(names.isEmpty() ? "/" : ",").append(model.index(prefix, version));
        }
        return names.toString();
    }

    /** How far a rebuild had come that was not ended; null if there is none. */
    @Nullable RebuildState rebuild() {
        Answer answer = elasticsearch.get("/" + control() + "/_doc/" + REBUILD);
        return answer.ok()
                ? DocumentJson.mapper().treeToValue(answer.body().path("_source"), RebuildState.class)
                : null;
    }

    void keep(RebuildState state) {
        demand(elasticsearch.put("/" + control() + "/_doc/" + REBUILD, state));
    }

    void forgetRebuild() {
        elasticsearch.delete("/" + control() + "/_doc/" + REBUILD);
    }

    private Targets targets(Versions versions) {
        Map<ReadModel, List<String>> all = new EnumMap<>(ReadModel.class);
        for (ReadModel model : ReadModel.values()) {
            all.put(
                    model,
                    versions.written().stream()
                            .map(version -> model.index(prefix, version))
                            .toList());
        }
        return new Targets(versions, all);
    }

    static void demand(Answer answer) {
        if (!answer.ok()) {
            throw new IllegalStateException("Elasticsearch refuses: " + answer.reason());
        }
    }
}
