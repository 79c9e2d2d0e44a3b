package daftar.cli;

import static org.assertj.core.api.Assertions.assertThat;

import daftar.ledger.Frontier;
import daftar.ledger.Hash;
import daftar.ledger.KeyLink;
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
    private static final SigningKey NEXT = SigningKey.of(SigningKey.fresh());
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
    void heads_are_read_from_webhooks_bodies_and_from_mails_as_they_were_sent() throws Exception {
        log();
        String head =
                ApiClient.JSON.writeValueAsString(files.get(ExportFile.HEADS).getLast());
        String body = "{\"id\":\"4b05e742\",\"type\":\"TreeHeadSigned\",\"ticket\":\"ledger\",\"data\":{\"texts\":[],"
                + "\"facts\":{},\"event\":" + head + "}}\n";
        String text = "Events: 20\nKey: x\n\nThe same in a line:\n\n" + head + "\n";
        // everything that quoted-printable encodes, and lines that break anywhere
        String quoted = text.replace("=", "=3D").replaceAll("(.{60})", "$1=\r\n");
        String encoded = Base64.getMimeEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
        // all of it made anew, so that each of them has to tell
        files.clear();
        log("other");

        for (String saved : List.of(
                head + "\n",
                "2026-11-22 12:00:00 POST /hook\n" + body,
                ApiClient.JSON.readTree(body).toPrettyString(),
                text,
                "> " + head,
                "Content-Transfer-Encoding: quoted-printable\r\n\r\n" + quoted + "\r\n",
                "Content-Transfer-Encoding: BASE64\r\n\r\n" + encoded + "\r\n\r\n--part--\r\n")) {
            Path published = Files.writeString(folder.resolve("saved"), saved);
            Outcome outcome = verify("--key", KEY.publicKey().text(), "--heads", published.toString());
            assertThat(outcome.line().path("what").asString()).as(saved).contains("rewritten");
        }
        assertThat(SavedHeads.in("a\n\n" + text + "b\n").others()).isEqualTo(5);
        assertThat(SavedHeads.in(head + "\n" + head + "\n").heads()).hasSize(1);
    }

    @Test
    void a_file_without_any_head_is_no_file_of_heads() throws Exception {
        log();
        Path published = Files.writeString(folder.resolve("saved"), "nonsense {\"signature\":1}\n");

        Outcome outcome = verify("--key", KEY.publicKey().text(), "--heads", published.toString());

        assertThat(outcome.code()).isEqualTo(1);
        assertThat(outcome.errors()).contains("There is no signed head in");
    }

    @Test
    void another_key_is_not_believed() throws Exception {
        log();
        String other = SigningKey.of(SigningKey.fresh()).publicKey().text();

        assertThat(verify("--key", other).line().path("kind").asString()).isEqualTo("UNSIGNED");
    }

    @Test
    void an_export_over_which_two_keys_signed_is_good_for_whoever_trusts_either() throws Exception {
        rotated(KeyLink.signed(KEY, NEXT, 12, Instant.EPOCH), NEXT);

        for (SigningKey pinned : List.of(KEY, NEXT)) {
            Outcome outcome = verify("--key", pinned.publicKey().text());
            assertThat(outcome.code()).as(outcome.errors()).isZero();
            assertThat(outcome.line().path("keyId").asString())
                    .isEqualTo(NEXT.publicKey().id());
        }
        String stranger = SigningKey.of(SigningKey.fresh()).publicKey().text();
        assertThat(verify("--key", stranger).errors()).contains("is not in the chain");
        Path file =
                Files.writeString(folder.resolve("ledger.pub"), KEY.publicKey().text() + "\n");
        assertThat(verify("--key", file.toString()).code()).isZero();
    }

    @Test
    void every_wrong_chain_of_keys_is_found() throws Exception {
        KeyLink good = KeyLink.signed(KEY, NEXT, 12, Instant.EPOCH);

        assertWrongChain(good, KEY, "signed by an old key");
        assertWrongChain(good, SigningKey.of(SigningKey.fresh()), "not in the chain");
        assertWrongChain(KeyLink.signed(KEY, NEXT, 18, Instant.EPOCH), NEXT, "before its time");
        KeyLink forged = KeyLink.signed(SigningKey.of(SigningKey.fresh()), NEXT, 12, Instant.EPOCH);
        assertWrongChain(
                new KeyLink(
                        good.before(), NEXT.publicKey(), 12, Instant.EPOCH, forged.signature(), good.newSignature()),
                NEXT,
                "does not have the signature of " + KEY.publicKey().id());
        assertWrongChain(
                new KeyLink(
                        good.before(), NEXT.publicKey(), 12, Instant.EPOCH, good.signature(), forged.newSignature()),
                NEXT,
                "does not have the signature of " + NEXT.publicKey().id());
        assertWrongChain(KeyLink.afterLost(KEY.publicKey(), NEXT, 12, Instant.EPOCH), NEXT, "without its signature");
    }

    @Test
    void where_a_key_was_lost_the_new_one_is_believed_if_it_was_given_too() throws Exception {
        rotated(KeyLink.afterLost(KEY.publicKey(), NEXT, 12, Instant.EPOCH), NEXT);

        assertThat(verify(
                                "--key",
                                KEY.publicKey().text(),
                                "--key",
                                NEXT.publicKey().text())
                        .code())
                .isZero();
    }

    private void assertWrongChain(KeyLink link, SigningKey afterwards, String what) throws Exception {
        rotated(link, afterwards);
        Outcome outcome = verify("--key", KEY.publicKey().text());

        assertThat(outcome.code()).isEqualTo(1);
        assertThat(outcome.line().path("kind").asString()).isEqualTo("UNSIGNED");
        assertThat(outcome.line().path("what").asString()).contains(what);
    }

    /** A log whose heads over more than 12 events were signed by another key. */
    private void rotated(KeyLink link, SigningKey afterwards) {
        log();
        List<Object> heads = new ArrayList<>();
        for (Object line : files.get(ExportFile.HEADS)) {
            TreeHead head = LedgerJson.head(ApiClient.JSON.valueToTree(line)).head();
            heads.add(head((head.size() > 12 ? afterwards : KEY).sign(head)));
        }
        files.put(ExportFile.HEADS, heads);
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("publicKey", link.before().text());
        json.put("newPublicKey", link.after().text());
        json.put("size", link.size());
        json.put("rotatedAt", link.rotatedAt().toString());
        json.put("signature", link.signature());
        json.put("newSignature", link.newSignature());
        files.put(ExportFile.KEY, List.of(Map.of("publicKey", link.after().text(), "links", List.of(json))));
    }

    @Test
    void a_key_pair_is_made_once_and_its_public_half_is_shown() throws Exception {
        Path file = folder.resolve("ledger.key.next");

        Outcome made = run(new LedgerKeyCommand(), file.toString());

        assertThat(made.code()).isZero();
        SigningKey key = SigningKey.of(Files.readString(file));
        assertThat(made.line().path("publicKey").asString())
                .isEqualTo(key.publicKey().text());
        assertThat(run(new LedgerKeyCommand(), file.toString()).errors()).contains("there already");
        assertThat(SigningKey.of(Files.readString(file)).publicKey()).isEqualTo(key.publicKey());
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
        return head(KEY.sign(head));
    }

    private static Map<String, Object> head(TreeHead.Signed signed) {
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
        return run(new VerifyCommand(), arguments);
    }

    private static Outcome run(Object tool, String... arguments) {
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
