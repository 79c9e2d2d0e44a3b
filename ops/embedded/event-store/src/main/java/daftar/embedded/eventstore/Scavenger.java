package daftar.embedded.eventstore;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/**
 * Takes events that can no longer be read in their streams out of the files: truncated, expired, beyond the count, of deleted
 * streams. Appends go on between its steps, but for the last, which writes the file anew: SQLite may keep stale copies of what
 * was deleted in the gaps of its pages, and only a new file is sure to have none.
 */
final class Scavenger {
    private static final int STEP = 2_000;

    private final Database database;
    private final EventWriter writer;
    private final LogWriter log;
    private final LogReader reader;
    private final LiveTail tail;
    private final InstantSource clock;

    Scavenger(
            Database database,
            EventWriter writer,
            LogWriter log,
            LogReader reader,
            LiveTail tail,
            InstantSource clock) {
        this.database = database;
        this.writer = writer;
        this.log = log;
        this.reader = reader;
        this.tail = tail;
        this.clock = clock;
    }

    /** Returns the number of events removed. */
    synchronized long scavenge() throws SQLException {
        long removed = 0;
        try (Connection connection = database.openWriter()) {
            connection.setAutoCommit(false);
            for (long stream : limitedStreams()) {
                long step;
                do {
                    step = step(connection, stream);
                    removed += step;
                } while (step == STEP);
            }
            connection.setAutoCommit(true);
            if (removed > 0) {
                writer.betweenBatches(() -> rewrite(connection));
            }
        }
        return removed;
    }

    /** Streams that may have something to lose: those with limits, those that are gone, and what describes them. */
    private List<Long> limitedStreams() throws SQLException {
        List<Long> streams = new ArrayList<>();
        try (Connection connection = database.openReader();
                PreparedStatement query = connection.prepareStatement("""
                        SELECT id FROM stream s
                        WHERE max_count >= 0 OR max_age >= 0 OR truncate_before > 0
                          OR EXISTS (SELECT 1 FROM event WHERE stream = s.id AND revision = ?)""")) {
            query.setLong(1, StreamHead.TOMBSTONED);
            try (ResultSet row = query.executeQuery()) {
                while (row.next()) {
                    streams.add(row.getLong(1));
                }
            }
        }
        return streams;
    }

    private long step(Connection connection, long stream) {
        long[] removed = new long[1];
        writer.betweenBatches(() -> {
            try {
                removed[0] = remove(connection, stream);
                connection.commit();
            } catch (SQLException e) {
                throw new IllegalStateException("The scavenge failed.", e);
            }
        });
        return removed[0];
    }

    private long remove(Connection connection, long id) throws SQLException {
        String name;
        LogReader.StreamView stream;
        try (PreparedStatement query = connection.prepareStatement("""
                SELECT name, max(retained_head, coalesce((SELECT max(revision) FROM event WHERE stream = s.id), -1)),
                  max_count, max_age, truncate_before
                FROM stream s WHERE id = ?""")) {
            query.setLong(1, id);
            try (ResultSet row = query.executeQuery()) {
                row.next();
                name = row.getString(1);
                stream = new LogReader.StreamView(
                        id, row.getLong(2), new StreamLimits(row.getLong(3), row.getLong(4), row.getLong(5)));
            }
        }
        boolean describesTombstoned =
                StreamHead.isMetadataStream(name) && tombstoned(connection, StreamHead.describedBy(name));
        long first = describesTombstoned || stream.isTombstoned() ? Long.MAX_VALUE : stream.first();
        long createdFrom = stream.limits().createdFrom(LogWriter.ticks(clock.instant()));
        retain(connection, stream);
        try (PreparedStatement delete = connection.prepareStatement("""
                DELETE FROM event WHERE position IN (
                  SELECT position FROM event
                  WHERE stream = ? AND revision <> ? AND (revision < ? OR created < ?) LIMIT ?)""")) {
            delete.setLong(1, id);
            delete.setLong(2, StreamHead.TOMBSTONED);
            delete.setLong(3, first);
            delete.setLong(4, createdFrom);
            delete.setInt(5, STEP);
            return delete.executeUpdate();
        }
    }

    private static boolean tombstoned(Connection connection, String stream) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(
                "SELECT 1 FROM stream s JOIN event e ON e.stream = s.id WHERE s.name = ? AND e.revision = ?")) {
            query.setString(1, stream);
            query.setLong(2, StreamHead.TOMBSTONED);
            try (ResultSet row = query.executeQuery()) {
                return row.next();
            }
        }
    }

    /** No revision and no position may be given a second time, even if its event is gone. */
    private void retain(Connection connection, LogReader.StreamView stream) throws SQLException {
        try (PreparedStatement head = connection.prepareStatement("UPDATE stream SET retained_head = ? WHERE id = ?");
                PreparedStatement end = connection.prepareStatement("UPDATE log SET head = ?, created = ?")) {
            head.setLong(1, stream.head());
            head.setLong(2, stream.id());
            head.executeUpdate();
            end.setLong(1, log.position());
            end.setLong(2, log.created());
            end.executeUpdate();
        }
    }

    private void rewrite(Connection connection) {
        try {
            reader.whileNobodyReads(() -> {
                try (Statement statement = connection.createStatement()) {
                    statement.execute("VACUUM");
                    statement.execute("PRAGMA wal_checkpoint(TRUNCATE)");
                } catch (SQLException e) {
                    throw new IllegalStateException("The scavenge could not write the file anew.", e);
                }
            });
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("The scavenge was interrupted.", e);
        }
        tail.forget();
    }
}
