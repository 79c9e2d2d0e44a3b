package daftar.cli;

import daftar.cli.ApiClient.Answer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import me.tongfei.progressbar.ProgressBar;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Takes tickets, those of a period or the whole log out, with what proves it; {@link VerifyCommand} checks it without a server. */
@Command(
        name = "export",
        mixinStandardHelpOptions = true,
        description = {
            "Exports a ticket (--ticket), every ticket of which an event was recorded in a period (--from, --to), or",
            "the whole log, with its proofs, for `verify`. Tickets come with their files. For auditors."
        })
final class ExportCommand implements Callable<Integer> {

    private static final int PAGE = 1_000;
    private static final String LEDGER = "/api/ledger";

    @Mixin
    private Server server;

    @Parameters(paramLabel = "FILE", description = "The zip to write.")
    private Path file;

    @Option(names = "--ticket", description = "Number or id of the one ticket to export.")
    private @Nullable String ticket;

    @Option(
            names = "--from",
            description =
                    "The period's first day, such as 2026-11-01, or its first instant, such as 2026-11-01T08:00:00Z.")
    private @Nullable String from;

    @Option(
            names = "--to",
            description =
                    "The period's last day, or the first instant that is not in it any more; without it until now.")
    private @Nullable String to;

    @Option(
            names = "--zone",
            defaultValue = "UTC",
            description = "Of days, and of times in reports, e.g. Asia/Tehran (default: ${DEFAULT-VALUE}).")
    private ZoneId zone;

    @Option(
            names = "--report",
            split = ",",
            paramLabel = "LANGUAGE",
            description = "Adds a report for people, as HTML and PDF, in each language: en, de, fa, ru, zh.")
    private List<String> languages = new ArrayList<>();

    @Option(
            names = "--readable",
            description = "With --ticket: adds readable.json, its events with their texts opened. It proves nothing.")
    private boolean readable;

    @Override
    public Integer call() throws Exception {
        if (ticket != null && (from != null || to != null)) {
            System.err.println("Name a ticket, or a period with --from and --to, not both.");
            return 2;
        }
        if (from == null && to != null) {
            System.err.println("A period begins: --from is missing.");
            return 2;
        }
        if ((ticket == null && readable) || (ticket == null && from == null && !languages.isEmpty())) {
            System.err.println("--readable is of one --ticket, --report of that or of a period with --from and --to.");
            return 2;
        }
        ExportedPeriod period;
        try {
            period = from == null
                    ? null
                    : ExportedPeriod.of(from, to == null ? Instant.now().toString() : to, zone);
        } catch (IllegalArgumentException wrong) {
            System.err.println(wrong.getMessage());
            return 2;
        }
        Path unfinished = file.resolveSibling(file.getFileName() + ".unfinished");
        Map<String, Object> summary;
        try (ApiClient client = server.client();
                ExportFile.Writer out = new ExportFile.Writer(unfinished)) {
            JsonNode head = get(client, LEDGER).path("head");
            if (head.isMissingNode() || head.isNull()) {
                throw new IllegalStateException("The ledger has signed no head yet: try again in a minute.");
            }
            long size = head.path("size").asLong();
            out.file(ExportFile.KEY, get(client, LEDGER + "/key"));
            List<Long> heads = heads(client, out, head.path("revision").asLong());
            Map<String, Object> about = new LinkedHashMap<>();
            about.put("format", 1);
            about.put("of", ticket != null ? "ticket" : period != null ? "period" : "log");
            about.put("exportedAt", Instant.now().toString());
            about.put("size", size);
            if (ticket != null) {
                about.put("ticket", ticket);
                out.file(ExportFile.ABOUT, about);
                String id = get(client, "/api/tickets/" + ticket).path("id").asString();
                summary = tickets(client, out, List.of(id), size);
                if (readable) {
                    out.file(ExportFile.READABLE, readable(client, id));
                }
            } else if (period != null) {
                ExportedPeriod.Range range = period.range(client, heads);
                about.putAll(period.about(range, zone));
                out.file(ExportFile.ABOUT, about);
                summary = tickets(client, out, period.write(client, out, range), size);
            } else {
                out.file(ExportFile.ABOUT, about);
                summary = log(client, out, size);
            }
        }
        Files.move(unfinished, file, StandardCopyOption.REPLACE_EXISTING);
        System.out.println(ApiClient.JSON.writeValueAsString(summary));
        return 0;
    }

