package daftar.embedded.eventstore;

import io.kurrent.dbclient.AppendToStreamOptions;
import io.kurrent.dbclient.EventData;
import io.kurrent.dbclient.KurrentDBClient;
import io.kurrent.dbclient.ReadAllOptions;
import io.kurrent.dbclient.ReadMessage;
import io.kurrent.dbclient.ReadStreamOptions;
import io.kurrent.dbclient.StreamState;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.LongStream;
import org.reactivestreams.Subscriber;
import org.reactivestreams.Subscription;

/** What the store and its client do on this machine, in one process. Not a test: {@code Throughput [SECONDS] [THREADS]}. */
final class Throughput {
    private Throughput() {}

    public static void main(String[] args) throws Exception {
        int seconds = args.length > 0 ? Integer.parseInt(args[0]) : 5;
        int threads = args.length > 1 ? Integer.parseInt(args[1]) : 64;
        Path folder = Files.createTempDirectory("throughput");
        try (EmbeddedEventStore store = EmbeddedEventStore.start(folder, 0)) {
            KurrentDBClient client = RunningEventStore.connect(store.connectionString());
            appends(client, threads, 3, "warm-up");
            appends(client, threads, seconds, threads + " threads");
            appends(client, 1, 2, "1 thread");
            readStream(client);
            readAll(client);
            readAll(client);
            client.shutdown().get();
        }
    }

    private static void appends(KurrentDBClient client, int threads, int seconds, String label) throws Exception {
        byte[] data = new byte[500];
        Arrays.fill(data, (byte) 'x');
        AtomicLong count = new AtomicLong();
        LongStream.Builder latencies = LongStream.builder();
        long cpu = cpu();
        long start = System.nanoTime();
        long end = start + seconds * 1_000_000_000L;
        CountDownLatch done = new CountDownLatch(threads);
        for (int i = 0; i < threads; i++) {
            Thread.ofVirtual().start(() -> {
                try {
                    while (System.nanoTime() < end) {
                        long begun = System.nanoTime();
                        client.appendToStream(
                                        "load-" + UUID.randomUUID(),
                                        AppendToStreamOptions.get().streamState(StreamState.noStream()),
                                        EventData.builderAsBinary("Loaded", data)
                                                .build())
                                .get();
                        count.incrementAndGet();
                        synchronized (latencies) {
                            latencies.add(System.nanoTime() - begun);
                        }
                    }
                } catch (Exception e) {
                    e.printStackTrace();
                } finally {
                    done.countDown();
                }
            });
        }
        done.await();
        double took = (System.nanoTime() - start) / 1e9;
        long[] sorted = latencies.build().sorted().toArray();
        System.out.printf(
                "append, %s: %.0f/s, %.0f us of CPU each, p50 %.1f ms, p99 %.1f ms, max %.1f ms%n",
                label,
                count.get() / took,
                (cpu() - cpu) / 1e3 / count.get(),
                sorted[sorted.length / 2] / 1e6,
                sorted[sorted.length * 99 / 100] / 1e6,
                sorted[sorted.length - 1] / 1e6);
    }

    private static void readStream(KurrentDBClient client) throws Exception {
        String stream = "read-" + UUID.randomUUID();
        client.appendToStream(stream, RunningEventStore.events(20)).get();
        int reads = 2_000;
        long[] took = new long[reads];
        for (int i = 0; i < reads; i++) {
            long start = System.nanoTime();
            client.readStream(stream, ReadStreamOptions.get()).get();
            took[i] = System.nanoTime() - start;
        }
        Arrays.sort(took, reads / 2, reads);
        System.out.printf(
                "read of 20 events: p50 %d us, p99 %d us%n",
                took[reads * 3 / 4] / 1_000, took[reads * 99 / 100] / 1_000);
    }

    private static void readAll(KurrentDBClient client) throws Exception {
        AtomicLong count = new AtomicLong();
        CountDownLatch done = new CountDownLatch(1);
        long cpu = cpu();
        long start = System.nanoTime();
        client.readAllReactive(ReadAllOptions.get().fromStart().maxCount(Long.MAX_VALUE))
                .subscribe(new Subscriber<>() {
                    @Override
                    public void onSubscribe(Subscription subscription) {
                        subscription.request(Long.MAX_VALUE);
                    }

                    @Override
                    public void onNext(ReadMessage message) {
                        if (message.hasEvent()) {
                            count.incrementAndGet();
                        }
                    }

                    @Override
                    public void onError(Throwable failure) {
                        failure.printStackTrace();
                        done.countDown();
                    }

                    @Override
                    public void onComplete() {
                        done.countDown();
                    }
                });
        done.await();
        double took = (System.nanoTime() - start) / 1e9;
        System.out.printf(
                "$all: %d events, %.0f/s, %.1f us of CPU each%n",
                count.get(), count.get() / took, (cpu() - cpu) / 1e3 / count.get());
    }

    private static long cpu() {
        return ((com.sun.management.OperatingSystemMXBean)
                        java.lang.management.ManagementFactory.getOperatingSystemMXBean())
                .getProcessCpuTime();
    }
}
