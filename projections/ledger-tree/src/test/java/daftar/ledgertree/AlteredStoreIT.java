package daftar.ledgertree;

import static org.assertj.core.api.Assertions.assertThat;

import daftar.ledger.Finding;
import daftar.ledger.Finding.Kind;
import daftar.ledger.Hash;
import daftar.ledger.HeadList;
import daftar.ledger.KeyChain;
import daftar.ledger.Leaf;
import daftar.ledger.LogCheck;
import daftar.ledger.StoredEvent;
import daftar.ledger.StreamCheck;
import daftar.ledger.TreeHead;
import daftar.ledger.TreeHead.StreamCount;
import daftar.messages.ledger.LedgerView;
import io.kurrent.dbclient.StreamMetadata;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The store itself is altered, by its file or by its protocol, behind the back of the ledger: what is exported afterwards names
 * the first event concerned. The log has ten events of each of three tickets, a head, 29 more of the first ticket, and a head
 * over these 60.
 */
class AlteredStoreIT {

    @TempDir
    static Path folder;

    private static Desk desk;

    @BeforeAll
    static void open() throws IOException {
        desk = new Desk(folder);
        desk.happen(30, 3, "n");
        desk.sign();
        desk.happen(29, 1, "m");
        desk.sign();
        desk.save();
    }

    @AfterAll
    static void close() {
        desk.close();
    }

    @AfterEach
    void restore() throws IOException {
        desk.restore();
    }

