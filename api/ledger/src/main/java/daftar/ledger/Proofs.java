package daftar.ledger;

import java.util.ArrayList;
import java.util.List;

/**
 * Proofs over a tree (RFC 6962, sections 2.1.1 and 2.1.2), and their check (RFC 9162, sections 2.1.3.2 and 2.1.4.2). A proof
 * of a tree with n leaves has about log2 n hashes.
 */
public final class Proofs {

    private Proofs() {}

    /**
     * That a leaf is in a tree.
     *
     * @param index of the leaf, from 0
     * @param size leaves of the tree, more than {@code index}
     */
    public static List<Hash> inclusion(Nodes nodes, long index, long size) {
        if (index < 0 || index >= size) {
            throw new IllegalArgumentException("a tree of " + size + " leaves has no leaf " + index);
        }
        List<Hash> path = new ArrayList<>();
        include(nodes, index, 0, size, path);
        return path;
    }

    /**
     * That a tree grew out of a smaller one by appending alone.
     *
     * @param first leaves of the smaller tree, not more than {@code second}
     */
    public static List<Hash> consistency(Nodes nodes, long first, long second) {
        if (first < 0 || first > second) {
            throw new IllegalArgumentException("a tree of " + second + " leaves did not grow out of one of " + first);
        }
        List<Hash> path = new ArrayList<>();
        if (first > 0 && first < second) {
            grow(nodes, first, 0, second, true, path);
        }
        return path;
    }

    /** The root of the tree of the first {@code size} leaves. */
    public static Hash root(Nodes nodes, long size) {
        return size == 0 ? Hash.EMPTY : root(nodes, 0, size);
    }

    /** Whether a proof of inclusion holds. */
    public static boolean includes(Hash root, long size, long index, Hash leaf, List<Hash> path) {
        if (index < 0 || index >= size) {
            return false;
        }
        long node = index;
        long last = size - 1;
        Hash hash = leaf;
        for (Hash step : path) {
            if (last == 0) {
                return false;
            }
            if ((node & 1) == 1 || node == last) {
                hash = Hash.ofNode(step, hash);
                while (node != 0 && (node & 1) == 0) {
                    node >>= 1;
                    last >>= 1;
                }
            } else {
                hash = Hash.ofNode(hash, step);
            }
            node >>= 1;
            last >>= 1;
        }
        return last == 0 && hash.equals(root);
    }

    /** Whether a proof of consistency holds. */
    public static boolean grewFrom(Hash firstRoot, long first, Hash secondRoot, long second, List<Hash> path) {
        if (first < 0 || first > second) {
            return false;
        }
        if (first == second) {
            return path.isEmpty() && firstRoot.equals(secondRoot);
        }
        if (first == 0) {
            return path.isEmpty() && firstRoot.equals(Hash.EMPTY);
        }
        List<Hash> steps = new ArrayList<>(path);
        if (Long.bitCount(first) == 1) {
            steps.addFirst(firstRoot);
        }
        if (steps.isEmpty()) {
            return false;
        }
        long node = first - 1;
        long last = second - 1;
        while ((node & 1) == 1) {
            node >>= 1;
            last >>= 1;
        }
        Hash ofFirst = steps.getFirst();
        Hash ofSecond = steps.getFirst();
        for (Hash step : steps.subList(1, steps.size())) {
            if (last == 0) {
                return false;
            }
            if ((node & 1) == 1 || node == last) {
                ofFirst = Hash.ofNode(step, ofFirst);
                ofSecond = Hash.ofNode(step, ofSecond);
                while (node != 0 && (node & 1) == 0) {
                    node >>= 1;
                    last >>= 1;
                }
            } else {
                ofSecond = Hash.ofNode(ofSecond, step);
            }
            node >>= 1;
            last >>= 1;
        }
        return last == 0 && ofFirst.equals(firstRoot) && ofSecond.equals(secondRoot);
    }

    private static void include(Nodes nodes, long index, long from, long size, List<Hash> path) {
        if (size == 1) {
            return;
        }
        long left = split(size);
        if (index < left) {
            include(nodes, index, from, left, path);
            path.add(root(nodes, from + left, size - left));
        } else {
            include(nodes, index - left, from + left, size - left, path);
            path.add(root(nodes, from, left));
        }
    }

    private static void grow(Nodes nodes, long first, long from, long size, boolean whole, List<Hash> path) {
        if (first == size) {
            if (!whole) {
                path.add(root(nodes, from, size));
            }
            return;
        }
        long left = split(size);
        if (first <= left) {
            grow(nodes, first, from, left, whole, path);
            path.add(root(nodes, from + left, size - left));
        } else {
            grow(nodes, first - left, from + left, size - left, false, path);
            path.add(root(nodes, from, left));
        }
    }

    /** The root over the leaves from {@code from} on; {@code from} is a multiple of the power of two that holds {@code size}. */
    private static Hash root(Nodes nodes, long from, long size) {
        if (Long.bitCount(size) == 1) {
            int level = Long.numberOfTrailingZeros(size);
            return nodes.at(level, from >> level);
        }
        long left = split(size);
        return Hash.ofNode(root(nodes, from, left), root(nodes, from + left, size - left));
    }

    /** The largest power of two below a size of at least two. */
    private static long split(long size) {
        return Long.highestOneBit(size - 1);
    }
}
