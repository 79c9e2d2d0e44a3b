package daftar.ledgertree;

import daftar.eventstore.EventLog;
import daftar.eventstore.LogPage;
import daftar.eventstore.RecordedEvent;
import daftar.ledger.Frontier;
import daftar.ledger.Hash;
import daftar.ledger.KeyChain;
import daftar.ledger.KeyLink;
import daftar.ledger.Leaf;
import daftar.ledger.Nodes;
import daftar.ledger.Proofs;
import daftar.ledger.PublicKey;
import daftar.ledger.Tile;
import daftar.ledgertree.Tiles.Guarded;
import daftar.ledgertree.Tiles.LeafTile;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the log in order and keeps the tree over it. Tiles are written first and how far they are afterwards; what is written
 * twice is the same, as the log is. A crash at any point therefore leaves no hole. Every signed head that it meets on its way
 * is compared with the tree as it is read: so a tree that is made anew from a log that was altered is found out.
 *
 * <p>For one thread at a time; of several nodes one is to use it, and if two do, one is told by {@link Tiles.Overtaken}.
 */
public final class LogTree {

    /** Records of the log at once: with 600 bytes each a few megabytes. */
    private static final int PAGE = 4_096;

    /** Records that are no leaves after which it is written all the same how far the log was read. */
    private static final int LOOKED_AT = 50_000;

    private static final Logger log = LoggerFactory.getLogger(LogTree.class);
    private static final Executor AHEAD =
            task -> Thread.ofVirtual().name("ledger-reading").start(task);

    private final EventLog events;
    private final Tiles tiles;
    private final LedgerKeys keys;
    private final List<PublicKey> known;
    private final int page;
    private @Nullable Reached reached;

    /** The keys as the log has them; null where it has to be asked, empty where it does not know. */
    private @Nullable Optional<KeyChain.Trusted> trusted;

    /** @param own keys of this node; null for none: heads of a key that is not in the log either are compared only */
    public LogTree(EventLog events, Tiles tiles, @Nullable SigningKeys own) {
        this(events, tiles, own, PAGE);
    }

    /** @param page how many records are read, and then kept, at once */
    LogTree(EventLog events, Tiles tiles, @Nullable SigningKeys own, int page) {
        this.events = events;
        this.tiles = tiles;
        this.keys = new LedgerKeys(events);
        this.known = own == null ? List.of() : own.publicKeys();
        this.page = page;
    }

    /** How far this is, with the right edge of the tree: the tiles that are not full yet. */
    private static final class Reached {
        private Guarded kept;
        private Frontier frontier;
        private final Map<Tile, byte[]> open = new HashMap<>();
        private List<KeptLeaf> leaves = new ArrayList<>();
        private @Nullable Long position;
        private long lastLeaf;
        private int passed;

        Reached(Guarded kept, Frontier frontier) {
            this.kept = kept;
            this.frontier = frontier;
            this.position = kept.state().position();
            this.lastLeaf = kept.state().lastLeaf();
        }
    }

    /** What there is of a tree. @param lastLeaf the position of the last leaf in the log; -1 for none */
    public record Grown(long size, Hash root, long lastLeaf) {}

    /**
     * Reads the log to its end.
     *
     * @throws LedgerDisagrees if a signed head says otherwise than the tree, now or earlier
     */
    public Grown catchUp() {
        Reached at = reached == null || isOvertaken(reached) ? load() : reached;
        reached = null; // whatever fails, the next call begins with what is kept
        if (at.kept.state().disagreement() != null) {
            throw new LedgerDisagrees(at.kept.state().disagreement());
        }
        try {
            LogPage read = events.readAll(at.position, page);
            while (true) {
                Long next = read.lastPosition();
                CompletableFuture<LogPage> ahead = read.end()
                        ? CompletableFuture.completedFuture(read)
                        : CompletableFuture.supplyAsync(() -> events.readAll(next, page), AHEAD);
                take(read, at);
                if (read.end()) {
                    break;
                }
                read = arrived(ahead);
            }
            notBeyond(at.position);
        } catch (LedgerDisagrees found) {
            disagree(found);
            throw found;
        }
        reached = at;
        return new Grown(at.frontier.size(), at.frontier.root(), at.lastLeaf);
    }

    private boolean isOvertaken(Reached at) {
        return !tiles.state().equals(at.kept);
    }

    /** Remembers for good that something is wrong. */
    void disagree(LedgerDisagrees found) {
        Guarded now = tiles.state();
        tiles.save(now.state().disagreeing(String.valueOf(found.getMessage())), now);
        reached = null;
    }

    /** The whole log was once as long as the ledger has read it. */
    private void notBeyond(@Nullable Long position) {
        if (position != null && position > events.head()) {
            throw new LedgerDisagrees("The log ends at position " + events.head()
                    + ", but the ledger has read it up to position " + position + ": its end was cut off.");
        }
    }

