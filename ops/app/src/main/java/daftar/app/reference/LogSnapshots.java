package daftar.app.reference;

import daftar.app.store.Recording;
import daftar.eventstore.EventLog;
import daftar.eventstore.ExpectedRevision;
import daftar.eventstore.NewEvent;
import daftar.eventstore.RecordedEvent;
import daftar.eventstore.RevisionConflict;
import daftar.eventstore.keys.KeyStreams;
import daftar.json.DaftarJson;
import daftar.json.EventNames;
import daftar.messages.Event;
import daftar.messages.Meta;
import daftar.messages.Recorded;
import daftar.reference.ReferenceSnapshots;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Gatherers;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.StringNode;

/**
 * The reference view's snapshot: the stream {@code snap-reference}, a part per event. A part brings the keys of its texts,
 * wrapped as in their own streams: read one by one they are most of a start, a third of a second per thousand people. So a
 * key that is replaced is not gone before this stream has been truncated, too.
 */
public final class LogSnapshots implements ReferenceSnapshots {

    private static final String STREAM = EventLog.SNAPSHOT_PREFIX + "reference";
    private static final String TYPE = "ReferencePart";
    private static final int DECODED_AT_ONCE = 8;

    private final EventLog log;
    private final Recording recording;
    private final KeyStreams keys;

    /** The first part's revision: not zero where the stream was truncated. */
    private volatile long first;

    LogSnapshots(EventLog log, Recording recording, KeyStreams keys) {
        this.log = log;
        this.recording = recording;
        this.keys = keys;
    }

    /** @param keys by the stream whose texts they open; null in a part from before they were kept */
    private record StoredPart(
            int format,
            long from,
            long to,
            List<StoredEvent> events,
            @Nullable Map<String, String> keys) {}

    /** @param event the event's JSON as a text, so that it is parsed once; as an object in parts from before that */
    private record StoredEvent(
            String stream,
            long revision,
            long position,
            UUID eventId,
            Instant recordedAt,
            Map<String, String> metadata,
            String type,
            JsonNode event) {}

    @Override
    public List<Part> load() {
        List<RecordedEvent> raw;
        try (var parts = log.readStream(STREAM, 0)) {
            raw = parts.toList();
        }
        first = raw.isEmpty() ? 0 : raw.getFirst().revision();
        return raw.stream()
                .gather(Gatherers.mapConcurrent(DECODED_AT_ONCE, this::part))
                .toList();
    }

    @Override
    public boolean add(int parts, Part part) {
        StoredPart stored = new StoredPart(
                part.format(),
                part.from(),
                part.to(),
                part.events().stream().map(LogSnapshots::stored).toList(),
                keysOf(part.events()));
        byte[] data = DaftarJson.events().writeValueAsBytes(stored);
        try {
            first = log.append(
                                    STREAM,
                                    ExpectedRevision.before(first + parts),
                                    List.of(new NewEvent(UUID.randomUUID(), TYPE, Map.of("revision", "1"), data)))
                            .revision()
                    - parts;
            return true;
        } catch (RevisionConflict anotherNode) {
            return false;
        }
    }

    /**
     * Forgets all parts, because they hold keys that were replaced: the next start reads the log instead and writes them anew.
     * What is left of them in the store's files goes with the next scavenge.
     */
    public void forget() {
        // a part that nobody uses stays behind, so that the stream is never empty and its revisions go on
        byte[] nothing = DaftarJson.events().writeValueAsBytes(new StoredPart(0, -1, -1, List.of(), Map.of()));
        long revision = log.append(
                        STREAM,
                        ExpectedRevision.any(),
                        List.of(new NewEvent(UUID.randomUUID(), TYPE, Map.of("revision", "1"), nothing)))
                .revision();
        log.truncateBefore(STREAM, revision);
    }

    private Part part(RecordedEvent raw) {
        StoredPart stored = DaftarJson.events().readValue(raw.data(), StoredPart.class);
        if (stored.keys != null) {
            stored.keys.forEach(keys::recall);
        }
        return new Part(
                stored.format,
                stored.from,
                stored.to,
                stored.events.stream().map(this::recorded).toList());
    }

    private Map<String, String> keysOf(List<Recorded> events) {
        Map<String, String> wrapped = new HashMap<>();
        for (Recorded event : events) {
            String key = keys.wrapped(event.stream());
            if (key != null) {
                wrapped.put(event.stream(), key);
            }
        }
        return wrapped;
    }

    /** With the revision that the event is written in, by which a later Daftar reads it. */
    private static StoredEvent stored(Recorded recorded) {
        Class<? extends Event> type = recorded.event().getClass();
        Map<String, String> metadata = new HashMap<>(recorded.metadata());
        metadata.put(Meta.REVISION, EventNames.revisionOf(type));
        return new StoredEvent(
                recorded.stream(),
                recorded.revision(),
                recorded.position(),
                recorded.eventId(),
                recorded.recordedAt(),
                metadata,
                EventNames.nameOf(type),
                StringNode.valueOf(DaftarJson.events().writeValueAsString(recorded.event())));
    }

    private Recorded recorded(StoredEvent stored) {
        RecordedEvent raw = new RecordedEvent(
                stored.stream,
                stored.revision,
                stored.position,
                stored.eventId,
                stored.recordedAt,
                stored.type,
                stored.metadata,
                stored.event.isString()
                        ? stored.event.stringValue().getBytes(StandardCharsets.UTF_8)
                        : DaftarJson.events().writeValueAsBytes(stored.event));
        return recording
                .of(raw)
                .orElseThrow(() -> new IllegalArgumentException("the snapshot holds an event named " + stored.type));
    }
}
