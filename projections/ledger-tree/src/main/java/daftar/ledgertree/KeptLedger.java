package daftar.ledgertree;

import daftar.eventstore.EventLog;
import daftar.eventstore.LogPage;
import daftar.eventstore.RecordedEvent;
import daftar.ledger.Hash;
import daftar.ledger.KeyChain;
import daftar.ledger.KeyLink;
import daftar.ledger.Leaf;
import daftar.ledger.Nodes;
import daftar.ledger.Proofs;
import daftar.ledger.SigningKey;
import daftar.ledger.Tile;
import daftar.ledger.TreeHead.StreamCount;
import daftar.ledgertree.SignedHeads.Kept;
import daftar.ledgertree.Tiles.LeafTile;
import daftar.messages.Refused;
import daftar.messages.ledger.Ledger;
import daftar.messages.ledger.LedgerView;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Answers for the ledger out of the kept tree, the signed heads and the log. Safe for many threads. */
public final class KeptLedger implements Ledger {

    private static final Pattern POSITION = Pattern.compile("\\d{1,18}");
    private static final Pattern EVENT_ID = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
    private static final Pattern STREAM = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._:@-]{0,199}");

    /** A proof reads the log for the newest head anew when it is older than this. */
    private static final long FRESH_NANOS = 1_000_000_000;

    private static final int AT_ONCE = 500;

    private final Tiles tiles;
    private final EventLog log;
    private final SignedHeads heads;
    private final LedgerKeys ledgerKeys;
    private final Supplier<@Nullable SigningKeys> own;
    private volatile @Nullable Newest newest;

    /** @param own null on a node that has no keys */
    public KeptLedger(Tiles tiles, EventLog log, Supplier<@Nullable SigningKeys> own) {
        this.tiles = tiles;
        this.log = log;
        this.heads = new SignedHeads(log);
        this.ledgerKeys = new LedgerKeys(log);
        this.own = own;
    }

    private record Newest(@Nullable Kept head, long readAt) {}

    @Override
    public LedgerView.Standing standing() {
        TreeState state = tiles.state().state();
        Kept last = heads.newest();
        return new LedgerView.Standing(state.size(), last == null ? null : view(last), state.disagreement());
    }

    @Override
    public void rebuild() {
        Tiles.Guarded now = tiles.state();
        tiles.save(now.state().askedAnew(), now);
    }

    @Override
    public LedgerView.Key key() {
        SigningKeys mine = own.get();
        KeyChain chain = ledgerKeys.chain(mine == null ? List.of() : mine.publicKeys());
        if (chain == null) {
            throw Refused.notFound("no-key", "This node does not have the ledger's key; another one does.");
        }
        return new LedgerView.Key(
                chain.current().id(),
                "Ed25519",
                chain.current().text(),
                chain.links().stream().map(KeptLedger::view).toList());
    }

    @Override
    public LedgerView.Heads heads(long from, int size) {
        checkNotNegative("from", from);
        checkPage(size);
        List<Kept> page = heads.from(from, size + 1);
        return new LedgerView.Heads(
                page.stream().limit(size).map(KeptLedger::view).toList(),
                page.size() > size ? page.getLast().revision() : null);
    }

    @Override
    public LedgerView.Inclusion inclusion(String event, @Nullable Long size) {
        KeptLeaf leaf;
        if (EVENT_ID.matcher(event).matches()) {
            leaf = tiles.byEvent(event);
        } else if (POSITION.matcher(event).matches()) {
            leaf = tiles.byPosition(Long.parseLong(event));
        } else {
            throw Refused.invalid(
                    "wrong-event", "event", "An event is named by its id, a UUID, or by its position in the log.");
        }
        if (leaf == null) {
            throw unknown("The ledger holds no event " + event + ".");
        }
        Kept head = head(size);
        if (leaf.index() >= head.head().size()) {
            throw unknown("The event " + event + " came after the head over "
                    + head.head().size() + " events; the next one will cover it.");
        }
        return proofs(List.of(leaf), head).getFirst();
    }

    /** The proofs of several leaves for a head, all tiles read at once. */
    private List<LedgerView.Inclusion> proofs(List<KeptLeaf> leaves, Kept head) {
        long size = head.head().size();
        Set<Tile> needed = new LinkedHashSet<>();
        for (KeptLeaf leaf : leaves) {
            needed.addAll(Tile.neededBy(nodes -> Proofs.inclusion(nodes, leaf.index(), size)));
        }
        Nodes nodes = Tile.nodes(tiles.read(needed, size));
        List<LedgerView.Inclusion> proofs = new ArrayList<>(leaves.size());
        for (KeptLeaf leaf : leaves) {
            proofs.add(new LedgerView.Inclusion(
                    view(leaf),
                    leaf.leaf().hash().toString(),
                    words(Proofs.inclusion(nodes, leaf.index(), size)),
                    view(head)));
        }
        return proofs;
    }

    @Override
    public LedgerView.Consistency consistency(long from, long to) {
        checkNotNegative("from", from);
        long size = tiles.state().state().size();
        if (to > size || to < from) {
            throw Refused.invalid(
                    "wrong-size", "to", "A size lies between from and what the ledger holds now, " + size + ".");
        }
        Set<Tile> needed = new LinkedHashSet<>(Tile.neededBy(nodes -> {
            Proofs.consistency(nodes, from, to);
            Proofs.root(nodes, from);
        }));
        needed.addAll(Tile.neededBy(nodes -> Proofs.root(nodes, to)));
        Nodes nodes = Tile.nodes(tiles.read(needed, to));
        return new LedgerView.Consistency(
                from,
                Proofs.root(nodes, from).toString(),
                to,
                Proofs.root(nodes, to).toString(),
                words(Proofs.consistency(nodes, from, to)));
    }

    @Override
    public LedgerView.Leaves leaves(long from, int size) {
        checkNotNegative("from", from);
        checkPage(size);
        long end = tiles.state().state().size();
        List<LedgerView.LeafView> page = new ArrayList<>(size);
        long next = from;
        while (page.size() < size && next < end) {
            LeafTile tile = tiles.leaves(next / Tile.WIDTH);
            if (tile == null) {
                throw unknown("The ledger's index lacks the leaves from " + next + " on.");
            }
            for (KeptLeaf leaf : tile.leaves()) {
                if (leaf.index() == next && next < end && page.size() < size) {
                    page.add(view(leaf));
                    next++;
                }
            }
        }
        return new LedgerView.Leaves(page, next < end ? next : null);
    }

    @Override
    public LedgerView.Log events(@Nullable Long after, int size) {
        if (after != null) {
            checkNotNegative("after", after);
        }
        checkPage(size);
        LogPage page = log.readAll(after, size);
        return new LedgerView.Log(
                page.events().stream()
                        .filter(event -> Leaf.isKept(event.stream()))
                        .map(KeptLedger::stored)
                        .toList(),
                page.end() ? null : page.lastPosition());
    }

    @Override
    public LedgerView.StreamProofs stream(String stream, long from, int page, @Nullable Long size) {
        checkNotNegative("from", from);
        checkPage(page);
        if (!STREAM.matcher(stream).matches()) {
            throw Refused.invalid("wrong-stream", "stream", "A stream is named like ticket-… or person-….");
        }
        Kept head = head(size);
        List<KeptLeaf> leaves = tiles.ofStream(stream, head.head().size());
        if (leaves.isEmpty()) {
            throw unknown("The ledger holds no event of a stream " + stream + " yet.");
        }
        List<KeptLeaf> wanted = leaves.stream()
                .filter(leaf -> leaf.leaf().revision() >= from)
                .limit(page)
                .toList();
        Map<Long, RecordedEvent> stored = stored(stream, from, wanted);
        List<KeptLeaf> there = new ArrayList<>();
        Long missing = null;
        for (KeptLeaf leaf : wanted) {
            if (stored.containsKey(leaf.leaf().revision())) {
                there.add(leaf);
            } else if (missing == null) {
                missing = leaf.leaf().revision();
            }
        }
        List<LedgerView.Proved> proved = new ArrayList<>();
        for (LedgerView.Inclusion proof : proofs(there, head)) {
            RecordedEvent event = stored.get(proof.leaf().revision());
            if (event != null) {
                proved.add(new LedgerView.Proved(stored(event), proof));
            }
        }
        SigningKeys mine = own.get();
        String current = ledgerKeys.current();
        SigningKey signing = mine == null || current == null ? null : mine.of(current);
        StreamCount count = new StreamCount(stream, leaves.size(), head.head().size());
        long after = from + wanted.size();
        return new LedgerView.StreamProofs(
                stream,
                leaves.size(),
                signing == null ? null : signing.sign(count.statement()),
                view(head),
                proved,
                missing,
                wanted.size() == page && after < leaves.size() ? after : null);
    }

    /** What the store holds of a stream, by revision, from a revision to that of the last leaf. */
    private Map<Long, RecordedEvent> stored(String stream, long from, List<KeptLeaf> wanted) {
        Map<Long, RecordedEvent> stored = new HashMap<>();
        if (wanted.isEmpty()) {
            return stored;
        }
        long last = wanted.getLast().leaf().revision();
        long next = from;
        while (next <= last) {
            List<RecordedEvent> events = log.read(stream, next, AT_ONCE);
            if (events.isEmpty()) {
                break;
            }
            for (RecordedEvent event : events) {
                stored.put(event.revision(), event);
            }
            next = events.getLast().revision() + 1;
        }
        return stored;
    }

    /** A head by the size of its tree. */
    private Kept head(@Nullable Long size) {
        Kept last = newest();
        if (last == null) {
            throw unknown("No head has been signed yet.");
        }
        if (size == null || size == last.head().size()) {
            return last;
        }
        // heads are sorted by size: halve
        long low = 0;
        long high = last.revision();
        while (low <= high) {
            long middle = (low + high) >>> 1;
            List<Kept> found = heads.from(middle, 1);
            if (found.isEmpty()) {
                high = middle - 1;
                continue;
            }
            Kept head = found.getFirst();
            if (head.head().size() == size) {
                return head;
            }
            if (head.head().size() < size) {
                low = head.revision() + 1;
            } else {
                high = middle - 1;
            }
        }
        throw unknown("No head was signed over " + size + " events; /api/ledger/heads lists those that were.");
    }

    private @Nullable Kept newest() {
        Newest known = newest;
        if (known == null || System.nanoTime() - known.readAt() > FRESH_NANOS) {
            known = new Newest(heads.newest(), System.nanoTime());
            newest = known;
        }
        return known.head();
    }

    private static LedgerView.Link view(KeyLink link) {
        return new LedgerView.Link(
                link.before().id(),
                link.before().text(),
                link.after().id(),
                link.after().text(),
                link.size(),
                link.rotatedAt(),
                link.signature(),
                link.newSignature());
    }

    private static LedgerView.Head view(Kept kept) {
        return new LedgerView.Head(
                kept.revision(),
                kept.head().size(),
                kept.head().root().toString(),
                kept.head().position(),
                kept.head().signedAt(),
                kept.signed().keyId(),
                kept.signed().signature());
    }

    private static LedgerView.LeafView view(KeptLeaf kept) {
        Leaf leaf = kept.leaf();
        return new LedgerView.LeafView(
                kept.index(),
                kept.position(),
                leaf.stream(),
                leaf.revision(),
                leaf.eventId(),
                leaf.type(),
                leaf.recordedAt(),
                leaf.data().toString(),
                leaf.metadata().toString());
    }

    private static LedgerView.Stored stored(RecordedEvent event) {
        Base64.Encoder base64 = Base64.getEncoder();
        return new LedgerView.Stored(
                event.stream(),
                event.revision(),
                event.position(),
                event.eventId(),
                event.type(),
                event.recordedAt(),
                base64.encodeToString(event.data()),
                base64.encodeToString(event.rawMetadata()));
    }

    private static List<String> words(List<Hash> hashes) {
        return hashes.stream().map(Hash::toString).toList();
    }

    private static void checkPage(int size) {
        if (size < 1 || size > LARGEST_PAGE) {
            throw Refused.invalid("wrong-size", "size", "A page holds 1 to " + LARGEST_PAGE + ".");
        }
    }

    private static void checkNotNegative(String field, long value) {
        if (value < 0) {
            throw Refused.invalid("wrong-number", field, "This is counted from 0.");
        }
    }

    private static Refused unknown(String detail) {
        return Refused.notFound("not-in-the-ledger", detail);
    }
}
