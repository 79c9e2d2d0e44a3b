package daftar.cli;

import daftar.cli.ApiClient.Answer;
import daftar.cli.ExportFile.Writer;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import me.tongfei.progressbar.ProgressBar;
import tools.jackson.databind.JsonNode;

/** Writes what an export has of tickets: their streams with proofs, their files, and reports for people. */
final class ExportedTickets {

    /** What is known of a file's content: it is there, or why not. */
    static final String THERE = "there";

    private static final String LEDGER = "/api/ledger";

    private final ApiClient client;
    private final Writer out;
    private final long size;

    /** @param size of the head that the proofs are for */
    ExportedTickets(ApiClient client, Writer out, long size) {
        this.client = client;
        this.out = out;
        this.size = size;
    }

    /** The tickets' streams and those of what was written about them, each event with its proof. @return events */
    long streams(List<String> tickets) throws Exception {
        List<Map<String, Object>> streams = new ArrayList<>();
        long events = 0;
        out.begin(ExportFile.EVENTS);
        try (ProgressBar bar = ImportCommand.bar("Tickets", tickets.size())) {
            for (String ticket : tickets) {
                for (String stream : List.of(ticket, "outbox-" + ticket)) {
                    events += stream(stream, !stream.equals(ticket), streams);
                }
                bar.step();
            }
        }
        out.end();
        out.begin(ExportFile.STREAMS);
        for (Map<String, Object> stream : streams) {
            out.line(stream);
        }
        out.end();
        return events;
    }

    private long stream(String stream, boolean mayBeMissing, List<Map<String, Object>> streams) throws Exception {
        long events = 0;
        long from = 0;
        boolean more = true;
        while (more) {
            Answer answer = client.get(LEDGER + "/streams/" + stream + "?size=" + size + "&page=200&from=" + from);
            if (answer.status() == 404 && mayBeMissing) {
                break;
            }
            JsonNode page = ExportCommand.checked(answer);
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
        return events;
    }

    /** The files of the tickets as they were uploaded. One that cannot be had is told of, and stops nothing. @return how many */
    long files(List<String> tickets) throws Exception {
        List<Map<String, Object>> lines = new ArrayList<>();
        Set<String> written = new HashSet<>();
        Path content = Files.createTempFile("daftar-export", ".file");
        try (ProgressBar bar = ImportCommand.bar("Files", tickets.size())) {
            for (String ticket : tickets) {
                JsonNode files = ExportCommand.get(client, "/api/tickets/" + ticket + "/files");
                for (JsonNode file : files.path("files")) {
                    if (file.path("ticket").asString("").equals(ticket)) {
                        lines.add(file(ticket, file, content, written));
                    }
                }
                bar.step();
            }
        } finally {
            Files.deleteIfExists(content);
        }
        out.begin(ExportFile.FILES);
        for (Map<String, Object> line : lines) {
            out.line(line);
        }
        out.end();
        return written.size();
    }

    private Map<String, Object> file(String ticket, JsonNode file, Path content, Set<String> written) throws Exception {
        String sha256 = file.path("id").asString();
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("ticket", ticket);
        line.put("sha256", sha256);
        line.put("name", file.path("name").isString() ? file.path("name").asString() : null);
        line.put("mediaType", file.path("mediaType").asString());
        line.put("size", file.path("size").asLong());
        if (written.contains(sha256)) {
            line.put("state", THERE);
            return line;
        }
        Answer answer = client.save("/api/tickets/" + ticket + "/files/" + sha256, "*/*", content);
        String state =
                switch (answer.status()) {
                    case 200 -> sha256(Files.newInputStream(content)).equals(sha256) ? THERE : "altered in the store";
                    case 403 -> "withheld by the virus scanner";
                    case 410 -> "removed";
                    default -> "not to be had: " + answer.problem();
                };
        if (answer.status() == 200) {
            // an altered one as well: it is evidence, and the check says what it is
            out.bytes(ExportFile.CONTENTS + sha256, content);
            written.add(sha256);
        }
        if (!state.equals(THERE)) {
            System.err.println("The file " + sha256 + " of " + ticket + " is " + state + ".");
        }
        line.put("state", state);
        return line;
    }

    /** Of each ticket a report in each language, as HTML and PDF. @return how many were written */
    long reports(List<String> tickets, List<String> languages, String zone) throws Exception {
        if (languages.isEmpty()) {
            return 0;
        }
        long written = 0;
        Path report = Files.createTempFile("daftar-export", ".report");
        try (ProgressBar bar = ImportCommand.bar("Reports", (long) tickets.size() * languages.size())) {
            for (String ticket : tickets) {
                String number = ExportCommand.get(client, "/api/tickets/" + ticket)
                        .path("number")
                        .asString(ticket);
                for (String language : languages) {
                    String path = "/api/audit/tickets/" + ticket + "/report?language=" + language + "&zone="
                            + URLEncoder.encode(zone, StandardCharsets.UTF_8);
                    String name = ExportFile.REPORTS + number + "-" + language;
                    ExportCommand.checked(client.save(path + "&format=html", "text/html", report));
                    out.bytes(name + ".html", report);
                    Answer pdf = client.save(path + "&format=pdf", "application/pdf", report);
                    if (pdf.status() == 409) {
                        System.err.println(name + ".pdf is left out: " + pdf.problem());
                        written++;
                    } else {
                        ExportCommand.checked(pdf);
                        out.bytes(name + ".pdf", report);
                        written += 2;
                    }
                    bar.step();
                }
            }
        } finally {
            Files.deleteIfExists(report);
        }
        return written;
    }

    /** Of a whole stream, which is closed. */
    static String sha256(InputStream content) throws IOException {
        try (DigestInputStream in = new DigestInputStream(content, MessageDigest.getInstance("SHA-256"))) {
            in.transferTo(OutputStream.nullOutputStream());
            return HexFormat.of().formatHex(in.getMessageDigest().digest());
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
