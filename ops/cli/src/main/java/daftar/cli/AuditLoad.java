package daftar.cli;

import daftar.cli.ApiClient.Answer;
import io.kurrent.dbclient.KurrentDBClient;
import io.kurrent.dbclient.KurrentDBConnectionString;
import io.kurrent.dbclient.ReadAllOptions;
import io.kurrent.dbclient.ReadResult;
import io.kurrent.dbclient.ReadStreamOptions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/**
 * What auditors ask, beside the least that the stores do for it: one ticket as it stood beside reading its stream, the whole desk
 * beside reading all tickets from Elasticsearch, a search of the log beside reading the log.
 */
final class AuditLoad {

    private static final int EVENTS = 60;
    private static final int INSTANTS = 8;

    private final ApiClient desk;
    private final ApiClient auditor;
    private final String eventStore;
    private final RawElasticsearch elasticsearch;

    /** @param desk raises the ticket that is looked at */
    AuditLoad(ApiClient desk, ApiClient auditor, String eventStore, RawElasticsearch elasticsearch) {
        this.desk = desk;
        this.auditor = auditor;
        this.eventStore = eventStore;
        this.elasticsearch = elasticsearch;
    }

    /** @param seconds for the ticket; the rest is asked so many times @param rounds that many */
    Map<String, Object> measure(int seconds, int warmUp, int rounds) throws Exception {
        Map<String, Object> result = new LinkedHashMap<>();
        KurrentDBClient raw = KurrentDBClient.create(KurrentDBConnectionString.parseOrThrow(eventStore));
        try {
            result.put("ticket", ticket(raw, seconds, warmUp));
            result.put("desk", desk(rounds));
            result.put("log", log(raw));
        } finally {
            raw.shutdown().join();
        }
        return result;
    }

    private Map<String, Object> ticket(KurrentDBClient raw, int seconds, int warmUp) throws Exception {
        String ticket = raised();
        String path = "/api/audit/tickets/" + ticket;
        Instant now = Instant.now();
        Latencies through = new Latencies();
        Latencies history = new Latencies();
        Latencies direct = new Latencies();
        long measureFrom = System.nanoTime() + Duration.ofSeconds(warmUp).toNanos();
        long end = measureFrom + Duration.ofSeconds(seconds).toNanos();
        long events = 0;
        for (int i = 0; System.nanoTime() < end; i++) {
            long start = System.nanoTime();
            demand(auditor.get(path + (i % 2 == 0 ? "?at=" : "?recordedAt=") + now));
            long asked = System.nanoTime();
            events = raw.readStream(ticket, ReadStreamOptions.get().forwards().fromStart())
                    .join()
                    .getEvents()
                    .size();
            long read = System.nanoTime();
            demand(auditor.get(path + "/history?size=100"));
            long told = System.nanoTime();
            if (start >= measureFrom) {
                through.add(asked - start);
                direct.add(read - asked);
                history.add(told - read);
            }
        }
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("events", events);
        result.put("asOf", through.summary());
        result.put("rawRead", direct.summary());
        result.put("history", history.summary());
        result.put("beyondTheStoreP99ms", Math.round((through.millisAt(99) - direct.millisAt(99)) * 100) / 100.0);
        return result;
    }

    private String raised() throws InterruptedException {
        Answer raised = demand(desk.post(
                "/api/tickets",
                Map.of("channel", "PORTAL", "title", "A ticket with " + EVENTS + " events", "language", "en"),
                null,
                null));
        String ticket = raised.body().path("ticket").asString();
        long version = raised.body().path("version").asLong();
        while (version < EVENTS - 1) {
            Answer noted = demand(desk.post(
                    "/api/tickets/" + ticket + "/comment",
                    Map.of("text", "It is still so, and this is said for the " + version + "th time."),
                    null,
                    null));
            version = noted.body().path("version").asLong();
        }
        return ticket;
    }

