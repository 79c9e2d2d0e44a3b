package daftar.eventstore;

import static org.assertj.core.api.Assertions.assertThat;

import daftar.embedded.eventstore.EmbeddedEventStoreMain;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A store in a process of its own is killed while it is written to and followed. */
@Timeout(60)
class StoreKilledIT {

    private static final int WRITERS = 16;

    @TempDir
    Path folder;

    private @Nullable Process process;

    @AfterEach
    void stop() {
        if (process != null) {
            process.destroyForcibly();
        }
    }

    @Test
    void nothing_acknowledged_is_lost_and_what_is_unknown_shows_when_it_is_loaded() throws Exception {
        String address = start(0);
        int port = Integer.parseInt(address.replaceAll(".*:(\\d+).*", "$1"));
        var acknowledged = new AtomicInteger();
        var followed = new ConcurrentLinkedQueue<UUID>();
        try (var connection = EventStoreConnection.to(address);
                var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            var log = new EventStoreDbLog(connection);
            var following = log.subscribe(null, event -> followed.add(event.eventId()));
            var writers = new ArrayList<Future<Written>>();
            for (int i = 0; i < WRITERS; i++) {
                String stream = "ticket-" + i;
                writers.add(executor.submit(() -> write(log, stream, acknowledged)));
            }
            while (acknowledged.get() < 500) {
                TimeUnit.MILLISECONDS.sleep(1);
            }
            kill();
            var ends = new ArrayList<Written>();
            for (var writer : writers) {
                ends.add(writer.get());
            }
            start(port);

            assertThat(ends).anySatisfy(end -> assertThat(end.end()).isInstanceOf(AppendOutcomeUnknown.class));
            int all = 0;
            for (Written end : ends) {
                List<UUID> stored = patiently(() -> log.read(end.stream(), 0, 10_000)).stream()
                        .map(RecordedEvent::eventId)
                        .toList();
                // every event that was acknowledged, and the one of unknown outcome or not
                assertThat(stored).startsWith(end.acknowledged().toArray(UUID[]::new));
                assertThat(stored.size()).isLessThanOrEqualTo(end.acknowledged().size() + 1);
                if (stored.size() > end.acknowledged().size()) {
                    assertThat(end.end()).isInstanceOf(AppendOutcomeUnknown.class);
                    assertThat(stored.getLast()).isEqualTo(end.open().eventId());
                }
                // sending it again settles it either way
                var expected = ExpectedRevision.before(end.acknowledged().size());
                patiently(() -> log.append(end.stream(), expected, List.of(end.open())));
                assertThat(log.read(end.stream(), 0, 10_000))
                        .hasSize(end.acknowledged().size() + 1);
                all += end.acknowledged().size() + 1;
            }
            while (followed.size() < all) {
                TimeUnit.MILLISECONDS.sleep(10);
            }
            TimeUnit.MILLISECONDS.sleep(100);
            assertThat(followed).hasSize(all).doesNotHaveDuplicates();
            following.close();
        }
    }

    /** What a writer knows at its end: the ids acknowledged, the event that was open, and how its append ended. */
    private record Written(String stream, List<UUID> acknowledged, NewEvent open, RuntimeException end) {}

    private static Written write(EventLog log, String stream, AtomicInteger acknowledged) {
        var written = new ArrayList<UUID>();
        while (true) {
            NewEvent event = TestEvents.raw("Noted", "{\"text\":\"t\",\"weight\":1}");
            try {
                log.append(stream, ExpectedRevision.before(written.size()), List.of(event));
            } catch (RuntimeException e) {
                return new Written(stream, written, event, e);
            }
            written.add(event.eventId());
            acknowledged.incrementAndGet();
        }
    }

    private interface Call<T> {
        T now();
    }

    private static <T> T patiently(Call<T> call) throws InterruptedException {
        while (true) {
            try {
                return call.now();
            } catch (EventStoreUnavailable | AppendOutcomeUnknown stillAway) {
                TimeUnit.MILLISECONDS.sleep(50);
            }
        }
    }

    /** Starts the store and gives its address. */
    private String start(int port) throws IOException {
        process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx128m",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        EmbeddedEventStoreMain.class.getName(),
                        folder.toString(),
                        Integer.toString(port))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        var out = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        for (String line = out.readLine(); line != null; line = out.readLine()) {
            if (line.startsWith("esdb://")) {
                return line;
            }
        }
        throw new IllegalStateException("The store did not start");
    }

    private void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }
}
