package daftar.cli;

import daftar.cli.ApiClient.Answer;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;

/**
 * Every report by everything that its rows can be, over a whole year, one after the other; in turns with the least that
 * Elasticsearch does for any of them. Then a year's closed tickets under other service levels.
 */
final class ReportLoad {

    private static final Duration YEAR = Duration.ofDays(365);
    private static final int WHAT_IFS = 3;

    private final ApiClient auditor;
    private final RawElasticsearch raw;
    private final Instant to = Instant.now();
    private final Instant from = to.minus(YEAR);

    /** @param auditor sees everything counted */
    ReportLoad(ApiClient auditor, RawElasticsearch raw) {
        this.auditor = auditor;
        this.raw = raw;
    }

    /** @param shown how it is called @param path with its query */
    private record Asked(String report, String shown, String path) {}

    /** @param rounds that are measured @param warmUp rounds before them */
    Map<String, Object> measure(int rounds, int warmUp) throws Exception {
        List<Asked> all = all();
        Map<String, Latencies> byReport = new TreeMap<>();
        Map<Asked, Latencies> byGroup = new LinkedHashMap<>();
        Latencies together = new Latencies();
        Latencies direct = new Latencies();
        for (int round = -warmUp; round < rounds; round++) {
            for (Asked asked : all) {
                long before = System.nanoTime();
                Answer answer = auditor.get(asked.path());
                long between = System.nanoTime();
                if (!answer.isSuccess()) {
                    throw new IllegalStateException(asked.path() + ": " + answer.problem());
                }
                plainCount(asked.report());
                long after = System.nanoTime();
                if (round >= 0) {
                    together.add(between - before);
                    byReport.computeIfAbsent(asked.report(), none -> new Latencies())
                            .add(between - before);
                    byGroup.computeIfAbsent(asked, none -> new Latencies()).add(between - before);
                    direct.add(after - between);
                }
            }
        }
        Map<String, Object> reports = new LinkedHashMap<>();
        byReport.forEach((report, latencies) -> {
            Map<String, Object> told = told(latencies, direct);
            Map.Entry<Asked, Latencies> slowest = byGroup.entrySet().stream()
                    .filter(one -> one.getKey().report().equals(report))
                    .max((a, b) -> Double.compare(
                            a.getValue().millisAt(50), b.getValue().millisAt(50)))
                    .orElseThrow();
            told.put("slowest", slowest.getKey().shown());
            told.put("slowestP50ms", slowest.getValue().millisAt(50));
            told.put("slowestMaxMs", slowest.getValue().millisAt(100));
            reports.put(report, told);
        });
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("all", told(together, direct));
        result.put("plainCount", direct.summary());
        result.put("reports", reports);
        return result;
    }

    private static Map<String, Object> told(Latencies latencies, Latencies direct) {
        Map<String, Object> told = latencies.summary();
        told.put("ratioP50", BenchCommand.ratio(latencies.millisAt(50), direct.millisAt(50)));
        return told;
    }

    private List<Asked> all() throws InterruptedException {
        List<Asked> all = new ArrayList<>();
        for (JsonNode report : auditor.get("/api/reports").body().path("reports")) {
            String name = report.path("report").asString();
            String path = "/api/reports/" + name + "?from=" + from + "&to=" + to + "&group=";
            for (JsonNode group : report.path("groups")) {
                all.add(new Asked(name, group.asString(), path + group.asString()));
            }
            String first = report.path("groups").path(0).asString();
            String beside = name.equals("backlog") || name.equals("queues")
                    ? from.plus(YEAR.dividedBy(2)).toString()
                    : "previous";
            all.add(new Asked(name, first + " compared", path + first + "&compare=" + beside));
        }
        return all;
    }

    /** All documents by one property, without anything measured, not from the cache. */
    private void plainCount(String report) throws IOException, InterruptedException {
        String index = report.equals("work") ? "worklog" : "assignments";
        var unused = raw.json(
                "POST",
                "/" + index + "/_search?request_cache=false",
                "{\"size\":0,\"track_total_hits\":false,\"query\":{\"exists\":{\"field\":\"from\"}},"
                                .replace("from", report.equals("work") ? "validFrom" : "from")
                        + "\"aggs\":{\"by\":{\"terms\":{\"field\":\"category\",\"size\":1000}}}}");
    }

