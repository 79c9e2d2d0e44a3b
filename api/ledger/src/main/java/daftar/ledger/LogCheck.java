package daftar.ledger;

import daftar.ledger.Finding.Kind;
import java.util.HashSet;
import java.util.Iterator;
import java.util.Set;
import java.util.function.LongConsumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Checks a whole log, from its first event to its newest head. The events alone make the tree whose roots the heads signed: if
 * those agree, all is well, whatever else stands beside. If not, what the ledger kept of each event, once it is proved by
 * the same heads, tells which event is the first that is not as it was.
 */
public final class LogCheck {

    private final HeadList heads;
    private final Supplier<? extends Iterator<StoredEvent>> events;
    private final Supplier<? extends Iterator<Kept>> kept;
    private final LongConsumer progress;

    /** What the ledger kept of an event. @param position of the event in the log */
    public record Kept(Leaf leaf, long position) {}

    /**
     * @param heads with good signatures
     * @param events of the log in its order; asked for again where something is wrong
     * @param kept what the ledger kept of them, in the same order
     * @param progress hears how many events were looked at
     */
    public LogCheck(
            HeadList heads,
            Supplier<? extends Iterator<StoredEvent>> events,
            Supplier<? extends Iterator<Kept>> kept,
            LongConsumer progress) {
        this.heads = heads;
        this.events = events;
        this.kept = kept;
        this.progress = progress;
    }

    /** Where a tree left what the heads say. @param good the largest size at which it still agreed @param bad the next */
    private record Left(long good, long bad) {}

    /** The first thing that is wrong; null where nothing is. */
    public @Nullable Finding first() {
        long size = heads.newestSize();
        Iterator<StoredEvent> all = events.get();
        Left ofEvents = leaving(() -> all.hasNext() ? all.next().leaf().hash() : null, progress);
        if (ofEvents == null) {
            if (!all.hasNext()) {
                return null;
            }
            StoredEvent more = all.next();
            return Finding.of(
                    Kind.INSERTED, size, more.leaf(), more.position(), "no head covers it: the newest ends before it");
        }
        Iterator<Kept> leaves = kept.get();
        Left ofKept = leaving(() -> leaves.hasNext() ? leaves.next().leaf().hash() : null, count -> {});
        Finding difference = firstDifference(ofEvents.bad());
        if (ofKept == null || ofKept.bad() > ofEvents.bad()) {
            return difference != null ? difference : rewritten(ofEvents);
        }
        // what is kept beside the events was altered as well: it can only tell where it still agreed
        if (difference != null && difference.index() < ofKept.good()) {
            return difference;
        }
        return rewritten(ofEvents);
    }

    /** The next hash of a sequence; null at its end. */
    private interface Hashes {
        @Nullable Hash next();
    }

    /** The first head that a sequence of leaves does not have the root of; null where it has all. */
    private @Nullable Left leaving(Hashes hashes, LongConsumer count) {
        Frontier frontier = Frontier.EMPTY;
        long good = 0;
        for (TreeHead.Signed signed : heads.heads()) {
            TreeHead head = signed.head();
            while (frontier.size() < head.size()) {
                Hash next = hashes.next();
                if (next == null) {
                    return new Left(good, head.size());
                }
                frontier = frontier.with(next, (level, index, hash) -> {});
                count.accept(frontier.size());
            }
            if (!frontier.root().equals(head.root())) {
                return new Left(good, head.size());
            }
            good = head.size();
        }
        return null;
    }

    private Finding rewritten(Left left) {
        Iterator<StoredEvent> all = events.get();
        StoredEvent first = null;
        for (long i = 0; i <= left.good() && all.hasNext(); i++) {
            first = i == left.good() ? all.next() : skip(all);
        }
        String what = "of the leaves " + left.good() + " to " + (left.bad() - 1)
                + " at least one is not as it was signed; all before them are as they were";
        return first == null
                ? new Finding(Kind.REWRITTEN, left.good(), null, -1, -1, what)
                : Finding.of(Kind.REWRITTEN, left.good(), first.leaf(), first.position(), what);
    }

    private static @Nullable StoredEvent skip(Iterator<StoredEvent> all) {
        all.next();
        return null;
    }

    /** The first place at which events and what was kept of them differ; null where they do not, up to a size. */
    private @Nullable Finding firstDifference(long upTo) {
        Iterator<StoredEvent> all = events.get();
        Iterator<Kept> leaves = kept.get();
        for (long index = 0; index < upTo; index++) {
            StoredEvent event = all.hasNext() ? all.next() : null;
            Kept was = leaves.hasNext() ? leaves.next() : null;
            if (was == null) {
                return null;
            }
            if (event == null) {
                return Finding.of(Kind.REMOVED, index, was.leaf(), was.position(), "it is missing, and all after it");
            }
            Leaf is = event.leaf();
            if (!is.equals(was.leaf())) {
                return named(index, is, event, was, all, leaves);
            }
        }
        return null;
    }

    private static Finding named(
            long index, Leaf is, StoredEvent event, Kept was, Iterator<StoredEvent> all, Iterator<Kept> leaves) {
        Leaf expected = was.leaf();
        boolean samePlace = is.stream().equals(expected.stream()) && is.revision() == expected.revision();
        Set<Hash> later = new HashSet<>();
        while (all.hasNext()) {
            later.add(all.next().leaf().hash());
        }
        boolean comesLater = later.contains(expected.hash());
        boolean isKeptLater = false;
        boolean goesOn = false;
        Hash hash = is.hash();
        while (leaves.hasNext() && !isKeptLater) {
            Hash next = leaves.next().leaf().hash();
            isKeptLater = next.equals(hash);
            goesOn |= later.contains(next);
        }
        if (comesLater && isKeptLater) {
            return Finding.of(
                    Kind.REORDERED,
                    index,
                    expected,
                    was.position(),
                    "it comes later than it did; in its place stands event " + is.revision() + " of " + is.stream());
        }
        if (comesLater) {
            return Finding.of(
                    Kind.INSERTED,
                    index,
                    is,
                    event.position(),
                    "there was no such event; it stands before event " + expected.revision() + " of "
                            + expected.stream());
        }
        if (isKeptLater) {
            return Finding.of(Kind.REMOVED, index, expected, was.position(), "it is missing");
        }
        if (samePlace) {
            return Finding.of(
                    Kind.CHANGED,
                    index,
                    expected,
                    was.position(),
                    "not as it was: " + String.join(", ", is.differences(expected)));
        }
        String instead = "in its place stands event " + is.revision() + " of " + is.stream() + ", which was not there";
        return goesOn
                ? Finding.of(Kind.CHANGED, index, expected, was.position(), instead)
                : Finding.of(
                        Kind.REMOVED, index, expected, was.position(), "it is missing, and all after it; " + instead);
    }
}
