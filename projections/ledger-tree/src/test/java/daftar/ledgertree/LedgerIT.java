package daftar.ledgertree;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import daftar.eventstore.ExpectedRevision;
import daftar.eventstore.NewEvent;
import daftar.eventstore.RecordedEvent;
import daftar.json.EventJson;
import daftar.ledger.Frontier;
import daftar.ledger.Hash;
import daftar.ledger.KeyChain;
import daftar.ledger.Leaf;
import daftar.ledger.Proofs;
import daftar.ledger.SigningKey;
import daftar.ledger.TreeHead;
import daftar.ledger.TreeHead.StreamCount;
import daftar.messages.Refused;
import daftar.messages.ledger.LedgerEvent;
import daftar.messages.ledger.LedgerView;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The ledger over a real store and a real Elasticsearch. */
class LedgerIT {

    @TempDir
    Path folder;

    private Desk desk;

    @BeforeEach
    void open() {
        desk = new Desk(folder);
    }

    @AfterEach
    void close() {
        desk.close();
    }

    @Test
    void the_root_is_that_of_all_events_of_the_log_but_those_that_are_shortened_by_design() {
        desk.happen(700, 7, "n");
        desk.append("keys-ticket-1", "a key");
        desk.append("snap-reference", "a snapshot");
        desk.append("progress-webhook-1", "how far");

        LogTree.Grown grown = desk.tree.catchUp();

        assertThat(grown.size()).isEqualTo(700);
        assertThat(grown.root()).isEqualTo(rootOfTheLog());
        desk.happen(300, 3, "m");
        assertThat(desk.tree.catchUp().root()).isEqualTo(rootOfTheLog());
        desk.startNode();
        assertThat(desk.tree.catchUp()).isEqualTo(new LogTree.Grown(1_000, rootOfTheLog(), lastPosition()));
    }

    @Test
    void every_event_is_proved_by_its_id_and_by_its_position() {
        desk.happen(600, 5, "n");
        SignedHeads.Kept head = desk.sign();
        desk.tiles.ofStream("ticket-0", 1); // so that searches see all

        for (RecordedEvent event : everyTenth(600)) {
            LedgerView.Inclusion byPosition = desk.ledger.inclusion(Long.toString(event.position()), null);
            assertThat(desk.ledger.inclusion(event.eventId().toString(), null)).isEqualTo(byPosition);
            assertThat(Proofs.includes(
                            head.head().root(),
                            600,
                            byPosition.leaf().index(),
                            LogTree.leafOf(event).hash(),
                            byPosition.proof().stream().map(Hash::parse).toList()))
                    .isTrue();
        }
    }

    @Test
    void heads_are_signed_published_and_grow_one_out_of_the_other_and_beget_no_others() throws Exception {
        assertThat(desk.sign()).as("nothing has happened").isNull();
        desk.happen(300, 3, "n");
        SignedHeads.Kept first = desk.sign();
        assertThat(first.head().size()).isEqualTo(300);
        assertThat(first.signed().isBy(Desk.KEY.publicKey())).isTrue();
        assertThat(desk.sign()).as("its own event is no reason for another").isNull();
        desk.happen(200, 4, "m");
        SignedHeads.Kept second = desk.sign();
        assertThat(second.head().size()).isEqualTo(501);

        LedgerView.Consistency proof = desk.ledger.consistency(300, 501);
        assertThat(Proofs.grewFrom(
                        first.head().root(),
                        300,
                        second.head().root(),
                        501,
                        proof.proof().stream().map(Hash::parse).toList()))
                .isTrue();
        assertThat(desk.ledger.heads(0, 10).heads())
                .extracting(LedgerView.Head::size)
                .containsExactly(300L, 501L);
        assertThat(Files.readAllLines(desk.published)).hasSize(2);
        assertThat(new HeadsFile(desk.published).newest()).isEqualTo(second);
    }

    @Test
    void what_a_crash_kept_from_being_published_is_published_later() throws Exception {
        desk.happen(10, 1, "n");
        desk.sign();
        desk.happen(10, 1, "n");
        SignedHeads.Kept second = desk.sign();
        List<String> lines = Files.readAllLines(desk.published);
        Files.writeString(desk.published, lines.get(0) + "\n" + lines.get(1).substring(0, 40));

        desk.startNode();
        desk.sign();

        assertThat(Files.readAllLines(desk.published)).isEqualTo(lines);
        assertThat(new HeadsFile(desk.published).newest()).isEqualTo(second);
    }

