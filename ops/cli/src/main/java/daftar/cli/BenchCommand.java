package daftar.cli;

import daftar.cli.ApiClient.Answer;
import java.io.InputStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicLong;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;

/**
 * Measures a running Daftar and, in the same run, the raw limit beside it: machines are noisy, ratios less so. What it
 * writes stays in the register, so it wants an installation of its own.
 */
@Command(
        name = "bench",
        mixinStandardHelpOptions = true,
        description = "Measures Daftar beside the raw limits of its parts, in one run.")
final class BenchCommand implements Callable<Integer> {

    private static final int CONNECTIONS = 64;
    private static final List<String> WORDS =
            List.of("category", "symptom 72", "subcategory 170", "printer", "почта", "چاپگر", "打印机");
    /** Problems as people write them, with words that many tickets have. */
    private static final List<String> DESCRIBED = List.of(
            "Since this morning symptom 72 comes back each time that somebody of our department opens subcategory 170. We have"
                    + " started the computer again, asked those beside us, and it is the same with everybody; it was"
                    + " category 46 the last time, and then someone had to change a setting on the server.",
            "category 26, subcategory 174, symptom 491: the printer on the second floor does not take any jobs of two people"
                    + " any more, though it prints a test page. Please tell us what to do until it works again.");

    private static final String FACETED = "/api/tickets?size=20&facets=status,priority,category,team";
    private static final String CLOSED = "{\"term\":{\"status\":\"CLOSED\"}}";

    @Mixin
    private Server server;

    @Option(names = "--admin", defaultValue = "admin:demo", description = "name:password of an administrator.")
    private String admin;

    @Option(
            names = "--event-store",
            defaultValue = "esdb://127.0.0.1:2113?tls=false",
            description = "The event store's address (default: ${DEFAULT-VALUE}).")
    private String eventStore;

    @Option(
            names = "--elasticsearch-credentials",
            defaultValue = "data/elasticsearch/credentials.properties",
            description = "File with url, username and password of Elasticsearch (default: ${DEFAULT-VALUE}).")
    private Path credentials;

    @Option(
            names = "--only",
            split = ",",
            defaultValue = "commands,freshness,search,visibility,rebuild",
            description = "What to measure (default: ${DEFAULT-VALUE}; also: clock, reports, many, audit, ledger).")
    private Set<String> only;

    @Option(names = "--seconds", defaultValue = "20", description = "Per measurement (default: ${DEFAULT-VALUE}).")
    private int seconds;

    @Option(names = "--due", defaultValue = "10000", description = "Tickets that fall due for the clock at once.")
    private int due;

    @Option(
            names = "--tickets",
            defaultValue = "100000",
            description = "Closed tickets that reports are told of (default: ${DEFAULT-VALUE}).")
    private int tickets;

    @Option(
            names = "--written",
            defaultValue = "10000",
            description = "How many of them are brought in through the API at most; of the rest there are copies in"
                    + " Elasticsearch, which the next rebuild leaves out (default: ${DEFAULT-VALUE}).")
    private int written;

    @Option(
            names = "--many",
            defaultValue = "1000000",
            description = "Tickets that are searched among: copies in Elasticsearch, which the next rebuild leaves out"
                    + " (default: ${DEFAULT-VALUE}).")
    private long many;

    @Option(
            names = "--events",
            defaultValue = "1000000",
            description = "Events that the ledger is measured over (default: ${DEFAULT-VALUE}).")
    private int events;

    @Option(names = "--rounds", defaultValue = "20", description = "How often each report is asked for.")
    private int rounds;

    @Option(names = "--auditor", defaultValue = "auditor:demo", description = "name:password of an auditor.")
    private String auditorLogin;

    @Option(names = "--warm-up", defaultValue = "20", description = "Seconds before it (default: ${DEFAULT-VALUE}).")
    private int warmUp;

    @Override
    public Integer call() throws Exception {
        Map<String, Object> results = new LinkedHashMap<>();
        try (ApiClient client = server.client()) {
            measure("commands", results, () -> commands(client));
            measure("freshness", results, () -> freshness(client));
            measure("search", results, () -> search(client));
            measure("visibility", results, this::visibility);
            measure("rebuild", results, this::rebuild);
            measure("clock", results, () -> clock(client));
            measure("reports", results, () -> reports(client));
            measure("many", results, () -> many(client));
            measure("audit", results, () -> audit(client));
            measure("ledger", results, this::ledger);
        }
        System.out.println(ApiClient.JSON.writeValueAsString(results));
        return results.containsKey("failed") ? 1 : 0;
    }

