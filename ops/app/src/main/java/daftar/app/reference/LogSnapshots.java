package daftar.app.reference;

import daftar.eventstore.EventLog;
import daftar.eventstore.ExpectedRevision;
import daftar.eventstore.NewEvent;
import daftar.eventstore.RecordedEvent;
import daftar.eventstore.RevisionConflict;
import daftar.json.DaftarJson;
import daftar.json.EventNames;
import daftar.messages.Event;
import daftar.messages.Recorded;
import daftar.reference.ReferenceSnapshots;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import tools.jackson.databind.JsonNode;

/** The reference view's snapshot: the stream {@code snap-reference}, a part per event. */
final class LogSnapshots implements ReferenceSnapshots {

    private static final String STREAM = EventLog.SNAPSHOT_PREFIX + "reference";
    private static final String TYPE = "ReferencePart";

    private final EventLog log;

    LogSnapshots(EventLog log) {
        this.log = log;
    }

    private record StoredPart(int format, long from, long to, List<StoredEvent> events) {}

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
        try (var parts = log.readStream(STREAM, 0)) {
            return parts.map(LogSnapshots::part).toList();
        }
    }

    @Override
    public boolean add(int parts, Part part) {
        StoredPart stored = new StoredPart(
                part.format(),
                part.from(),
                part.to(),
                part.events().stream().map(LogSnapshots::stored).toList());
        byte[] data = DaftarJson.events().writeValueAsBytes(stored);
        try {
            log.append(
                    STREAM,
                    ExpectedRevision.before(parts),
                    List.of(new NewEvent(UUID.randomUUID(), TYPE, Map.of("revision", "1"), data)));
            return true;
        } catch (RevisionConflict anotherNode) {
            return false;
        }
    }

    private static Part part(RecordedEvent raw) {
        StoredPart stored = DaftarJson.events().readValue(raw.data(), StoredPart.class);
        return new Part(
                stored.format,
                stored.from,
                stored.to,
                stored.events.stream().map(LogSnapshots::recorded).toList());
    }

    private static StoredEvent stored(Recorded recorded) {
        return new StoredEvent(
                recorded.stream(),
                recorded.revision(),
                recorded.position(),
                recorded.eventId(),
                recorded.recordedAt(),
                recorded.metadata(),
                EventNames.nameOf(recorded.event().getClass()),
                DaftarJson.events().valueToTree(recorded.event()));
    }

    private static Recorded recorded(StoredEvent stored) {
        Class<? extends Event> type = EventNames.classOf(stored.type);
        if (type == null) {
            throw new IllegalArgumentException("the snapshot holds an event named " + stored.type);
        }
        return new Recorded(
                stored.stream,
                stored.revision,
                stored.position,
                stored.eventId,
                stored.recordedAt,
                stored.metadata,
                DaftarJson.events().treeToValue(stored.event, type));
    }
}
