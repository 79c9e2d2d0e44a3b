package daftar.embedded.eventstore;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The writer's statements, prepared once. It sees what its own open transaction wrote. */
final class WriteConnection implements AutoCloseable {
    private final Connection connection;
    private final PreparedStatement findStream;
    private final PreparedStatement insertStream;
    private final PreparedStatement saveLimits;
    private final PreparedStatement insertEvent;
    private final PreparedStatement eventsFrom;
    private final PreparedStatement findEvent;
    private final PreparedStatement lastData;

    WriteConnection(Connection connection) throws SQLException {
        this.connection = connection;
        connection.setAutoCommit(false);
        findStream = connection.prepareStatement("""
                SELECT id, max(retained_head, coalesce((SELECT max(revision) FROM event WHERE stream = s.id), -1)),
                  max_count, max_age, truncate_before
                FROM stream s WHERE name = ?""");
        insertStream = connection.prepareStatement(
                "INSERT INTO stream (id, name, max_count, max_age, truncate_before) VALUES (?, ?, ?, ?, ?)");
        saveLimits = connection.prepareStatement(
                "UPDATE stream SET max_count = ?, max_age = ?, truncate_before = ? WHERE id = ?");
        insertEvent = connection.prepareStatement("INSERT INTO event VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
        eventsFrom = connection.prepareStatement("""
                SELECT revision, position, id_high, id_low FROM event
                WHERE stream = ? AND revision >= ? ORDER BY revision LIMIT ?""");
        findEvent = connection.prepareStatement("""
                SELECT revision FROM event INDEXED BY event_in_stream
                WHERE stream = ? AND revision >= ? AND id_low = ? AND id_high = ? ORDER BY revision DESC LIMIT 1""");
        lastData =
                connection.prepareStatement("SELECT data FROM event WHERE stream = ? ORDER BY revision DESC LIMIT 1");
    }

    /** The place of an event that is there already. */
    record Place(long revision, long position, UUID id) {}

    @Nullable StreamHead findStream(String name) throws SQLException {
        findStream.setString(1, name);
        try (ResultSet row = findStream.executeQuery()) {
            return row.next()
                    ? new StreamHead(
                            row.getLong(1),
                            name,
                            row.getLong(2),
                            new StreamLimits(row.getLong(3), row.getLong(4), row.getLong(5)))
                    : null;
        }
    }

    void insertStream(long id, String name, StreamLimits limits) throws SQLException {
        insertStream.setLong(1, id);
        insertStream.setString(2, name);
        insertStream.setLong(3, limits.maxCount());
        insertStream.setLong(4, limits.maxAge());
        insertStream.setLong(5, limits.truncateBefore());
        insertStream.executeUpdate();
    }

    void saveLimits(StreamHead stream) throws SQLException {
        saveLimits.setLong(1, stream.limits.maxCount());
        saveLimits.setLong(2, stream.limits.maxAge());
        saveLimits.setLong(3, stream.limits.truncateBefore());
        saveLimits.setLong(4, stream.id);
        saveLimits.executeUpdate();
    }

    void insertEvent(StreamHead stream, StoredEvent event) throws SQLException {
        insertEvent.setLong(1, event.position());
        insertEvent.setLong(2, stream.id);
        insertEvent.setLong(3, event.revision());
        insertEvent.setLong(4, event.id().getMostSignificantBits());
        insertEvent.setLong(5, event.id().getLeastSignificantBits());
        insertEvent.setString(6, event.type());
        insertEvent.setInt(7, event.json() ? 1 : 0);
        insertEvent.setLong(8, event.created());
        insertEvent.setBytes(9, event.metadata());
        insertEvent.setBytes(10, event.data());
        insertEvent.executeUpdate();
    }

    List<Place> eventsFrom(StreamHead stream, long revision, int count) throws SQLException {
        eventsFrom.setLong(1, stream.id);
        eventsFrom.setLong(2, revision);
        eventsFrom.setInt(3, count);
        List<Place> places = new ArrayList<>(count);
        try (ResultSet row = eventsFrom.executeQuery()) {
            while (row.next()) {
                places.add(new Place(row.getLong(1), row.getLong(2), new UUID(row.getLong(3), row.getLong(4))));
            }
        }
        return places;
    }

    /** The newest revision, at or after {@code fromRevision}, at which an event has this id; -1 if none has. */
    long findEvent(StreamHead stream, long fromRevision, UUID id) throws SQLException {
        findEvent.setLong(1, stream.id);
        findEvent.setLong(2, fromRevision);
        findEvent.setLong(3, id.getLeastSignificantBits());
        findEvent.setLong(4, id.getMostSignificantBits());
        try (ResultSet row = findEvent.executeQuery()) {
            return row.next() ? row.getLong(1) : -1;
        }
    }

    /** The data of the stream's last event, empty if there is none. */
    byte[] lastData(StreamHead stream) throws SQLException {
        lastData.setLong(1, stream.id);
        try (ResultSet row = lastData.executeQuery()) {
            return row.next() ? row.getBytes(1) : ProposedEvent.NO_BYTES;
        }
    }

    long lastStreamId() throws SQLException {
        try (PreparedStatement query = connection.prepareStatement("SELECT coalesce(max(id), 0) FROM stream");
                ResultSet row = query.executeQuery()) {
            row.next();
            return row.getLong(1);
        }
    }

    void commit() throws SQLException {
        connection.commit();
    }

    void rollback() throws SQLException {
        connection.rollback();
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
