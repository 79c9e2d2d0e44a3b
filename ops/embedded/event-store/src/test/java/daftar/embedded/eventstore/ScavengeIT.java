package daftar.embedded.eventstore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kurrent.dbclient.EventData;
import io.kurrent.dbclient.KurrentDBClient;
import io.kurrent.dbclient.Position;
import io.kurrent.dbclient.ReadAllOptions;
import io.kurrent.dbclient.ReadStreamOptions;
import io.kurrent.dbclient.RecordedEvent;
import io.kurrent.dbclient.ResolvedEvent;
import io.kurrent.dbclient.StreamDeletedException;
import io.kurrent.dbclient.StreamMetadata;
import io.kurrent.dbclient.StreamState;
import io.kurrent.dbclient.SubscribeToAllOptions;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Removes what can no longer be read, and only this, down to the bytes. */
class ScavengeIT {
    private static final int FILLER = 300;
    private static final Pattern MARK = Pattern.compile("[A-Z]{4,10}-\\d+\\.");

    private final RunningEventStore.MovableClock clock = new RunningEventStore.MovableClock();

    @TempDir
    private Path folder;

    @Test
    void what_cannot_be_read_any_more_is_not_in_the_files() throws IOException {
        Set<String> left = all("KEPT");
        left.addAll(List.of("TRUNCATED-299.", "COUNTED-299."));
        Position last;
        try (EmbeddedEventStore store = EmbeddedEventStore.start(folder, 0, clock)) {
            KurrentDBClient client = RunningEventStore.connect(store.connectionString());
            fill(client, "expired", "EXPIRED");
            limit(client, "expired", metadata -> metadata.setMaxAge(60L));
            clock.forwards(Duration.ofMinutes(2));
            fill(client, "kept", "KEPT");
            fill(client, "truncated", "TRUNCATED");
            limit(client, "truncated", metadata -> metadata.setTruncateBefore((long) FILLER - 1));
            fill(client, "counted", "COUNTED");
            limit(client, "counted", metadata -> metadata.setMaxCount(1L));
            fill(client, "deleted", "DELETED");
            RunningEventStore.wait(client.deleteStream("deleted"));
            fill(client, "tombstoned", "TOMBSTONED");
            limit(client, "tombstoned", metadata -> metadata.setCustomProperties(java.util.Map.of("x", "TOMBMETA-0.")));
            last = RunningEventStore.wait(client.tombstoneStream("tombstoned")).getPosition();
            assertThat(marks())
                    .contains("EXPIRED-7.", "TRUNCATED-7.", "COUNTED-7.", "DELETED-7.", "TOMBSTONED-7.", "TOMBMETA-0.");

            long removed = store.scavenge();

            assertThat(removed)
                    .isEqualTo(
                            FILLER // expired
                                    + (FILLER - 1) // truncated
                                    + (FILLER - 1) // counted
                                    + FILLER // deleted
                                    + FILLER // tombstoned
                                    + 1); // its metadata
            assertThat(marks()).as("while it runs").isEqualTo(left);
            assertThat(store.scavenge()).as("again").isZero();
            client.shutdown();
        }
        assertThat(marks()).as("afterwards").isEqualTo(left);
        try (EmbeddedEventStore store = EmbeddedEventStore.start(folder, 0, clock)) {
            KurrentDBClient client = RunningEventStore.connect(store.connectionString());
            assertThat(revisions(client, "kept")).isEqualTo(RunningEventStore.range(0, FILLER));
            assertThat(revisions(client, "truncated")).containsExactly((long) FILLER - 1);
            assertThat(revisions(client, "counted")).containsExactly((long) FILLER - 1);
            assertThat(revisions(client, "expired")).isEmpty();
            // what is gone leaves its revisions and positions behind: none is given twice
            assertThat(append(client, "expired", StreamState.streamRevision(FILLER - 1), "E"))
                    .isGreaterThan(last);
            append(client, "deleted", StreamState.noStream(), "E");
            assertThat(revisions(client, "deleted")).containsExactly((long) FILLER);
            assertThatThrownBy(() -> append(client, "tombstoned", StreamState.any(), "E"))
                    .isInstanceOf(StreamDeletedException.class);
            client.shutdown();
        }
    }