    /** One that fails is said, and does not cost the numbers of the others. */
    private void measure(String name, Map<String, Object> results, Callable<Map<String, Object>> measurement)
            throws InterruptedException {
        if (!only.contains(name)) {
            return;
        }
        try {
            results.put(name, measurement.call());
        } catch (InterruptedException stopped) {
            throw stopped;
        } catch (Exception failure) {
            say(name + ": " + failure.getMessage());
            results.merge("failed", name, (before, also) -> before + "," + also);
        }
    }

    private Map<String, Object> commands(ApiClient client) throws Exception {
        Load load = Load.prepare(client, 200, "note=4,comment=2,log-work=3,contact=1", 5);
        say("warming up for " + warmUp + " s");
        load.run(CONNECTIONS, Duration.ofSeconds(warmUp), 0, null);
        RawAppends.perSecond(eventStore, CONNECTIONS, Duration.ofSeconds(Math.min(warmUp, 5)));
        say("raw appends, " + CONNECTIONS + " threads, " + seconds + " s");
        double raw = RawAppends.perSecond(eventStore, CONNECTIONS, Duration.ofSeconds(seconds));
        long levelAfter = awaitLevel();
        say("commands over HTTP, " + CONNECTIONS + " connections, " + seconds + " s");
        load.reset();
        long start = System.nanoTime();
        load.run(CONNECTIONS, Duration.ofSeconds(seconds), 0, null);
        double elapsed = (System.nanoTime() - start) / 1e9;
        Map<String, Object> result = load.summary(elapsed);
        double perSecond = load.commands.sum() / elapsed;
        result.put("levelBeforeAfterSeconds", levelAfter);
        result.put("lagAtEnd", lag());
        result.put("rawAppendsPerSecond", Math.round(raw));
        result.put("ratio", ratio(perSecond, raw));
        return result;
    }

    /** The projections' lag as the administrator sees it; a problem where no projection runs. */
    private JsonNode lag() throws InterruptedException {
        try (ApiClient administrator = new ApiClient(server.url, admin)) {
            return administrator.get("/api/operations/projections").body();
        }
    }

    /**
     * Waits, at most three minutes, until the projections have left nothing over from what was done before: the lag at the
     * end is then that of the measured load alone.
     *
     * @return seconds waited
     */
    private long awaitLevel() throws InterruptedException {
        say("waiting until the projections are level");
        long start = System.nanoTime();
        long waited = 0;
        while (waited < 180) {
            JsonNode projections = lag().path("projections");
            long behind = 0;
            for (JsonNode projection : projections) {
                behind = Math.max(behind, projection.path("lagEvents").asLong(0));
            }
            if (behind < 100) {
                break;
            }
            Thread.sleep(Duration.ofSeconds(1));
            waited = Duration.ofNanos(System.nanoTime() - start).toSeconds();
        }
        return waited;
    }

    private Map<String, Object> freshness(ApiClient client) throws Exception {
        Load load = Load.prepare(client, 200, "note=4,comment=2,log-work=3,contact=1", 5);
        say("freshness at 200 commands/s, " + seconds + " s");
        Latencies seen = new Latencies();
        Latencies found = new Latencies();
        List<Thread> watchers = java.util.Collections.synchronizedList(new ArrayList<>());
        AtomicLong count = new AtomicLong();
        AtomicLong raises = new AtomicLong();
        load.run(16, Duration.ofSeconds(seconds), 200, sent -> {
            // few are watched, and not too often, so that the watching is not the load
            long acknowledged = System.nanoTime();
            long version = Long.parseLong(sent.version());
            boolean raised = version <= 8 && !sent.number().isEmpty();
            long number = raised ? raises.getAndIncrement() : count.getAndIncrement();
            if (number % (raised ? 12 : 40) != 0) {
                return;
            }
            watchers.add(Thread.ofVirtual().start(() -> {
                try {
                    while (client.get("/api/tickets/" + sent.ticket())
                                    .body()
                                    .path("version")
                                    .asLong(-1)
                            < version) {
                        Thread.sleep(20);
                    }
                    seen.add(System.nanoTime() - acknowledged);
                } catch (InterruptedException stopped) {
                    Thread.currentThread().interrupt();
                }
            }));
            if (raised) {
                watchers.add(Thread.ofVirtual().start(() -> {
                    try {
                        while (client.get("/api/tickets?size=1&number=" + sent.number())
                                        .body()
                                        .path("total")
                                        .asLong(0)
                                == 0) {
                            Thread.sleep(100);
                        }
                        found.add(System.nanoTime() - acknowledged);
                    } catch (InterruptedException stopped) {
                        Thread.currentThread().interrupt();
                    }
                }));
            }
        });
        for (Thread watcher : List.copyOf(watchers)) {
            watcher.join();
        }
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("commands", load.summary(seconds));
        result.put("acknowledgedToSeen", seen.summary());
        result.put("acknowledgedToFound", found.summary());
        return result;
    }

