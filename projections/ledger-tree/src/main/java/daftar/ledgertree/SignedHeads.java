package daftar.ledgertree;

import daftar.eventstore.EventLog;
import daftar.eventstore.RecordedEvent;
import daftar.json.EventJson;
import daftar.json.EventNames;
import daftar.ledger.Hash;
import daftar.ledger.TreeHead;
import daftar.messages.ledger.LedgerEvent;
import daftar.messages.ledger.LedgerEvent.TreeHeadSigned;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The heads that were signed, as the log has them. */
public final class SignedHeads {

    private static final String TYPE = EventNames.nameOf(TreeHeadSigned.class);

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
        List<RecordedEvent> last = log.readBackwards(LedgerEvent.STREAM, 1);
        return last.isEmpty() ? null : of(last.getFirst());
    }

    /** From a revision on, the oldest first. */
    public List<Kept> from(long revision, int max) {
        List<Kept> heads = new ArrayList<>();
        for (RecordedEvent event : log.read(LedgerEvent.STREAM, revision, max)) {
            heads.add(of(event));
        }
        return heads;
    }

    /** Whether an event of the log is a head. */
    static boolean isHead(RecordedEvent event) {
        return event.stream().equals(LedgerEvent.STREAM) && event.type().equals(TYPE);
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
