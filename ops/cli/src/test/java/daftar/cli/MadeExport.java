package daftar.cli;

import daftar.ledger.Frontier;
import daftar.ledger.Hash;
import daftar.ledger.Leaf;
import daftar.ledger.Proofs;
import daftar.ledger.SigningKey;
import daftar.ledger.TreeHead;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import picocli.CommandLine;
import tools.jackson.databind.JsonNode;

/** An export that a test makes, alters and has checked. */
final class MadeExport {

    static final SigningKey KEY = SigningKey.of(SigningKey.fresh());
    static final int SIZE = 20;

    /** The files of the export, line by line. */
    final Map<String, List<Object>> files = new LinkedHashMap<>();

    /** What stands beside them as it is. */
    final Map<String, byte[]> contents = new LinkedHashMap<>();

    /** The SHA-256 of a file that event 5 attaches; empty for none. */
    String attached = "";

    private final Path folder;

    MadeExport(Path folder) {
        this.folder = folder;
    }

    record Outcome(int code, JsonNode line, String errors) {}

    static String minute(int minute) {
        return Instant.parse("2026-11-22T12:00:00Z").plusSeconds(60L * minute).toString();
    }

    @SuppressWarnings("unchecked") // as it was put in
    static Map<String, Object> asMap(Object line) {
        return new LinkedHashMap<>((Map<String, Object>) line);
    }

    /** Has the export say another thing of itself. */
    void say(String field, Object value) {
        Map<String, Object> about = asMap(files.get(ExportFile.ABOUT).getFirst());
        about.put(field, value);
        files.put(ExportFile.ABOUT, List.of(about));
    }

    /** Of three streams in turn, a minute between events: what was recorded in minutes 7 to 9. */
    void period() {
        log();
        List<String> streams = List.of("ticket-1", "ticket-2", "person-3");
        List<Map<String, Object>> events = new ArrayList<>();
        Map<List<Long>, Hash> nodes = new HashMap<>();
        Frontier frontier = Frontier.EMPTY;
        List<Object> heads = new ArrayList<>();
        for (int i = 0; i < SIZE; i++) {
            Map<String, Object> event = event(streams.get(i % 3), i / 3, i + 10);
            event.put("recordedAt", minute(i));
            events.add(event);
            frontier = frontier.with(
                    leaf(event).hash(), (level, index, hash) -> nodes.put(List.of((long) level, index), hash));
            if (frontier.size() % 6 == 0 || frontier.size() == SIZE) {
                heads.add(head(frontier, i + 10));
            }
        }
        List<Object> proved = new ArrayList<>();
        List<Object> leaves = new ArrayList<>();
        for (int i = 0; i < SIZE; i++) {
            Map<String, Object> line = leafLine(leaf(events.get(i)), i);
            if (i >= 6 && i < 12) {
                leaves.add(line);
            }
            if (i % 3 < 2) {
                proved.add(
                        Map.of("event", events.get(i), "kept", Map.of("leaf", line, "proof", proof(nodes, i, SIZE))));
            }
        }
        Map<String, Object> last = leafLine(leaf(events.get(5)), 5);
        files.put(ExportFile.BEFORE, List.of(Map.of("leaf", last, "proof", proof(nodes, 5, 6))));
        files.put(ExportFile.HEADS, heads);
        files.put(ExportFile.EVENTS, proved);
        files.put(ExportFile.LEAVES, leaves);
        files.put(ExportFile.STREAMS, List.of(count("ticket-1", 7), count("ticket-2", 7)));
        files.put(ExportFile.ABOUT, List.of(about("period")));
        say("from", minute(7));
        say("to", minute(10));
        say("firstLeaf", 6);
        say("endLeaf", 12);
    }

    private static List<String> proof(Map<List<Long>, Hash> nodes, int index, int size) {
        return Proofs.inclusion((level, at) -> nodes.get(List.of((long) level, at)), index, size).stream()
                .map(Hash::toString)
                .toList();
    }

    private static Map<String, Object> count(String stream, long events) {
        String signature = KEY.sign(new TreeHead.StreamCount(stream, events, SIZE).statement());
        return Map.of("stream", stream, "events", events, "size", SIZE, "signature", signature);
    }

    void log() {
        log("n");
    }

    void log(String text) {
        files.clear();
        Frontier frontier = Frontier.EMPTY;
        List<Object> heads = new ArrayList<>();
        List<Object> events = new ArrayList<>();
        List<Object> leaves = new ArrayList<>();
        for (int i = 0; i < SIZE; i++) {
            Map<String, Object> event = event("ticket-1", i, i + 10);
            set(event, "data", base64("{\"text\":\"" + text + i + "\"}"));
            if (i == 5 && !attached.isEmpty()) {
                set(event, "type", "FileAttached");
                set(event, "data", base64("{\"files\":[{\"sha256\":\"" + attached + "\"}]}"));
            }
            events.add(event);
            Leaf leaf = leaf(event);
            leaves.add(leafLine(leaf, i));
            frontier = frontier.with(leaf.hash(), (level, index, hash) -> {});
            if (i % 6 == 5 || i == SIZE - 1) {
                heads.add(head(frontier, i + 10));
            }
        }
        files.put(ExportFile.ABOUT, List.of(about("log")));
        files.put(ExportFile.KEY, List.of(Map.of("publicKey", KEY.publicKey().text())));
        files.put(ExportFile.HEADS, heads);
        files.put(ExportFile.EVENTS, events);
        files.put(ExportFile.LEAVES, leaves);
    }

