package daftar.eventstore;

import daftar.embedded.eventstore.EmbeddedEventStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.function.UnaryOperator;

/** An event store with a folder of its own, and a connection to it. */
final class TestStore implements AutoCloseable {

    private final Path folder;
    private final int port;
    private EmbeddedEventStore server;
    final EventStoreConnection connection;
    final EventLog log;

    TestStore() {
        try {
            folder = Files.createTempDirectory("daftar-event-store");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server = start(0);
        port = server.port();
        connection = EventStoreConnection.to(server.connectionString());
        log = new EventStoreDbLog(connection);
    }

    private EmbeddedEventStore start(int port) {
        return EmbeddedEventStore.start(folder, port);
    }

    EventStoreDbStorageEngine engine() {
        return engine(UnaryOperator.identity());
    }

    EventStoreDbStorageEngine engine(UnaryOperator<EventStoreDbStorageEngine.Builder> with) {
        return with.apply(EventStoreDbStorageEngine.builder()
                        .eventLog(log)
                        .eventSerializer(TestEvents.serializer())
                        .snapshots(true))
                .build();
    }

    /** The same store, on the same port and folder, stopped and started while its clients hold on. */
    void restart() {
        server.close();
        server = start(port);
    }

    String address() {
        return server.connectionString();
    }

    void stop() {
        server.close();
    }

    @Override
    public void close() {
        connection.close();
        server.close();
        try (var files = Files.walk(folder)) {
            files.sorted(Comparator.reverseOrder())
                    .forEach(file -> file.toFile().delete());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
