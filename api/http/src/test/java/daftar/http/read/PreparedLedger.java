package daftar.http.read;

import daftar.messages.Refused;
import daftar.messages.ledger.Ledger;
import daftar.messages.ledger.LedgerView;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A ledger of three events, its head over all of them. */
final class PreparedLedger implements Ledger {

    static final String EVENT = "0193a5b0-0000-7000-8000-0000000000aa";

    private static final LedgerView.Head HEAD =
            new LedgerView.Head(0, 3, "ab".repeat(32), 17, Instant.EPOCH, "0123456789abcdef", "c2ln");
    private static final LedgerView.LeafView LEAF = new LedgerView.LeafView(
            1,
            12,
            ReadApi.ID,
            0,
            UUID.fromString(EVENT),
            "TicketRaised",
            Instant.EPOCH,
            "cd".repeat(32),
            "ef".repeat(32));
    private static final LedgerView.Inclusion PROOF =
            new LedgerView.Inclusion(LEAF, "12".repeat(32), List.of("34".repeat(32)), HEAD);

    volatile boolean rebuilt;

    @Override
    public LedgerView.Standing standing() {
        return new LedgerView.Standing(4, HEAD, null);
    }

    @Override
    public void rebuild() {
        rebuilt = true;
    }

    @Override
    public LedgerView.Key key() {
        return new LedgerView.Key(
                "0123456789abcdef",
                "Ed25519",
                "a2V5",
                List.of(new LedgerView.Link(
                        "fedcba9876543210", "b2xk", "0123456789abcdef", "a2V5", 2, Instant.EPOCH, "c2ln", "c2ln")));
    }

    @Override
    public LedgerView.Heads heads(long from, int size) {
        if (size < 1 || size > LARGEST_PAGE) {
            throw Refused.invalid("wrong-size", "size", "A page holds 1 to 1000.");
        }
        return new LedgerView.Heads(List.of(HEAD), null);
    }

    @Override
    public LedgerView.Inclusion inclusion(String event, @Nullable Long size) {
        if (!event.equals(EVENT) && !event.equals("12")) {
            throw Refused.notFound("not-in-the-ledger", "The ledger holds no event " + event + ".");
        }
        return PROOF;
    }

    @Override
    public LedgerView.Consistency consistency(long from, long to) {
        if (to > 4) {
            throw Refused.invalid("wrong-size", "to", "A size lies between from and what the ledger holds now, 4.");
        }
        return new LedgerView.Consistency(from, "ab".repeat(32), to, "cd".repeat(32), List.of());
    }

    @Override
    public LedgerView.Leaves leaves(long from, int size) {
        return new LedgerView.Leaves(List.of(LEAF), null);
    }

    @Override
    public LedgerView.Log events(@Nullable Long after, int size) {
        return new LedgerView.Log(List.of(stored()), null);
    }

    private static LedgerView.Stored stored() {
        return new LedgerView.Stored(
                ReadApi.ID, 0, 12, UUID.fromString(EVENT), "TicketRaised", Instant.EPOCH, "e30=", "e30=");
    }

    @Override
    public LedgerView.StreamProofs stream(String stream, long from, int page, @Nullable Long size) {
        return new LedgerView.StreamProofs(
                stream, 1, "c2ln", HEAD, List.of(new LedgerView.Proved(stored(), PROOF)), null, null);
    }
}