    private Map<String, Object> tickets(ApiClient client, ExportFile.Writer out, List<String> ids, long size)
            throws Exception {
        ExportedTickets tickets = new ExportedTickets(client, out, size);
        Map<String, Object> summary = new LinkedHashMap<>();
        if (ticket != null) {
            summary.put("ticket", ids.getFirst());
        }
        summary.put("tickets", ids.size());
        summary.put("events", tickets.streams(ids));
        summary.put("files", tickets.files(ids));
        summary.put("reports", tickets.reports(ids, languages, zone.getId()));
        summary.put("size", size);
        return summary;
    }

    /** All events of a ticket, their texts opened, as one page. */
    static JsonNode readable(ApiClient client, String id) throws InterruptedException, IOException {
        String path = "/api/audit/tickets/" + id + "/events?size=" + PAGE + "&from=";
        ObjectNode whole = (ObjectNode) get(client, path + 0);
        while (whole.path("next").isNumber()) {
            ObjectNode page = (ObjectNode) get(client, path + whole.path("next").asLong());
            whole.withArray("events").addAll((ArrayNode) page.path("events"));
            whole.set("next", page.path("next"));
        }
        return whole;
    }

    /** Writes all heads up to a revision. @return their sizes */
    private static List<Long> heads(ApiClient client, ExportFile.Writer out, long last) throws Exception {
        List<Long> sizes = new ArrayList<>();
        out.begin(ExportFile.HEADS);
        for (long from = 0; from <= last; ) {
            JsonNode heads = get(client, LEDGER + "/heads?from=" + from + "&size=" + PAGE)
                    .path("heads");
            if (heads.isEmpty()) {
                break;
            }
            for (JsonNode head : heads) {
                if (head.path("revision").asLong() <= last) {
                    out.line(head);
                    sizes.add(head.path("size").asLong());
                }
                from = head.path("revision").asLong() + 1;
            }
        }
        out.end();
        return sizes;
    }

    /** Every event up to the newest head as the store holds it, then what the ledger kept of each. */
    private static Map<String, Object> log(ApiClient client, ExportFile.Writer out, long size) throws Exception {
        long events = 0;
        try (ProgressBar bar = ImportCommand.bar("Events", size)) {
            out.begin(ExportFile.EVENTS);
            String next = "";
            while (next != null && events < size) {
                JsonNode page = get(client, LEDGER + "/events?size=" + PAGE + next);
                for (JsonNode event : page.path("events")) {
                    if (events < size) {
                        out.line(event);
                        events++;
                    }
                }
                bar.stepTo(events);
                next = page.path("next").isNumber()
                        ? "&after=" + page.path("next").asLong()
                        : null;
            }
            out.end();
        }
        long leaves = 0;
        try (ProgressBar bar = ImportCommand.bar("Leaves", size)) {
            out.begin(ExportFile.LEAVES);
            while (leaves < size) {
                JsonNode page = get(client, LEDGER + "/leaves?size=" + PAGE + "&from=" + leaves)
                        .path("leaves");
                if (page.isEmpty()) {
                    break;
                }
                for (JsonNode leaf : page) {
                    if (leaves < size) {
                        out.line(leaf);
                        leaves++;
                    }
                }
                bar.stepTo(leaves);
            }
            out.end();
        }
        return Map.of("events", events, "leaves", leaves, "size", size);
    }

    static JsonNode get(ApiClient client, String path) throws InterruptedException, IOException {
        return checked(client.get(path));
    }

    static JsonNode checked(Answer answer) throws IOException {
        if (!answer.isSuccess()) {
            throw new IOException("The export was refused: " + answer.problem());
        }
        return answer.body();
    }
}
