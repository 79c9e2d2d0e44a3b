package daftar.ledger;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What the ledger was at an instant.
 *
 * @param size leaves of the tree
 * @param root of the tree
 * @param position the place in the log of its last leaf
 * @param signedAt when this was said
 */
public record TreeHead(long size, Hash root, long position, Instant signedAt) {

    /** The bytes that are signed: five lines of text, so that every language can make them. */
    public byte[] statement() {
        return ("daftar.tree-head.1\n" + size + "\n" + root + "\n" + position + "\n" + signedAt + "\n")
                .getBytes(StandardCharsets.UTF_8);
    }

    /**
     * A head with its signature.
     *
     * @param keyId of the key that signed
     * @param signature Ed25519, base64
     */
    public record Signed(TreeHead head, String keyId, String signature) {

        /** Whether this key signed it. */
        public boolean isBy(PublicKey key) {
            return key.id().equals(keyId) && key.verifies(head.statement(), signature);
        }
    }

    /**
     * How many events of a stream are in the tree of a size: said and signed by the ledger, as nothing else proves that a
     * stream has no more.
     */
    public record StreamCount(String stream, long events, long size) {

        /** The bytes that are signed. */
        public byte[] statement() {
            return ("daftar.stream-count.1\n" + stream + "\n" + events + "\n" + size + "\n")
                    .getBytes(StandardCharsets.UTF_8);
        }

        /** Whether this key signed it. */
        public boolean isBy(PublicKey key, @Nullable String signature) {
            return signature != null && key.verifies(statement(), signature);
        }
    }
}
