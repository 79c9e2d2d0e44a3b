package daftar.ledger;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The heads that something is checked against, of an export and of what was published elsewhere, by size.
 *
 * @param heads all of them, each with a good signature
 */
public record HeadList(List<TreeHead.Signed> heads) {

    public HeadList {
        heads = heads.stream()
                .sorted(Comparator.comparingLong(
                        (TreeHead.Signed signed) -> signed.head().size()))
                .toList();
    }

    /** Those of an export and those that were published; what is wrong with them comes first. */
    public record Checked(HeadList heads, @Nullable Finding finding) {}

    /**
     * Checks the heads themselves: each has the signature of the key whose turn it was, none contradicts another, and none was
     * published before the export was made that is beyond it.
     *
     * @param exportedAt when the export says that it was made; null where it does not matter
     */
    public static Checked check(
            KeyChain.Trusted keys,
            List<TreeHead.Signed> exported,
            List<TreeHead.Signed> published,
            @Nullable Instant exportedAt) {
        List<TreeHead.Signed> all = new ArrayList<>(exported);
        all.addAll(published);
        for (TreeHead.Signed signed : all) {
            String objection = keys.objection(signed);
            if (objection != null) {
                return new Checked(
                        new HeadList(List.of()),
                        Finding.unsigned("the head over " + signed.head().size() + " events, signed at "
                                + signed.head().signedAt() + " by key " + signed.keyId() + ", " + objection));
            }
        }
        HeadList heads = new HeadList(all);
        for (int i = 1; i < heads.heads.size(); i++) {
            TreeHead before = heads.heads.get(i - 1).head();
            TreeHead head = heads.heads.get(i).head();
            if (before.size() == head.size() && !before.root().equals(head.root())) {
                return new Checked(
                        heads,
                        Finding.unsigned("two heads over " + head.size() + " events, of " + before.signedAt() + " and "
                                + head.signedAt() + ", have different roots: the log was rewritten in between"));
            }
        }
        long covered = exported.stream()
                .mapToLong(signed -> signed.head().size())
                .max()
                .orElse(0);
        if (exportedAt != null) {
            for (TreeHead.Signed signed : published) {
                if (signed.head().size() > covered && signed.head().signedAt().isBefore(exportedAt)) {
                    return new Checked(
                            heads,
                            new Finding(
                                    Finding.Kind.REMOVED,
                                    covered,
                                    null,
                                    -1,
                                    -1,
                                    "a head over " + signed.head().size() + " events was published at "
                                            + signed.head().signedAt()
                                            + ", before this export was made, which ends after "
                                            + covered + " events: the last ones are missing"));
                }
            }
        }
        return new Checked(heads, null);
    }

    /** The size up to which there is a head. */
    public long newestSize() {
        return heads.isEmpty() ? 0 : heads.getLast().head().size();
    }
}
