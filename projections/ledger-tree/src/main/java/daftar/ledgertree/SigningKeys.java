package daftar.ledgertree;

import daftar.ledger.KeyLink;
import daftar.ledger.PublicKey;
import daftar.ledger.SigningKey;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The keys that a node has.
 *
 * @param key the one that signs
 * @param next the one that is to take its place; null for none
 * @param lost the one that {@code key} takes the place of without its signature; null for none
 */
public record SigningKeys(
        SigningKey key, @Nullable SigningKey next, @Nullable PublicKey lost) {

    /** A node that has one key. */
    public static SigningKeys of(SigningKey key) {
        return new SigningKeys(key, null, null);
    }

    /** The key by its id; null where this node does not have it. */
    @Nullable SigningKey of(String keyId) {
        if (next != null && next.publicKey().id().equals(keyId)) {
            return next;
        }
        return key.publicKey().id().equals(keyId) ? key : null;
    }

    /** The halves that everybody may have. */
    List<PublicKey> publicKeys() {
        return next == null ? List.of(key.publicKey()) : List.of(key.publicKey(), next.publicKey());
    }

    /** Whether the node can sign after that key has, itself or in its place. @param current null before the first head */
    boolean canSignAfter(@Nullable String current) {
        return current == null || of(current) != null || isLost(current);
    }

    private boolean isLost(String current) {
        return lost != null && lost.id().equals(current);
    }

    /**
     * The link by which another key takes the place of the one that has signed until now; null where none is to.
     *
     * @param size of the last head
     */
    @Nullable KeyLink rotation(String current, long size, Instant at) {
        PublicKey gone = lost;
        if (gone != null && isLost(current) && !gone.equals(key.publicKey())) {
            return KeyLink.afterLost(gone, key, size, at);
        }
        SigningKey following = next;
        return following != null
                        && key.publicKey().id().equals(current)
                        && !following.publicKey().id().equals(current)
                ? KeyLink.signed(key, following, size, at)
                : null;
    }
}
