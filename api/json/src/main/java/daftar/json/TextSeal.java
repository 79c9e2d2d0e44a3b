package daftar.json;

import daftar.messages.Event;
import daftar.messages.Recorded;
import daftar.messages.Text;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.Provider;
import java.security.SecureRandom;
import java.security.Security;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.KDF;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.HKDFParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Seals the texts of events and opens them again: AES-256-GCM (NIST SP 800-38D) under a key of the text's own, derived by
 * HKDF-SHA256 (RFC 5869) from the stream's key and the text's key name. The stream's name is authenticated with it, so a
 * sealed text cannot be moved to another ticket. Each text has a key of its own so that one can be destroyed alone.
 */
public final class TextSeal {

    private static final String KDF_NAME = "HKDF-SHA256";
    private static final String CIPHER_NAME = "AES/GCM/NoPadding";

    /** Whoever offers them first, looked for once: libraries put providers of their own in the list that is searched. */
    private static final Provider KDF_PROVIDER;

    private static final Provider CIPHER_PROVIDER;

    static {
        try {
            KDF_PROVIDER = Security.getProvider(KDF.getInstance(KDF_NAME).getProviderName());
            CIPHER_PROVIDER = Cipher.getInstance(CIPHER_NAME).getProvider();
        } catch (GeneralSecurityException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;
    private static final int KEY_NAME_BYTES = 12;

    private final TextKeys keys;
    private final SecureRandom random = new SecureRandom();

    public TextSeal(TextKeys keys) {
        this.keys = keys;
    }

    /**
     * The event with all its plain texts sealed.
     *
     * @throws IllegalStateException if the stream has no key
     */
    public Event seal(String stream, Event event) {
        return Texts.map(event, text -> switch (text) {
            case Text.Sealed sealed -> sealed;
            case Text.Plain(String value) -> seal(stream, value);
        });
    }

    /** The record with every text opened whose key is still there. Opening again changes nothing. */
    public Recorded open(Recorded recorded) {
        return recorded.with(Texts.map(recorded.event(), text -> switch (text) {
            case Text.Plain plain -> plain;
            case Text.Sealed sealed -> {
                String value = open(recorded.stream(), sealed);
                yield value == null ? sealed : new Text.Plain(value);
            }
        }));
    }

    private Text.Sealed seal(String stream, String value) {
        byte[] streamKey = keys.keyOf(stream);
        if (streamKey == null) {
            throw new IllegalStateException("no key for the texts of " + stream);
        }
        byte[] fresh = new byte[KEY_NAME_BYTES + NONCE_BYTES];
        random.nextBytes(fresh);
        String keyName = Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(fresh, KEY_NAME_BYTES));
        byte[] nonce = Arrays.copyOfRange(fresh, KEY_NAME_BYTES, fresh.length);
        try {
            byte[] ciphertext = cipher(Cipher.ENCRYPT_MODE, streamKey, keyName, stream, nonce)
                    .doFinal(value.getBytes(StandardCharsets.UTF_8));
            byte[] sealed = Arrays.copyOf(nonce, NONCE_BYTES + ciphertext.length);
            System.arraycopy(ciphertext, 0, sealed, NONCE_BYTES, ciphertext.length);
            return new Text.Sealed(keyName, Base64.getEncoder().encodeToString(sealed));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("AES-GCM is not available", e);
        }
    }

    private @Nullable String open(String stream, Text.Sealed text) {
        byte[] streamKey = keys.keyOf(stream);
        if (streamKey == null) {
            return null;
        }
        try {
            byte[] sealed = Base64.getDecoder().decode(text.sealed());
            byte[] nonce = Arrays.copyOf(sealed, NONCE_BYTES);
            byte[] plain = cipher(Cipher.DECRYPT_MODE, streamKey, text.key(), stream, nonce)
                    .doFinal(sealed, NONCE_BYTES, sealed.length - NONCE_BYTES);
            return new String(plain, StandardCharsets.UTF_8);
        } catch (AEADBadTagException | IllegalArgumentException foreign) {
            // sealed under a key that was destroyed since, or altered: unreadable either way
            return null;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("AES-GCM is not available", e);
        }
    }

    private static Cipher cipher(int mode, byte[] streamKey, String keyName, String stream, byte[] nonce)
            throws GeneralSecurityException {
        SecretKey key = KDF.getInstance(KDF_NAME, KDF_PROVIDER)
                .deriveKey(
                        "AES",
                        HKDFParameterSpec.ofExtract()
                                .addIKM(new SecretKeySpec(streamKey, "Generic"))
                                .thenExpand(keyName.getBytes(StandardCharsets.US_ASCII), 32));
        Cipher cipher = Cipher.getInstance(CIPHER_NAME, CIPHER_PROVIDER);
        cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(stream.getBytes(StandardCharsets.UTF_8));
        return cipher;
    }
}