    @Test
    void a_store_that_was_not_altered_is_found_good() {
        assertThat(checkLog()).isNull();
        assertThat(checkStream("ticket-1")).isNull();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "15 | data = CAST('{\"text\":\"other\"}' AS BLOB) | data",
                "15 | metadata = CAST('{\"actor\":\"person-x\"}' AS BLOB) | metadata",
                "15 | created = created + 1 | recordedAt",
                "15 | type = 'Other' | type",
                "15 | id_low = id_low + 1 | event id",
                "0 | data = CAST('{}' AS BLOB) | data",
                "59 | data = CAST('{}' AS BLOB) | data"
            })
    void a_changed_event_is_named(int at, String change, String what) {
        desk.alter("UPDATE event SET " + change + " WHERE position = " + position(at));

        Finding finding = checkLog();

        assertNamed(finding, Kind.CHANGED, at);
        assertThat(finding.what()).endsWith(": " + what);
        if (at == 15) {
            Finding ofTicket = checkStream("ticket-1");
            assertThat(ofTicket).isNotNull();
            assertThat(ofTicket.kind()).isEqualTo(Kind.CHANGED);
            assertThat(ofTicket.revision()).isEqualTo(5);
            assertThat(ofTicket.what()).endsWith(": " + what);
        }
    }

    @ParameterizedTest
    @CsvSource({"0", "15", "30", "59"})
    void a_removed_event_is_named(int at) {
        desk.alter("DELETE FROM event WHERE position = " + position(at));

        assertNamed(checkLog(), Kind.REMOVED, at);
    }

    @Test
    void the_last_events_are_missed() {
        desk.alter("DELETE FROM event WHERE position >= " + position(50));

        assertNamed(checkLog(), Kind.REMOVED, 50);
    }

    @ParameterizedTest
    @CsvSource({"10, 0", "14, 4", "19, 9"})
    void an_event_that_is_missing_in_a_ticket_is_named_be_it_the_last(int at, long revision) {
        desk.alter("DELETE FROM event WHERE position = " + position(at));

        Finding finding = checkStream("ticket-1");

        assertThat(finding).isNotNull();
        assertThat(finding.kind()).isEqualTo(Kind.REMOVED);
        assertThat(finding.revision()).isEqualTo(revision);
    }

    @Test
    void an_inserted_event_is_named() {
        String place = position(25);
        desk.alter(
                "UPDATE event SET position = position + 1000 WHERE position > " + place,
                "INSERT INTO event SELECT position + 1, stream, 99, id_high + 7, id_low, type, json, created, metadata,"
                        + " data FROM event WHERE position = " + place);

        Finding finding = checkLog();

        assertThat(finding).isNotNull();
        assertThat(finding.kind()).isEqualTo(Kind.INSERTED);
        assertThat(finding.index()).isEqualTo(26);
        assertThat(finding.revision()).isEqualTo(99);
    }

    @Test
    void moved_events_are_named() {
        String first = position(12);
        String second = position(40);
        desk.alter(
                "UPDATE event SET position = -1 WHERE position = " + first,
                "UPDATE event SET position = " + first + " WHERE position = " + second,
                "UPDATE event SET position = " + second + " WHERE position = -1");

        assertNamed(checkLog(), Kind.REORDERED, 12);
    }

    @Test
    void a_stream_that_was_shortened_or_deleted_by_the_stores_own_means_is_found_out() throws Exception {
        StreamMetadata shortened = new StreamMetadata();
        shortened.setTruncateBefore(5L);
        desk.connection.client().setStreamMetadata("ticket-1", shortened).get();
        Finding first = checkStream("ticket-1");
        assertThat(first).isNotNull();
        assertThat(first.kind()).isEqualTo(Kind.REMOVED);
        assertThat(first.revision()).isZero();

        desk.connection.client().deleteStream("ticket-2").get();
        Finding second = checkStream("ticket-2");
        assertThat(second).isNotNull();
        assertThat(second.kind()).isEqualTo(Kind.REMOVED);
        assertThat(second.revision()).isZero();
    }

    private static void assertNamed(@Nullable Finding finding, Kind kind, int at) {
        assertThat(finding).isNotNull();
        KeptLeaf leaf = desk.tiles.leaves(0).leaves().get(at);
        assertThat(finding.index()).as(finding.toString()).isEqualTo(at);
        assertThat(finding.kind()).isEqualTo(kind);
        assertThat(finding.stream()).isEqualTo(leaf.leaf().stream());
        assertThat(finding.revision()).isEqualTo(leaf.leaf().revision());
        assertThat(finding.position()).isEqualTo(leaf.position());
    }

    /** In the store before it was altered. */
    private static String position(int index) {
        return Long.toString(desk.tiles.leaves(0).leaves().get(index).position());
    }

    /** As an export of the whole log is checked. */
    private static @Nullable Finding checkLog() {
        List<TreeHead.Signed> heads = new ArrayList<>(published());
        desk.ledger.heads(0, 10).heads().forEach(head -> heads.add(head(head)));
        long size = new HeadList(heads).newestSize();
        List<StoredEvent> events = desk.ledger.events(null, 1_000).events().stream()
                .limit(size)
                .map(AlteredStoreIT::event)
                .toList();
        List<LogCheck.Kept> kept = desk.ledger.leaves(0, 1_000).leaves().stream()
                .map(leaf -> new LogCheck.Kept(leaf(leaf), leaf.position()))
                .toList();
        return new LogCheck(new HeadList(heads), events::iterator, kept::iterator, count -> {}).first();
    }

    private static List<TreeHead.Signed> published() {
        SignedHeads.Kept newest = new HeadsFile(desk.published).newest();
        return newest == null ? List.of() : List.of(newest.signed());
    }

    /** As an export of a ticket is checked. */
    private static @Nullable Finding checkStream(String stream) {
        LedgerView.StreamProofs proofs = desk.ledger.stream(stream, 0, 1_000, null);
        List<StreamCheck.Proved> events = new ArrayList<>();
        for (LedgerView.Proved proved : proofs.proved()) {
            events.add(new StreamCheck.Proved(
                    event(proved.event()),
                    leaf(proved.kept().leaf()),
                    proved.kept().leaf().index(),
                    proved.kept().proof().stream().map(Hash::parse).toList()));
        }
        return StreamCheck.first(
                KeyChain.Trusted.of(Desk.KEY.publicKey()),
                head(proofs.head()),
                new StreamCount(stream, proofs.events(), proofs.head().size()),
                proofs.countSignature(),
                events);
    }

    private static TreeHead.Signed head(LedgerView.Head head) {
        return new TreeHead.Signed(
                new TreeHead(head.size(), Hash.parse(head.root()), head.position(), head.signedAt()),
                head.keyId(),
                head.signature());
    }

    private static StoredEvent event(LedgerView.Stored event) {
        return new StoredEvent(
                event.stream(),
                event.revision(),
                event.position(),
                event.eventId(),
                event.type(),
                event.recordedAt(),
                Base64.getDecoder().decode(event.data()),
                Base64.getDecoder().decode(event.metadata()));
    }

    private static Leaf leaf(LedgerView.LeafView leaf) {
        return new Leaf(
                leaf.stream(),
                leaf.revision(),
                leaf.eventId(),
                leaf.type(),
                leaf.recordedAt(),
                Hash.parse(leaf.dataSha256()),
                Hash.parse(leaf.metadataSha256()));
    }
}
