package daftar.ledger;

import daftar.ledger.Finding.Kind;
import daftar.ledger.TreeHead.StreamCount;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Checks a stream, such as a ticket, without the rest of the log: each event by its own proof, the revisions without gaps, and
 * their number by the ledger's signature, as nothing else would tell that the last one is missing.
 */
public final class StreamCheck {

    /**
     * An event with what the ledger says of it.
     *
     * @param kept what the ledger kept of the event
     * @param index its place in the tree
     * @param proof that it is there
     */
    public record Proved(StoredEvent event, Leaf kept, long index, List<Hash> proof) {
        public Proved {
            proof = List.copyOf(proof);
        }
    }

    private StreamCheck() {}

    /**
     * The first thing that is wrong; null where nothing is.
     *
     * @param signed the head with a good signature, which the proofs are for
     * @param count of the stream's events in the tree of that head
     * @param signature of the ledger under that number
     */
    public static @Nullable Finding first(
            KeyChain.Trusted keys,
            TreeHead.Signed signed,
            StreamCount count,
            @Nullable String signature,
            List<Proved> events) {
        TreeHead head = signed.head();
        if (count.size() != head.size() || !keys.vouchesFor(count, signature, signed.keyId())) {
            return Finding.unsigned("that " + count.stream() + " has " + count.events() + " events in the tree of "
                    + count.size() + " does not have the signature of the ledger's key, " + keys);
        }
        long next = 0;
        long lastIndex = -1;
        for (Proved proved : events) {
            Finding finding = check(head, count, proved, next, lastIndex);
            if (finding != null) {
                return finding;
            }
            next = proved.event().revision() + 1;
            lastIndex = proved.index();
        }
        if (next < count.events()) {
            return new Finding(
                    Kind.REMOVED,
                    -1,
                    count.stream(),
                    next,
                    -1,
                    "it is missing: by the ledger's signature the stream has " + count.events() + " events");
        }
        return null;
    }

    private static @Nullable Finding check(TreeHead head, StreamCount count, Proved proved, long next, long lastIndex) {
        StoredEvent event = proved.event();
        Leaf leaf = event.leaf();
        long index = proved.index();
        boolean holds = Proofs.includes(head.root(), head.size(), index, leaf.hash(), proved.proof());
        boolean keptHolds =
                Proofs.includes(head.root(), head.size(), index, proved.kept().hash(), proved.proof());
        if (event.revision() >= count.events()) {
            return Finding.of(
                    Kind.INSERTED,
                    -1,
                    leaf,
                    event.position(),
                    "the stream has only " + count.events() + " events by the ledger's signature");
        }
        if (!holds && keptHolds) {
            return Finding.of(
                    Kind.CHANGED,
                    index,
                    proved.kept(),
                    event.position(),
                    "not as it was: " + String.join(", ", leaf.differences(proved.kept())));
        }
        if (!holds) {
            return Finding.of(
                    event.revision() == next ? Kind.CHANGED : Kind.INSERTED,
                    -1,
                    leaf,
                    event.position(),
                    "its proof does not hold: the ledger never had this event at leaf " + index);
        }
        if (!event.stream().equals(count.stream())) {
            return Finding.of(Kind.INSERTED, index, leaf, event.position(), "it is none of " + count.stream());
        }
        if (event.revision() < next || index <= lastIndex) {
            return Finding.of(Kind.REORDERED, index, leaf, event.position(), "it stands after one that came later");
        }
        if (event.revision() > next) {
            return new Finding(
                    Kind.REMOVED,
                    -1,
                    event.stream(),
                    next,
                    -1,
                    "it is missing; event " + event.revision() + " follows on event " + (next - 1));
        }
        return null;
    }
}
