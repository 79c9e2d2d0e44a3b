package daftar.embedded.eventstore;

import static org.assertj.core.api.Assertions.assertThat;

import io.kurrent.dbclient.AppendToStreamOptions;
import io.kurrent.dbclient.EventData;
import io.kurrent.dbclient.KurrentDBClient;
import io.kurrent.dbclient.KurrentDBConnectionString;
import io.kurrent.dbclient.Position;
import io.kurrent.dbclient.ReadAllOptions;
import io.kurrent.dbclient.ReadStreamOptions;
import io.kurrent.dbclient.RecordedEvent;
import io.kurrent.dbclient.ResolvedEvent;
import io.kurrent.dbclient.StreamState;
import io.kurrent.dbclient.WriteResult;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** A store and a real client to it, shared by the tests of a class, which each use streams of their own. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class RunningEventStore {
    private EmbeddedEventStore store;
    private KurrentDBClient client;

    /** The store's clock: the machine's, moved forwards by a test that needs events to age. */
    final MovableClock clock = new MovableClock();

    @BeforeAll
    void start(@TempDir Path folder) {
        store = EmbeddedEventStore.start(folder, 0, clock);
        client = connect(store.connectionString());
    }

    @AfterAll
    void stop() {
        wait(client.shutdown());
        store.close();
    }

    static final class MovableClock implements InstantSource {
        private volatile java.time.Duration ahead = java.time.Duration.ZERO;

        void forwards(java.time.Duration duration) {
            ahead = ahead.plus(duration);
        }

        @Override
        public Instant instant() {
            return Instant.now().plus(ahead);
        }
    }

    static KurrentDBClient connect(String connectionString) {
        return KurrentDBClient.create(KurrentDBConnectionString.parseOrThrow(connectionString));
    }

    EmbeddedEventStore store() {
        return store;
    }

    KurrentDBClient client() {
        return client;
    }

    static String name() {
        return "test-" + UUID.randomUUID();
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    static EventData event(String type) {
        return EventData.builderAsJson(type, bytes("{\"n\":1}")).build();
    }

    static EventData[] events(int count) {
        return IntStream.range(0, count).mapToObj(i -> event("E" + i)).toArray(EventData[]::new);
    }

    WriteResult append(String stream, StreamState expected, EventData... events) {
        return wait(client.appendToStream(stream, AppendToStreamOptions.get().streamState(expected), events));
    }

    List<Long> revisions(String stream, ReadStreamOptions options) {
        return wait(client.readStream(stream, options)).getEvents().stream()
                .map(event -> event.getOriginalEvent().getRevision())
                .toList();
    }

    RecordedEvent only(String stream, ReadStreamOptions options) {
        List<ResolvedEvent> events = wait(client.readStream(stream, options)).getEvents();
        assertThat(events).hasSize(1);
        return events.getFirst().getOriginalEvent();
    }

    List<Position> all(ReadAllOptions options) {
        return wait(client.readAll(options)).getEvents().stream()
                .map(event -> event.getOriginalEvent().getPosition())
                .toList();
    }

    static List<Long> range(long from, long to) {
        return LongStream.range(from, to).boxed().toList();
    }

    /** The result, or the exception that the client gives, without what wraps it. */
    static <T> T wait(CompletableFuture<T> future) {
        try {
            return future.get(20, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            Throwable cause = e.getCause();
            while (cause instanceof CompletionException && cause.getCause() != null) {
                cause = cause.getCause();
            }
            throw cause instanceof RuntimeException runtime ? runtime : new IllegalStateException(cause);
        } catch (InterruptedException | TimeoutException e) {
            throw new IllegalStateException(e);
        }
    }
}