    private Map<String, Object> desk(int rounds) throws Exception {
        Map<String, Object> result = new LinkedHashMap<>();
        for (String time : List.of("at", "recordedAt")) {
            List<Instant> instants = instants(time.equals("at") ? "occurredAt" : "recordedAt");
            Latencies whole = new Latencies();
            Latencies inbox = new Latencies();
            Latencies workload = new Latencies();
            Latencies direct = new Latencies();
            long most = 0;
            for (int round = -1; round < rounds; round++) {
                for (Instant instant : instants) {
                    String when = time + "=" + instant;
                    long start = System.nanoTime();
                    Answer answer = demand(auditor.get("/api/audit/desk?size=20000&" + when));
                    long asked = System.nanoTime();
                    elasticsearch.read(
                            "tickets", "{\"match_all\":{}}", "[\"number\",\"status\",\"assignees\",\"team\"]");
                    long read = System.nanoTime();
                    // whoever was registered with the desk did not exist yet at the business times that were brought in
                    Answer waiting = auditor.get("/api/audit/people/person-dispatcher/inbox?" + when);
                    if (waiting.status() != 404) {
                        demand(waiting);
                    }
                    long opened = System.nanoTime();
                    demand(auditor.get("/api/audit/workload?" + when));
                    long counted = System.nanoTime();
                    most = Math.max(most, answer.body().path("total").asLong());
                    if (round >= 0) {
                        whole.add(asked - start);
                        direct.add(read - asked);
                        if (waiting.status() != 404) {
                            inbox.add(opened - read);
                        }
                        workload.add(counted - opened);
                    }
                }
            }
            Map<String, Object> by = new LinkedHashMap<>();
            by.put("tickets", most);
            by.put("whole", whole.summary());
            by.put("rawRead", direct.summary());
            by.put("inbox", inbox.summary());
            by.put("workload", workload.summary());
            result.put(time, by);
        }
        return result;
    }

    /** Some between the first and the last line of the timeline. */
    private List<Instant> instants(String field) throws Exception {
        JsonNode found = elasticsearch.json(
                "POST",
                "/timeline/_search",
                "{\"size\":0,\"aggs\":{\"from\":{\"min\":{\"field\":\"FIELD\"}},\"to\":{\"max\":{\"field\":\"FIELD\"}}}}"
                        .replace("FIELD", field));
        long from = found.at("/aggregations/from/value").asLong();
        long to = found.at("/aggregations/to/value").asLong();
        List<Instant> instants = new ArrayList<>();
        for (int i = 1; i <= INSTANTS; i++) {
            instants.add(Instant.ofEpochMilli(from + (to - from) * i / INSTANTS));
        }
        return instants;
    }

    /** Everything of a person who did nothing: all of the log has to be looked through. */
    private Map<String, Object> log(KurrentDBClient raw) throws Exception {
        long start = System.nanoTime();
        int pages = 0;
        String cursor = "";
        do {
            JsonNode page = demand(auditor.get("/api/audit/log?actor=person-nobody&size=500" + cursor))
                    .body();
            pages++;
            cursor = page.path("next").isString()
                    ? "&cursor=" + page.path("next").asString()
                    : "";
        } while (!cursor.isEmpty());
        double seconds = (System.nanoTime() - start) / 1e9;
        start = System.nanoTime();
        long events = 0;
        ReadAllOptions options = ReadAllOptions.get().forwards().fromStart().maxCount(4_096);
        while (true) {
            ReadResult page = raw.readAll(options).join();
            events += page.getEvents().size();
            if (page.getEvents().size() < 4_096) {
                break;
            }
            options = ReadAllOptions.get()
                    .forwards()
                    .fromPosition(page.getEvents().getLast().getOriginalEvent().getPosition())
                    .maxCount(4_096);
        }
        double rawSeconds = (System.nanoTime() - start) / 1e9;
        Latencies indexed = new Latencies();
        for (int i = 0; i < 20; i++) {
            long before = System.nanoTime();
            demand(auditor.get("/api/audit/log?type=TicketResolved&size=100"));
            indexed.add(System.nanoTime() - before);
        }
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("events", events);
        result.put("pages", pages);
        result.put("seconds", Math.round(seconds * 100) / 100.0);
        result.put("eventsPerSecond", Math.round(events / seconds));
        result.put("rawEventsPerSecond", Math.round(events / rawSeconds));
        result.put("ratio", BenchCommand.ratio(rawSeconds, seconds));
        result.put("indexed", indexed.summary());
        return result;
    }

    private static Answer demand(Answer answer) {
        if (!answer.isSuccess()) {
            throw new IllegalStateException(answer.problem());
        }
        return answer;
    }
}
