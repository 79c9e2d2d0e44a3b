package daftar.app.reference;

import static org.assertj.core.api.Assertions.assertThat;

import daftar.app.store.Recording;
import daftar.app.store.StoreConfiguration;
import daftar.embedded.eventstore.EmbeddedEventStore;
import daftar.eventstore.EventLog;
import daftar.eventstore.EventStoreConnection;
import daftar.eventstore.EventStoreDbLog;
import daftar.eventstore.EventStoreDbStorageEngine;
import daftar.eventstore.keys.InstallationKey;
import daftar.eventstore.keys.KeyStreams;
import daftar.messages.Recorded;
import daftar.messages.directory.DirectoryEvent.SupervisorSet;
import daftar.reference.ReferenceSnapshots.Part;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The reference view's snapshot in a real store. */
@Timeout(60)
class LogSnapshotsIT {

    private static final InstallationKey INSTALLATION =
            InstallationKey.of(Base64.getEncoder().encodeToString(new byte[32]));

    @TempDir
    Path folder;

    private EmbeddedEventStore store;
    private EventStoreConnection connection;
    private EventLog log;

    @BeforeEach
    void start() {
        store = EmbeddedEventStore.start(folder, 0);
        connection = EventStoreConnection.to(store.connectionString());
        log = new EventStoreDbLog(connection);
    }

    @AfterEach
    void stop() {
        connection.close();
        store.close();
    }

    @Test
    void parts_come_back_as_they_were_added_with_the_keys_of_their_streams() {
        KeyStreams keys = keys();
        keys.prepare("person-1");
        LogSnapshots writer = snapshots(keys);
        assertThat(writer.load()).isEmpty();
        assertThat(writer.add(0, part(-1, 10))).isTrue();
        assertThat(writer.add(1, part(10, 20))).isTrue();

        KeyStreams others = keys();
        assertThat(snapshots(others).load()).containsExactly(part(-1, 10), part(10, 20));
        assertThat(others.wrapped("person-1")).as("known without being read").isNotNull();
    }

    @Test
    void of_two_nodes_that_add_the_same_part_one_does() {
        LogSnapshots one = snapshots(keys());
        LogSnapshots other = snapshots(keys());
        one.load();
        other.load();
        assertThat(one.add(0, part(-1, 10))).isTrue();
        assertThat(other.add(0, part(-1, 10))).isFalse();
    }

    @Test
    void a_snapshot_that_was_deleted_is_written_anew() throws Exception {
        LogSnapshots before = snapshots(keys());
        before.load();
        before.add(0, part(-1, 10));
        before.add(1, part(10, 20));
        connection.client().deleteStream("snap-reference").get();

        LogSnapshots after = snapshots(keys());
        assertThat(after.load()).isEmpty();
        assertThat(after.add(0, part(-1, 30))).isTrue();
        assertThat(after.add(1, part(30, 40))).isTrue();
        assertThat(snapshots(keys()).load()).containsExactly(part(-1, 30), part(30, 40));
    }

    private static Part part(long from, long to) {
        return new Part(
                4,
                from,
                to,
                List.of(new Recorded(
                        "person-1",
                        0,
                        to,
                        new UUID(0, to),
                        Instant.EPOCH,
                        Map.of(),
                        new SupervisorSet("person-1", "person-2"))));
    }

    private KeyStreams keys() {
        return new KeyStreams(log, INSTALLATION, 10);
    }

    private LogSnapshots snapshots(KeyStreams keys) {
        return new LogSnapshots(
                log,
                new Recording(EventStoreDbStorageEngine.builder()
                        .eventLog(log)
                        .eventSerializer(new StoreConfiguration().eventSerializer())
                        .build()),
                keys);
    }
}
