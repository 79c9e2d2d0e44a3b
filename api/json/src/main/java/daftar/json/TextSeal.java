package daftar.json;

import daftar.messages.Event;
import daftar.messages.Recorded;
import daftar.messages.Text;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.Provider;
import java.security.SecureRandom;
import java.security.Security;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.KDF;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.HKDFParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Seals the texts of events and opens them again: AES-256-GCM (NIST SP 800-38D) under a key of the text's own, derived by
 * HKDF-SHA256 (RFC 5869) from the stream's key and the text's key name. The stream's name is authenticated with it, so a
 * sealed text cannot be moved to another ticket. Each text has a key of its own so that one can be destroyed alone.
 *
 * <p>A key's name is random; where the stream's key is not its first, the generation stands before it ({@code 1.…}).
 */
public final class TextSeal {

    private static final String KDF_NAME = "HKDF-SHA256";
    private static final String CIPHER_NAME = "AES/GCM/NoPadding";
    private static final String MAC_NAME = "HmacSHA256";

    /** The name of the key that requests are sealed with; not one that a text's can have. */
    private static final String REQUESTS = "requests";

    /** Whoever offers them first, looked for once: libraries put providers of their own in the list that is searched. */
    private static final Provider KDF_PROVIDER;

    private static final Provider CIPHER_PROVIDER;

    private static final Provider MAC_PROVIDER;

