package daftar.embedded.eventstore;

import daftar.embedded.eventstore.WriteOutcome.Appended;
import daftar.embedded.eventstore.WriteRequest.StreamAppend;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Decides requests and writes what they ask for into the open transaction. Not thread-safe: the writer's thread owns it. The
 * heads of streams are remembered; they run ahead of the disk until the commit, and are forgotten after a rollback.
 */
final class LogWriter implements AutoCloseable {
    private static final int REMEMBERED_HEADS = 50_000;

    /** How far back a stream is searched for an event that is appended again without a revision to tell its place. */
    private static final int REPEAT_WINDOW = 1_000;

    private static final String METADATA_TYPE = "$metadata";
    private static final String TOMBSTONE_TYPE = "$streamDeleted";

    private final Database database;
    private final InstantSource clock;
    private final Map<String, StreamHead> heads = new LinkedHashMap<>(1_024, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, StreamHead> eldest) {
            return size() > REMEMBERED_HEADS;
        }
    };
    private @Nullable WriteConnection open;
    private List<StoredEvent> written = new ArrayList<>();
    private long position;
    private long committedPosition;
    private long created;
    private long lastStreamId;

    LogWriter(Database database, Database.End end, InstantSource clock) throws SQLException {
        this.database = database;
        this.clock = clock;
        this.position = end.position();
        this.committedPosition = end.position();
        this.created = end.created();
        connection();
    }

    static long ticks(Instant instant) {
        return instant.getEpochSecond() * 10_000_000L + instant.getNano() / 100;
    }

    WriteOutcome apply(WriteRequest.Work work) throws SQLException {
        return switch (work) {
            case WriteRequest.Append(List<StreamAppend> streams) -> append(streams);
            case WriteRequest.SoftDelete(String stream, ExpectedRevision expected) -> softDelete(stream, expected);
            case WriteRequest.Tombstone(String stream, ExpectedRevision expected) -> tombstone(stream, expected);
            case WriteRequest.Maintenance maintenance ->
                throw new IllegalStateException("maintenance runs outside of a transaction: " + maintenance);
        };
    }

    /** Makes everything applied since the last commit durable, and returns it in the order of the log. */
    List<StoredEvent> commit() throws SQLException {
        if (written.isEmpty()) {
            connection().rollback();
            return List.of();
        }
        connection().commit();
        committedPosition = position;
        List<StoredEvent> events = written;
        written = new ArrayList<>(events.size() + 16);
        return events;
    }

    /**
     * Undoes everything since the last commit. The connection is not used again: after an error SQLite may have ended the
     * transaction by itself, and the driver would not know.
     */
    void undo() throws SQLException {
        heads.clear();
        written.clear();
        position = committedPosition;
        close();
    }

    @Override
    public void close() throws SQLException {
        WriteConnection closing = open;
        open = null;
        if (closing != null) {
            closing.close();
        }
    }

    private WriteConnection connection() throws SQLException {
        WriteConnection connection = open;
        if (connection == null) {
            connection = new WriteConnection(database.openWriter());
            lastStreamId = connection.lastStreamId();
            connection.rollback();
            open = connection;
        }
        return connection;
    }

    /** Forgets what is remembered of streams, because the database was changed from elsewhere. */
    void forgetHeads() {
        heads.clear();
    }

    long position() {
        return position;
    }

    long created() {
        return created;
    }

    private WriteOutcome append(List<StreamAppend> streams) throws SQLException {
        if (streams.size() > 1) {
            Set<String> names = new HashSet<>();
            for (StreamAppend append : streams) {
                if (!names.add(append.stream())) {
                    return new WriteOutcome.NamedTwice(append.stream());
                }
            }
        }
        List<Decision> decisions = new ArrayList<>(streams.size());
        for (StreamAppend append : streams) {
            Decision decision = decide(append);
            if (decision instanceof Decision.Refuse(WriteOutcome outcome)) {
                return outcome;
            }
            decisions.add(decision);
        }
        List<Appended> results = new ArrayList<>(streams.size());
        for (int i = 0; i < streams.size(); i++) {
            StreamAppend append = streams.get(i);
            results.add(
                    switch (decisions.get(i)) {
                        case Decision.Repeated(Appended before) -> before;
                        case Decision.Write(StreamHead known) -> write(append, known);
                        case Decision.Refuse refuse -> throw new IllegalStateException(refuse.toString());
                    });
        }
        return new WriteOutcome.Written(results);
    }

    private sealed interface Decision {
        /** @param stream null for a stream that is not known yet */
        record Write(@Nullable StreamHead stream) implements Decision {}

        record Repeated(Appended before) implements Decision {}

        record Refuse(WriteOutcome outcome) implements Decision {}
    }

    private Decision decide(StreamAppend append) throws SQLException {
        if (StreamHead.isMetadataStream(append.stream())) {
            StreamHead described = head(StreamHead.describedBy(append.stream()));
            if (described != null && described.isTombstoned()) {
                return new Decision.Refuse(new WriteOutcome.Deleted(append.stream(), true));
            }
        }
        StreamHead stream = head(append.stream());
        WriteOutcome refusal = refusal(append.stream(), stream, append.expected());
        if (refusal instanceof WriteOutcome.Deleted) {
            return new Decision.Refuse(refusal);
        }
        long place = stream == null ? -1 : placeOfRepetition(stream, append);
        Appended before = stream == null || place < 0 ? null : repeatedAt(place, stream, append.events());
        if (before != null) {
            return new Decision.Repeated(before);
        }
        if (refusal != null) {
            return new Decision.Refuse(refusal);
        }
        if (stream != null && place >= 0) {
            // its first event is there, but not what follows: neither a repetition nor something new
            return new Decision.Refuse(new WriteOutcome.WrongRevision(append.stream(), append.expected(), stream.head));
        }
        return new Decision.Write(stream);
    }

    private @Nullable WriteOutcome refusal(String name, @Nullable StreamHead stream, ExpectedRevision expected) {
        if (stream == null) {
            return expected.isAny() || expected.isNoStream()
                    ? null
                    : new WriteOutcome.WrongRevision(name, expected, StreamHead.NO_EVENTS);
        }
        if (stream.isTombstoned()) {
            return new WriteOutcome.Deleted(name, true);
        }
        if (expected.isAny()) {
            return null;
        }
        if (expected.isStreamExists()) {
            return stream.isSoftDeleted() ? new WriteOutcome.Deleted(name, false) : null;
        }
        boolean asExpected = expected.value() == stream.head || (expected.isNoStream() && stream.isSoftDeleted());
        return asExpected ? null : new WriteOutcome.WrongRevision(name, expected, stream.head);
    }

    /** The revision at which these events would be if they had been appended before; -1 if they cannot have been. */
    private long placeOfRepetition(StreamHead stream, StreamAppend append) throws SQLException {
        ExpectedRevision expected = append.expected();
        if (append.events().isEmpty() || stream.head < 0 || stream.isSoftDeleted() || expected.value() == stream.head) {
            return -1;
        }
        if (expected.isAny() || expected.isStreamExists()) {
            long from = Math.max(stream.limits.firstRevision(stream.head), stream.head - REPEAT_WINDOW);
            return connection()
                    .findEvent(stream, from, append.events().getFirst().id());
        }
        return expected.isNoStream() ? stream.limits.truncateBefore() : expected.value() + 1;
    }

    private @Nullable Appended repeatedAt(long place, StreamHead stream, List<ProposedEvent> events)
            throws SQLException {
        List<WriteConnection.Place> places = connection().eventsFrom(stream, place, events.size());
        if (places.size() < events.size()) {
            return null;
        }
        for (int i = 0; i < events.size(); i++) {
            if (!places.get(i).id().equals(events.get(i).id())) {
                return null;
            }
        }
        WriteConnection.Place last = places.getLast();
        return new Appended(stream.name, last.revision(), last.position());
    }

    private Appended write(StreamAppend append, @Nullable StreamHead known) throws SQLException {
        if (append.events().isEmpty()) {
            return new Appended(append.stream(), known == null ? StreamHead.NO_EVENTS : known.head, -1);
        }
        StreamHead stream = known == null ? create(append.stream()) : known;
        boolean recreated = stream.isSoftDeleted();
        long first = stream.head + 1;
        for (ProposedEvent event : append.events()) {
            add(stream, stream.head + 1, event);
            stream.head++;
        }
        Appended appended = new Appended(stream.name, stream.head, position);
        if (recreated) {
            truncate(stream, first);
        }
        if (StreamHead.isMetadataStream(stream.name)) {
            describe(
                    StreamHead.describedBy(stream.name),
                    append.events().getLast().data());
        }
        return appended;
    }

    /** New metadata takes effect; if the stream was deleted it lives again, but what was deleted stays so. */
    private void describe(String name, byte[] metadata) throws SQLException {
        StreamHead known = head(name);
        StreamHead stream = known == null ? create(name) : known;
        boolean wasDeleted = stream.isSoftDeleted();
        stream.limits = StreamLimits.parse(metadata);
        connection().saveLimits(stream);
        if (wasDeleted && !stream.limits.isDeleted()) {
            truncate(stream, stream.head + 1);
        }
    }

    private WriteOutcome softDelete(String name, ExpectedRevision expected) throws SQLException {
        StreamHead stream = head(name);
        WriteOutcome refusal = refusal(name, stream, expected);
        if (refusal != null) {
            return refusal;
        }
        return truncate(stream == null ? create(name) : stream, StreamLimits.DELETED);
    }

    /** Writes the stream's metadata again with another {@code $tb}. */
    private WriteOutcome.Written truncate(StreamHead stream, long before) throws SQLException {
        String metadataName = StreamHead.metadataStreamOf(stream.name);
        StreamHead known = head(metadataName);
        StreamHead metadata = known == null ? create(metadataName) : known;
        byte[] changed = StreamLimits.withTruncateBefore(connection().lastData(metadata), before);
        add(
                metadata,
                metadata.head + 1,
                new ProposedEvent(UUID.randomUUID(), METADATA_TYPE, true, ProposedEvent.NO_BYTES, changed));
        metadata.head++;
        stream.limits = StreamLimits.parse(changed);
        connection().saveLimits(stream);
        return new WriteOutcome.Written(List.of(new Appended(stream.name, stream.head, position)));
    }

    private WriteOutcome tombstone(String name, ExpectedRevision expected) throws SQLException {
        StreamHead known = head(name);
        WriteOutcome refusal = refusal(name, known, expected);
        if (refusal != null) {
            return refusal;
        }
        StreamHead stream = known == null ? create(name) : known;
        add(
                stream,
                StreamHead.TOMBSTONED,
                new ProposedEvent(
                        UUID.randomUUID(),
                        TOMBSTONE_TYPE,
                        true,
                        ProposedEvent.NO_BYTES,
                        "{}".getBytes(StandardCharsets.UTF_8)));
        stream.head = StreamHead.TOMBSTONED;
        return new WriteOutcome.Written(List.of(new Appended(name, StreamHead.TOMBSTONED, position)));
    }

    private void add(StreamHead stream, long revision, ProposedEvent event) throws SQLException {
        StoredEvent stored = new StoredEvent(
                position + 1,
                stream.name,
                revision,
                event.id(),
                event.type(),
                event.json(),
                // a clock that is set back must not make the log's time run backwards
                created = Math.max(created, ticks(clock.instant())),
                event.metadata(),
                event.data());
        connection().insertEvent(stream, stored);
        position++;
        written.add(stored);
    }

    private @Nullable StreamHead head(String name) throws SQLException {
        StreamHead remembered = heads.get(name);
        if (remembered != null) {
            return remembered;
        }
        StreamHead found = connection().findStream(name);
        if (found != null) {
            heads.put(name, found);
        }
        return found;
    }

    private StreamHead create(String name) throws SQLException {
        StreamLimits limits = StreamHead.isMetadataStream(name) ? StreamLimits.OF_METADATA : StreamLimits.UNLIMITED;
        StreamHead stream = new StreamHead(++lastStreamId, name, StreamHead.NO_EVENTS, limits);
        connection().insertStream(stream.id, name, limits);
        heads.put(name, stream);
        return stream;
    }
}
