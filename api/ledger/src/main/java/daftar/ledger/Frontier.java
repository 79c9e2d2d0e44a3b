package daftar.ledger;

import java.util.ArrayList;
import java.util.List;

/**
 * The right edge of a growing tree: the roots of the whole subtrees that it falls into, largest first, one for each bit of its
 * size. With these alone it goes on, and its root is known.
 *
 * @param size leaves
 * @param roots as many as the size has bits that are 1
 */
public record Frontier(long size, List<Hash> roots) {

    /** The edge of a tree without leaves. */
    public static final Frontier EMPTY = new Frontier(0, List.of());

    /** Hears of each subtree that becomes whole. */
    @FunctionalInterface
    public interface Whole {
        void node(int level, long index, Hash hash);
    }

    public Frontier {
        if (size < 0 || Long.bitCount(size) != roots.size()) {
            throw new IllegalArgumentException(
                    "a tree of " + size + " leaves has not " + roots.size() + " whole subtrees");
        }
        roots = List.copyOf(roots);
    }

    /**
     * The edge of a tree as its last leaf and that leaf's proof of inclusion tell it: all that stands beside the way from there
     * to the root is on the left.
     *
     * @param size leaves, at least one
     * @throws IllegalArgumentException if the proof has not as many hashes as such a tree needs
     */
    public static Frontier ofLast(long size, Hash lastLeaf, List<Hash> proof) {
        int merged = Long.numberOfTrailingZeros(size);
        if (size < 1 || proof.size() != merged + Long.bitCount(size) - 1) {
            throw new IllegalArgumentException(
                    "the last leaf of a tree of " + size + " leaves has no proof of " + proof.size() + " hashes");
        }
        Hash hash = lastLeaf;
        for (Hash left : proof.subList(0, merged)) {
            hash = Hash.ofNode(left, hash);
        }
        List<Hash> roots = new ArrayList<>(proof.subList(merged, proof.size()).reversed());
        roots.add(hash);
        return new Frontier(size, roots);
    }

    /** The edge after one more leaf; each subtree that it completes is told, the leaf first. */
    public Frontier with(Hash leaf, Whole whole) {
        List<Hash> grown = new ArrayList<>(roots);
        Hash hash = leaf;
        long index = size;
        int level = 0;
        whole.node(level, index, hash);
        while ((index & 1) == 1) {
            hash = Hash.ofNode(grown.removeLast(), hash);
            index >>= 1;
            level++;
            whole.node(level, index, hash);
        }
        grown.add(hash);
        return new Frontier(size + 1, grown);
    }

    /** The root of the tree. */
    public Hash root() {
        if (roots.isEmpty()) {
            return Hash.EMPTY;
        }
        Hash root = roots.getLast();
        for (int i = roots.size() - 2; i >= 0; i--) {
            root = Hash.ofNode(roots.get(i), root);
        }
        return root;
    }
}
