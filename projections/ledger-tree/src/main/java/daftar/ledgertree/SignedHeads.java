package daftar.ledgertree;

import daftar.eventstore.EventLog;
import daftar.eventstore.RecordedEvent;
import daftar.json.EventJson;
import daftar.json.EventNames;
import daftar.ledger.Hash;
import daftar.ledger.KeyLink;
import daftar.ledger.PublicKey;
import daftar.ledger.TreeHead;
import daftar.messages.ledger.LedgerEvent;
import daftar.messages.ledger.LedgerEvent.LedgerKeyRotated;
import daftar.messages.ledger.LedgerEvent.TreeHeadSigned;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The heads that were signed, as the log has them. */
public final class SignedHeads {

    private static final String TYPE = EventNames.nameOf(TreeHeadSigned.class);
    private static final String LINK = EventNames.nameOf(LedgerKeyRotated.class);

    private final EventLog log;

    public SignedHeads(EventLog log) {
        this.log = log;
    }

    /** A head and where it is. @param revision in the stream of the ledger */
    public record Kept(long revision, TreeHead.Signed signed) {

        public TreeHead head() {
            return signed.head();
        }
    }

    /** The newest; null before the first. */
    public @Nullable Kept newest() {
        for (int most = 1; ; most *= 2) {
            List<RecordedEvent> last = log.readBackwards(LedgerEvent.STREAM, most);
            for (RecordedEvent event : last) {
                if (!isLink(event)) {
                    return of(event);
                }
            }
            if (last.size() < most) {
                return null;
            }
        }
    }

    /** The revision of the stream's last event, head or not; -1 for none. */
    long end() {
        List<RecordedEvent> last = log.readBackwards(LedgerEvent.STREAM, 1);
        return last.isEmpty() ? -1 : last.getFirst().revision();
    }

    /** From a revision on, the oldest first; as many, where there are. */
    public List<Kept> from(long revision, int max) {
        List<Kept> heads = new ArrayList<>();
        long next = revision;
        while (heads.size() < max) {
            List<RecordedEvent> events = log.read(LedgerEvent.STREAM, next, max - heads.size());
            if (events.isEmpty()) {
                break;
            }
            for (RecordedEvent event : events) {
                if (!isLink(event)) {
                    heads.add(of(event));
                }
            }
            next = events.getLast().revision() + 1;
        }
        return heads;
    }

    /** Whether an event of the log is a head. */
    static boolean isHead(RecordedEvent event) {
        return event.stream().equals(LedgerEvent.STREAM) && event.type().equals(TYPE);
    }

    /** Whether an event of the log says that another key signs. */
    static boolean isLink(RecordedEvent event) {
        return event.stream().equals(LedgerEvent.STREAM) && event.type().equals(LINK);
    }

    /** @throws LedgerDisagrees if it names no keys */
    static KeyLink linkOf(RecordedEvent event) {
        try {
            LedgerKeyRotated said = (LedgerKeyRotated) EventJson.read(event.type(), event.data());
            return new KeyLink(
                    PublicKey.of(said.publicKey()),
                    PublicKey.of(said.newPublicKey()),
                    said.size(),
                    said.rotatedAt(),
                    said.signature(),
                    said.newSignature());
        } catch (RuntimeException unreadable) {
            throw new LedgerDisagrees("The event " + event.eventId() + " of the stream " + event.stream()
                    + ", revision " + event.revision() + ", at position " + event.position()
                    + " of the log, says that another key signs, but not which.");
        }
    }

    static LedgerKeyRotated event(KeyLink link) {
        return new LedgerKeyRotated(
                link.before().text(),
                link.after().text(),
                link.size(),
                link.rotatedAt(),
                link.signature(),
                link.newSignature());
    }

    /** @throws LedgerDisagrees if it says nothing that could have been signed */
    static Kept of(RecordedEvent event) {
        try {
            TreeHeadSigned said = (TreeHeadSigned) EventJson.read(event.type(), event.data());
            return new Kept(
                    event.revision(),
                    new TreeHead.Signed(
                            new TreeHead(said.size(), Hash.parse(said.root()), said.position(), said.signedAt()),
                            said.keyId(),
                            said.signature()));
        } catch (RuntimeException unreadable) {
            throw new LedgerDisagrees("The event " + event.eventId() + " of the stream " + event.stream()
                    + ", revision " + event.revision() + ", at position " + event.position()
                    + " of the log, is no signed head.");
        }
    }

    static TreeHeadSigned event(TreeHead.Signed signed) {
        TreeHead head = signed.head();
        return new TreeHeadSigned(
                head.size(),
                head.root().toString(),
                head.position(),
                head.signedAt(),
                signed.keyId(),
                signed.signature());
    }
}
