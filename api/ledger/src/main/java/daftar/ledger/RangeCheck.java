package daftar.ledger;

import daftar.ledger.Finding.Kind;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Checks that leaves are all that the log got between two signed heads, in their order and without a gap: from the edge of the
 * first head's tree they must make the roots of all heads up to the second. So nothing of a period can be left out, though the
 * events themselves are not there.
 */
public final class RangeCheck {

    private final HeadList heads;
    private final Frontier before;
    private final List<Leaf> leaves;
    private final Map<Long, Leaf> proved;

    /**
     * @param heads with good signatures, up to that at which the range ends
     * @param before the edge of the tree before the range
     * @param leaves of the range in their order
     * @param proved leaves that other proofs have placed, by index: where the range does not hold, they tell what was done
     */
    public RangeCheck(HeadList heads, Frontier before, List<Leaf> leaves, Map<Long, Leaf> proved) {
        this.heads = heads;
        this.before = before;
        this.leaves = List.copyOf(leaves);
        this.proved = Map.copyOf(proved);
    }

    /** The first thing that is wrong; null where nothing is. */
    public @Nullable Finding first() {
        if (before.size() > 0
                && heads.heads().stream()
                        .noneMatch(signed -> signed.head().size() == before.size()
                                && signed.head().root().equals(before.root()))) {
            return Finding.unsigned("no head over the " + before.size()
                    + " events before the period has the root that they are said to have");
        }
        Frontier frontier = before;
        long good = before.size();
        for (TreeHead.Signed signed : heads.heads()) {
            TreeHead head = signed.head();
            if (head.size() <= before.size()) {
                continue;
            }
            while (frontier.size() < head.size() && frontier.size() - before.size() < leaves.size()) {
                frontier = frontier.with(at(frontier.size()).hash(), (level, index, hash) -> {});
            }
            if (frontier.size() < head.size() || !frontier.root().equals(head.root())) {
                return named(good, head.size());
            }
            good = head.size();
        }
        if (good - before.size() < leaves.size()) {
            return Finding.of(Kind.INSERTED, good, at(good), -1, "the period ends before it: no head of it covers it");
        }
        return proved.entrySet().stream()
                .filter(entry -> isWithin(entry.getKey()) && !at(entry.getKey()).equals(entry.getValue()))
                .findFirst()
                .map(entry -> Finding.of(
                        Kind.REWRITTEN,
                        entry.getKey(),
                        entry.getValue(),
                        -1,
                        "the newest head has another event here than the heads of the period"))
                .orElse(null);
    }

    private boolean isWithin(long index) {
        return index >= before.size() && index < before.size() + leaves.size();
    }

    private Leaf at(long index) {
        return leaves.get((int) (index - before.size()));
    }

    /** Between two heads something is not as it was: by what is proved otherwise, if that tells. */
    private Finding named(long good, long bad) {
        Set<Leaf> proofs = new HashSet<>(proved.values());
        for (long index = good; index < bad; index++) {
            Leaf was = proved.get(index);
            if (!isWithin(index)) {
                return was == null
                        ? new Finding(
                                Kind.REMOVED, index, null, -1, -1, "leaf " + index + " is missing, and all after it")
                        : Finding.of(Kind.REMOVED, index, was, -1, "it is missing, and all after it");
            }
            Leaf is = at(index);
            if (was != null && !was.equals(is)) {
                return differing(index, was, is, proofs);
            }
            if (was == null && proofs.contains(is)) {
                boolean early = placed(is) > index;
                return new Finding(
                        early ? Kind.REMOVED : Kind.INSERTED,
                        index,
                        null,
                        -1,
                        -1,
                        "event " + is.revision() + " of " + is.stream() + " stands at leaf " + index + ", but was leaf "
                                + placed(is)
                                + (early
                                        ? ": what stood before it is missing"
                                        : ": what stands before it was not there"));
            }
        }
        return Finding.of(
                Kind.REWRITTEN,
                good,
                at(good),
                -1,
                "of the leaves " + good + " to " + (bad - 1)
                        + " at least one is not as it was signed; all before them are as they were");
    }

    private long placed(Leaf leaf) {
        return proved.entrySet().stream()
                .filter(entry -> Objects.equals(entry.getValue(), leaf))
                .mapToLong(Map.Entry::getKey)
                .findFirst()
                .orElse(-1);
    }

    private Finding differing(long index, Leaf was, Leaf is, Set<Leaf> proofs) {
        boolean comesLater =
                leaves.subList((int) (index - before.size()), leaves.size()).contains(was);
        boolean isElsewhere = proofs.contains(is);
        if (comesLater && isElsewhere) {
            return Finding.of(Kind.REORDERED, index, was, -1, "it comes later than it did");
        }
        if (comesLater) {
            return Finding.of(
                    Kind.INSERTED,
                    index,
                    is,
                    -1,
                    "there was no such event here; it stands before event " + was.revision() + " of " + was.stream());
        }
        if (isElsewhere || comesEarlier(index)) {
            return Finding.of(Kind.REMOVED, index, was, -1, "it is missing");
        }
        return Finding.of(Kind.CHANGED, index, was, -1, "not as it was: " + String.join(", ", is.differences(was)));
    }

    /** Whether one that is proved after this place stands one place earlier than it did. */
    private boolean comesEarlier(long index) {
        return proved.entrySet().stream()
                .filter(entry -> entry.getKey() > index && isWithin(entry.getKey() - 1))
                .anyMatch(entry -> at(entry.getKey() - 1).equals(entry.getValue()));
    }
}
