package daftar.embedded.eventstore;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.sqlite.SQLiteConfig;

/** The SQLite file: one table of streams, one of events in the order of the log. */
final class Database {
    /** 16 MiB of log before the writer carries it over into the file. */
    private static final int CHECKPOINT_PAGES = 4_096;

    private static final String[] SCHEMA = {
        // retained_head: the head when the last events of the stream were scavenged, so that no revision is given twice
        """
        CREATE TABLE IF NOT EXISTS stream (
          id INTEGER PRIMARY KEY,
          name TEXT NOT NULL UNIQUE,
          retained_head INTEGER NOT NULL DEFAULT -1,
          max_count INTEGER NOT NULL,
          max_age INTEGER NOT NULL,
          truncate_before INTEGER NOT NULL)""",
        """
        CREATE TABLE IF NOT EXISTS event (
          position INTEGER PRIMARY KEY,
          stream INTEGER NOT NULL,
          revision INTEGER NOT NULL,
          id_high INTEGER NOT NULL,
          id_low INTEGER NOT NULL,
          type TEXT NOT NULL,
          json INTEGER NOT NULL,
          created INTEGER NOT NULL,
          metadata BLOB NOT NULL,
          data BLOB NOT NULL)""",
        // with half of the event id, so that a repeated append is found without touching the events themselves
        "CREATE INDEX IF NOT EXISTS event_in_stream ON event (stream, revision, id_low)",
        // the highest position and time ever given, of use only when the newest events were scavenged
        "CREATE TABLE IF NOT EXISTS log (id INTEGER PRIMARY KEY CHECK (id = 1), head INTEGER NOT NULL, created INTEGER NOT NULL)",
        "INSERT OR IGNORE INTO log VALUES (1, 0, 0)"
    };

    private final Path file;

    Database(Path folder) throws SQLException {
        this.file = folder.resolve("event-store.db");
        try (Connection connection = openWriter();
                Statement statement = connection.createStatement()) {
            for (String sql : SCHEMA) {
                statement.execute(sql);
            }
        }
    }

    /** The end of the log: its last position (0 if nothing was ever written) and the ticks of that event. */
    record End(long position, long created) {}

    End end() throws SQLException {
        try (Connection connection = openReader();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("""
                        SELECT max(head, coalesce((SELECT max(position) FROM event), 0)),
                          max(created, coalesce((SELECT created FROM event ORDER BY position DESC LIMIT 1), 0))
                        FROM log""")) {
            row.next();
            return new End(row.getLong(1), row.getLong(2));
        }
    }

    /**
     * In auto-commit mode; a committed transaction has reached the disk. Transactions stay deferred: without auto-commit the
     * driver begins the next one as soon as one ends, and an immediate one would lock the database for good.
     */
    Connection openWriter() throws SQLException {
        Connection connection = base().createConnection("jdbc:sqlite:" + file);
        try (Statement statement = connection.createStatement()) {
            // what is deleted by a scavenge is overwritten at once, not only unlinked
            statement.execute("PRAGMA secure_delete = ON");
            statement.execute("PRAGMA wal_autocheckpoint = " + CHECKPOINT_PAGES);
        }
        return connection;
    }

    Connection openReader() throws SQLException {
        Connection connection = base().createConnection("jdbc:sqlite:" + file);
        try (Statement statement = connection.createStatement()) {
            statement.execute("PRAGMA query_only = ON");
        }
        return connection;
    }

    private static SQLiteConfig base() {
        SQLiteConfig config = new SQLiteConfig();
        config.setJournalMode(SQLiteConfig.JournalMode.WAL);
        config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
        // the folder is ours alone, so the lock is only ever held for the moment in which the log is carried over
        config.setBusyTimeout(2_000);
        config.setCacheSize(-16_384);
        return config;
    }
}
