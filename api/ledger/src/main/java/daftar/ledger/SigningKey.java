package daftar.ledger;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;

/** The key that signs what the ledger says (Ed25519, RFC 8032). */
public final class SigningKey {

    private final PrivateKey key;
    private final PublicKey publicKey;

    private SigningKey(PrivateKey key, PublicKey publicKey) {
        this.key = key;
        this.publicKey = publicKey;
    }

    /** The text of a new key. */
    public static String fresh() {
        try {
            KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
            Base64.Encoder base64 = Base64.getEncoder();
            return base64.encodeToString(pair.getPrivate().getEncoded()) + ":"
                    + base64.encodeToString(pair.getPublic().getEncoded());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this JDK has no Ed25519", e);
        }
    }

    /**
     * From its text: the private key (PKCS #8) and the public one (SubjectPublicKeyInfo), each in base64, with a colon between.
     *
     * @throws IllegalArgumentException if it is not that, or the two are no pair; the message does not hold it
     */
    public static SigningKey of(String text) {
        String[] halves = text.strip().split(":");
        try {
            if (halves.length == 2) {
                PrivateKey key = KeyFactory.getInstance("Ed25519")
                        .generatePrivate(
                                new PKCS8EncodedKeySpec(Base64.getDecoder().decode(halves[0])));
                SigningKey pair = new SigningKey(key, PublicKey.of(halves[1]));
                byte[] trial = {1};
                if (pair.publicKey.verifies(trial, pair.sign(trial))) {
                    return pair;
                }
            }
        } catch (GeneralSecurityException | IllegalArgumentException malformed) {
            throw new IllegalArgumentException(wrong(), malformed);
        }
        throw new IllegalArgumentException(wrong());
    }

    private static String wrong() {
        return "The ledger's key must be an Ed25519 key pair, both halves in base64, with a colon between.";
    }

    public PublicKey publicKey() {
        return publicKey;
    }

    /** The signature over some bytes, base64. */
    public String sign(byte[] bytes) {
        try {
            Signature signature = Signature.getInstance("Ed25519");
            signature.initSign(key);
            signature.update(bytes);
            return Base64.getEncoder().encodeToString(signature.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Ed25519 is not available", e);
        }
    }

    /** Signs a head. */
    public TreeHead.Signed sign(TreeHead head) {
        return new TreeHead.Signed(head, publicKey.id(), sign(head.statement()));
    }
}