    /** The best of a few, beside reading the same documents' histories from Elasticsearch and doing nothing with them. */
    Map<String, Object> whatIf() throws Exception {
        Map<String, Object> asked = Map.of(
                "from",
                from.toString(),
                "to",
                to.toString(),
                "group",
                "priority",
                "policy",
                POLICY,
                "calendar",
                CALENDAR);
        Map<String, Object> result = new LinkedHashMap<>();
        Latencies alone = new Latencies();
        try (Others others = new Others(alone)) {
            Thread.sleep(Duration.ofSeconds(5));
        }
        Latencies beside = new Latencies();
        List<Double> all = new ArrayList<>();
        double best = Double.MAX_VALUE;
        long tickets = 0;
        for (int i = 0; i < WHAT_IFS; i++) {
            long start = System.nanoTime();
            Answer answer;
            try (Others others = new Others(beside)) {
                answer = auditor.post("/api/reports/sla/what-if", asked, null, null);
            }
            double seconds = (System.nanoTime() - start) / 1e9;
            if (!answer.isSuccess()) {
                throw new IllegalStateException("what-if: " + answer.problem());
            }
            tickets = answer.body().path("tickets").asLong();
            result.put("total", answer.body().path("total"));
            all.add(Math.round(seconds * 100) / 100.0);
            best = Math.min(best, seconds);
        }
        long start = System.nanoTime();
        long read = raw.read("tickets", "{\"term\":{\"status\":\"CLOSED\"}}", "[\"id\",\"sla.history\"]");
        double reading = (System.nanoTime() - start) / 1e9;
        result.put("searchesAlone", alone.summary());
        result.put("searchesMeanwhile", beside.summary());
        result.put("tickets", tickets);
        result.put("seconds", all);
        result.put("ticketsPerSecond", Math.round(tickets / best));
        result.put("rawRead", read);
        result.put("rawReadSeconds", Math.round(reading * 100) / 100.0);
        result.put("ratio", BenchCommand.ratio(best, reading));
        return result;
    }

    /** Somebody who searches ten times a second all the while. */
    private final class Others implements AutoCloseable {
        private final Thread thread;
        private volatile boolean over;

        Others(Latencies latencies) {
            thread = Thread.ofVirtual().start(() -> {
                try {
                    while (!over) {
                        long start = System.nanoTime();
                        var unused = auditor.get("/api/tickets?size=20&status=NEW");
                        latencies.add(System.nanoTime() - start);
                        Thread.sleep(Duration.ofMillis(100));
                    }
                } catch (InterruptedException stopped) {
                    Thread.currentThread().interrupt();
                }
            });
        }

        @Override
        public void close() throws InterruptedException {
            over = true;
            thread.join();
        }
    }

    private static final Map<String, Object> CALENDAR = Map.of(
            "code",
            "draft",
            "name",
            Map.of("en", "Not published"),
            "zone",
            "Europe/Berlin",
            "firstDay",
            "MONDAY",
            "week",
            List.of("MONDAY", "TUESDAY", "WEDNESDAY", "THURSDAY", "FRIDAY").stream()
                    .map(day -> Map.of("day", day, "from", "08:00", "until", "18:00"))
                    .toList());

    private static final Map<String, Object> POLICY = Map.of(
            "code",
            "draft",
            "name",
            Map.of("en", "Not published"),
            "levels",
            List.of(
                    level("urgent", List.of("CRITICAL", "HIGH"), "PT20M", "PT2H"),
                    level("others", List.of(), "PT1H", "PT8H")));

    private static Map<String, Object> level(String code, List<String> priorities, String response, String resolution) {
        return Map.of(
                "code",
                code,
                "priorities",
                priorities,
                "calendar",
                "draft",
                "response",
                response,
                "resolution",
                resolution,
                "pauses",
                List.of("REQUESTER", "VENDOR"));
    }
}
