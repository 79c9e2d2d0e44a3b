package daftar.messages.ledger;

import daftar.messages.Event;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What the ledger said, in the stream {@value #STREAM}. */
public sealed interface LedgerEvent extends Event {

    /** The one stream of the ledger. */
    String STREAM = "ledger";

    /**
     * The head of the tree over the log, signed. What a head says never changes what the tree was when it was signed: the event
     * itself is a leaf after it.
     *
     * @param size leaves of the tree
     * @param root of the tree, 64 hexadecimal digits
     * @param position the place in the log of the last leaf
     * @param keyId which key signed
     * @param signature Ed25519, base64
     */
    record TreeHeadSigned(long size, String root, long position, Instant signedAt, String keyId, String signature)
            implements LedgerEvent {}

    /**
     * Another key signs from now on.
     *
     * @param publicKey of the key that signed until now (Ed25519, SubjectPublicKeyInfo in base64), like {@code newPublicKey}
     * @param size leaves of the tree of the last head that it signed
     * @param signature of the key that signed until now; null where it was lost
     * @param newSignature of the key that signs from now on
     */
    record LedgerKeyRotated(
            String publicKey,
            String newPublicKey,
            long size,
            Instant rotatedAt,
            @Nullable String signature,
            String newSignature)
            implements LedgerEvent {}
}