    @Test
    void positions_are_not_given_twice_even_if_the_newest_events_are_gone() {
        Position last;
        try (EmbeddedEventStore store = EmbeddedEventStore.start(folder, 0, clock)) {
            KurrentDBClient client = RunningEventStore.connect(store.connectionString());
            limit(client, "short", metadata -> metadata.setMaxAge(1L));
            last = append(client, "short", StreamState.noStream(), "E");
            clock.forwards(Duration.ofMinutes(1));
            assertThat(store.scavenge()).isEqualTo(1);
            client.shutdown();
        }
        try (EmbeddedEventStore store = EmbeddedEventStore.start(folder, 0, clock)) {
            KurrentDBClient client = RunningEventStore.connect(store.connectionString());
            RecordingListener listener = new RecordingListener();
            RunningEventStore.wait(
                    client.subscribeToAll(listener, SubscribeToAllOptions.get().fromStart()));
            RecordingListener.take(listener.caughtUp);
            Position next = append(client, "short", StreamState.streamRevision(0), "E");
            assertThat(next).isGreaterThan(last);
            assertThat(listener.take(2)).extracting(RecordedEvent::getPosition).contains(next);
            client.shutdown();
        }
    }

    @Test
    void appends_and_subscriptions_go_on_while_it_scavenges() throws Exception {
        try (EmbeddedEventStore store = EmbeddedEventStore.start(folder, 0, clock)) {
            KurrentDBClient client = RunningEventStore.connect(store.connectionString());
            for (int i = 0; i < 20; i++) {
                fill(client, "old", "OLD" + i);
            }
            limit(client, "old", metadata -> metadata.setMaxCount(10L));
            RecordingListener listener = new RecordingListener();
            RunningEventStore.wait(
                    client.subscribeToAll(listener, SubscribeToAllOptions.get().fromEnd()));
            AtomicBoolean scavenged = new AtomicBoolean();
            CompletableFuture<Integer> appending = CompletableFuture.supplyAsync(() -> {
                int count = 0;
                while (!scavenged.get() || count < 50) {
                    append(client, "new", StreamState.any(), "E");
                    count++;
                }
                return count;
            });

            long removed = store.scavenge();

            scavenged.set(true);
            int appended = appending.get();
            assertThat(removed).isEqualTo(20 * FILLER - 10);
            assertThat(revisions(client, "new")).isEqualTo(RunningEventStore.range(0, appended));
            assertThat(listener.takeRevisions(appended)).isEqualTo(RunningEventStore.range(0, appended));
            List<Position> all =
                    RunningEventStore.wait(client.readAll(ReadAllOptions.get().maxCount(100_000))).getEvents().stream()
                            .map(ResolvedEvent::getOriginalEvent)
                            .map(RecordedEvent::getPosition)
                            .toList();
            assertThat(all).hasSize(10 + 1 + appended).isSorted();
            client.shutdown();
        }
    }

    private static void fill(KurrentDBClient client, String stream, String mark) {
        EventData[] events = Stream.iterate(0, i -> i < FILLER, i -> i + 1)
                .map(i -> EventData.builderAsJson(
                                "Filled", RunningEventStore.bytes("{\"text\":\"" + mark + "-" + i + ".\"}"))
                        .build())
                .toArray(EventData[]::new);
        RunningEventStore.wait(client.appendToStream(stream, events));
    }

    private static void limit(
            KurrentDBClient client, String stream, java.util.function.Consumer<StreamMetadata> limit) {
        StreamMetadata metadata = new StreamMetadata();
        limit.accept(metadata);
        RunningEventStore.wait(client.setStreamMetadata(stream, metadata));
    }

    private static Position append(KurrentDBClient client, String stream, StreamState expected, String type) {
        return RunningEventStore.wait(client.appendToStream(
                        stream,
                        io.kurrent.dbclient.AppendToStreamOptions.get().streamState(expected),
                        RunningEventStore.event(type)))
                .getLogPosition();
    }

    private static List<Long> revisions(KurrentDBClient client, String stream) {
        return RunningEventStore.wait(client.readStream(stream, ReadStreamOptions.get())).getEvents().stream()
                .map(event -> event.getOriginalEvent().getRevision())
                .toList();
    }

    /** The texts of events that are found anywhere in the bytes of the files. */
    private Set<String> marks() throws IOException {
        Set<String> marks = new TreeSet<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                MARK.matcher(Files.readString(file, StandardCharsets.ISO_8859_1))
                        .results()
                        .forEach(found -> marks.add(found.group()));
            }
        }
        return marks;
    }

    private static Set<String> all(String mark) {
        return IntStream.range(0, FILLER).mapToObj(i -> mark + "-" + i + ".").collect(Collectors.toSet());
    }
}
