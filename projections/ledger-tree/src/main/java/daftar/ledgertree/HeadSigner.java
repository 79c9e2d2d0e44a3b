package daftar.ledgertree;

import daftar.eventstore.EventLog;
import daftar.eventstore.ExpectedRevision;
import daftar.eventstore.NewEvent;
import daftar.json.EventJson;
import daftar.json.EventNames;
import daftar.ledger.Hash;
import daftar.ledger.KeyChain;
import daftar.ledger.KeyLink;
import daftar.ledger.Nodes;
import daftar.ledger.Proofs;
import daftar.ledger.PublicKey;
import daftar.ledger.SigningKey;
import daftar.ledger.Tile;
import daftar.ledger.TreeHead;
import daftar.ledgertree.LogTree.Grown;
import daftar.ledgertree.SignedHeads.Kept;
import daftar.messages.Actor;
import daftar.messages.IsoInstant;
import daftar.messages.Meta;
import daftar.messages.ledger.LedgerEvent;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Signs the tree's head when the log has grown, not more often than once in an interval, appends it to the stream of the ledger
 * and publishes it. A head that did not grow out of the one before by appending alone is never signed.
 *
 * <p>The head's own event makes the tree grow by one leaf. That alone is no reason for another head, so heads do not beget
 * heads.
 */
public final class HeadSigner {

    private static final int AT_ONCE = 500;
    private static final Logger logger = LoggerFactory.getLogger(HeadSigner.class);

    private final LogTree tree;
    private final Tiles tiles;
    private final EventLog log;
    private final SignedHeads heads;
    private final LedgerKeys ledgerKeys;
    private final SigningKeys keys;
    private final List<Publication> publications;
    private final Duration interval;
    private final InstantSource clock;

    public HeadSigner(
            LogTree tree,
            Tiles tiles,
            EventLog log,
            SigningKeys keys,
            List<Publication> publications,
            Duration interval,
            InstantSource clock) {
        this.tree = tree;
        this.tiles = tiles;
        this.log = log;
        this.heads = new SignedHeads(log);
        this.ledgerKeys = new LedgerKeys(log);
        this.keys = keys;
        this.publications = List.copyOf(publications);
        this.interval = interval;
        this.clock = clock;
    }

    /** Whether this node has the key that heads are signed by, or takes its place; so it does before the first head. */
    public boolean isTheOne() {
        return keys.canSignAfter(ledgerKeys.current());
    }

    /** The newest head; null before the first. */
    public @Nullable Kept newest() {
        return heads.newest();
    }

    /** The key that signed a head; null where it is not known here. */
    public @Nullable PublicKey keyOf(Kept head) {
        KeyChain chain = ledgerKeys.chain(keys.publicKeys());
        return chain == null
                ? null
                : chain.keys().stream()
                        .filter(key -> key.id().equals(head.signed().keyId()))
                        .findFirst()
                        .orElse(null);
    }

    /**
     * Signs if it is time to.
     *
     * @param grown what the tree is now
     * @return the new head; null where none was due
     * @throws LedgerDisagrees if it may not be signed; it is remembered
     */
    public @Nullable Kept sign(Grown grown) {
        try {
            return signed(grown);
        } catch (LedgerDisagrees found) {
            tree.disagree(found);
            throw found;
        }
    }

    private @Nullable Kept signed(Grown grown) {
        long end = heads.end(); // first: what is decided by less than what is there then is not appended
        String current = ledgerKeys.current();
        Kept last = heads.newest();
        publish(last);
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        if (current != null && rotated(current, last, end, now)) {
            return null;
        }
        SigningKey key = current == null ? keys.key() : keys.of(current);
        if (key == null) {
            return null; // another node has it
        }
        if (grown.size() <= (last == null ? 0 : last.head().size() + 1)
                || (last != null && now.isBefore(last.head().signedAt().plus(interval)))) {
            return null;
        }
        checkGrowth(last, grown);
        TreeHead.Signed signed = key.sign(new TreeHead(grown.size(), grown.root(), grown.lastLeaf(), now));
        long revision = end + 1;
        log.append(
                LedgerEvent.STREAM,
                ExpectedRevision.before(revision),
                List.of(event(SignedHeads.event(signed), signed.head().signedAt())));
        Kept kept = new Kept(revision, signed);
        publish(kept);
        return kept;
    }

