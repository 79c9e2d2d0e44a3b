package daftar.cli;

import daftar.cli.ApiClient.Answer;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * Imports another desk's log through the public API. Every command has an Idempotency-Key made from the log, so an import
 * that was stopped is resumed by running it again, and a second run adds nothing.
 */
@Command(
        name = "import",
        mixinStandardHelpOptions = true,
        description = "Imports the incident log of another desk (CSV, may be gzipped).")
final class ImportCommand implements Callable<Integer> {

    /** How many refusals are shown in full on standard error; all are in the report. */
    private static final int SHOWN = 20;

    @Mixin
    private Server server;

    @Parameters(paramLabel = "FILE", description = "The log.")
    private Path file;

    @Option(
            names = "--mapping",
            defaultValue = "servicenow-incidents",
            description = "What the columns mean: a file, or a shipped one's name (default: ${DEFAULT-VALUE}).")
    private String mappingName;

    @Option(
            names = "--in-flight",
            defaultValue = "24",
            description = "Tickets in flight; each one's commands go in order (default: ${DEFAULT-VALUE}).")
    private int inFlight;

    @Option(names = "--limit", description = "Only so many tickets of the log.")
    private @Nullable Integer limit;

    @Option(names = "--report", description = "Where every refused command is written, a JSON line each.")
    private @Nullable Path report;

    @Option(
            names = "--compare",
            description = "Afterwards, compare status, holder and priority of every ticket with its last row.")
    private boolean compare;

    private final Map<String, String> ids = new ConcurrentHashMap<>();
    private final LongAdder different = new LongAdder();
    private final LongAdder commands = new LongAdder();
    private final LongAdder repeatedAnswers = new LongAdder();
    private final LongAdder clamped = new LongAdder();
    private final List<Map<String, Object>> refused = new ArrayList<>();

    @Override
    public Integer call() throws Exception {
        LogMapping mapping = LogMapping.read(mappingName);
        Map<String, List<LogRow>> all = IncidentLog.read(file, mapping);
        Map<String, List<LogRow>> tickets = new LinkedHashMap<>();
        for (Map.Entry<String, List<LogRow>> ticket : all.entrySet()) {
            if (limit != null && tickets.size() >= limit) {
                break;
            }
            tickets.put(ticket.getKey(), ticket.getValue());
        }
        long rows = tickets.values().stream().mapToLong(List::size).sum();
        try (ApiClient client = server.client()) {
            long directoryEntries = prepareDirectory(client, tickets);
            long start = System.nanoTime();
            try (ProgressBar bar = bar("Tickets", tickets.size())) {
                Tasks.each(tickets.entrySet(), inFlight, ticket -> {
                    importTicket(client, mapping, ticket.getKey(), ticket.getValue());
                    bar.step();
                });
            }
            double seconds = (System.nanoTime() - start) / 1e9;
            if (compare) {
                compare(client, mapping, tickets);
            }
            writeReport();
            Map<String, Object> result = new LinkedHashMap<>();
            result.put("tickets", tickets.size());
            result.put("rows", rows);
            result.put("commands", commands.sum());
            result.put("rejected", refused.size());
            result.put("timesClamped", clamped.sum());
            result.put("directoryEntries", directoryEntries);
            result.put("answeredBefore", repeatedAnswers.sum());
            if (compare) {
                result.put("compared", ids.size());
                result.put("different", different.sum());
            }
            result.put("repeatedCalls", client.repeats());
            result.put("seconds", Math.round(seconds * 10) / 10.0);
            result.put("commandsPerSecond", Math.round(commands.sum() / Math.max(seconds, 0.001)));
            System.out.println(ApiClient.JSON.writeValueAsString(result));
        }
        return 0;
    }

    private long prepareDirectory(ApiClient client, Map<String, List<LogRow>> tickets) throws Exception {
        List<List<LogDirectory.Entry>> steps = LogDirectory.of(tickets.values());
        long count = steps.stream().mapToLong(List::size).sum();
        try (ProgressBar bar = bar("Directory", count)) {
            for (List<LogDirectory.Entry> step : steps) {
                Tasks.each(step, inFlight, entry -> {
                    Answer answer = client.post(entry.path(), entry.body(), null, null);
                    // 409: known since an earlier import
                    if (!answer.isSuccess() && answer.status() != 409) {
                        throw new IllegalStateException(entry.what() + " was refused: " + answer.problem());
                    }
                    bar.step();
                });
            }
        }
        return count;
    }

    private void importTicket(ApiClient client, LogMapping mapping, String ticket, List<LogRow> rows)
            throws InterruptedException {
        Differences.Result differences;
        try {
            differences = Differences.of(rows, mapping);
        } catch (IllegalArgumentException unreadable) {
            refuse(ticket, rows.getFirst().line(), "read", String.valueOf(unreadable.getMessage()));
            return;
        }
        clamped.add(differences.clamped());
        String path = null;
        int count = 0;
        for (Call call : differences.calls()) {
            String key = "import:" + mapping.name() + ":" + ticket + ":" + count++;
            Answer answer = client.post(
                    path == null ? "/api/tickets" : path + "/" + call.action(), call.body(), key, call.occurredAt());
            commands.increment();
            if (answer.body().path("repeated").asBoolean(false)) {
                repeatedAnswers.increment();
            }
            if (!answer.isSuccess()) {
                refuse(ticket, call.line(), call.action(), answer.problem());
                if (path == null) {
                    return;
                }
            } else if (path == null) {
                String id = answer.body().path("ticket").asString();
                ids.put(ticket, id);
                path = "/api/tickets/" + id;
            }
        }
    }

    private void compare(ApiClient client, LogMapping mapping, Map<String, List<LogRow>> tickets) throws Exception {
        try (ProgressBar bar = bar("Compared", ids.size())) {
            Tasks.each(tickets.entrySet(), inFlight, ticket -> {
                String id = ids.get(ticket.getKey());
                if (id == null) {
                    return; // it was not raised, and is reported as that
                }
                Answer answer = client.get("/api/tickets/" + id);
                List<String> differences = answer.isSuccess()
                        ? Comparison.differences(ticket.getValue().getLast(), answer.body(), mapping)
                        : List.of(answer.problem());
                if (!differences.isEmpty()) {
                    different.increment();
                    System.err.println("different: " + ticket.getKey() + " " + String.join(", ", differences));
                }
                bar.step();
            });
        }
    }

    private void refuse(String ticket, long line, String action, String reason) {
        synchronized (refused) {
            refused.add(Map.of("ticket", ticket, "line", line, "action", action, "reason", reason));
        }
    }

    private void writeReport() throws java.io.IOException {
        for (Map<String, Object> refusal : refused.subList(0, Math.min(SHOWN, refused.size()))) {
            System.err.println("refused: " + refusal.get("ticket") + " line " + refusal.get("line") + " "
                    + refusal.get("action") + ": " + refusal.get("reason"));
        }
        if (refused.size() > SHOWN && report == null) {
            System.err.println("… and " + (refused.size() - SHOWN) + " more; --report FILE writes them all");
        }
        if (report != null) {
            try (PrintStream out = new PrintStream(Files.newOutputStream(report), false, StandardCharsets.UTF_8)) {
                refused.forEach(refusal -> out.println(ApiClient.JSON.writeValueAsString(refusal)));
            }
        }
    }

    static ProgressBar bar(String task, long size) {
        return new ProgressBarBuilder()
                .setTaskName(task)
                .setInitialMax(size)
                .setUpdateIntervalMillis(500)
                .showSpeed()
                .build();
    }
}
