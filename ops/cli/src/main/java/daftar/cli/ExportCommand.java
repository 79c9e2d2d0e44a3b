package daftar.cli;

import daftar.cli.ApiClient.Answer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
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

/** Takes a ticket or the whole log out, with what proves it; {@link VerifyCommand} checks it without a server. */
@Command(
        name = "export",
        mixinStandardHelpOptions = true,
        description = "Exports a ticket or the whole log with its proofs, for `verify`. For auditors.")
final class ExportCommand implements Callable<Integer> {

    private static final int PAGE = 1_000;
    private static final String LEDGER = "/api/ledger";

    @Mixin
    private Server server;

    @Parameters(paramLabel = "FILE", description = "The zip to write.")
    private Path file;

    @Option(names = "--ticket", description = "Number or id of the one ticket to export; without it the whole log.")
    private @Nullable String ticket;

    @Option(
            names = "--readable",
            description = "With --ticket: adds readable.json, its events with their texts opened. It proves nothing.")
    private boolean readable;

    @Override
    public Integer call() throws Exception {
        Path unfinished = file.resolveSibling(file.getFileName() + ".unfinished");
        Map<String, Object> summary;
        try (ApiClient client = server.client();
                ExportFile.Writer out = new ExportFile.Writer(unfinished)) {
            JsonNode head = get(client, LEDGER).path("head");
            if (head.isMissingNode() || head.isNull()) {
                throw new IllegalStateException("The ledger has signed no head yet: try again in a minute.");
            }
            Map<String, Object> about = new LinkedHashMap<>();
            about.put("format", 1);
            about.put("of", ticket == null ? "log" : "ticket");
            about.put("exportedAt", Instant.now().toString());
            about.put("size", head.path("size").asLong());
            if (ticket != null) {
                about.put("ticket", ticket);
            }
            out.file(ExportFile.ABOUT, about);
            out.file(ExportFile.KEY, get(client, LEDGER + "/key"));
            heads(client, out, head.path("revision").asLong());
            summary = ticket == null
                    ? log(client, out, head.path("size").asLong())
                    : ticket(client, out, ticket, head.path("size").asLong());
        }
        Files.move(unfinished, file, StandardCopyOption.REPLACE_EXISTING);
        System.out.println(ApiClient.JSON.writeValueAsString(summary));
        return 0;
    }

    private static void heads(ApiClient client, ExportFile.Writer out, long last) throws Exception {
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
                }
                from = head.path("revision").asLong() + 1;
            }
        }
        out.end();
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

    /** The ticket's stream and that of what was written about it, each event with its proof. */
    private Map<String, Object> ticket(ApiClient client, ExportFile.Writer out, String ref, long size)
            throws Exception {
        JsonNode found = get(client, "/api/tickets/" + ref);
        String id = found.path("id").asString();
        List<Map<String, Object>> streams = new ArrayList<>();
        long events = 0;
        out.begin(ExportFile.EVENTS);
        for (String stream : List.of(id, "outbox-" + id)) {
            long from = 0;
            boolean more = true;
            while (more) {
                Answer answer = client.get(LEDGER + "/streams/" + stream + "?size=" + size + "&page=200&from=" + from);
                if (answer.status() == 404 && !stream.equals(id)) {
                    break;
                }
                JsonNode page = checked(answer);
                for (JsonNode proved : page.path("proved")) {
                    out.line(proved);
                    events++;
                }
                if (from == 0) {
                    Map<String, Object> line = new LinkedHashMap<>();
                    line.put("stream", stream);
                    line.put("events", page.path("events").asLong());
                    line.put("size", size);
                    line.put("signature", page.path("countSignature").asString(""));
                    streams.add(line);
                }
                more = page.path("next").isNumber();
                from = page.path("next").asLong();
            }
        }
        out.end();
        out.begin(ExportFile.STREAMS);
        for (Map<String, Object> stream : streams) {
            out.line(stream);
        }
        out.end();
        if (readable) {
            out.file(ExportFile.READABLE, get(client, "/api/audit/tickets/" + id + "/events?size=1000"));
        }
        return Map.of("ticket", id, "events", events, "size", size);
    }

    private static JsonNode get(ApiClient client, String path) throws InterruptedException, IOException {
        return checked(client.get(path));
    }

    private static JsonNode checked(Answer answer) throws IOException {
        if (!answer.isSuccess()) {
            throw new IOException("The export was refused: " + answer.problem());
        }
        return answer.body();
    }
}
