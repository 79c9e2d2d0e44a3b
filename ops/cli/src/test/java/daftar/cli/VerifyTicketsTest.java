package daftar.cli;

import static daftar.cli.MadeExport.KEY;
import static daftar.cli.MadeExport.minute;
import static daftar.cli.MadeExport.set;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import daftar.cli.MadeExport.Outcome;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An export of a period, and the files of tickets, are altered and checked, without a server. */
class VerifyTicketsTest {

    @TempDir
    Path folder;

    private MadeExport export;

    @BeforeEach
    void make() {
        export = new MadeExport(folder);
    }

    @Test
    void a_period_that_was_not_altered_is_good_and_tells_what_it_is_of() throws Exception {
        export.period();
        Outcome outcome = verify();

        assertThat(outcome.errors()).isEmpty();
        assertThat(outcome.code()).isZero();
        assertThat(outcome.line().path("from").asString()).isEqualTo(minute(7));
        assertThat(outcome.line().path("events").asInt()).isEqualTo(14);
    }

    @Test
    void every_alteration_of_a_period_is_named() throws Exception {
        // leaf 6 is ticket-1, 7 ticket-2, 8 person-3 and so on; the period is of 7 to 9, its heads are over 6 and 12
        assertNamed(
                leaves -> set(leaves.get(3), "dataSha256", "ab".repeat(32)), "CHANGED", "leaf 9", "ticket-1", "data");
        assertNamed(leaves -> set(leaves.get(1), "type", "Other"), "CHANGED", "leaf 7", "ticket-2", "type");
        assertNamed(
                leaves -> set(leaves.get(1), "recordedAt", minute(99)), "CHANGED", "leaf 7", "ticket-2", "recorded");
        assertNamed(leaves -> leaves.remove(1), "REMOVED", "leaf 7", "ticket-2", "missing");
        assertNamed(leaves -> leaves.remove(2), "REMOVED", "leaf 8", "", "missing");
        assertNamed(leaves -> leaves.remove(5), "REMOVED", "leaf 11", "", "missing");
        assertNamed(List::clear, "REMOVED", "leaf 6", "ticket-1", "missing");
        assertNamed(leaves -> leaves.add(1, forged()), "INSERTED", "leaf 7", "ticket-forged", "no such event");
        assertNamed(leaves -> leaves.add(forged()), "INSERTED", "leaf 12", "ticket-forged", "no head of it covers it");
        assertNamed(leaves -> leaves.add(1, leaves.remove(3)), "REORDERED", "leaf 7", "ticket-2", "later");
        // of an event that is in no exported stream only the head after it tells
        assertNamed(leaves -> set(leaves.get(2), "type", "Other"), "REWRITTEN", "leaf 6", "ticket-1", "leaves 6 to 11");
    }

    private static Map<String, Object> forged() {
        return MadeExport.leafLine(MadeExport.leaf(MadeExport.event("ticket-forged", 0, 3)), 7);
    }

    private void assertNamed(
            Consumer<List<Map<String, Object>>> alteration, String kind, String leaf, String stream, String what)
            throws Exception {
        export.period();
        List<Map<String, Object>> leaves = new ArrayList<>();
        export.files.get(ExportFile.LEAVES).forEach(each -> leaves.add(MadeExport.asMap(each)));
        alteration.accept(leaves);
        export.files.put(ExportFile.LEAVES, new ArrayList<>(leaves));

        Outcome outcome = verify();

        assertThat(outcome.code()).isEqualTo(1);
        assertThat(outcome.line().path("kind").asString()).as(outcome.errors()).isEqualTo(kind);
        assertThat(outcome.line().path("stream").asString(""))
                .as(outcome.errors())
                .isEqualTo(stream);
        assertThat(outcome.errors()).contains(leaf, what);
    }

    @Test
    void a_ticket_of_the_period_cannot_be_left_out() throws Exception {
        export.period();
        without("ticket-2", ExportFile.EVENTS, "/event/stream");
        without("ticket-2", ExportFile.STREAMS, "/stream");

        assertEvent(verify(), "REMOVED", "ticket-2", 2);
    }

    @Test
    void a_ticket_that_is_not_of_the_period_is_not_taken_for_one() throws Exception {
        export.period();
        export.say("to", minute(8));

        assertEvent(verify(), "INSERTED", "ticket-1", 0);
    }

