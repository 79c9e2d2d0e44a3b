package daftar.ledger;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The keys of a ledger, one after the other: each signs the heads over more events than the link to it says, up to those
 * that the link away from it says.
 *
 * @param links the oldest first
 */
public record KeyChain(PublicKey first, List<KeyLink> links) {

    public KeyChain {
        links = List.copyOf(links);
    }

    /** A key that never took the place of another. */
    public static KeyChain of(PublicKey only) {
        return new KeyChain(only, List.of());
    }

    /** The key that signs now. */
    public PublicKey current() {
        return links.isEmpty() ? first : links.getLast().after();
    }

    /** The keys, the oldest first. */
    public List<PublicKey> keys() {
        List<PublicKey> keys = new ArrayList<>(List.of(first));
        links.forEach(link -> keys.add(link.after()));
        return keys;
    }

    /** The place of a key; -1 for none. */
    int indexOf(String keyId) {
        return keys().stream().map(PublicKey::id).toList().indexOf(keyId);
    }

    /** Why it is no chain, as a sentence without its end; null where it is one. */
    public @Nullable String fault() {
        List<PublicKey> keys = keys();
        for (int i = 0; i < links.size(); i++) {
            KeyLink link = links.get(i);
            if (!link.before().equals(keys.get(i))) {
                return "the link to the key " + link.after().id() + " is from the key "
                        + link.before().id() + ", but the one before it is " + keys.get(i);
            }
            if (keys.subList(0, i + 1).contains(link.after())) {
                return "the key " + link.after().id() + " is twice in the chain of keys";
            }
            if (i > 0 && link.size() < links.get(i - 1).size()) {
                return "the link to the key " + link.after().id() + " is over " + link.size()
                        + " events, but the one before it over "
                        + links.get(i - 1).size();
            }
            String fault = link.fault();
            if (fault != null) {
                return fault;
            }
        }
        return null;
    }

    /**
     * Why a chain cannot be followed from these keys, as a sentence without its end; null where it can.
     *
     * @param pinned keys that whoever checks trusts; empty to take the chain as it is
     */
    public @Nullable String fault(Collection<PublicKey> pinned) {
        for (PublicKey key : pinned) {
            if (!keys().contains(key)) {
                return "the key " + key.id() + " that was given is not in the chain of the ledger's keys, " + names();
            }
        }
        return fault();
    }

    /** The keys that are trusted by whoever trusts these. Only where there is no {@link #fault(Collection)}. */
    public Trusted trustedBy(Collection<PublicKey> pinned) {
        int reach = pinned.isEmpty() ? links.size() : 0;
        for (PublicKey key : pinned) {
            reach = Math.max(reach, keys().indexOf(key));
        }
        while (reach < links.size() && links.get(reach).signature() != null) {
            reach++;
        }
        return new Trusted(this, reach);
    }

    private String names() {
        return keys().stream().map(PublicKey::id).collect(Collectors.joining(" → "));
    }

    /**
     * A chain as far as it is trusted. A key that says whom it follows vouches for all before it; one after it is trusted where
     * the key before has signed for it.
     *
     * @param reach the place of the last key that is trusted
     */
    public record Trusted(KeyChain chain, int reach) {

        /** A single key. */
        public static Trusted of(PublicKey key) {
            return new Trusted(KeyChain.of(key), 0);
        }

        /** Why a head's signature is not believed, as a sentence that goes on after the head's name; null where it is. */
        public @Nullable String objection(TreeHead.Signed signed) {
            int place = chain.indexOf(signed.keyId());
            if (place < 0) {
                return "was signed by a key that is not in the chain of the ledger's keys, " + chain.names();
            }
            PublicKey key = chain.keys().get(place);
            if (place > reach) {
                KeyLink unsigned = chain.links.get(reach);
                return "was signed by a key that is not trusted: "
                        + unsigned.after().id() + " took the place of "
                        + unsigned.before().id() + " without its signature, and was not given";
            }
            if (!signed.isBy(key)) {
                return "does not have the signature of the key " + key.id();
            }
            long size = signed.head().size();
            if (place < chain.links.size() && size > chain.links.get(place).size()) {
                KeyLink left = chain.links.get(place);
                return "was signed by an old key: " + left.after().id() + " took its place after the head over "
                        + left.size() + " events, at " + left.rotatedAt();
            }
            if (place > 0 && size <= chain.links.get(place - 1).size()) {
                KeyLink came = chain.links.get(place - 1);
                return "was signed by a key before its time: it took the place of "
                        + came.before().id() + " after the head over " + came.size() + " events";
            }
            return null;
        }

        /** Whether the number of a stream's events is signed: by the key of the head that it is for, or one after it. */
        public boolean vouchesFor(TreeHead.StreamCount count, @Nullable String signature, String headKeyId) {
            int from = chain.indexOf(headKeyId);
            return from >= 0
                    && chain.keys().subList(from, Math.max(from, reach + 1)).stream()
                            .anyMatch(key -> count.isBy(key, signature));
        }

        /** The keys that are trusted, as people read them. */
        @Override
        public String toString() {
            return chain.keys().subList(0, reach + 1).stream()
                    .map(PublicKey::id)
                    .collect(Collectors.joining(" → "));
        }
    }
}
