package daftar.embedded.eventstore;

import static org.assertj.core.api.Assertions.assertThat;

import io.kurrent.dbclient.AppendToStreamOptions;
import io.kurrent.dbclient.EventData;
import io.kurrent.dbclient.KurrentDBClient;
import io.kurrent.dbclient.ReadAllOptions;
import io.kurrent.dbclient.ReadStreamOptions;
import io.kurrent.dbclient.RecordedEvent;
import io.kurrent.dbclient.ResolvedEvent;
import io.kurrent.dbclient.StreamState;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Kills a real process under load, without warning, and looks for what it had acknowledged. */
class KillIT {
    private static final int WRITERS = 16;
    private static final int ROUNDS = 3;

    @TempDir
    private Path folder;

    /** What one writer was told: the events of its stream that were acknowledged, in order. */
    private static final class Writer {
        final String stream = "writer-" + UUID.randomUUID();
        final List<UUID> acknowledged = new ArrayList<>();
    }

    @Test
    void what_was_acknowledged_is_there_once_and_in_order_after_two_kills() throws Exception {
        List<Writer> writers = new ArrayList<>();
        for (int i = 0; i < WRITERS; i++) {
            writers.add(new Writer());
        }
        for (int round = 0; round < ROUNDS; round++) {
            Process process = startProcess();
            try {
                String connection = connectionString(process);
                KurrentDBClient client = RunningEventStore.connect(connection);
                assertEverythingIsThere(client, writers);
                if (round < ROUNDS - 1) {
                    appendUntilKilled(client, writers, process);
                }
                client.shutdown();
            } finally {
                process.destroyForcibly().waitFor();
            }
        }
    }

    /** Each writer appends one after the other; what it was not told of, the next round finds out for it. */
    private static void appendUntilKilled(KurrentDBClient client, List<Writer> writers, Process process)
            throws Exception {
        AtomicInteger acknowledged = new AtomicInteger();
        List<Thread> threads = new ArrayList<>();
        List<Throwable> failures = new CopyOnWriteArrayList<>();
        for (Writer writer : writers) {
            threads.add(Thread.startVirtualThread(() -> {
                try {
                    while (true) {
                        EventData event = EventData.builderAsBinary("Written", new byte[700])
                                .eventId(UUID.randomUUID())
                                .build();
                        StreamState expected = writer.acknowledged.isEmpty()
                                ? StreamState.noStream()
                                : StreamState.streamRevision(writer.acknowledged.size() - 1);
                        client.appendToStream(
                                        writer.stream,
                                        AppendToStreamOptions.get().streamState(expected),
                                        event)
                                .get(5, TimeUnit.SECONDS);
                        writer.acknowledged.add(event.getEventId());
                        acknowledged.incrementAndGet();
                    }
                } catch (Exception killed) {
                    failures.add(killed);
                }
            }));
        }
        while (acknowledged.get() < 1_500 && failures.isEmpty()) {
            TimeUnit.MILLISECONDS.sleep(1);
        }
        assertThat(failures).isEmpty();
        process.destroyForcibly().waitFor();
        for (Thread thread : threads) {
            thread.join(10_000);
        }
        assertThat(failures).hasSize(WRITERS);
    }

    private static void assertEverythingIsThere(KurrentDBClient client, List<Writer> writers) {
        for (Writer writer : writers) {
            if (writer.acknowledged.isEmpty()) {
                continue;
            }
            List<RecordedEvent> stored =
                    RunningEventStore.wait(client.readStream(writer.stream, ReadStreamOptions.get()))
                            .getEvents()
                            .stream()
                            .map(ResolvedEvent::getOriginalEvent)
                            .toList();
            List<UUID> ids = stored.stream().map(RecordedEvent::getEventId).toList();
            assertThat(ids).startsWith(writer.acknowledged.toArray(UUID[]::new)).doesNotHaveDuplicates();
            // written, but killed before it was said: at most the one that was in flight
            assertThat(ids.size() - writer.acknowledged.size()).isBetween(0, 1);
            assertThat(stored)
                    .extracting(RecordedEvent::getRevision)
                    .isEqualTo(RunningEventStore.range(0, stored.size()));
            writer.acknowledged.clear();
            writer.acknowledged.addAll(ids);
        }
        List<RecordedEvent> all =
                RunningEventStore.wait(client.readAll(ReadAllOptions.get().maxCount(Long.MAX_VALUE)))
                        .getEvents()
                        .stream()
                        .map(ResolvedEvent::getOriginalEvent)
                        .toList();
        assertThat(all).extracting(RecordedEvent::getPosition).isSorted().doesNotHaveDuplicates();
        assertThat(all)
                .hasSize(writers.stream()
                        .mapToInt(writer -> writer.acknowledged.size())
                        .sum());
    }

    private Process startProcess() throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "-XX:TieredStopAtLevel=1",
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        System.getProperty("java.class.path"),
                        EmbeddedEventStoreMain.class.getName(),
                        folder.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    private static String connectionString(Process process) throws IOException {
        BufferedReader output =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            if (line.startsWith("esdb://")) {
                return line;
            }
        }
        throw new IOException("The process ended before it was ready.");
    }
}