    /** The same search through Daftar and straight to Elasticsearch, in turns. */
    private Map<String, Object> search(ApiClient client) throws Exception {
        Latencies through = new Latencies();
        Latencies direct = new Latencies();
        try (RawElasticsearch raw = new RawElasticsearch(credentials);
                InputStream template = BenchCommand.class.getResourceAsStream("/bench/search.json")) {
            String body = new String(java.util.Objects.requireNonNull(template).readAllBytes(), StandardCharsets.UTF_8);
            say("search with facets, through Daftar and directly, " + seconds + " s");
            long start = System.nanoTime();
            long measureFrom = start + Duration.ofSeconds(warmUp).toNanos();
            long end = measureFrom + Duration.ofSeconds(seconds).toNanos();
            for (int i = 0; System.nanoTime() < end; i++) {
                String text = WORDS.get(i % WORDS.size());
                long before = System.nanoTime();
                Answer answer = client.get(FACETED + "&q=" + URLEncoder.encode(text, StandardCharsets.UTF_8));
                long between = System.nanoTime();
                JsonNode hits = raw.json("POST", "/tickets/_search", body.replace("the words", text));
                long after = System.nanoTime();
                if (answer.body().path("total").asLong(-1)
                        != hits.path("hits").path("total").path("value").asLong(-2)) {
                    throw new IllegalStateException("The two searches for \"" + text + "\" do not find the same.");
                }
                if (before >= measureFrom) {
                    through.add(between - before);
                    direct.add(after - between);
                }
            }
        }
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("throughDaftar", through.summary());
        result.put("direct", direct.summary());
        result.put("ratioP50", ratio(through.millisAt(50), direct.millisAt(50)));
        result.put("ratioP99", ratio(through.millisAt(99), direct.millisAt(99)));
        return result;
    }

    /** The same search by whom the rule leaves less than everything, and by an auditor, whom it leaves everything; in turns. */
    private Map<String, Object> visibility() throws Exception {
        List<String> words = List.of("category", "symptom 72", "subcategory 170", "printer", "");
        List<String> logins = List.of("dispatcher", "supervisor", "manager", "auditor");
        Map<String, ApiClient> clients = new LinkedHashMap<>();
        Map<String, Latencies> times = new LinkedHashMap<>();
        try {
            for (String login : logins) {
                clients.put(login, new ApiClient(server.url, login + ":demo"));
                times.put(login, new Latencies());
            }
            say("search with and without the rule of visibility, " + seconds + " s");
            long measureFrom =
                    System.nanoTime() + Duration.ofSeconds(Math.min(10, warmUp)).toNanos();
            long end = measureFrom + Duration.ofSeconds(seconds).toNanos();
            for (int i = 0; System.nanoTime() < end; i++) {
                String query = FACETED + "&q=" + URLEncoder.encode(words.get(i % words.size()), StandardCharsets.UTF_8);
                for (int n = 0; n < logins.size(); n++) {
                    // each comes first as often as the others, so that a warm cache favours nobody
                    String login = logins.get((i + n) % logins.size());
                    long before = System.nanoTime();
                    Objects.requireNonNull(clients.get(login)).get(query);
                    if (before >= measureFrom) {
                        Objects.requireNonNull(times.get(login)).add(System.nanoTime() - before);
                    }
                }
            }
        } finally {
            clients.values().forEach(ApiClient::close);
        }
        Map<String, Object> result = new LinkedHashMap<>();
        Latencies without = Objects.requireNonNull(times.get("auditor"));
        times.forEach((login, latencies) -> {
            Map<String, Object> row = latencies.summary();
            row.put("ratioP50", ratio(latencies.millisAt(50), without.millisAt(50)));
            row.put("ratioP99", ratio(latencies.millisAt(99), without.millisAt(99)));
            result.put(login, row);
        });
        return result;
    }

    private Map<String, Object> clock(ApiClient client) throws Exception {
        Load.prepare(client, 50, "note=1", 1);
        say(due + " tickets fall due at one instant");
        return DueLoad.measure(client, due);
    }

    private Map<String, Object> ledger() throws Exception {
        try (ApiClient administrator = new ApiClient(server.url, admin);
                ApiClient auditor = new ApiClient(server.url, auditorLogin)) {
            return LedgerLoad.measure(administrator, auditor, eventStore, events, BenchCommand::say);
        }
    }

