package daftar.cli;

import io.kurrent.dbclient.AppendToStreamOptions;
import io.kurrent.dbclient.EventData;
import io.kurrent.dbclient.KurrentDBClient;
import io.kurrent.dbclient.KurrentDBConnectionString;
import io.kurrent.dbclient.StreamState;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.LongAdder;

/** The raw limit of writing: 500-byte events, each to a new stream, by the event store's own client. */
final class RawAppends {

    private static final byte[] EVENT = ("{\"text\":\"" + "x".repeat(488) + "\"}").getBytes(StandardCharsets.UTF_8);

    private RawAppends() {}

    /** Appends per second with so many threads. */
    static double perSecond(String connectionString, int threads, Duration duration) throws Exception {
        KurrentDBClient client = KurrentDBClient.create(KurrentDBConnectionString.parseOrThrow(connectionString));
        LongAdder appends = new LongAdder();
        long start = System.nanoTime();
        long end = start + duration.toNanos();
        List<Thread> running = new ArrayList<>();
        for (int i = 0; i < threads; i++) {
            running.add(Thread.ofPlatform().start(() -> {
                while (System.nanoTime() < end) {
                    EventData event = EventData.builderAsJson(UUID.randomUUID(), "Measured", EVENT)
                            .build();
                    client.appendToStream(
                                    "bench-" + UUID.randomUUID(),
                                    AppendToStreamOptions.get().streamState(StreamState.noStream()),
                                    event)
                            .join();
                    appends.increment();
                }
            }));
        }
        for (Thread thread : running) {
            thread.join();
        }
        double seconds = (System.nanoTime() - start) / 1e9;
        client.shutdown().join();
        return appends.sum() / seconds;
    }
}
