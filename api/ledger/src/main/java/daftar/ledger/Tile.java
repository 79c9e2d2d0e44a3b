package daftar.ledger;

import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.BiConsumer;

/**
 * A piece of the tree that is kept in one piece: up to 256 hashes beside each other. Those of level 0 are leaves; those of level
 * 1 are each over a whole tile of level 0; and so on. What lies between two levels is computed from the lower one.
 *
 * @param level of tiles, not of nodes
 * @param index the place in its level, from 0
 */
public record Tile(int level, long index) {

    /** Levels of nodes in a level of tiles. */
    public static final int HEIGHT = 8;

    /** Hashes of a whole tile. */
    public static final int WIDTH = 1 << HEIGHT;

    /** The tile in which a node's hash is found, or those that it is computed from. */
    public static Tile of(int nodeLevel, long nodeIndex) {
        return new Tile(nodeLevel / HEIGHT, first(nodeLevel, nodeIndex) / WIDTH);
    }

    /** The tiles that some computation over nodes needs, found by letting it compute nonsense. */
    public static Set<Tile> neededBy(Use use) {
        Set<Tile> needed = new LinkedHashSet<>();
        use.of((level, index) -> {
            needed.add(of(level, index));
            return Hash.EMPTY;
        });
        return needed;
    }

    /** Something that asks for nodes, always the same ones. */
    @FunctionalInterface
    public interface Use {
        void of(Nodes nodes);
    }

    /** Where the hashes of tiles are. */
    @FunctionalInterface
    public interface Hashes {
        /** All that is kept of a tile, one behind the other; fewer than 256, or none, at the right edge of the tree. */
        byte[] of(Tile tile);
    }

    /** Nodes out of tiles. */
    public static Nodes nodes(Hashes hashes) {
        return (level, index) -> {
            Tile tile = of(level, index);
            byte[] kept = hashes.of(tile);
            int offset = (int) (first(level, index) % WIDTH);
            int count = 1 << (level % HEIGHT);
            if (kept.length < (offset + count) * Hash.LENGTH) {
                throw new IllegalArgumentException("the tree does not reach node " + index + " of level " + level);
            }
            return root(kept, offset, count);
        };
    }

    /** Tells in which tile the hash of a subtree that became whole belongs, and at which place; nothing for those between. */
    public static Frontier.Whole filling(BiConsumer<Tile, Hash> append) {
        return (level, index, hash) -> {
            if (level % HEIGHT == 0) {
                append.accept(new Tile(level / HEIGHT, index / WIDTH), hash);
            }
        };
    }

    /** How many hashes the tile holds in a tree of so many leaves. */
    public int filledAt(long size) {
        long ofLevel = size >> (level * HEIGHT);
        return (int) Math.clamp(ofLevel - index * WIDTH, 0L, WIDTH);
    }

    /** The first hash of a tile's row under a node, counted through the whole row. */
    private static long first(int nodeLevel, long nodeIndex) {
        return nodeIndex << (nodeLevel % HEIGHT);
    }

    private static Hash root(byte[] hashes, int offset, int count) {
        if (count == 1) {
            return Hash.at(hashes, offset * Hash.LENGTH);
        }
        int half = count / 2;
        return Hash.ofNode(root(hashes, offset, half), root(hashes, offset + half, half));
    }
}
