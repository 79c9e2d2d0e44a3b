package daftar.cli;

import daftar.cli.ApiClient.Answer;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Searches over very many tickets, so many a second whether or not those before were answered: the time of each runs from
 * when it was due, as it does for people, who do not wait for one another.
 */
final class SearchLoad {

    private static final String COUNT = "{\"query\":%s}";
    private static final int RAW_DOCUMENTS = 20_000;

    private final ApiClient client;
    private final RawElasticsearch raw;

    SearchLoad(ApiClient client, RawElasticsearch raw) {
        this.client = client;
        this.raw = raw;
    }

    /**
     * Copies closed tickets in Elasticsearch until there are so many; the next rebuild leaves the copies out.
     *
     * @param like the query that says which may be copied
     * @return how many tickets there are then
     */
    long fill(long tickets, String like) throws IOException, InterruptedException {
        long there = count("{\"match_all\":{}}");
        long copied = count(like);
        if (copied == 0) {
            throw new IllegalStateException("There is no closed ticket to copy: bring some in first (--only reports).");
        }
        int more = (int) Math.ceilDiv(Math.max(0, tickets - there), copied);
        if (more > 0) {
            raw.multiply("tickets", like, more);
        }
        return count("{\"match_all\":{}}");
    }

    private long count(String query) throws IOException, InterruptedException {
        return raw.json("POST", "/tickets/_count", COUNT.formatted(query))
                .path("count")
                .asLong();
    }

    /** Plain bulk indexing of documents like those of tickets, in documents per second. */
    double bulkPerSecond() throws Exception {
        List<String> documents = raw.documents("tickets", RAW_DOCUMENTS);
        raw.bulkPerSecond("tickets", documents.subList(0, Math.min(4_000, documents.size())));
        return raw.bulkPerSecond("tickets", documents);
    }

    /**
     * @param path of the search, up to where the words follow
     * @param words what is searched for, in turns
     * @param perSecond how many a second
     * @param warmUp is not counted
     */
    Map<String, Object> measure(String path, List<String> words, int perSecond, Duration warmUp, Duration time)
            throws InterruptedException {
        Latencies latencies = new Latencies();
        AtomicLong failed = new AtomicLong();
        List<Thread> asking = new ArrayList<>();
        long start = System.nanoTime();
        long from = start + warmUp.toNanos();
        long end = from + time.toNanos();
        long pause = 1_000_000_000L / perSecond;
        for (long n = 0, due = start; due < end; n++, due = start + n * pause) {
            long at = due;
            String search = path + URLEncoder.encode(words.get((int) (n % words.size())), StandardCharsets.UTF_8);
            Thread.sleep(Duration.ofNanos(Math.max(0, due - System.nanoTime())));
            asking.add(Thread.ofVirtual().start(() -> {
                try {
                    Answer answer = client.get(search);
                    if (!answer.isSuccess()) {
                        failed.incrementAndGet();
                    } else if (at >= from) {
                        latencies.add(System.nanoTime() - at);
                    }
                } catch (InterruptedException stopped) {
                    Thread.currentThread().interrupt();
                }
            }));
        }
        for (Thread one : asking) {
            one.join();
        }
        Map<String, Object> result = new LinkedHashMap<>(latencies.summary());
        result.put("perSecond", perSecond);
        result.put("failed", failed.get());
        return result;
    }
}
