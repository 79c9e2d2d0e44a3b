package daftar.projectors;

import daftar.projectors.Elasticsearch.Answer;
import daftar.readmodel.DocumentJson;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.axonframework.eventhandling.Segment;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventhandling.tokenstore.TokenStore;
import org.axonframework.eventhandling.tokenstore.UnableToClaimTokenException;
import org.axonframework.eventhandling.tokenstore.UnableToInitializeTokenException;
import org.axonframework.serialization.Serializer;
import org.axonframework.serialization.SimpleSerializedObject;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Tracking tokens as documents, one per segment, each guarded by its sequence number and primary term: of two nodes that
 * write at once, one fails. A claim belongs to its owner until it is released or has not been renewed for the claim
 * timeout. While Elasticsearch is away every call waits, until {@link Elasticsearch#close}.
 */
public final class ElasticsearchTokenStore implements TokenStore {

    private static final String KIND = "token";
    private static final String CONFIG = "token-store";

    /**
     * A token as it is stored.
     *
     * @param token serialized; null for the start of the log
     * @param owner the node that has claimed it; null for none
     * @param claimedAt when the claim was last renewed
     */
    private record Entry(
            String kind,
            String processor,
            int segment,
            byte @Nullable [] token,
            @Nullable String type,
            @Nullable String owner,
            @Nullable Instant claimedAt) {}

    /** @param seqNo,term which write of the document this is */
    private record Stored(Entry entry, long seqNo, long term) {}

    private final Elasticsearch elasticsearch;
    private final Indexes indexes;
    private final Serializer serializer;
    private final String owner;
    private final Duration claimTimeout;
    private final InstantSource clock;
    /** This node's claims as it wrote them last, so that to store a token, or extend a claim, is one request. */
    private final Map<String, Stored> known = new ConcurrentHashMap<>();

    /**
     * @param serializer of tokens
     * @param owner this node's name, unique among all that run
     * @param claimTimeout after how long without a sign of its owner a claim may be taken
     */
    public ElasticsearchTokenStore(
            Elasticsearch elasticsearch,
            Indexes indexes,
            Serializer serializer,
            String owner,
            Duration claimTimeout,
            InstantSource clock) {
        this.elasticsearch = elasticsearch;
        this.indexes = indexes;
        this.serializer = serializer;
        this.owner = owner;
        this.claimTimeout = claimTimeout;
        this.clock = clock;
    }

    @Override
    public void initializeTokenSegments(String processorName, int segmentCount) throws UnableToClaimTokenException {
        initializeTokenSegments(processorName, segmentCount, null);
    }

    @Override
    public void initializeTokenSegments(String processorName, int segmentCount, @Nullable TrackingToken initialToken)
            throws UnableToClaimTokenException {
        if (fetchSegments(processorName).length > 0) {
            throw new UnableToClaimTokenException(
                    "Could not initialize segments of " + processorName + ". Some segments were already present.");
        }
        for (int segment = 0; segment < segmentCount; segment++) {
            initializeSegment(initialToken, processorName, segment);
        }
    }

    @Override
    public void initializeSegment(@Nullable TrackingToken token, String processorName, int segment)
            throws UnableToInitializeTokenException {
        Answer answer = elasticsearch.patiently(() ->
                elasticsearch.put(path("_create", processorName, segment), entry(token, processorName, segment, null)));
        if (!answer.ok()) {
            throw new UnableToInitializeTokenException(
                    "Segment " + segment + " of " + processorName + " is there already: " + answer.reason());
        }
    }

    @Override
    public void storeToken(@Nullable TrackingToken token, String processorName, int segment)
            throws UnableToClaimTokenException {
        Stored stored = known.get(key(processorName, segment));
        Entry entry = entry(token, processorName, segment, owner);
        if (stored == null || !write(stored, entry)) {
            claimed(processorName, segment, entry);
        }
    }

    @Override
    public @Nullable TrackingToken fetchToken(String processorName, int segment) throws UnableToClaimTokenException {
        return token(claimed(processorName, segment, null).entry());
    }

    @Override
    public void extendClaim(String processorName, int segment) throws UnableToClaimTokenException {
        Stored stored = known.get(key(processorName, segment));
        while (stored == null || !write(stored, renewed(stored.entry()))) {
            stored = load(processorName, segment);
            if (stored == null || !owner.equals(stored.entry().owner())) {
                throw new UnableToClaimTokenException("Segment " + segment + " of " + processorName
                        + " is not claimed by " + owner
                        + (stored == null ? "" : " but by " + stored.entry().owner()));
            }
        }
    }

    @Override
    public void releaseClaim(String processorName, int segment) {
        Stored stored = load(processorName, segment);
        if (stored != null && owner.equals(stored.entry().owner())) {
            Entry old = stored.entry();
            write(stored, new Entry(KIND, processorName, segment, old.token(), old.type(), null, null));
        }
    }

    @Override
    public void deleteToken(String processorName, int segment) throws UnableToClaimTokenException {
        Stored stored = load(processorName, segment);
        if (stored == null || !owner.equals(stored.entry().owner())) {
            throw new UnableToClaimTokenException(
                    "Segment " + segment + " of " + processorName + " is not claimed by " + owner + " and not deleted");
        }
        Answer answer = elasticsearch.patiently(
                () -> elasticsearch.delete(path("_doc", processorName, segment) + "?" + guard(stored)));
        known.remove(key(processorName, segment));
        if (!answer.ok()) {
            throw new UnableToClaimTokenException(
                    "Segment " + segment + " of " + processorName + " has just been taken: " + answer.reason());
        }
    }

    @Override
    public boolean requiresExplicitSegmentInitialization() {
        return true;
    }

    @Override
    public int[] fetchSegments(String processorName) {
        return entries(processorName).stream().mapToInt(Entry::segment).sorted().toArray();
    }

    @Override
    public List<Segment> fetchAvailableSegments(String processorName) {
        List<Entry> entries = entries(processorName);
        int[] all = entries.stream().mapToInt(Entry::segment).sorted().toArray();
        List<Segment> available = new ArrayList<>();
        for (Entry entry : entries) {
            if (isFree(entry)) {
                available.add(Segment.computeSegment(entry.segment(), all));
            }
        }
        available.sort((a, b) -> Integer.compare(a.getSegmentId(), b.getSegmentId()));
        return available;
    }

    @Override
    public Optional<String> retrieveStorageIdentifier() {
        String path = "/" + indexes.control() + "/_create/" + CONFIG;
        elasticsearch.patiently(() -> elasticsearch.put(
                path, Map.of("kind", CONFIG, "id", UUID.randomUUID().toString())));
        Answer answer = elasticsearch.patiently(() -> elasticsearch.get("/" + indexes.control() + "/_doc/" + CONFIG));
        String id = answer.body().path("_source").path("id").asString("");
        return Optional.of(id);
    }

    /** Claims the segment for this owner, with a new token where there is one, else with its own. */
    private Stored claimed(String processor, int segment, @Nullable Entry next) {
        while (true) {
            Stored stored = load(processor, segment);
            if (stored == null) {
                throw new UnableToClaimTokenException(
                        "Segment " + segment + " of " + processor + " has not been initialized");
            }
            if (!isFree(stored.entry())) {
                throw new UnableToClaimTokenException("Segment " + segment + " of " + processor + " is claimed by "
                        + stored.entry().owner());
            }
            Entry entry = next != null ? next : renewed(stored.entry());
            if (write(stored, entry)) {
                return new Stored(entry, 0, 0);
            }
        }
    }

    /** The same token, claimed by this owner from now on. */
    private Entry renewed(Entry old) {
        return new Entry(KIND, old.processor(), old.segment(), old.token(), old.type(), owner, clock.instant());
    }

    private boolean isFree(Entry entry) {
        return entry.owner() == null
                || entry.owner().equals(owner)
                || entry.claimedAt() == null
                || entry.claimedAt().plus(claimTimeout).isBefore(clock.instant());
    }

    /** False where another write came first. */
    private boolean write(Stored stored, Entry entry) {
        String path = path("_doc", entry.processor(), entry.segment()) + "?" + guard(stored);
        Answer answer = elasticsearch.patiently(() -> elasticsearch.put(path, entry));
        String key = key(entry.processor(), entry.segment());
        if (answer.ok() && entry.owner() != null) {
            known.put(key, new Stored(entry, seqNo(answer.body()), term(answer.body())));
        } else {
            known.remove(key);
        }
        if (!answer.ok() && answer.status() != 409) {
            throw new IllegalStateException("Elasticsearch refuses a token: " + answer.reason());
        }
        return answer.ok();
    }

    private @Nullable Stored load(String processor, int segment) {
        Answer answer = elasticsearch.patiently(() -> elasticsearch.get(path("_doc", processor, segment)));
        if (!answer.ok()) {
            return null;
        }
        Entry entry = DocumentJson.mapper().treeToValue(answer.body().path("_source"), Entry.class);
        return new Stored(entry, seqNo(answer.body()), term(answer.body()));
    }

    private List<Entry> entries(String processor) {
        Map<String, Object> query = Map.of(
                "size",
                1000,
                "query",
                Map.of(
                        "bool",
                        Map.of(
                                "filter",
                                List.of(
                                        Map.of("term", Map.of("kind", KIND)),
                                        Map.of("term", Map.of("processor", processor))))));
        Answer answer = elasticsearch.patiently(() -> {
            elasticsearch.post("/" + indexes.control() + "/_refresh", null);
            return elasticsearch.post("/" + indexes.control() + "/_search", query);
        });
        List<Entry> entries = new ArrayList<>();
        for (JsonNode hit : answer.body().path("hits").path("hits")) {
            entries.add(DocumentJson.mapper().treeToValue(hit.path("_source"), Entry.class));
        }
        return entries;
    }

    private Entry entry(@Nullable TrackingToken token, String processor, int segment, @Nullable String by) {
        byte[] bytes = null;
        String type = null;
        if (token != null) {
            var serialized = serializer.serialize(token, byte[].class);
            bytes = serialized.getData();
            type = serialized.getType().getName();
        }
        return new Entry(KIND, processor, segment, bytes, type, by, by == null ? null : clock.instant());
    }

    private @Nullable TrackingToken token(Entry entry) {
        if (entry.token() == null || entry.type() == null) {
            return null;
        }
        return serializer.deserialize(new SimpleSerializedObject<>(entry.token(), byte[].class, entry.type(), null));
    }

    private String path(String operation, String processor, int segment) {
        return "/" + indexes.control() + "/" + operation + "/" + Elasticsearch.part(key(processor, segment));
    }

    private static String key(String processor, int segment) {
        return "token-" + processor + "[" + segment + "]";
    }

    private static String guard(Stored stored) {
        return "if_seq_no=" + stored.seqNo() + "&if_primary_term=" + stored.term();
    }

    private static long seqNo(JsonNode body) {
        return body.path("_seq_no").asLong();
    }

    private static long term(JsonNode body) {
        return body.path("_primary_term").asLong();
    }
}
