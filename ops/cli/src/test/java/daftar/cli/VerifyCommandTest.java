package daftar.cli;

import static org.assertj.core.api.Assertions.assertThat;

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
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import tools.jackson.databind.JsonNode;

/** An export is altered and checked, without a server. */
class VerifyCommandTest {

    private static final SigningKey KEY = SigningKey.of(SigningKey.fresh());
    private static final int SIZE = 20;

    @TempDir
    Path folder;

    /** The files of an export, line by line. */
    private final Map<String, List<Object>> files = new LinkedHashMap<>();

    private record Outcome(int code, JsonNode line, String errors) {}

    @Test
    void an_export_of_the_log_that_was_not_altered_is_good() throws Exception {
        log();
        Outcome outcome = verify("--key", KEY.publicKey().text());

        assertThat(outcome.code()).isZero();
        assertThat(outcome.line().path("events").asInt()).isEqualTo(SIZE);
        assertThat(outcome.errors()).isEmpty();
        assertThat(verify().errors()).contains("the export's own key");
    }

    @Test
    void every_alteration_of_an_exported_log_is_named() throws Exception {
        assertNamed(events -> set(events.get(7), "data", base64("{}")), "CHANGED", 7, "data");
        assertNamed(events -> set(events.get(7), "metadata", base64("{}")), "CHANGED", 7, "metadata");
        assertNamed(events -> set(events.get(7), "type", "Other"), "CHANGED", 7, "type");
        assertNamed(events -> set(events.get(7), "eventId", new UUID(9, 9).toString()), "CHANGED", 7, "event id");
        assertNamed(events -> set(events.get(7), "recordedAt", "2026-01-01T00:00:00Z"), "CHANGED", 7, "recordedAt");
        assertNamed(events -> events.remove(0), "REMOVED", 0, "missing");
        assertNamed(events -> events.remove(7), "REMOVED", 7, "missing");
        assertNamed(events -> events.remove(SIZE - 1), "REMOVED", SIZE - 1, "missing");
        assertNamed(events -> events.add(7, event("ticket-forged", 0, 3)), "INSERTED", 0, "no such event");
        assertNamed(events -> events.add(event("ticket-forged", 0, 3)), "INSERTED", 0, "no head covers it");
        assertNamed(events -> events.add(7, events.remove(12)), "REORDERED", 7, "later");
    }

    /** @param revision that must be named; as each stream has all events of the log, its index but for what is inserted */
    private void assertNamed(Consumer<List<Map<String, Object>>> alteration, String kind, int revision, String what)
            throws Exception {
        log();
        List<Map<String, Object>> events = new ArrayList<>(events());
        alteration.accept(events);
        files.put(ExportFile.EVENTS, new ArrayList<>(events));

        Outcome outcome = verify("--key", KEY.publicKey().text());

        assertThat(outcome.code()).isEqualTo(1);
        assertThat(outcome.line().path("kind").asString()).as(outcome.errors()).isEqualTo(kind);
        assertThat(outcome.line().path("revision").asInt()).isEqualTo(revision);
        assertThat(outcome.line().path("what").asString()).contains(what);
        assertThat(outcome.errors()).startsWith(kind);
    }

    @Test
    void a_rewritten_export_is_found_by_the_heads_that_were_published() throws Exception {
        log();
        Path published = folder.resolve("published.jsonl");
        Files.writeString(
                published,
                ApiClient.JSON.writeValueAsString(files.get(ExportFile.HEADS).getLast()) + "\n");
        // all of it made anew, even signed by the true key
        files.clear();
        log("other");

        Outcome outcome = verify("--key", KEY.publicKey().text(), "--heads", published.toString());

        assertThat(outcome.code()).isEqualTo(1);
        assertThat(outcome.line().path("what").asString()).contains("rewritten");
        assertThat(verify("--key", KEY.publicKey().text()).code())
                .as("nothing else could tell")
                .isZero();
    }

    @Test
    void another_key_is_not_believed() throws Exception {
        log();
        String other = SigningKey.of(SigningKey.fresh()).publicKey().text();

        assertThat(verify("--key", other).line().path("kind").asString()).isEqualTo("UNSIGNED");
    }

    @Test
    void what_is_no_export_is_said() throws Exception {
        Path file = Files.writeString(folder.resolve("export.zip"), "nonsense");

        assertThat(run(file.toString()).code()).isEqualTo(1);
        assertThat(run().code()).isEqualTo(2);
    }

