package daftar.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a leaf is, for ever: proofs of today are checked in decades. */
class LeafTest {

    private static final Leaf LEAF = Leaf.of(
            "ticket-1",
            3,
            UUID.fromString("0193a5b0-0000-7000-8000-0000000000aa"),
            "TicketRaised",
            Instant.parse("2026-11-22T12:00:00.1234567Z"),
            "{}".getBytes(StandardCharsets.UTF_8),
            "{\"actor\":\"person-a\"}".getBytes(StandardCharsets.UTF_8));

    @Test
    void the_hash_of_a_leaf_never_changes() {
        // computed by other means, from the layout that Leaf.encoded describes
        assertThat(LEAF.hash()).hasToString("617a1fdcec9fc18f80f8d01e726386993c422adaf4e15b6a1060d0935bc05884");
    }

    @ParameterizedTest
    @CsvSource({
        "ticket-1, true",
        "person-2, true",
        "outbox-ticket-1, true",
        "ledger, true",
        "numbers-ticket, true",
        "keys-ticket-1, false",
        "snap-reference, false",
        "progress-webhook-1, false",
        "$$ticket-1, false",
        "$scavenges, false"
    })
    void all_of_the_log_is_kept_but_what_is_shortened_by_design(String stream, boolean kept) {
        assertThat(Leaf.isKept(stream)).isEqualTo(kept);
    }

    @Property(tries = 200)
    void a_leaf_is_read_back_as_it_was(
            @ForAll String stream,
            @ForAll @IntRange int revision,
            @ForAll long id,
            @ForAll String type,
            @ForAll byte[] data) {
        Leaf leaf = Leaf.of(
                well(stream),
                revision,
                new UUID(id, ~id),
                well(type),
                Instant.ofEpochSecond(revision, revision % 1_000),
                data,
                data);

        assertThat(Leaf.decode(leaf.encoded())).isEqualTo(leaf);
        assertThat(Leaf.split(Leaf.joined(List.of(leaf, LEAF, leaf)))).containsExactly(leaf, LEAF, leaf);
    }

    /** Half a surrogate is no text. */
    private static String well(String text) {
        return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
    }

    @Test
    void what_is_no_leaf_is_refused() {
        byte[] encoded = LEAF.encoded();
        for (int length = 0; length < encoded.length; length++) {
            byte[] cut = Arrays.copyOf(encoded, length);
            assertThatThrownBy(() -> Leaf.decode(cut)).isInstanceOf(IllegalArgumentException.class);
        }
        assertThatThrownBy(() -> Leaf.decode(Arrays.copyOf(encoded, encoded.length + 1)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Property(tries = 60)
    void tiles_hold_every_node_of_a_tree(@ForAll @IntRange(min = 1, max = 1_400) int size) {
        Map<Tile, byte[]> tiles = new HashMap<>();
        Map<List<Long>, Hash> nodes = new HashMap<>();
        Frontier.Whole fill = Tile.filling((tile, hash) -> {
            byte[] before = tiles.getOrDefault(tile, new byte[0]);
            byte[] after = Arrays.copyOf(before, before.length + Hash.LENGTH);
            hash.copyTo(after, before.length);
            tiles.put(tile, after);
        });
        Frontier frontier = Frontier.EMPTY;
        for (int i = 0; i < size; i++) {
            frontier = frontier.with(Hash.ofLeaf(new byte[] {(byte) i, (byte) (i >> 8)}), (level, index, hash) -> {
                nodes.put(List.of((long) level, index), hash);
                fill.node(level, index, hash);
            });
        }
        Nodes inTiles = Tile.nodes(tile -> tiles.getOrDefault(tile, new byte[0]));
        nodes.forEach((node, hash) ->
                assertThat(inTiles.at(node.get(0).intValue(), node.get(1))).isEqualTo(hash));
        assertThat(Proofs.root(inTiles, size)).isEqualTo(frontier.root());
        for (Map.Entry<Tile, byte[]> tile : tiles.entrySet()) {
            assertThat(tile.getValue().length / Hash.LENGTH)
                    .isEqualTo(tile.getKey().filledAt(size));
        }
    }

    @Test
    void a_key_is_read_back_and_signs_what_only_its_other_half_finds_good() {
        SigningKey key = SigningKey.of(SigningKey.fresh() + "\n");
        SigningKey other = SigningKey.of(SigningKey.fresh());
        TreeHead.Signed signed = key.sign(new TreeHead(3, LEAF.hash(), 17, Instant.EPOCH));

        assertThat(signed.isBy(PublicKey.of(key.publicKey().text()))).isTrue();
        assertThat(signed.isBy(other.publicKey())).isFalse();
        assertThat(new TreeHead.Signed(
                                new TreeHead(4, LEAF.hash(), 17, Instant.EPOCH), signed.keyId(), signed.signature())
                        .isBy(key.publicKey()))
                .isFalse();
        assertThatThrownBy(() -> SigningKey.of(SigningKey.fresh().split(":")[0] + ":"
                        + SigningKey.fresh().split(":")[1]))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> SigningKey.of("nonsense")).isInstanceOf(IllegalArgumentException.class);
    }
}
