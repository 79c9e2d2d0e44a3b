package daftar.projectors;

import daftar.projectors.Elasticsearch.Answer;
import daftar.readmodel.DocumentJson;
import daftar.readmodel.Progress;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;

/**
 * How far the desk's segments are: those of this node at once, those of others as they publish it in Elasticsearch, which
 * every node does each {@link #INTERVAL} while it gets on.
 */
public final class PublishedProgress implements Progress, AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(PublishedProgress.class);
    private static final Duration INTERVAL = Duration.ofMillis(100);
    private static final Duration LOOK_HERE = Duration.ofMillis(4);
    private static final Duration LOOK_AWAY = Duration.ofMillis(25);

    private final Elasticsearch elasticsearch;
    private final Indexes indexes;
    private final String processor;
    private final int segments;
    private final InstantSource clock;
    /** Positions of this node's segments. */
    private final Supplier<Map<Integer, Long>> here;

    private final Map<Integer, Long> published = new HashMap<>();
    private volatile boolean closed;

    /**
     * @param processor e.g. {@code desk}
     * @param segments how many there are on all nodes
     * @param here the positions of this node's segments by number, -1 for none yet; empty on a node that only asks
     */
    public PublishedProgress(
            Elasticsearch elasticsearch,
            Indexes indexes,
            String processor,
            int segments,
            InstantSource clock,
            Supplier<Map<Integer, Long>> here) {
        this.elasticsearch = elasticsearch;
        this.indexes = indexes;
        this.processor = processor;
        this.segments = segments;
        this.clock = clock;
        this.here = here;
    }

    /** Begins to publish. */
    void start() {
        Thread.ofVirtual().name("progress-of-" + processor).start(() -> {
            while (!closed) {
                try {
                    Thread.sleep(INTERVAL);
                    publish();
                } catch (InterruptedException e) {
                    return;
                } catch (RuntimeException e) {
                    // the next round publishes what is newer
                    log.debug("progress not published", e);
                }
            }
        });
    }

    @Override
    public void close() {
        closed = true;
    }

    private void publish() {
        StringBuilder lines = new StringBuilder();
        Map<Integer, Long> now = here.get();
        now.forEach((segment, position) -> {
            if (position >= 0 && !position.equals(published.get(segment))) {
                // a node that has lost the segment must not set it back
                lines.append("{\"index\":{\"_index\":\"").append(indexes.control());
                lines.append("\",\"_id\":\"")
                        .append(id(segment))
                        .append("\",\"version\":")
                        .append(position + 1);
                lines.append(",\"version_type\":\"external_gte\"}}\n");
                lines.append(DocumentJson.mapper()
                        .writeValueAsString(
                                new Published("progress", new Segment(processor, segment, position, clock.instant()))));
                lines.append('\n');
            }
        });
        if (!lines.isEmpty()) {
            byte[] body = lines.toString().getBytes(java.nio.charset.StandardCharsets.UTF_8);
            if (elasticsearch.bulk(body, body.length).ok()) {
                published.putAll(now);
            }
        }
    }

    private record Published(String kind, Segment progress) {}

    @Override
    public List<Segment> segments() {
        Map<Integer, Segment> all = new TreeMap<>();
        if (here.get().size() < segments) {
            all.putAll(elsewhere());
        }
        Instant now = clock.instant();
        here.get().forEach((segment, position) -> all.put(segment, new Segment(processor, segment, position, now)));
        return List.copyOf(all.values());
    }

    @Override
    public boolean awaitPosition(long position, Duration timeout) throws InterruptedException {
        long deadline = System.nanoTime() + timeout.toNanos();
        while (true) {
            boolean away = here.get().size() < segments;
            if (reached(position)) {
                return true;
            }
            if (System.nanoTime() >= deadline) {
                return false;
            }
            Thread.sleep(away ? LOOK_AWAY : LOOK_HERE);
        }
    }

    /** The position up to which every segment has come; -1 while one has not begun or is not known. */
    @Override
    public long position() {
        List<Segment> known = segments();
        if (known.size() < segments) {
            return -1;
        }
        return known.stream().mapToLong(Segment::position).min().orElse(-1);
    }

    private boolean reached(long position) {
        try {
            return position() >= position;
        } catch (ElasticsearchAway e) {
            return false;
        }
    }

    private Map<Integer, Segment> elsewhere() {
        List<String> ids = new ArrayList<>();
        for (int segment = 0; segment < segments; segment++) {
            ids.add(id(segment));
        }
        Answer answer = elasticsearch.post("/" + indexes.control() + "/_mget", Map.of("ids", ids));
        Map<Integer, Segment> found = new HashMap<>();
        for (JsonNode doc : answer.body().path("docs")) {
            if (doc.path("found").asBoolean(false)) {
                Segment segment =
                        DocumentJson.mapper().treeToValue(doc.path("_source").path("progress"), Segment.class);
                found.put(segment.segment(), segment);
            }
        }
        return found;
    }

    private String id(int segment) {
        return "progress-" + processor + "-" + segment;
    }
}