    @Test
    void a_stream_is_proved_with_its_signed_number_of_events() {
        desk.happen(40, 4, "n");
        desk.sign();
        desk.append("ticket-1", "after the head");

        LedgerView.StreamProofs stream = desk.ledger.stream("ticket-1", 0, 6, null);

        assertThat(stream.events()).isEqualTo(10);
        assertThat(stream.proved()).hasSize(6);
        assertThat(stream.next()).isEqualTo(6);
        assertThat(desk.ledger.stream("ticket-1", 6, 6, null).proved()).hasSize(4);
        assertThat(new StreamCount("ticket-1", 10, 40).isBy(Desk.KEY.publicKey(), stream.countSignature()))
                .isTrue();
        assertThat(new StreamCount("ticket-1", 9, 40).isBy(Desk.KEY.publicKey(), stream.countSignature()))
                .isFalse();
    }

    @Test
    void a_store_whose_past_was_altered_is_signed_no_more_and_that_is_remembered() {
        desk.happen(300, 3, "n");
        desk.sign();
        desk.happen(300, 3, "n");
        desk.sign();
        desk.alter("UPDATE event SET data = CAST('{\"text\":\"other\"}' AS BLOB) WHERE position ="
                + " (SELECT min(position) + 400 FROM event)");
        // the tree that was kept still tells
        desk.happen(10, 1, "n");
        desk.sign();

        desk.ledger.rebuild();

        assertThatThrownBy(desk::sign)
                .isInstanceOf(LedgerDisagrees.class)
                .hasMessageContaining("The head of revision 1,")
                .hasMessageContaining("601 events");
        desk.startNode();
        assertThatThrownBy(desk::sign).isInstanceOf(LedgerDisagrees.class);
        assertThat(desk.ledger.standing().disagreement()).contains("The head of revision 1,");
        assertThat(desk.ledger.standing().head().size()).isEqualTo(611 + 1);
    }

    @Test
    void a_log_whose_end_was_cut_off_is_found_out() {
        desk.happen(300, 3, "n");
        desk.sign();
        desk.alter(
                "DELETE FROM event WHERE position > (SELECT min(position) + 250 FROM event)",
                "UPDATE log SET head = 0, created = 0",
                "UPDATE stream SET retained_head = -1");

        assertThatThrownBy(desk::sign).isInstanceOf(LedgerDisagrees.class).hasMessageContaining("its end was cut off");
    }

    @Test
    void a_log_that_was_replaced_by_another_is_found_out_by_what_was_published() {
        desk.happen(30, 3, "n");
        desk.sign();
        desk.alter("DELETE FROM event", "DELETE FROM stream", "UPDATE log SET head = 0, created = 0");
        desk.tiles.clear();
        desk.startNode();
        desk.happen(50, 5, "other");

        assertThatThrownBy(desk::sign)
                .isInstanceOf(LedgerDisagrees.class)
                .hasMessageContaining("published over 30 events");
    }

    @Test
    void an_altered_tree_is_not_signed() {
        desk.happen(300, 3, "n");
        desk.sign();
        LogTree before = desk.tree;
        desk.happen(300, 3, "m");
        LogTree.Grown grown = before.catchUp();

        assertThatThrownBy(() -> desk.signer.sign(
                        new LogTree.Grown(grown.size(), Hash.ofLeaf(new byte[] {1}), grown.lastLeaf())))
                .isInstanceOf(LedgerDisagrees.class)
                .hasMessageContaining("index was altered");
    }

    @Test
    void a_node_with_another_key_is_not_the_one_that_signs() {
        desk.happen(3, 1, "n");
        desk.sign();
        HeadSigner other = new HeadSigner(
                desk.tree,
                desk.tiles,
                desk.log,
                SigningKeys.of(SigningKey.of(SigningKey.fresh())),
                List.of(),
                Duration.ZERO,
                InstantSource.system());

        assertThat(desk.signer.isTheOne()).isTrue();
        assertThat(other.isTheOne()).isFalse();
    }