    private static LogPage arrived(CompletableFuture<LogPage> page) {
        try {
            return page.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }

    private void take(LogPage page, Reached at) {
        Map<Tile, byte[]> touched = new LinkedHashMap<>();
        Map<Long, LeafTile> leafTiles = new LinkedHashMap<>();
        Frontier.Whole fill = Tile.filling((tile, hash) -> {
            byte[] before = at.open.getOrDefault(tile, new byte[0]);
            byte[] after = Arrays.copyOf(before, before.length + Hash.LENGTH);
            hash.copyTo(after, before.length);
            touched.put(tile, after);
            if (after.length == Tile.WIDTH * Hash.LENGTH) {
                at.open.remove(tile);
            } else {
                at.open.put(tile, after);
            }
        });
        for (RecordedEvent event : page.events()) {
            if (!Leaf.isKept(event.stream())) {
                continue;
            }
            if (SignedHeads.isHead(event)) {
                check(SignedHeads.of(event), at, touched);
            }
            if (SignedHeads.isLink(event)) {
                check(SignedHeads.linkOf(event), event);
                trusted = null;
            }
            Leaf leaf = leafOf(event);
            long index = at.frontier.size();
            at.frontier = at.frontier.with(leaf.hash(), fill);
            at.leaves.add(new KeptLeaf(index, event.position(), leaf));
            leafTiles.put(index / Tile.WIDTH, new LeafTile(index / Tile.WIDTH, at.leaves));
            if (at.leaves.size() == Tile.WIDTH) {
                at.leaves = new ArrayList<>();
            }
            at.lastLeaf = event.position();
        }
        at.passed += page.events().size();
        at.position = page.lastPosition();
        if (!touched.isEmpty()) {
            tiles.write(touched, leafTiles.values());
        }
        if (!touched.isEmpty() || at.passed > LOOKED_AT) {
            at.passed = 0;
            at.kept = tiles.save(new TreeState(at.frontier.size(), at.position, at.lastLeaf, null, false), at.kept);
        }
    }

    /** The leaf of an event as it is in the log. */
    static Leaf leafOf(RecordedEvent event) {
        return Leaf.of(
                event.stream(),
                event.revision(),
                event.eventId(),
                event.type(),
                event.recordedAt(),
                event.data(),
                event.rawMetadata());
    }

    /** Whether a head that is in the log says what the tree was. */
    private void check(SignedHeads.Kept head, Reached at, Map<Tile, byte[]> touched) {
        long size = head.head().size();
        String name = "The head of revision " + head.revision() + ", signed at "
                + head.head().signedAt() + " over the first " + size + " events,";
        if (trusted == null) {
            KeyChain chain = keys.chain(known);
            trusted = Optional.ofNullable(chain == null ? null : chain.trustedBy(List.of()));
        }
        String objection = trusted.map(chain -> chain.objection(head.signed())).orElse(null);
        if (objection != null) {
            throw new LedgerDisagrees(name + " " + objection + ".");
        }
        if (size > at.frontier.size()) {
            throw new LedgerDisagrees(name + " stands after only " + at.frontier.size()
                    + " events of the log: at least " + (size - at.frontier.size()) + " before it were removed.");
        }
        Set<Tile> needed = new HashSet<>(Tile.neededBy(nodes -> Proofs.root(nodes, size)));
        needed.removeAll(touched.keySet());
        Tile.Hashes stored = tiles.read(needed);
        Nodes nodes = Tile.nodes(tile -> touched.containsKey(tile) ? touched.get(tile) : stored.of(tile));
        if (!Proofs.root(nodes, size).equals(head.head().root())) {
            throw new LedgerDisagrees(name + " has not the root of these events: one of them, up to position "
                    + head.head().position() + " of the log, was changed, removed, inserted or moved.");
        }
    }

    private static void check(KeyLink link, RecordedEvent event) {
        String fault = link.fault();
        if (fault != null) {
            throw new LedgerDisagrees(
                    "Revision " + event.revision() + " of the stream " + event.stream() + " is wrong: " + fault + ".");
        }
    }

    private Reached load() {
        tiles.ensure();
        Guarded kept = tiles.state();
        if (kept.state().anew()) {
            log.info("The ledger's tree is made anew from the log");
            tiles.clear();
            kept = tiles.state();
        }
        long size = kept.state().size();
        Set<Tile> needed = new HashSet<>(Tile.neededBy(nodes -> frontier(nodes, size)));
        List<Tile> edge = new ArrayList<>();
        for (int level = 0; size >> (level * Tile.HEIGHT) > 0; level++) {
            Tile last = new Tile(level, (size >> (level * Tile.HEIGHT)) / Tile.WIDTH);
            if (last.filledAt(size) > 0) {
                edge.add(last);
            }
        }
        needed.addAll(edge);
        Tile.Hashes stored = tiles.read(needed);
        Reached at = new Reached(kept, frontier(Tile.nodes(stored), size));
        for (Tile tile : edge) {
            at.open.put(tile, Arrays.copyOf(stored.of(tile), tile.filledAt(size) * Hash.LENGTH));
        }
        int last = (int) (size % Tile.WIDTH);
        if (last > 0) {
            LeafTile leaves = tiles.leaves(size / Tile.WIDTH);
            if (leaves == null || leaves.leaves().size() < last) {
                throw new IllegalStateException("The ledger's index lacks leaves that it says it holds.");
            }
            at.leaves = new ArrayList<>(leaves.leaves().subList(0, last));
        }
        return at;
    }

    /** The right edge of the tree of a size. */
    private static Frontier frontier(Nodes nodes, long size) {
        List<Hash> roots = new ArrayList<>();
        for (int level = Long.SIZE - 2; level >= 0; level--) {
            if ((size >> level & 1) == 1) {
                roots.add(nodes.at(level, (size >> level) - 1));
            }
        }
        return new Frontier(size, roots);
    }
}
