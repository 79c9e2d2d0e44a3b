package daftar.messages.ledger;

import org.jspecify.annotations.Nullable;

/**
 * What can be asked of the ledger. Who may ask is checked by the caller. Throws {@link daftar.messages.Refused}: INVALID for
 * what makes no sense, NOT_FOUND for what is not there.
 */
public interface Ledger {

    /** The largest page of anything. */
    int LARGEST_PAGE = 1_000;

    LedgerView.Standing standing();

    /**
     * Has the tree made anew from the log, each signed head compared with it on the way. What the ledger kept until now, and
     * what was found wrong, is forgotten: it is found again if it is still so.
     */
    void rebuild();

    /** The key that checks the signatures, and those before it. */
    LedgerView.Key key();

    /** Signed heads, the oldest first. @param from the first revision to show */
    LedgerView.Heads heads(long from, int size);

    /**
     * The proof that an event is in the tree.
     *
     * @param event its id, or its position in the log
     * @param size of the signed head that it is proved for; null for the newest
     */
    LedgerView.Inclusion inclusion(String event, @Nullable Long size);

    /** The proof that a tree grew out of a smaller one. @param from leaves of the smaller one */
    LedgerView.Consistency consistency(long from, long to);

    /** What the tree holds, in its order. @param from the first index */
    LedgerView.Leaves leaves(long from, int size);

    /** The events of the log that are leaves, as they are stored. @param after a position; null for the log's start */
    LedgerView.Log events(@Nullable Long after, int size);

    /**
     * The events of a stream with their proofs, as far as they are in the tree of a signed head.
     *
     * @param from the first revision
     * @param size of that head; null for the newest
     */
    LedgerView.StreamProofs stream(String stream, long from, int page, @Nullable Long size);
}
