package daftar.embedded.eventstore;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import org.jspecify.annotations.Nullable;

/**
 * Reads pages from the database. A page is taken into memory before anything is sent, so a slow client never holds one of the few
 * connections, nor keeps the log of SQLite from being carried over.
 */
final class LogReader implements AutoCloseable {
    /** A virtual thread that is inside of SQLite keeps its carrier, so more connections than cores would only fight. */
    private static final int CONNECTIONS = Math.clamp(Runtime.getRuntime().availableProcessors(), 2, 4);

    /** A page ends when it holds this many bytes, however few events they are. */
    private static final long PAGE_BYTES = 1L << 20;

    private static final String COLUMNS = """
            SELECT e.position, s.name, e.revision, e.id_high, e.id_low, e.type, e.json, e.created, e.metadata, e.data
            FROM event e CROSS JOIN stream s ON s.id = e.stream
            """;

    private final BlockingQueue<Queries> idle = new ArrayBlockingQueue<>(CONNECTIONS);

    LogReader(Database database) throws SQLException {
        for (int i = 0; i < CONNECTIONS; i++) {
            idle.add(new Queries(database.openReader()));
        }
    }

    /** A stream as a reader finds it. */
    record StreamView(long id, long head, StreamLimits limits) {
        boolean isTombstoned() {
            return head == StreamHead.TOMBSTONED;
        }

        /** The first revision that can be read, age left aside. */
        long first() {
            return limits.firstRevision(head);
        }
    }

    /**
     * Some events in the order asked for.
     *
     * @param last position (in $all) or revision (in a stream) of the last event looked at, whether it passed the filter or not;
     *     where it started if there was none
     * @param looked number of events looked at
     * @param more whether there may be more after it
     */
    record Page(List<StoredEvent> events, long last, int looked, boolean more) {}

    /** Null for a stream that nobody has written to. */
    @Nullable StreamView stream(String name) throws SQLException, InterruptedException {
        Queries queries = idle.take();
        try {
            return queries.stream(name);
        } finally {
            idle.add(queries);
        }
    }

    /** Events from a position on, this one included. */
    Page forwards(long from, int limit, EventFilter filter) throws SQLException, InterruptedException {
        Queries queries = idle.take();
        try {
            return queries.all(queries.allForwards, from, limit, filter);
        } finally {
            idle.add(queries);
        }
    }

    /** Events before a position, the newest first. */
    Page backwards(long before, int limit, EventFilter filter) throws SQLException, InterruptedException {
        Queries queries = idle.take();
        try {
            return queries.all(queries.allBackwards, before, limit, filter);
        } finally {
            idle.add(queries);
        }
    }

    /** Events of a stream from a revision on, this one included, not created before {@code createdFrom}. */
    Page streamForwards(StreamView stream, long from, int limit, long createdFrom)
            throws SQLException, InterruptedException {
        Queries queries = idle.take();
        try {
            return queries.ofStream(queries.streamForwards, stream, from, Long.MAX_VALUE, limit, createdFrom);
        } finally {
            idle.add(queries);
        }
    }

    /** Events of a stream from a revision down to {@code first}, both included, not created before {@code createdFrom}. */
    Page streamBackwards(StreamView stream, long from, long first, int limit, long createdFrom)
            throws SQLException, InterruptedException {
        Queries queries = idle.take();
        try {
            return queries.ofStream(queries.streamBackwards, stream, first, from, limit, createdFrom);
        } finally {
            idle.add(queries);
        }
    }

    /** Runs something while nobody reads. */
    void whileNobodyReads(Runnable action) throws InterruptedException {
        List<Queries> taken = new ArrayList<>();
        try {
            for (int i = 0; i < CONNECTIONS; i++) {
                taken.add(idle.take());
            }
            action.run();
        } finally {
            idle.addAll(taken);
        }
    }

    @Override
    public void close() throws SQLException, InterruptedException {
        for (int i = 0; i < CONNECTIONS; i++) {
            idle.take().connection.close();
        }
    }

    private static final class Queries {
        final Connection connection;
        final PreparedStatement stream;
        final PreparedStatement allForwards;
        final PreparedStatement allBackwards;
        final PreparedStatement streamForwards;
        final PreparedStatement streamBackwards;

        Queries(Connection connection) throws SQLException {
            this.connection = connection;
            stream = connection.prepareStatement("""
                    SELECT id, max(retained_head, coalesce((SELECT max(revision) FROM event WHERE stream = s.id), -1)),
                      max_count, max_age, truncate_before
                    FROM stream s WHERE name = ?""");
            allForwards = connection.prepareStatement(COLUMNS + "WHERE e.position >= ? ORDER BY e.position LIMIT ?");
            allBackwards =
                    connection.prepareStatement(COLUMNS + "WHERE e.position < ? ORDER BY e.position DESC LIMIT ?");
            String ofStream = COLUMNS + "WHERE e.stream = ? AND e.revision BETWEEN ? AND ? ORDER BY e.revision ";
            streamForwards = connection.prepareStatement(ofStream + "LIMIT ?");
            streamBackwards = connection.prepareStatement(ofStream + "DESC LIMIT ?");
        }

        @Nullable StreamView stream(String name) throws SQLException {
            stream.setString(1, name);
            try (ResultSet row = stream.executeQuery()) {
                return row.next()
                        ? new StreamView(
                                row.getLong(1),
                                row.getLong(2),
                                new StreamLimits(row.getLong(3), row.getLong(4), row.getLong(5)))
                        : null;
            }
        }

        Page all(PreparedStatement query, long start, int limit, EventFilter filter) throws SQLException {
            query.setLong(1, start);
            query.setInt(2, limit);
            List<StoredEvent> events = new ArrayList<>();
            long last = start;
            int looked = 0;
            long bytes = 0;
            try (ResultSet row = query.executeQuery()) {
                while (bytes < PAGE_BYTES && row.next()) {
                    looked++;
                    last = row.getLong(1);
                    String name = row.getString(2);
                    String type = row.getString(6);
                    if (filter.accepts(name, type)) {
                        StoredEvent event = event(row, last, name, type);
                        bytes += event.size();
                        events.add(event);
                    }
                }
            }
            return new Page(events, last, looked, looked == limit || bytes >= PAGE_BYTES);
        }

        Page ofStream(PreparedStatement query, StreamView view, long from, long to, int limit, long createdFrom)
                throws SQLException {
            query.setLong(1, view.id());
            query.setLong(2, from);
            query.setLong(3, to);
            query.setInt(4, limit);
            List<StoredEvent> events = new ArrayList<>(Math.min(limit, 64));
            long last = query == streamForwards ? from - 1 : to + 1;
            int looked = 0;
            long bytes = 0;
            try (ResultSet row = query.executeQuery()) {
                while (bytes < PAGE_BYTES && row.next()) {
                    looked++;
                    last = row.getLong(3);
                    if (row.getLong(8) >= createdFrom) {
                        StoredEvent event = event(row, row.getLong(1), row.getString(2), row.getString(6));
                        bytes += event.size();
                        events.add(event);
                    }
                }
            }
            return new Page(events, last, looked, looked == limit || bytes >= PAGE_BYTES);
        }

        private static StoredEvent event(ResultSet row, long position, String stream, String type) throws SQLException {
            return new StoredEvent(
                    position,
                    stream,
                    row.getLong(3),
                    new UUID(row.getLong(4), row.getLong(5)),
                    type,
                    row.getInt(7) != 0,
                    row.getLong(8),
                    row.getBytes(9),
                    row.getBytes(10));
        }
    }
}
