package daftar.ledger;

/**
 * Where the hashes of whole subtrees are found. The node ({@code level}, {@code index}) is the root over the 2^level leaves from
 * {@code index} · 2^level on; level 0 holds the leaves.
 */
@FunctionalInterface
public interface Nodes {

    /** @throws IllegalArgumentException if the tree does not reach so far */
    Hash at(int level, long index);
}
