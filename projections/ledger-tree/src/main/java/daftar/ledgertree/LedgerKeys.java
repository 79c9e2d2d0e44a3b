package daftar.ledgertree;

import daftar.eventstore.EventLog;
import daftar.eventstore.RecordedEvent;
import daftar.ledger.KeyChain;
import daftar.ledger.KeyLink;
import daftar.ledger.PublicKey;
import daftar.messages.ledger.LedgerEvent;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The keys by which heads were signed, as the log has them. Safe for many threads. */
public final class LedgerKeys {

    private final EventLog log;
    private volatile Found found = new Found(List.of(), 0);

    public LedgerKeys(EventLog log) {
        this.log = log;
    }

    /** @param from the revision of the first event by the last key */
    private record Found(List<KeyLink> links, long from) {}

    /** The id of the key that signs now; null before the first head. */
    public @Nullable String current() {
        List<RecordedEvent> last = log.readBackwards(LedgerEvent.STREAM, 1);
        return last.isEmpty() ? null : signerAfter(last.getFirst());
    }

    /** The chain; null where the first key is neither in the log nor among those that are known. */
    public @Nullable KeyChain chain(Collection<PublicKey> known) {
        List<KeyLink> links = links();
        if (!links.isEmpty()) {
            return new KeyChain(links.getFirst().before(), links);
        }
        String current = current();
        return known.stream()
                .filter(key -> current == null || key.id().equals(current))
                .findFirst()
                .map(KeyChain::of)
                .orElse(null);
    }

    /**
     * All links, the oldest first. There are few among very many heads: each is found by halving, as all heads before it are
     * of one key, and none after it.
     */
    public List<KeyLink> links() {
        List<RecordedEvent> last = log.readBackwards(LedgerEvent.STREAM, 1);
        if (last.isEmpty()) {
            return List.of();
        }
        RecordedEvent end = last.getFirst();
        Found now = found;
        while (true) {
            String key = now.links.isEmpty()
                    ? signerAfter(at(now.from))
                    : now.links.getLast().after().id();
            if (signerAfter(end).equals(key)) {
                break;
            }
            long low = now.from;
            long high = end.revision();
            while (low < high) {
                long middle = (low + high) >>> 1;
                if (signerAfter(at(middle)).equals(key)) {
                    low = middle + 1;
                } else {
                    high = middle;
                }
            }
            RecordedEvent change = at(low);
            if (!SignedHeads.isLink(change)) {
                throw new LedgerDisagrees("The head of revision " + change.revision() + " was signed by the key "
                        + signerAfter(change) + ", but the key " + key + " never gave way to that.");
            }
            List<KeyLink> links = new ArrayList<>(now.links);
            links.add(SignedHeads.linkOf(change));
            now = new Found(List.copyOf(links), change.revision() + 1);
        }
        found = now;
        return now.links;
    }

    private RecordedEvent at(long revision) {
        List<RecordedEvent> events = log.read(LedgerEvent.STREAM, revision, 1);
        if (events.isEmpty()) {
            throw new LedgerDisagrees("The stream " + LedgerEvent.STREAM + " has no event " + revision + ".");
        }
        return events.getFirst();
    }

    /** Whose turn it is after an event. */
    private static String signerAfter(RecordedEvent event) {
        return SignedHeads.isLink(event)
                ? SignedHeads.linkOf(event).after().id()
                : SignedHeads.of(event).signed().keyId();
    }
}
