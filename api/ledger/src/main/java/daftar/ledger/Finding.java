package daftar.ledger;

import org.jspecify.annotations.Nullable;

/**
 * The first thing that is wrong, as people are told it.
 *
 * @param index the place in the tree, from 0; -1 where it is none of an event
 * @param stream of the event concerned; null where it is none of an event
 * @param revision in its stream; -1 where it is none of an event
 * @param position in the log; -1 where it is not known
 * @param what in words
 */
public record Finding(Kind kind, long index, @Nullable String stream, long revision, long position, String what) {

    /** What was done. */
    public enum Kind {
        CHANGED,
        REMOVED,
        INSERTED,
        REORDERED,
        /** Events of a range were replaced together with what the ledger says of them; which of them is not known. */
        REWRITTEN,
        /** A head, a number or a key does not hold. */
        UNSIGNED
    }

    static Finding of(Kind kind, long index, Leaf leaf, long position, String what) {
        return new Finding(kind, index, leaf.stream(), leaf.revision(), position, what);
    }

    static Finding unsigned(String what) {
        return new Finding(Kind.UNSIGNED, -1, null, -1, -1, what);
    }

    /** One sentence. */
    @Override
    public String toString() {
        String event = stream == null
                ? ""
                : " event " + revision + " of " + stream
                        + (position < 0 ? "" : ", position " + position + " of the log")
                        + (index < 0 ? "" : ", leaf " + index) + ":";
        return kind + event + " " + what;
    }
}
