package daftar.ledger;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** The half of the ledger's key that everybody may have: it checks signatures (Ed25519, RFC 8032). */
public final class PublicKey {

    private static final int ID_DIGITS = 16;

    private final java.security.PublicKey key;

    private PublicKey(java.security.PublicKey key) {
        this.key = key;
    }

    /** @throws IllegalArgumentException unless it is an Ed25519 key in base64, as {@link #text} gives it */
    public static PublicKey of(String text) {
        try {
            return new PublicKey(KeyFactory.getInstance("Ed25519")
                    .generatePublic(new X509EncodedKeySpec(Base64.getDecoder().decode(text.strip()))));
        } catch (GeneralSecurityException | IllegalArgumentException malformed) {
            throw new IllegalArgumentException(
                    "The ledger's public key must be an Ed25519 key (SubjectPublicKeyInfo) in base64.", malformed);
        }
    }

    /** A short name of the key: the first 16 hexadecimal digits of its SHA-256. */
    public String id() {
        return Hash.ofBytes(key.getEncoded()).toString().substring(0, ID_DIGITS);
    }

    /** SubjectPublicKeyInfo, base64: what is between the lines of a PEM file. */
    public String text() {
        return Base64.getEncoder().encodeToString(key.getEncoded());
    }

    /** Whether a signature, base64, is this key's over some bytes. */
    public boolean verifies(byte[] bytes, String signature) {
        try {
            Signature check = Signature.getInstance("Ed25519");
            check.initVerify(key);
            check.update(bytes);
            return check.verify(Base64.getDecoder().decode(signature));
        } catch (GeneralSecurityException | IllegalArgumentException notOne) {
            return false;
        }
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof PublicKey another && another.text().equals(text());
    }

    @Override
    public int hashCode() {
        return text().hashCode();
    }

    @Override
    public String toString() {
        return id();
    }
}
