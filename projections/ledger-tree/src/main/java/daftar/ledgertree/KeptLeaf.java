package daftar.ledgertree;

import daftar.ledger.Leaf;

/**
 * A leaf with what finds it again.
 *
 * @param index the place in the tree, from 0
 * @param position the place in the log; not part of the leaf, as a log that is carried into another store has other ones
 */
public record KeptLeaf(long index, long position, Leaf leaf) {}
