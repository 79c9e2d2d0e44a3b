package daftar.cli;

import daftar.ledger.Finding;
import daftar.ledger.Finding.Kind;
import daftar.ledger.Frontier;
import daftar.ledger.Hash;
import daftar.ledger.HeadList;
import daftar.ledger.Leaf;
import daftar.ledger.RangeCheck;
import daftar.ledger.StreamCheck;
import daftar.ledger.TreeHead;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Checks that an export of a period has every ticket of which an event was recorded in it: its leaves are all that the log got
 * from a head before the period to one after it, and each ticket among them is there.
 */
final class PeriodCheck {

    private final ExportedPeriod period;
    private final long firstLeaf;
    private final long endLeaf;
    private final HeadList heads;
    private final TreeHead.Signed newest;
    private final @Nullable Leaf lastBefore;
    private final List<Hash> proofBefore;
    private final List<Leaf> leaves = new ArrayList<>();

    /**
     * @param heads with good signatures
     * @throws IllegalArgumentException if the export cannot be read as one of a period
     */
    PeriodCheck(ExportFile export, JsonNode about, HeadList heads, TreeHead.Signed newest) throws IOException {
        this.period = new ExportedPeriod(
                Instant.parse(LedgerJson.text(about, "from")), Instant.parse(LedgerJson.text(about, "to")));
        this.firstLeaf = LedgerJson.number(about, "firstLeaf");
        this.endLeaf = LedgerJson.number(about, "endLeaf");
        this.heads = heads;
        this.newest = newest;
        JsonNode before = firstLeaf > 0 ? export.json(ExportFile.BEFORE) : null;
        this.lastBefore = before == null ? null : LedgerJson.leaf(before.path("leaf"));
        this.proofBefore = before == null ? List.of() : LedgerJson.hashes(before.path("proof"));
        export.lines(ExportFile.LEAVES, (json, line) -> LedgerJson.leaf(json)).forEachRemaining(leaves::add);
    }

    /** What the export says that it is of. */
    ExportedPeriod period() {
        return period;
    }

    /** The first thing that is wrong; null where nothing is. @param events of the export, each already proved */
    @Nullable Finding first(List<StreamCheck.Proved> events) {
        HeadList covering = new HeadList(heads.heads().stream()
                .filter(head -> head.head().size() <= endLeaf)
                .toList());
        if (covering.newestSize() != endLeaf || firstLeaf < 0 || firstLeaf >= endLeaf) {
            return unsigned("no signed head ends where the export says that its period does, at leaf " + endLeaf);
        }
        Map<Long, Leaf> proved = new HashMap<>();
        events.forEach(event -> proved.put(event.index(), event.kept()));
        Finding finding = new RangeCheck(covering, before(), leaves, proved).first();
        return finding != null ? finding : complete(events);
    }

    private Frontier before() {
        return lastBefore == null ? Frontier.EMPTY : Frontier.ofLast(firstLeaf, lastBefore.hash(), proofBefore);
    }

    private @Nullable Finding complete(List<StreamCheck.Proved> events) {
        if (lastBefore != null && !lastBefore.recordedAt().isBefore(period.from())) {
            return unsigned("the leaves begin only after " + lastBefore.recordedAt() + ", within the period");
        }
        if (leaves.getLast().recordedAt().isBefore(period.to())
                && endLeaf < newest.head().size()) {
            return unsigned("the leaves end at " + leaves.getLast().recordedAt()
                    + ", before the period does, though the export has a later head");
        }
        Set<String> there = new HashSet<>();
        events.forEach(event -> there.add(event.kept().stream()));
        Set<String> wanted = new HashSet<>();
        for (int i = 0; i < leaves.size(); i++) {
            Leaf leaf = leaves.get(i);
            if (period.concerns(leaf)) {
                wanted.add(leaf.stream());
                if (!there.contains(leaf.stream())) {
                    return new Finding(
                            Kind.REMOVED,
                            firstLeaf + i,
                            leaf.stream(),
                            leaf.revision(),
                            -1,
                            "it was recorded in the period, and the export does not have its ticket");
                }
            }
        }
        return events.stream()
                .map(StreamCheck.Proved::kept)
                .filter(leaf -> !wanted.contains(leaf.stream().replaceFirst("^outbox-", "")))
                .findFirst()
                .map(leaf -> new Finding(
                        Kind.INSERTED,
                        -1,
                        leaf.stream(),
                        leaf.revision(),
                        -1,
                        "nothing of this stream was recorded in the period"))
                .orElse(null);
    }

    private static Finding unsigned(String what) {
        return new Finding(Kind.UNSIGNED, -1, null, -1, -1, what);
    }
}