    static {
        try {
            KDF_PROVIDER = Security.getProvider(KDF.getInstance(KDF_NAME).getProviderName());
            CIPHER_PROVIDER = Cipher.getInstance(CIPHER_NAME).getProvider();
            MAC_PROVIDER = Mac.getInstance(MAC_NAME).getProvider();
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
     * @param generation the oldest of the stream's keys that may be used: those before may be about to be destroyed
     * @throws IllegalStateException if the stream has no key
     */
    public Event seal(String stream, int generation, Event event) {
        return Texts.map(event, text -> switch (text) {
            case Text.Sealed sealed -> sealed;
            case Text.Plain(String value) -> seal(stream, generation, value);
        });
    }

    /** The record with every text opened whose key is still there. Opening again changes nothing. */
    public Recorded open(Recorded recorded) {
        return openBut(recorded, Set.of());
    }

    /** As {@link #open}, but these texts stay sealed even where their keys are still there. @param redacted names of keys */
    public Recorded openBut(Recorded recorded, Set<String> redacted) {
        return recorded.with(Texts.map(recorded.event(), text -> switch (text) {
            case Text.Plain plain -> plain;
            case Text.Sealed sealed -> {
                String value = redacted.contains(sealed.key()) ? null : open(recorded.stream(), sealed);
                yield value == null ? sealed : new Text.Plain(value);
            }
        }));
    }

    /** The names of the keys of an event's sealed texts, in the order of its components. */
    public static List<String> keyNames(Event event) {
        List<String> names = new ArrayList<>();
        Event unchanged = Texts.map(event, text -> {
            if (text instanceof Text.Sealed sealed) {
                names.add(sealed.key());
            }
            return text;
        });
        return names;
    }

    /** The texts of a sealed event that can be opened, by the names of their keys. */
    public Map<String, String> readable(Recorded recorded) {
        Map<String, String> texts = new LinkedHashMap<>();
        Event unchanged = Texts.map(recorded.event(), text -> {
            String value = text instanceof Text.Sealed sealed ? open(recorded.stream(), sealed) : null;
            if (text instanceof Text.Sealed sealed && value != null) {
                texts.put(sealed.key(), value);
            }
            return text;
        });
        return texts;
    }

    /** The generation of the stream's key that a text was sealed under. @param key the name of the text's key */
    public static int generationOf(String key) {
        int dot = key.indexOf('.');
        return dot < 0 ? 0 : Integer.parseInt(key.substring(0, dot));
    }

    /** The key of one text, to be kept when its stream's is destroyed; null where it is gone already. */
    public byte @Nullable [] keyOfText(String stream, String key) {
        byte[] kept = keys.kept(stream, key);
        if (kept != null) {
            return kept;
        }
        byte[] streamKey = keys.keyOf(stream, generationOf(key));
        try {
            return streamKey == null ? null : derived(streamKey, key).getEncoded();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("HKDF is not available", e);
        }
    }

    /**
     * The hash of a request as only who has the stream's key can compare it: once that was destroyed it confirms no guess of a
     * text that was in the request.
     *
     * @param generation as for {@link #seal}
     * @return the key's generation, a dot, HMAC-SHA256 in hex
     * @throws IllegalStateException if the stream has no key
     */
    public String sealRequest(String stream, int generation, String requestHash) {
        int newest = keys.generation(stream, generation);
        return newest + "." + mac(newestKey(stream, newest, generation), requestHash);
    }

    /**
     * Whether a request may be the one that was sealed; nobody can tell, and so it may, where the key is gone.
     *
     * @param sealed as {@link #sealRequest} gave it, or the hash alone as it was stored before there was one
     */
    public boolean isRepetition(String stream, String sealed, String requestHash) {
        int dot = sealed.indexOf('.');
        if (dot < 0) {
            return sealed.equals(requestHash);
        }
        byte[] streamKey = keys.keyOf(stream, generationOf(sealed));
        return streamKey == null || sealed.substring(dot + 1).equals(mac(streamKey, requestHash));
    }

    private static String mac(byte[] streamKey, String requestHash) {
        try {
            Mac mac = Mac.getInstance(MAC_NAME, MAC_PROVIDER);
            mac.init(derived(streamKey, REQUESTS));
            return HexFormat.of().formatHex(mac.doFinal(requestHash.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("HMAC is not available", e);
        }
    }

    private byte[] newestKey(String stream, int generation, int atLeast) {
        byte[] streamKey = generation < atLeast ? null : keys.keyOf(stream, generation);
        if (streamKey == null) {
            throw new IllegalStateException("no key for the texts of " + stream);
        }
        return streamKey;
    }

    private Text.Sealed seal(String stream, int atLeast, String value) {
        int generation = keys.generation(stream, atLeast);
        byte[] streamKey = newestKey(stream, generation, atLeast);
        byte[] fresh = new byte[KEY_NAME_BYTES + NONCE_BYTES];
        random.nextBytes(fresh);
        String random = Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(fresh, KEY_NAME_BYTES));
        String keyName = generation == 0 ? random : generation + "." + random;
        byte[] nonce = Arrays.copyOfRange(fresh, KEY_NAME_BYTES, fresh.length);
        try {
            byte[] ciphertext = cipher(Cipher.ENCRYPT_MODE, derived(streamKey, keyName), stream, nonce)
                    .doFinal(value.getBytes(StandardCharsets.UTF_8));
            byte[] sealed = Arrays.copyOf(nonce, NONCE_BYTES + ciphertext.length);
            System.arraycopy(ciphertext, 0, sealed, NONCE_BYTES, ciphertext.length);
            return new Text.Sealed(keyName, Base64.getEncoder().encodeToString(sealed));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("AES-GCM is not available", e);
        }
    }

    private @Nullable String open(String stream, Text.Sealed text) {
        try {
            byte[] kept = keys.kept(stream, text.key());
            byte[] streamKey = kept == null ? keys.keyOf(stream, generationOf(text.key())) : null;
            if (kept == null && streamKey == null) {
                return null;
            }
            SecretKey key = streamKey == null ? new SecretKeySpec(kept, "AES") : derived(streamKey, text.key());
            byte[] sealed = Base64.getDecoder().decode(text.sealed());
            byte[] nonce = Arrays.copyOf(sealed, NONCE_BYTES);
            byte[] plain = cipher(Cipher.DECRYPT_MODE, key, stream, nonce)
                    .doFinal(sealed, NONCE_BYTES, sealed.length - NONCE_BYTES);
            return new String(plain, StandardCharsets.UTF_8);
        } catch (AEADBadTagException | IllegalArgumentException foreign) {
            // sealed under a key that was destroyed since, or altered: unreadable either way
            return null;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("AES-GCM is not available", e);
        }
    }

    private static SecretKey derived(byte[] streamKey, String keyName) throws GeneralSecurityException {
        return KDF.getInstance(KDF_NAME, KDF_PROVIDER)
                .deriveKey(
                        "AES",
                        HKDFParameterSpec.ofExtract()
                                .addIKM(new SecretKeySpec(streamKey, "Generic"))
                                .thenExpand(keyName.getBytes(StandardCharsets.US_ASCII), 32));
    }

    private static Cipher cipher(int mode, SecretKey key, String stream, byte[] nonce) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance(CIPHER_NAME, CIPHER_PROVIDER);
        cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(stream.getBytes(StandardCharsets.UTF_8));
        return cipher;
    }
}
