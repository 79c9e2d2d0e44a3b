package daftar.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** The tree and its proofs, against the published roots and against the definition of RFC 6962. */
class MerkleTreeTest {

    /** The leaves and roots that the reference implementations of Certificate Transparency test with. */
    private static final List<String> LEAVES =
            List.of("", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f");

    private static final List<String> ROOTS = List.of(
            "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
            "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
            "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
            "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
            "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
            "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
            "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
            "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328");

    @Test
    void the_roots_are_those_that_others_publish() {
        Frontier frontier = Frontier.EMPTY;
        assertThat(frontier.root()).hasToString("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
        for (int i = 0; i < LEAVES.size(); i++) {
            frontier = frontier.with(Hash.ofLeaf(HexFormat.of().parseHex(LEAVES.get(i))), (level, index, hash) -> {});
            assertThat(frontier.root()).hasToString(ROOTS.get(i));
        }
    }

    @Property(tries = 200)
    void a_root_is_what_the_definition_says(@ForAll @IntRange(max = 300) int size) {
        Tree tree = Tree.of(size, 0);
        assertThat(tree.frontier.root()).isEqualTo(defined(tree.leaves));
        assertThat(Proofs.root(tree, size)).isEqualTo(defined(tree.leaves));
    }

    @Property(tries = 300)
    void a_leaf_is_proved_and_nothing_else(
            @ForAll @IntRange(min = 1, max = 300) int size, @ForAll @IntRange(max = 299) int wanted) {
        int index = wanted % size;
        Tree tree = Tree.of(size, 0);
        Hash root = tree.frontier.root();
        List<Hash> path = Proofs.inclusion(tree, index, size);
        assertThat(Proofs.includes(root, size, index, tree.leaves.get(index), path))
                .isTrue();
        assertThat(Proofs.includes(root, size, index, Hash.ofLeaf(new byte[] {9}), path))
                .isFalse();
        for (int other = 0; other < size; other++) {
            if (other != index) {
                assertThat(Proofs.includes(root, size, other, tree.leaves.get(index), path))
                        .isFalse();
            }
        }
        List<Hash> longer = new ArrayList<>(path);
        longer.add(root);
        assertThat(Proofs.includes(root, size, index, tree.leaves.get(index), longer))
                .isFalse();
        for (int i = 0; i < path.size(); i++) {
            List<Hash> altered = new ArrayList<>(path);
            altered.set(i, Hash.ofLeaf(new byte[] {7}));
            assertThat(Proofs.includes(root, size, index, tree.leaves.get(index), altered))
                    .isFalse();
        }
    }

    @Property(tries = 300)
    void growth_is_proved_and_no_other_past(
            @ForAll @IntRange(max = 300) int second, @ForAll @IntRange(max = 300) int wanted) {
        int first = second == 0 ? 0 : wanted % (second + 1);
        Tree grown = Tree.of(second, 0);
        Hash before = Tree.of(first, 0).frontier.root();
        List<Hash> path = Proofs.consistency(grown, first, second);
        assertThat(Proofs.grewFrom(before, first, grown.frontier.root(), second, path))
                .isTrue();
        if (first > 0) {
            Hash otherPast = Tree.of(first, 1).frontier.root();
            assertThat(Proofs.grewFrom(otherPast, first, grown.frontier.root(), second, path))
                    .isFalse();
            Hash otherPresent = Tree.of(second, 1).frontier.root();
            assertThat(Proofs.grewFrom(before, first, otherPresent, second, path))
                    .isFalse();
        }
        for (int i = 0; i < path.size(); i++) {
            List<Hash> altered = new ArrayList<>(path);
            altered.set(i, Hash.ofLeaf(new byte[] {7}));
            assertThat(Proofs.grewFrom(before, first, grown.frontier.root(), second, altered))
                    .isFalse();
        }
    }

    /** MTH of RFC 6962, section 2.1, word for word. */
    private static Hash defined(List<Hash> leaves) {
        if (leaves.isEmpty()) {
            return Hash.EMPTY;
        }
        if (leaves.size() == 1) {
            return leaves.getFirst();
        }
        int k = 1;
        while (k * 2 < leaves.size()) {
            k *= 2;
        }
        return Hash.ofNode(defined(leaves.subList(0, k)), defined(leaves.subList(k, leaves.size())));
    }

    /** A whole tree in memory. */
    private static final class Tree implements Nodes {

        private final List<Hash> leaves = new ArrayList<>();
        private final Map<List<Long>, Hash> nodes = new HashMap<>();
        private Frontier frontier = Frontier.EMPTY;

        static Tree of(int size, int seed) {
            Tree tree = new Tree();
            for (int i = 0; i < size; i++) {
                Hash leaf = Hash.ofLeaf(new byte[] {(byte) i, (byte) (i >> 8), (byte) seed});
                tree.leaves.add(leaf);
                tree.frontier = tree.frontier.with(
                        leaf, (level, index, hash) -> tree.nodes.put(List.of((long) level, index), hash));
            }
            return tree;
        }

        @Override
        public Hash at(int level, long index) {
            Hash hash = nodes.get(List.of((long) level, index));
            if (hash == null) {
                throw new IllegalArgumentException("the tree does not reach " + level + "/" + index);
            }
            return hash;
        }
    }
}