    /** Lets another key sign from now on, where one is to. */
    private boolean rotated(String current, @Nullable Kept last, long end, Instant now) {
        KeyLink link = keys.rotation(current, last == null ? 0 : last.head().size(), now);
        if (link == null) {
            return false;
        }
        List<KeyLink> links = new ArrayList<>(ledgerKeys.links());
        links.add(link);
        String fault = new KeyChain(links.getFirst().before(), links).fault();
        if (fault != null) {
            throw new IllegalStateException("The ledger's key is not changed: " + fault + ".");
        }
        log.append(
                LedgerEvent.STREAM,
                ExpectedRevision.before(end + 1),
                List.of(event(SignedHeads.event(link), link.rotatedAt())));
        logger.info(
                "The ledger's heads are signed by the key {} from now on, in the place of {}{}",
                link.after(),
                link.before(),
                link.signature() == null ? ", which was lost" : "");
        return true;
    }

    /** The tree as it is kept, not as this node remembers it, must have grown out of the last head's. */
    private void checkGrowth(@Nullable Kept last, Grown grown) {
        long size = grown.size();
        long before = last == null ? 0 : last.head().size();
        if (before > size) {
            throw new LedgerDisagrees("The newest head was signed over " + before + " events, but the log has only "
                    + size + ": its end was cut off.");
        }
        Hash rootBefore = last == null ? Hash.EMPTY : last.head().root();
        Set<Tile> needed = new HashSet<>(Tile.neededBy(nodes -> Proofs.consistency(nodes, before, size)));
        needed.addAll(Tile.neededBy(nodes -> Proofs.root(nodes, size)));
        Nodes nodes = Tile.nodes(tiles.read(needed));
        Hash root = Proofs.root(nodes, size);
        if (!root.equals(grown.root())) {
            throw new LedgerDisagrees("The tree that is kept over " + size
                    + " events is not the one that was computed from the log: the ledger's index was altered.");
        }
        if (!Proofs.grewFrom(rootBefore, before, root, size, Proofs.consistency(nodes, before, size))) {
            throw new LedgerDisagrees("The tree over " + size + " events did not grow out of the one over " + before
                    + " events, whose head was signed at "
                    + (last == null ? "" : last.head().signedAt())
                    + ": an event up to position "
                    + (last == null ? 0 : last.head().position())
                    + " of the log was changed, removed, inserted or moved.");
        }
    }

    /** Publishes what is not published yet, once what is published is found in the log. */
    private void publish(@Nullable Kept newest) {
        for (Publication publication : publications) {
            Kept published = publication.newest();
            long from = 0;
            if (published != null) {
                if (newest != null && newest.equals(published)) {
                    continue;
                }
                List<Kept> same = heads.from(published.revision(), 1);
                if (same.isEmpty() || !same.getFirst().equals(published)) {
                    throw new LedgerDisagrees("The head that was published over "
                            + published.head().size() + " events, signed at "
                            + published.head().signedAt()
                            + ", is not in the log: the log was replaced by another one, or an older one.");
                }
                from = published.revision() + 1;
            }
            List<Kept> missing = heads.from(from, AT_ONCE);
            while (!missing.isEmpty()) {
                publication.publish(missing);
                missing = heads.from(missing.getLast().revision() + 1, AT_ONCE);
            }
        }
    }

    private static NewEvent event(LedgerEvent said, Instant at) {
        UUID id = UUID.randomUUID();
        return new NewEvent(
                id,
                EventNames.nameOf(said.getClass()),
                Map.of(
                        Meta.ACTOR,
                        Actor.SYSTEM,
                        Meta.CLIENT,
                        "clock",
                        Meta.CAUSE,
                        "clock",
                        Meta.OCCURRED_AT,
                        IsoInstant.format(at),
                        Meta.CORRELATION_ID,
                        id.toString(),
                        Meta.REVISION,
                        EventNames.revisionOf(said.getClass()),
                        "aggregateType",
                        "Ledger"),
                EventJson.write(said));
    }
}
