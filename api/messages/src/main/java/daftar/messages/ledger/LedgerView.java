package daftar.messages.ledger;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What auditors are shown of the ledger. Hashes are 64 hexadecimal digits; indexes of leaves are counted from 0. */
public sealed interface LedgerView {

    /**
     * How far the ledger is.
     *
     * @param size events that the tree holds
     * @param head the newest signed head; null before the first
     * @param disagreement why no head is signed any more; null while all is well
     */
    record Standing(
            long size, @Nullable Head head, @Nullable String disagreement) implements LedgerView {}

    /**
     * The key that signs now.
     *
     * @param publicKey Ed25519, SubjectPublicKeyInfo in base64
     * @param links how it came to that, from the first key on; empty where it is the first
     */
    record Key(String keyId, String algorithm, String publicKey, List<Link> links) implements LedgerView {
        public Key {
            links = List.copyOf(links);
        }
    }

    /**
     * A key took the place of another.
     *
     * @param keyId of the key before, which signed no head over more than {@code size} events
     * @param signature of the key before; null where it was lost
     * @param newSignature of the new key
     */
    record Link(
            String keyId,
            String publicKey,
            String newKeyId,
            String newPublicKey,
            long size,
            Instant rotatedAt,
            @Nullable String signature,
            String newSignature)
            implements LedgerView {}

    /** A signed head. @param revision in the stream {@code ledger} */
    record Head(long revision, long size, String root, long position, Instant signedAt, String keyId, String signature)
            implements LedgerView {}

    /** @param next the revision to ask from for more; null at the end */
    record Heads(List<Head> heads, @Nullable Long next) implements LedgerView {
        public Heads {
            heads = List.copyOf(heads);
        }
    }

    /** What the tree holds of an event. */
    record LeafView(
            long index,
            long position,
            String stream,
            long revision,
            UUID eventId,
            String type,
            Instant recordedAt,
            String dataSha256,
            String metadataSha256)
            implements LedgerView {}

    /**
     * That an event is in the tree of a head.
     *
     * @param hash of the leaf
     * @param proof the hashes beside its way to the root, from the bottom
     */
    record Inclusion(LeafView leaf, String hash, List<String> proof, Head head) implements LedgerView {
        public Inclusion {
            proof = List.copyOf(proof);
        }
    }

    /** That a tree grew out of a smaller one. */
    record Consistency(long from, String fromRoot, long to, String toRoot, List<String> proof) implements LedgerView {
        public Consistency {
            proof = List.copyOf(proof);
        }
    }

    /** @param next the index to ask from for more; null at the end of the tree */
    record Leaves(List<LeafView> leaves, @Nullable Long next) implements LedgerView {
        public Leaves {
            leaves = List.copyOf(leaves);
        }
    }

    /** An event as it is stored. @param data and metadata, base64 */
    record Stored(
            String stream,
            long revision,
            long position,
            UUID eventId,
            String type,
            Instant recordedAt,
            String data,
            String metadata)
            implements LedgerView {}

    /** @param next the position after which more may follow; null at the end of the log */
    record Log(List<Stored> events, @Nullable Long next) implements LedgerView {
        public Log {
            events = List.copyOf(events);
        }
    }

    /** An event of a stream as it is stored, and the proof of what the ledger kept of it. */
    record Proved(Stored event, Inclusion kept) implements LedgerView {}

    /**
     * A stream as far as it is in the tree of a head.
     *
     * @param events how many events of the stream that tree holds
     * @param countSignature the ledger's signature under that number; null on a node without its key
     * @param missing the first revision that the tree holds and the store does not; null where there is none
     * @param next the revision to ask from for more; null at the end
     */
    record StreamProofs(
            String stream,
            long events,
            @Nullable String countSignature,
            Head head,
            List<Proved> proved,
            @Nullable Long missing,
            @Nullable Long next)
            implements LedgerView {
        public StreamProofs {
            proved = List.copyOf(proved);
        }
    }
}
