package daftar.http.security;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.springframework.security.crypto.password.PasswordEncoder;

/**
 * Remembers for a while that a password was right, since bcrypt on each request would cost two cores all they have.
 *
 * <p>What is kept is never the password but an HMAC of it and of the stored hash that it fits, under a random key of this
 * process. A changed password changes the stored hash and is thereby forgotten at once. Wrong passwords are not remembered:
 * each of them costs the full bcrypt.
 */
public final class RememberedPasswords implements PasswordEncoder {

    private static final String HMAC = "HmacSHA256";

    private final PasswordEncoder encoder;
    private final Duration keep;
    private final int most;
    private final InstantSource clock;
    private final SecretKeySpec key;
    private final Map<String, Remembered> byStoredHash = new ConcurrentHashMap<>();

    private record Remembered(byte[] mac, Instant until) {}

    /**
     * @param encoder the slow one
     * @param keep how long a right password is remembered
     * @param most how many are remembered at once
     */
    public RememberedPasswords(PasswordEncoder encoder, Duration keep, int most, InstantSource clock) {
        this.encoder = encoder;
        this.keep = keep;
        this.most = most;
        this.clock = clock;
        byte[] random = new byte[32];
        new SecureRandom().nextBytes(random);
        this.key = new SecretKeySpec(random, HMAC);
    }

    @Override
    public @Nullable String encode(@Nullable CharSequence password) {
        return encoder.encode(password);
    }

    @Override
    public boolean matches(@Nullable CharSequence password, @Nullable String storedHash) {
        if (password == null || storedHash == null) {
            return false;
        }
        byte[] mac = mac(password, storedHash);
        Remembered remembered = byStoredHash.get(storedHash);
        Instant now = clock.instant();
        if (remembered != null && now.isBefore(remembered.until()) && MessageDigest.isEqual(remembered.mac(), mac)) {
            return true;
        }
        if (!encoder.matches(password, storedHash)) {
            return false;
        }
        makeRoom(now);
        byStoredHash.put(storedHash, new Remembered(mac, now.plus(keep)));
        return true;
    }

    private void makeRoom(Instant now) {
        if (byStoredHash.size() < most) {
            return;
        }
        byStoredHash.values().removeIf(remembered -> !now.isBefore(remembered.until()));
        if (byStoredHash.size() >= most) {
            byStoredHash.clear(); // rare, and each costs one bcrypt to come back
        }
    }

    private byte[] mac(CharSequence password, String storedHash) {
        try {
            Mac mac = Mac.getInstance(HMAC);
            mac.init(key);
            byte[] hash = storedHash.getBytes(StandardCharsets.UTF_8);
            mac.update(ByteBuffer.allocate(4).putInt(hash.length).flip());
            mac.update(hash);
            return mac.doFinal(password.toString().getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
