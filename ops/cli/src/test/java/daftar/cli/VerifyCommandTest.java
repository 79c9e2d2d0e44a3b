package daftar.cli;

import static daftar.cli.MadeExport.KEY;
import static daftar.cli.MadeExport.SIZE;
import static daftar.cli.MadeExport.base64;
import static daftar.cli.MadeExport.event;
import static daftar.cli.MadeExport.head;
import static daftar.cli.MadeExport.run;
import static daftar.cli.MadeExport.set;
import static org.assertj.core.api.Assertions.assertThat;

import daftar.cli.MadeExport.Outcome;
import daftar.ledger.KeyLink;
import daftar.ledger.SigningKey;
import daftar.ledger.TreeHead;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An export is altered and checked, without a server. */
class VerifyCommandTest {

    private static final SigningKey NEXT = SigningKey.of(SigningKey.fresh());

    @TempDir
    Path folder;

    private MadeExport export;
    private Map<String, List<Object>> files;

    @BeforeEach
    void make() {
        export = new MadeExport(folder);
        files = export.files;
    }

    @Test
    void an_export_of_the_log_that_was_not_altered_is_good() throws Exception {
        export.log();
        Outcome outcome = export.verify("--key", KEY.publicKey().text());

        assertThat(outcome.code()).isZero();
        assertThat(outcome.line().path("events").asInt()).isEqualTo(SIZE);
        assertThat(outcome.errors()).isEmpty();
        assertThat(export.verify().errors()).contains("the export's own key");
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
        export.log();
        List<Map<String, Object>> events = new ArrayList<>(export.events());
        alteration.accept(events);
        files.put(ExportFile.EVENTS, new ArrayList<>(events));

        Outcome outcome = export.verify("--key", KEY.publicKey().text());

        assertThat(outcome.code()).isEqualTo(1);
        assertThat(outcome.line().path("kind").asString()).as(outcome.errors()).isEqualTo(kind);
        assertThat(outcome.line().path("revision").asInt()).isEqualTo(revision);
        assertThat(outcome.line().path("what").asString()).contains(what);
        assertThat(outcome.errors()).startsWith(kind);
    }

    @Test
    void a_rewritten_export_is_found_by_the_heads_that_were_published() throws Exception {
        export.log();
        Path published = folder.resolve("published.jsonl");
        Files.writeString(
                published,
                ApiClient.JSON.writeValueAsString(files.get(ExportFile.HEADS).getLast()) + "\n");
        // all of it made anew, even signed by the true key
        files.clear();
        export.log("other");

        Outcome outcome = export.verify("--key", KEY.publicKey().text(), "--heads", published.toString());

        assertThat(outcome.code()).isEqualTo(1);
        assertThat(outcome.line().path("what").asString()).contains("rewritten");
        assertThat(export.verify("--key", KEY.publicKey().text()).code())
                .as("nothing else could tell")
                .isZero();
    }

    @Test
    void heads_are_read_from_webhooks_bodies_and_from_mails_as_they_were_sent() throws Exception {
        export.log();
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
        export.log("other");

        for (String saved : List.of(
                head + "\n",
                "2026-11-22 12:00:00 POST /hook\n" + body,
                ApiClient.JSON.readTree(body).toPrettyString(),
                text,
                "> " + head,
                "Content-Transfer-Encoding: quoted-printable\r\n\r\n" + quoted + "\r\n",
                "Content-Transfer-Encoding: BASE64\r\n\r\n" + encoded + "\r\n\r\n--part--\r\n")) {
            Path published = Files.writeString(folder.resolve("saved"), saved);
            Outcome outcome = export.verify("--key", KEY.publicKey().text(), "--heads", published.toString());
            assertThat(outcome.line().path("what").asString()).as(saved).contains("rewritten");
        }
        assertThat(SavedHeads.in("a\n\n" + text + "b\n").others()).isEqualTo(5);
        assertThat(SavedHeads.in(head + "\n" + head + "\n").heads()).hasSize(1);
    }

    @Test
    void a_file_without_any_head_is_no_file_of_heads() throws Exception {
        export.log();
        Path published = Files.writeString(folder.resolve("saved"), "nonsense {\"signature\":1}\n");

        Outcome outcome = export.verify("--key", KEY.publicKey().text(), "--heads", published.toString());

        assertThat(outcome.code()).isEqualTo(1);
        assertThat(outcome.errors()).contains("There is no signed head in");
    }

    @Test
    void another_key_is_not_believed() throws Exception {
        export.log();
        String other = SigningKey.of(SigningKey.fresh()).publicKey().text();

        assertThat(export.verify("--key", other).line().path("kind").asString()).isEqualTo("UNSIGNED");
    }

    @Test
    void an_export_over_which_two_keys_signed_is_good_for_whoever_trusts_either() throws Exception {
        rotated(KeyLink.signed(KEY, NEXT, 12, Instant.EPOCH), NEXT);

        for (SigningKey pinned : List.of(KEY, NEXT)) {
            Outcome outcome = export.verify("--key", pinned.publicKey().text());
            assertThat(outcome.code()).as(outcome.errors()).isZero();
            assertThat(outcome.line().path("keyId").asString())
                    .isEqualTo(NEXT.publicKey().id());
        }
        String stranger = SigningKey.of(SigningKey.fresh()).publicKey().text();
        assertThat(export.verify("--key", stranger).errors()).contains("is not in the chain");
        Path file =
                Files.writeString(folder.resolve("ledger.pub"), KEY.publicKey().text() + "\n");
        assertThat(export.verify("--key", file.toString()).code()).isZero();
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

        assertThat(export.verify(
                                "--key",
                                KEY.publicKey().text(),
                                "--key",
                                NEXT.publicKey().text())
                        .code())
                .isZero();
    }

    private void assertWrongChain(KeyLink link, SigningKey afterwards, String what) throws Exception {
        rotated(link, afterwards);
        Outcome outcome = export.verify("--key", KEY.publicKey().text());

        assertThat(outcome.code()).isEqualTo(1);
        assertThat(outcome.line().path("kind").asString()).isEqualTo("UNSIGNED");
        assertThat(outcome.line().path("what").asString()).contains(what);
    }

    /** A log whose heads over more than 12 events were signed by another key. */
    private void rotated(KeyLink link, SigningKey afterwards) {
        export.log();
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

        assertThat(run(new VerifyCommand(), file.toString()).code()).isEqualTo(1);
        assertThat(run(new VerifyCommand()).code()).isEqualTo(2);
    }

    @Test
    void a_tickets_export_is_checked_alone_and_its_missing_last_event_is_found() throws Exception {
        export.ticket();
        assertThat(export.verify("--key", KEY.publicKey().text()).code()).isZero();

        List<Object> proved = files.get(ExportFile.EVENTS);
        files.put(ExportFile.EVENTS, proved.subList(0, SIZE - 1));
        Outcome outcome = export.verify("--key", KEY.publicKey().text());

        assertThat(outcome.line().path("kind").asString()).isEqualTo("REMOVED");
        assertThat(outcome.line().path("revision").asInt()).isEqualTo(SIZE - 1);
        assertThat(outcome.line().path("stream").asString()).isEqualTo("ticket-1");
    }
}