    void ticket() {
        log();
        Map<List<Long>, Hash> nodes = new HashMap<>();
        Frontier frontier = Frontier.EMPTY;
        for (Map<String, Object> event : events()) {
            frontier = frontier.with(
                    leaf(event).hash(), (level, index, hash) -> nodes.put(List.of((long) level, index), hash));
        }
        List<Object> proved = new ArrayList<>();
        int i = 0;
        for (Map<String, Object> event : events()) {
            proved.add(Map.of(
                    "event", event, "kept", Map.of("leaf", leafLine(leaf(event), i), "proof", proof(nodes, i, SIZE))));
            i++;
        }
        files.put(ExportFile.ABOUT, List.of(about("ticket")));
        files.put(ExportFile.EVENTS, proved);
        files.remove(ExportFile.LEAVES);
        files.put(ExportFile.STREAMS, List.of(count("ticket-1", SIZE)));
    }

    @SuppressWarnings("unchecked") // as they were put in
    List<Map<String, Object>> events() {
        return (List<Map<String, Object>>) (List<?>) files.get(ExportFile.EVENTS);
    }

    private static Map<String, Object> about(String of) {
        return Map.of("format", 1, "of", of, "exportedAt", Instant.now().toString(), "size", SIZE);
    }

    private static Map<String, Object> head(Frontier frontier, long position) {
        return head(KEY.sign(new TreeHead(frontier.size(), frontier.root(), position, Instant.EPOCH)));
    }

    static Map<String, Object> head(TreeHead.Signed signed) {
        TreeHead head = signed.head();
        return Map.of(
                "revision",
                0,
                "size",
                head.size(),
                "root",
                head.root().toString(),
                "position",
                head.position(),
                "signedAt",
                head.signedAt().toString(),
                "keyId",
                signed.keyId(),
                "signature",
                signed.signature());
    }

    static Map<String, Object> event(String stream, long revision, long position) {
        Map<String, Object> event = new LinkedHashMap<>();
        event.put("stream", stream);
        event.put("revision", revision);
        event.put("position", position);
        event.put("eventId", new UUID(1, position).toString());
        event.put("type", "Noted");
        event.put("recordedAt", "2026-11-22T12:00:00Z");
        event.put("data", base64("{\"n\":1}"));
        event.put("metadata", base64("{\"actor\":\"person-a\"}"));
        return event;
    }

    static Leaf leaf(Map<String, Object> event) {
        return LedgerJson.event(ApiClient.JSON.valueToTree(event)).leaf();
    }

    static Map<String, Object> leafLine(Leaf leaf, long index) {
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("index", index);
        line.put("position", index + 10);
        line.put("stream", leaf.stream());
        line.put("revision", leaf.revision());
        line.put("eventId", leaf.eventId().toString());
        line.put("type", leaf.type());
        line.put("recordedAt", leaf.recordedAt().toString());
        line.put("dataSha256", leaf.data().toString());
        line.put("metadataSha256", leaf.metadata().toString());
        return line;
    }

    static void set(Map<String, Object> event, String field, String value) {
        event.put(field, value);
    }

    static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    Outcome verify(String... options) throws Exception {
        Path file = folder.resolve("export.zip");
        try (ExportFile.Writer out = new ExportFile.Writer(file)) {
            for (Map.Entry<String, List<Object>> each : files.entrySet()) {
                out.begin(each.getKey());
                for (Object line : each.getValue()) {
                    out.line(line);
                }
                out.end();
            }
            for (Map.Entry<String, byte[]> each : contents.entrySet()) {
                out.bytes(each.getKey(), Files.write(folder.resolve("content"), each.getValue()));
            }
        }
        List<String> arguments = new ArrayList<>(List.of(file.toString()));
        arguments.addAll(List.of(options));
        return run(new VerifyCommand(), arguments.toArray(String[]::new));
    }

    /** Runs a command and reads what it said. */
    static Outcome run(Object tool, String... arguments) {
        PrintStream out = System.out;
        PrintStream err = System.err;
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        ByteArrayOutputStream errors = new ByteArrayOutputStream();
        try {
            System.setOut(new PrintStream(said, true, StandardCharsets.UTF_8));
            System.setErr(new PrintStream(errors, true, StandardCharsets.UTF_8));
            CommandLine line = new CommandLine(tool);
            line.setExecutionExceptionHandler((failure, command, result) -> {
                System.err.println(failure.getMessage());
                return 1;
            });
            int code = line.execute(arguments);
            String last = said.toString(StandardCharsets.UTF_8).lines().reduce("", (before, next) -> next);
            String progress = errors.toString(StandardCharsets.UTF_8)
                    .lines()
                    .filter(text -> !text.contains("Events"))
                    .filter(text -> !text.isBlank())
                    .reduce("", (before, next) -> before.isEmpty() ? next : before + "\n" + next);
            return new Outcome(
                    code, last.isEmpty() ? ApiClient.JSON.missingNode() : ApiClient.JSON.readTree(last), progress);
        } finally {
            System.setOut(out);
            System.setErr(err);
        }
    }
}
