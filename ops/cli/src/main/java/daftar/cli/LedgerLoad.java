package daftar.cli;

import daftar.cli.ApiClient.Answer;
import io.kurrent.dbclient.AppendToStreamOptions;
import io.kurrent.dbclient.EventData;
import io.kurrent.dbclient.KurrentDBClient;
import io.kurrent.dbclient.KurrentDBConnectionString;
import io.kurrent.dbclient.Position;
import io.kurrent.dbclient.ReadAllOptions;
import io.kurrent.dbclient.ResolvedEvent;
import io.kurrent.dbclient.StreamState;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;

/**
 * Measures the ledger over a generated log: how long the desk takes to make the tree anew from the log, beside how long only
 * reading the log takes; and how long a proof takes over HTTP, beside a call that reads one piece of the ledger and proves
 * nothing.
 */
final class LedgerLoad {

    private static final int BATCH = 500;
    private static final int PAGE = 4_096;
    private static final int PROOFS = 2_000;
    private static final int WARM_UP = 200;
    private static final byte[] DATA = ("{\"text\":\"" + "x".repeat(388) + "\"}").getBytes(StandardCharsets.UTF_8);
    private static final byte[] METADATA =
            ("{\"actor\":\"person-bench\",\"cause\":\"" + "y".repeat(160) + "\"}").getBytes(StandardCharsets.UTF_8);

    private LedgerLoad() {}

    static Map<String, Object> measure(
            ApiClient administrator, ApiClient auditor, String eventStore, int events, Consumer<String> say)
            throws Exception {
        Map<String, Object> result = new LinkedHashMap<>();
        KurrentDBClient store = KurrentDBClient.create(KurrentDBConnectionString.parseOrThrow(eventStore));
        try {
            long before = size(auditor);
            if (before < events) {
                say.accept("writing " + (events - before) + " events");
                write(store, events - before);
            }
            long size = await(auditor, events);
            say.accept("making the tree anew from the log");
            long start = System.nanoTime();
            checked(administrator.post("/api/operations/ledger/rebuild", Map.of(), null, null));
            // it begins anew at the keeper's next turn
            while (size(auditor) >= size && System.nanoTime() - start < 5_000_000_000L) {
                Thread.sleep(20);
            }
            await(auditor, size);
            result.put("events", size);
            result.put("treeSeconds", seconds(start));
            say.accept("reading the log only");
            start = System.nanoTime();
            result.put("rawRecords", read(store));
            result.put("rawReadSeconds", seconds(start));
        } finally {
            store.shutdown().join();
        }
        proofs(auditor, result, say);
        return result;
    }

    private static void write(KurrentDBClient store, long events) {
        for (long written = 0; written < events; ) {
            List<EventData> batch = new ArrayList<>(BATCH);
            while (batch.size() < BATCH && written < events) {
                batch.add(EventData.builderAsJson(UUID.randomUUID(), "Measured", DATA)
                        .metadataAsBytes(METADATA)
                        .build());
                written++;
            }
            store.appendToStream(
                            "bench-" + UUID.randomUUID(),
                            AppendToStreamOptions.get().streamState(StreamState.noStream()),
                            batch.iterator())
                    .join();
        }
    }

    private static long read(KurrentDBClient store) {
        Position last = new Position(0, 0);
        long records = 0;
        while (true) {
            List<ResolvedEvent> page = store.readAll(
                            ReadAllOptions.get().forwards().fromPosition(last).maxCount(PAGE))
                    .join()
                    .getEvents();
            // a page begins with the last record of the one before
            records += page.size() - (records == 0 ? 0 : 1);
            if (page.size() < PAGE) {
                return records;
            }
            last = page.getLast().getOriginalEvent().getPosition();
        }
    }

    private static void proofs(ApiClient auditor, Map<String, Object> result, Consumer<String> say) throws Exception {
        JsonNode head = checked(auditor.get("/api/ledger")).path("head");
        long covered = head.path("size").asLong();
        say.accept(PROOFS + " proofs of events among " + covered);
        List<String> events = new ArrayList<>();
        for (int i = 0; i < PROOFS + WARM_UP; i++) {
            long index = ThreadLocalRandom.current().nextLong(covered);
            events.add(checked(auditor.get("/api/ledger/leaves?size=1&from=" + index))
                    .at("/leaves/0/eventId")
                    .asString());
        }
        Latencies proofs = new Latencies();
        Latencies calls = new Latencies();
        for (int i = 0; i < events.size(); i++) {
            long start = System.nanoTime();
            checked(auditor.get("/api/ledger/events/" + events.get(i) + "/proof"));
            long between = System.nanoTime();
            checked(auditor.get("/api/ledger/leaves?size=1&from="
                    + ThreadLocalRandom.current().nextLong(covered)));
            long end = System.nanoTime();
            if (i >= WARM_UP) {
                proofs.add(between - start);
                calls.add(end - between);
            }
        }
        result.put("proofs", proofs.summary());
        result.put("callsWithoutProof", calls.summary());
    }

    private static long size(ApiClient auditor) throws IOException, InterruptedException {
        return checked(auditor.get("/api/ledger")).path("size").asLong();
    }

    private static long await(ApiClient auditor, long size) throws IOException, InterruptedException {
        while (true) {
            long now = size(auditor);
            if (now >= size) {
                return now;
            }
            Thread.sleep(100);
        }
    }

    private static double seconds(long start) {
        return Math.round((System.nanoTime() - start) / 1e7) / 100.0;
    }

    private static JsonNode checked(Answer answer) throws IOException {
        if (!answer.isSuccess()) {
            throw new IOException(answer.problem());
        }
        return answer.body();
    }
}
