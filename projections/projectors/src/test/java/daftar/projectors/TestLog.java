package daftar.projectors;

import daftar.embedded.eventstore.EmbeddedEventStore;
import daftar.eventstore.EventLog;
import daftar.eventstore.EventStoreConnection;
import daftar.eventstore.EventStoreDbEventStore;
import daftar.eventstore.EventStoreDbLog;
import daftar.eventstore.EventStoreDbStorageEngine;
import daftar.eventstore.EventTypes;
import daftar.eventstore.ExpectedRevision;
import daftar.eventstore.NewEvent;
import daftar.eventstore.StableNameSerializer;
import daftar.json.DaftarJson;
import daftar.json.EventJson;
import daftar.json.EventNames;
import daftar.json.TextKeys;
import daftar.json.TextSeal;
import daftar.messages.Event;
import daftar.messages.Recorded;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.axonframework.serialization.Serializer;

/** A real event store with a folder of its own, as the command side would fill it. */
final class TestLog implements AutoCloseable {

    private final EmbeddedEventStore server;
    private final EventStoreConnection connection;
    final TextSeal seal = new TextSeal(TextKeys.of(stream -> Arrays.copyOf(stream.getBytes(), 32)));
    final EventLog log;
    final Serializer serializer = new StableNameSerializer(DaftarJson.events(), new Types());
    final EventStoreDbStorageEngine engine;
    final EventStoreDbEventStore store;

    TestLog() {
        try {
            Path folder = Files.createTempDirectory("daftar-projectors-log");
            folder.toFile().deleteOnExit();
            server = EmbeddedEventStore.start(folder, 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        connection = EventStoreConnection.to(server.connectionString());
        log = new EventStoreDbLog(connection);
        engine = EventStoreDbStorageEngine.builder()
                .eventLog(log)
                .eventSerializer(serializer)
                .build();
        store = EventStoreDbEventStore.builder().engine(engine).build();
    }

    /** Appends the events of a ticket from this revision on; their position in the log. */
    long append(List<Recorded> events) {
        Recorded first = events.getFirst();
        List<NewEvent> all = new ArrayList<>();
        for (Recorded event : events) {
            Event sealed = seal.seal(event.stream(), 0, event.event());
            all.add(new NewEvent(
                    event.eventId(), EventNames.nameOf(sealed.getClass()), event.metadata(), EventJson.write(sealed)));
        }
        return log.append(
                        first.stream(),
                        first.revision() == 0
                                ? ExpectedRevision.noStream()
                                : ExpectedRevision.exactly(first.revision() - 1),
                        all)
                .position();
    }

    /** Appends something that nobody can read, as the next event of a stream. */
    long appendRaw(String stream, long revision, String type, byte[] data, Recorded like) {
        return log.append(
                        stream,
                        ExpectedRevision.exactly(revision - 1),
                        List.of(new NewEvent(java.util.UUID.randomUUID(), type, like.metadata(), data)))
                .position();
    }

    /** A stream's last event as it is stored, its texts sealed. */
    Recorded last(String stream) {
        return Messages.recorded(
                engine.readEvents(stream).asStream().reduce((a, b) -> b).orElseThrow());
    }

    @Override
    public void close() {
        store.shutDown();
        connection.close();
        server.close();
    }

    private record Types() implements EventTypes {
        @Override
        public Class<?> classOf(String name, String revision) {
            return EventNames.classOf(name);
        }

        @Override
        public String nameOf(Class<?> type) {
            return EventNames.nameOf(type);
        }

        @Override
        public String revisionOf(Class<?> type) {
            return EventNames.revisionOf(type);
        }
    }
}