    @Test
    void another_key_takes_the_place_of_the_one_that_signed_and_all_heads_can_be_checked_from_either() {
        SigningKey next = SigningKey.of(SigningKey.fresh());
        SigningKey third = SigningKey.of(SigningKey.fresh());
        List<SignedHeads.Kept> heads = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            desk.happen(3, 1, "n");
            heads.add(desk.sign());
        }
        HeadSigner old = desk.signer;
        desk.startNode(new SigningKeys(Desk.KEY, next, null));
        assertThat(desk.sign()).as("first the old key signs the new one").isNull();
        heads.add(desk.sign());
        assertThat(desk.sign()).as("that is no reason for another").isNull();
        assertThat(old.isTheOne()).isFalse();
        assertThat(old.sign(desk.tree.catchUp()))
                .as("it does not sign any more")
                .isNull();
        desk.happen(3, 1, "n");
        heads.add(desk.sign());
        desk.startNode(new SigningKeys(next, third, null)); // the old one was put away
        desk.sign();
        heads.add(desk.sign());
        desk.startNode(SigningKeys.of(third));
        desk.happen(3, 1, "n");
        heads.add(desk.sign());

        LedgerView.Key shown = desk.ledger.key();
        assertThat(shown.publicKey()).isEqualTo(third.publicKey().text());
        assertThat(shown.links()).hasSize(2);
        KeyChain chain = new LedgerKeys(desk.log).chain(List.of());
        for (SigningKey pinned : List.of(Desk.KEY, next, third)) {
            assertThat(chain.fault(List.of(pinned.publicKey()))).isNull();
            KeyChain.Trusted trusted = chain.trustedBy(List.of(pinned.publicKey()));
            assertThat(heads).allSatisfy(head -> assertThat(trusted.objection(head.signed()))
                    .isNull());
        }
        assertThat(new HeadsFile(desk.published).newest()).isEqualTo(heads.getLast());
        assertThat(desk.ledger.heads(0, 6).heads()).hasSize(6);
        assertThat(desk.ledger.heads(desk.ledger.heads(0, 6).next(), 10).heads())
                .extracting(LedgerView.Head::size)
                .containsExactlyElementsOf(heads.subList(6, 9).stream()
                        .map(head -> head.head().size())
                        .toList());
        for (SignedHeads.Kept head : List.of(heads.get(4), heads.get(5))) {
            assertThat(desk.ledger.stream("ticket-0", 0, 1, head.head().size())
                            .head()
                            .revision())
                    .isEqualTo(head.revision());
        }
        LedgerView.StreamProofs stream = desk.ledger.stream("ticket-0", 0, 1, 3L);
        assertThat(chain.trustedBy(List.of())
                        .vouchesFor(
                                new StreamCount("ticket-0", stream.events(), 3),
                                stream.countSignature(),
                                heads.getFirst().signed().keyId()))
                .isTrue();
        desk.ledger.rebuild();
        assertThat(desk.sign()).as("read anew, it agrees").isNull();
    }

    @Test
    void a_key_that_signed_once_never_signs_again() {
        SigningKey next = SigningKey.of(SigningKey.fresh());
        desk.happen(3, 1, "n");
        desk.sign();
        desk.startNode(new SigningKeys(Desk.KEY, next, null));
        desk.sign();
        desk.startNode(new SigningKeys(next, Desk.KEY, null));

        assertThatThrownBy(desk::sign)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("twice in the chain");
    }

    @Test
    void a_lost_key_is_followed_by_another_only_where_somebody_says_so() {
        SigningKey other = SigningKey.of(SigningKey.fresh());
        desk.happen(3, 1, "n");
        SignedHeads.Kept before = desk.sign();
        desk.startNode(
                new SigningKeys(other, null, SigningKey.of(SigningKey.fresh()).publicKey()));
        assertThat(desk.signer.isTheOne()).as("another one was lost").isFalse();
        desk.startNode(new SigningKeys(other, null, Desk.KEY.publicKey()));
        assertThat(desk.signer.isTheOne()).isTrue();
        desk.sign();
        SignedHeads.Kept after = desk.sign();

        KeyChain chain = new LedgerKeys(desk.log).chain(List.of());
        KeyChain.Trusted byOld = chain.trustedBy(List.of(Desk.KEY.publicKey()));
        assertThat(byOld.objection(before.signed())).isNull();
        assertThat(byOld.objection(after.signed())).contains("without its signature");
        KeyChain.Trusted byNew = chain.trustedBy(List.of(other.publicKey()));
        assertThat(byNew.objection(after.signed())).isNull();
        assertThat(byNew.objection(before.signed())).isNull();
    }

    @Test
    void a_head_that_an_old_key_wrote_into_the_log_is_found_out() {
        SigningKey next = SigningKey.of(SigningKey.fresh());
        desk.happen(3, 1, "n");
        desk.sign();
        desk.startNode(new SigningKeys(Desk.KEY, next, null));
        desk.sign();
        SignedHeads.Kept last = desk.sign();
        LogTree.Grown grown = desk.tree.catchUp();
        TreeHead.Signed stolen = Desk.KEY.sign(new TreeHead(
                grown.size(), grown.root(), grown.lastLeaf(), last.head().signedAt()));
        desk.log.append(
                LedgerEvent.STREAM,
                ExpectedRevision.any(),
                List.of(new NewEvent(
                        UUID.randomUUID(), "TreeHeadSigned", Map.of(), EventJson.write(SignedHeads.event(stolen)))));

        assertThatThrownBy(() -> desk.tree.catchUp())
                .isInstanceOf(LedgerDisagrees.class)
                .hasMessageContaining("was signed by an old key");
    }

    @Test
    void two_nodes_that_keep_the_tree_at_once_keep_the_same_one() {
        desk.happen(300, 3, "n");
        LogTree one = desk.tree;
        one.catchUp();
        LogTree two = new LogTree(desk.log, desk.tiles, null);
        two.catchUp();
        for (int i = 0; i < 5; i++) {
            desk.happen(100, 4, "m");
            one.catchUp();
            two.catchUp();
        }

        assertThat(one.catchUp())
                .isEqualTo(two.catchUp())
                .isEqualTo(new LogTree.Grown(800, rootOfTheLog(), lastPosition()));
        assertThat(desk.sign().head().root()).isEqualTo(rootOfTheLogBefore(800));
    }

    @Test
    void what_is_not_there_or_makes_no_sense_is_refused_by_its_field() {
        desk.happen(3, 1, "n");
        assertThatThrownBy(() -> desk.ledger.inclusion("1", null)).isInstanceOf(Refused.class);
        desk.sign();

        assertThatThrownBy(() -> desk.ledger.inclusion("nonsense", null))
                .isInstanceOfSatisfying(
                        Refused.class, refused -> assertThat(refused.field()).isEqualTo("event"));
        assertThatThrownBy(() -> desk.ledger.inclusion("999999999", null))
                .isInstanceOfSatisfying(
                        Refused.class, refused -> assertThat(refused.kind()).isEqualTo(Refused.Kind.NOT_FOUND));
        assertThatThrownBy(() -> desk.ledger.consistency(2, 9))
                .isInstanceOfSatisfying(
                        Refused.class, refused -> assertThat(refused.field()).isEqualTo("to"));
        assertThatThrownBy(() -> desk.ledger.stream("ticket-none", 0, 10, null))
                .isInstanceOfSatisfying(
                        Refused.class, refused -> assertThat(refused.kind()).isEqualTo(Refused.Kind.NOT_FOUND));
    }

    @Test
    void half_a_line_of_heads_is_none() throws Exception {
        HeadsFile file = new HeadsFile(folder.resolve("half"));
        Files.writeString(folder.resolve("half"), "{\"revision\":1", StandardOpenOption.CREATE);

        assertThat(file.newest()).isNull();
    }

    private List<RecordedEvent> everyTenth(int events) {
        return desk.log
                .streamAll(null)
                .limit(events)
                .filter(event -> event.position() % 10 == 0)
                .toList();
    }

    private Hash rootOfTheLog() {
        return rootOfTheLogBefore(Long.MAX_VALUE);
    }

    private Hash rootOfTheLogBefore(long size) {
        Frontier frontier = Frontier.EMPTY;
        for (RecordedEvent event : desk.log.streamAll(null).toList()) {
            if (Leaf.isKept(event.stream()) && frontier.size() < size) {
                frontier = frontier.with(LogTree.leafOf(event).hash(), (level, index, hash) -> {});
            }
        }
        return frontier.root();
    }

    private long lastPosition() {
        return desk.log
                .streamAll(null)
                .filter(event -> Leaf.isKept(event.stream()))
                .reduce((a, b) -> b)
                .orElseThrow()
                .position();
    }
}
