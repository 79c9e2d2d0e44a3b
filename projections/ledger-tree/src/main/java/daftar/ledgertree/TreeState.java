package daftar.ledgertree;

import org.jspecify.annotations.Nullable;

/**
 * How far the tree is kept.
 *
 * @param size leaves
 * @param position the last position of the log that was looked at; null before the first
 * @param lastLeaf the position of the last leaf; -1 for none
 * @param disagreement what was found wrong, in words; null for nothing
 * @param anew whether somebody asked for the tree to be made anew from the log
 */
record TreeState(
        long size,
        @Nullable Long position,
        long lastLeaf,
        @Nullable String disagreement,
        boolean anew) {

    static final TreeState START = new TreeState(0, null, -1, null, false);

    TreeState disagreeing(String what) {
        return new TreeState(size, position, lastLeaf, what, false);
    }

    TreeState askedAnew() {
        return new TreeState(size, position, lastLeaf, disagreement, true);
    }
}