    @Test
    void events_of_a_period_are_checked_like_those_of_a_ticket() throws Exception {
        export.period();
        List<Object> proved = new ArrayList<>(export.files.get(ExportFile.EVENTS));
        proved.removeLast();
        export.files.put(ExportFile.EVENTS, proved);

        assertEvent(verify(), "REMOVED", "ticket-2", 6);
    }

    @Test
    void leaves_that_do_not_reach_as_far_as_the_period_are_found() throws Exception {
        export.period();
        export.say("from", minute(3));
        assertThat(verify().line().path("what").asString()).contains("begin only after");
        export.period();
        export.say("to", minute(15));
        assertThat(verify().line().path("what").asString()).contains("before the period does");
        export.period();
        export.say("endLeaf", 11);
        assertThat(verify().line().path("what").asString()).contains("no signed head ends");
    }

    @Test
    void a_file_is_checked_by_the_digest_that_its_event_has() throws Exception {
        byte[] content = "a screenshot".getBytes(StandardCharsets.UTF_8);
        String sha256 = ExportedTickets.sha256(new ByteArrayInputStream(content));
        export.attached = sha256;
        export.ticket();
        export.contents.put(ExportFile.CONTENTS + sha256, content);
        Outcome good = verify();
        assertThat(good.errors()).isEmpty();
        assertThat(good.line().path("files").asInt()).isEqualTo(1);

        export.contents.put(ExportFile.CONTENTS + sha256, new byte[] {1});
        assertEvent(verify(), "CHANGED", "ticket-1", 5);
        export.contents.remove(ExportFile.CONTENTS + sha256);
        assertThat(verify().errors()).as("of an export from before").contains(sha256, "no list of files");
        export.files.put(ExportFile.FILES, List.of());
        assertEvent(verify(), "REMOVED", "ticket-1", 5);
        export.files.put(ExportFile.FILES, List.of(Map.of("sha256", sha256, "state", "there")));
        assertEvent(verify(), "REMOVED", "ticket-1", 5);
        export.files.put(ExportFile.FILES, List.of(Map.of("sha256", sha256, "state", "removed")));
        Outcome told = verify();
        assertThat(told.code()).as("it is said why").isZero();
        assertThat(told.errors()).contains(sha256, "removed", "why it is not here is not");
        assertThat(told.line().path("missingFiles").asInt()).isEqualTo(1);
        export.contents.put(ExportFile.CONTENTS + "cd".repeat(32), content);
        assertEvent(verify(), "INSERTED", "", -1);
    }

    @Test
    void a_period_is_of_days_in_a_zone_or_of_instants() {
        ExportedPeriod days = ExportedPeriod.of("2026-11-01", "2026-11-30", ZoneId.of("Asia/Tehran"));
        assertThat(days.from()).isEqualTo(Instant.parse("2026-10-31T20:30:00Z"));
        assertThat(days.to()).as("the last day belongs to it").isEqualTo(Instant.parse("2026-11-30T20:30:00Z"));
        assertThat(ExportedPeriod.of("2026-11-01T08:00:00Z", "2026-11-01T08:00:01Z", ZoneId.of("UTC"))
                        .to())
                .isEqualTo(Instant.parse("2026-11-01T08:00:01Z"));
        assertThatThrownBy(() -> ExportedPeriod.of("yesterday", "2026-11-30", ZoneId.of("UTC")))
                .hasMessageContaining("--from is a day such as");
        assertThatThrownBy(() -> ExportedPeriod.of("2026-11-02", "2026-11-01", ZoneId.of("UTC")))
                .hasMessageContaining("--to must be after --from");
    }

    private Outcome verify() throws Exception {
        return export.verify("--key", KEY.publicKey().text());
    }

    private static void assertEvent(Outcome outcome, String kind, String stream, int revision) {
        assertThat(outcome.line().path("kind").asString()).as(outcome.errors()).isEqualTo(kind);
        assertThat(outcome.line().path("stream").asString("")).isEqualTo(stream);
        assertThat(outcome.line().path("revision").asInt()).isEqualTo(revision);
    }

    private void without(String stream, String file, String pointer) {
        export.files.put(
                file,
                export.files.get(file).stream()
                        .filter(line -> !ApiClient.JSON
                                .valueToTree(line)
                                .at(pointer)
                                .asString("")
                                .equals(stream))
                        .toList());
    }
}
