package daftar.embedded.eventstore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.kurrent.dbclient.EventData;
import io.kurrent.dbclient.KurrentDBClient;
import io.kurrent.dbclient.ReadStreamOptions;
import io.kurrent.dbclient.SubscribeToAllOptions;
import io.kurrent.dbclient.SubscribeToStreamOptions;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LifecycleIT {
    @TempDir
    private Path folder;

    @Test
    void a_second_store_on_the_same_folder_says_so() {
        try (EmbeddedEventStore first = EmbeddedEventStore.start(folder, 0)) {
            assertThat(first.port()).isPositive();
            assertThatThrownBy(() -> EmbeddedEventStore.start(folder, 0))
                    .isInstanceOf(DataFolderInUse.class)
                    .hasMessageContaining(folder.toString());
        }
        EmbeddedEventStore.start(folder, 0).close();
    }

    @Test
    void a_port_in_use_is_named_and_the_folder_left_free() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            assertThatThrownBy(() -> EmbeddedEventStore.start(folder, taken.getLocalPort()))
                    .isInstanceOf(PortInUse.class)
                    .hasMessageContaining("Port " + taken.getLocalPort());
        }
        EmbeddedEventStore.start(folder, 0).close();
    }

    @Test
    void events_survive_a_restart() {
        EventData[] events = RunningEventStore.events(3);
        try (EmbeddedEventStore store = EmbeddedEventStore.start(folder, 0)) {
            KurrentDBClient client = RunningEventStore.connect(store.connectionString());
            RunningEventStore.wait(client.appendToStream("s", events));
            client.shutdown();
        }
        try (EmbeddedEventStore store = EmbeddedEventStore.start(folder, 0)) {
            KurrentDBClient client = RunningEventStore.connect(store.connectionString());
            assertThat(RunningEventStore.wait(client.readStream("s", ReadStreamOptions.get()))
                            .getEvents())
                    .extracting(event -> event.getEvent().getEventId())
                    .containsExactly(events[0].getEventId(), events[1].getEventId(), events[2].getEventId());
            client.shutdown();
        }
    }

    @Test
    void subscriptions_are_told_to_reconnect_when_the_store_closes() throws Exception {
        RecordingListener ofAll = new RecordingListener();
        RecordingListener ofStream = new RecordingListener();
        EmbeddedEventStore store = EmbeddedEventStore.start(folder, 0);
        KurrentDBClient client = RunningEventStore.connect(store.connectionString());
        RunningEventStore.wait(
                client.subscribeToAll(ofAll, SubscribeToAllOptions.get().fromStart()));
        RunningEventStore.wait(client.subscribeToStream("s", ofStream, SubscribeToStreamOptions.get()));

        Instant start = Instant.now();
        store.close();

        assertThat(Duration.between(start, Instant.now())).isLessThan(Duration.ofSeconds(5));
        for (RecordingListener listener : List.of(ofAll, ofStream)) {
            assertThat(listener.ended.get(20, TimeUnit.SECONDS))
                    .isInstanceOfSatisfying(
                            StatusRuntimeException.class,
                            ended -> assertThat(ended.getStatus().getCode()).isEqualTo(Status.Code.UNAVAILABLE));
        }
        store.close();
        client.shutdown();
    }

    @Test
    void a_write_that_fails_is_told_and_the_store_goes_on() throws Exception {
        try (EmbeddedEventStore store = EmbeddedEventStore.start(folder, 0)) {
            KurrentDBClient client = RunningEventStore.connect(store.connectionString());
            EventData event = RunningEventStore.event("A");
            try (Connection intruder = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("event-store.db"));
                    Statement statement = intruder.createStatement()) {
                statement.execute("BEGIN IMMEDIATE");
                assertThatThrownBy(() -> RunningEventStore.wait(client.appendToStream("s", event)))
                        .isInstanceOfSatisfying(StatusRuntimeException.class, failed -> assertThat(
                                        failed.getStatus().getCode())
                                .isEqualTo(Status.Code.UNAVAILABLE));
                statement.execute("ROLLBACK");
            }

            RunningEventStore.wait(client.appendToStream("s", event));

            assertThat(RunningEventStore.wait(client.readStream("s", ReadStreamOptions.get()))
                            .getEvents())
                    .extracting(read -> read.getEvent().getEventId())
                    .containsExactly(event.getEventId());
            client.shutdown();
        }
    }

    @Test
    void a_client_that_discovers_its_cluster_finds_this_store() {
        try (EmbeddedEventStore store = EmbeddedEventStore.start(folder, 0)) {
            KurrentDBClient client =
                    RunningEventStore.connect("esdb+discover://127.0.0.1:" + store.port() + "?tls=false");
            RunningEventStore.wait(client.appendToStream("s", RunningEventStore.events(1)));
            assertThat(RunningEventStore.wait(client.readStream("s", ReadStreamOptions.get()))
                            .getEvents())
                    .hasSize(1);
            client.shutdown();
        }
    }
}