    private Map<String, Object> reports(ApiClient client) throws Exception {
        try (ApiClient administrator = new ApiClient(server.url, admin);
                ApiClient auditor = new ApiClient(server.url, auditorLogin);
                RawElasticsearch raw = new RawElasticsearch(credentials)) {
            long there = PastYear.closed(auditor);
            int throughApi = Math.min(tickets, written);
            if (there < throughApi) {
                say("bringing in " + (throughApi - there) + " closed tickets of a year");
                PastYear.bringIn(client, administrator, (int) (throughApi - there));
                awaitLevel();
                there = PastYear.closed(auditor);
            }
            int more = (int) Math.ceilDiv(tickets, there) - 1;
            if (more > 0) {
                for (String index : List.of("tickets", "assignments", "worklog")) {
                    say("writing each document of " + index + " " + more + " times more");
                    // of what is open something falls due, and the clock would ask for tickets that there are not
                    raw.multiply(index, index.equals("tickets") ? CLOSED : "", more);
                }
            }
            long waited = awaitLevel();
            ReportLoad load = new ReportLoad(auditor, raw);
            say("every report by every grouping, " + rounds + " times");
            Map<String, Object> result = load.measure(rounds, Math.max(1, rounds / 4));
            result.put("closedTickets", PastYear.closed(auditor));
            result.put("levelBeforeAfterSeconds", waited);
            say("a year's closed tickets under other service levels");
            result.put("whatIf", load.whatIf());
            return result;
        }
    }

    private Map<String, Object> many(ApiClient client) throws Exception {
        try (RawElasticsearch raw = new RawElasticsearch(credentials)) {
            SearchLoad load = new SearchLoad(client, raw);
            say("copying closed tickets until there are " + many);
            long there = load.fill(many, CLOSED);
            say("20 searches a second among " + there + ", " + seconds + " s");
            Map<String, Object> result =
                    load.measure(FACETED + "&q=", WORDS, 20, Duration.ofSeconds(warmUp), Duration.ofSeconds(seconds));
            say("5 described problems a second, in the knowledge base");
            result.put(
                    "described",
                    load.measure(
                            "/api/knowledge?size=20&q=",
                            DESCRIBED,
                            5,
                            Duration.ofSeconds(warmUp),
                            Duration.ofSeconds(seconds)));
            result.put("tickets", there);
            result.put("rawDocumentsPerSecond", Math.round(load.bulkPerSecond()));
            return result;
        }
    }

    private Map<String, Object> audit(ApiClient client) throws Exception {
        try (ApiClient auditor = new ApiClient(server.url, auditorLogin);
                RawElasticsearch raw = new RawElasticsearch(credentials)) {
            awaitLevel();
            say("the register as it stood");
            return new AuditLoad(client, auditor, eventStore, raw).measure(seconds, warmUp, Math.max(1, rounds / 10));
        }
    }

    /** All documents of all read models: bulk-indexed as they are, then folded from the log by a rebuild. */
    private Map<String, Object> rebuild() throws Exception {
        Map<String, Object> result = new LinkedHashMap<>();
        try (ApiClient administrator = new ApiClient(server.url, admin);
                RawElasticsearch raw = new RawElasticsearch(credentials)) {
            long documents = 0;
            double bulkSeconds = 0;
            long tickets = 0;
            for (String index : List.of("tickets", "timeline", "assignments", "worklog", "numbers")) {
                List<String> all = raw.documents(index, 1_000_000);
                say("raw bulk indexing of " + all.size() + " documents like those of " + index);
                if (all.isEmpty()) {
                    continue;
                }
                raw.bulkPerSecond(index, all.subList(0, Math.min(4_000, all.size())));
                bulkSeconds += all.size() / raw.bulkPerSecond(index, all);
                documents += all.size();
                tickets = index.equals("tickets") ? all.size() : tickets;
            }
            say("rebuild");
            long start = System.nanoTime();
            JsonNode rebuild = RebuildCommand.run(administrator, "SWITCH");
            double seconds = (System.nanoTime() - start) / 1e9;
            result.put("documents", documents);
            result.put("tickets", tickets);
            result.put("rawDocumentsPerSecond", Math.round(documents / bulkSeconds));
            result.put("rebuildDocumentsPerSecond", Math.round(documents / seconds));
            result.put("rawTicketsWithAllTheirsPerSecond", Math.round(tickets / bulkSeconds));
            result.put("rebuildTicketsPerSecond", Math.round(tickets / seconds));
            result.put("ratio", ratio(bulkSeconds, seconds));
            result.put("rebuild", rebuild);
        }
        return result;
    }

    static double ratio(double ours, double raw) {
        return Math.round(ours / raw * 1_000) / 1_000.0;
    }

    private static void say(String what) {
        System.err.println(what);
    }
}
