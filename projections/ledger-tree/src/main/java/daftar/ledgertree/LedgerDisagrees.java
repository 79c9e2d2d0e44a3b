package daftar.ledgertree;

/** The log, the tree over it and the heads that were signed do not agree. Nothing is signed until people have looked. */
public final class LedgerDisagrees extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public LedgerDisagrees(String message) {
        super(message);
    }
}