    @Test
    void a_tickets_export_is_checked_alone_and_its_missing_last_event_is_found() throws Exception {
        ticket();
        assertThat(verify("--key", KEY.publicKey().text()).code()).isZero();

        List<Object> proved = files.get(ExportFile.EVENTS);
        files.put(ExportFile.EVENTS, proved.subList(0, SIZE - 1));
        Outcome outcome = verify("--key", KEY.publicKey().text());

        assertThat(outcome.line().path("kind").asString()).isEqualTo("REMOVED");
        assertThat(outcome.line().path("revision").asInt()).isEqualTo(SIZE - 1);
        assertThat(outcome.line().path("stream").asString()).isEqualTo("ticket-1");
    }

    private void log() {
        log("n");
    }

    private void log(String text) {
        files.clear();
        Frontier frontier = Frontier.EMPTY;
        List<Object> heads = new ArrayList<>();
        List<Object> events = new ArrayList<>();
        List<Object> leaves = new ArrayList<>();
        for (int i = 0; i < SIZE; i++) {
            Map<String, Object> event = event("ticket-1", i, i + 10);
            set(event, "data", base64("{\"text\":\"" + text + i + "\"}"));
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

    private void ticket() {
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
            List<String> proof =
                    Proofs.inclusion((level, index) -> nodes.get(List.of((long) level, index)), i, SIZE).stream()
                            .map(Hash::toString)
                            .toList();
            proved.add(Map.of("event", event, "kept", Map.of("leaf", leafLine(leaf(event), i), "proof", proof)));
            i++;
        }
        files.put(ExportFile.ABOUT, List.of(about("ticket")));
        files.put(ExportFile.EVENTS, proved);
        files.remove(ExportFile.LEAVES);
        String signature = KEY.sign(new TreeHead.StreamCount("ticket-1", SIZE, SIZE).statement());
        files.put(
                ExportFile.STREAMS,
                List.of(Map.of("stream", "ticket-1", "events", SIZE, "size", SIZE, "signature", signature)));
    }

    @SuppressWarnings("unchecked") // as they were put in
    private List<Map<String, Object>> events() {
        return (List<Map<String, Object>>) (List<?>) files.get(ExportFile.EVENTS);
    }

    private static Map<String, Object> about(String of) {
        return Map.of("format", 1, "of", of, "exportedAt", Instant.now().toString(), "size", SIZE);
    }

    private static Map<String, Object> head(Frontier frontier, long position) {
        TreeHead head = new TreeHead(frontier.size(), frontier.root(), position, Instant.EPOCH);
        TreeHead.Signed signed = KEY.sign(head);
        return Map.of(
                "revision",
                0,
                "size",
                head.size(),
                "root",
                head.root().toString(),
                "position",
                position,
                "signedAt",
                head.signedAt().toString(),
                "keyId",
                signed.keyId(),
                "signature",
                signed.signature());
    }

    private static Map<String, Object> event(String stream, long revision, long position) {
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

    private static Leaf leaf(Map<String, Object> event) {
        return LedgerJson.event(ApiClient.JSON.valueToTree(event)).leaf();
    }

    private static Map<String, Object> leafLine(Leaf leaf, long index) {
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

    private static void set(Map<String, Object> event, String field, String value) {
        event.put(field, value);
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private Outcome verify(String... options) throws Exception {
        Path file = folder.resolve("export.zip");
        try (ExportFile.Writer out = new ExportFile.Writer(file)) {
            for (Map.Entry<String, List<Object>> each : files.entrySet()) {
                out.begin(each.getKey());
                for (Object line : each.getValue()) {
                    out.line(line);
                }
                out.end();
            }
        }
        List<String> arguments = new ArrayList<>(List.of(file.toString()));
        arguments.addAll(List.of(options));
        return run(arguments.toArray(String[]::new));
    }

    /** Runs the command and reads what it said. */
    private static Outcome run(String... arguments) {
        PrintStream out = System.out;
        PrintStream err = System.err;
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        ByteArrayOutputStream errors = new ByteArrayOutputStream();
        try {
            System.setOut(new PrintStream(said, true, StandardCharsets.UTF_8));
            System.setErr(new PrintStream(errors, true, StandardCharsets.UTF_8));
            CommandLine line = new CommandLine(new VerifyCommand());
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
