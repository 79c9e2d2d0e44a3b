package daftar.http.request;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;

/** UUIDs of RFC 9562 that the JDK does not make. */
public final class Ids {

    private static final long VERSION_5 = 5L << 12;
    private static final long VERSION_7 = 7L << 12;
    private static final long VARIANT = 1L << 63;

    private Ids() {}

    /** Version 5: the same for the same namespace and name, for ever. */
    public static UUID derived(UUID namespace, String name) {
        byte[] hash;
        try {
            MessageDigest sha1 = MessageDigest.getInstance("SHA-1");
            sha1.update(ByteBuffer.allocate(16)
                    .putLong(namespace.getMostSignificantBits())
                    .putLong(namespace.getLeastSignificantBits())
                    .array());
            hash = sha1.digest(name.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
        ByteBuffer bytes = ByteBuffer.wrap(hash);
        return of(bytes.getLong(), bytes.getLong(), VERSION_5);
    }

    /** Version 7: unique, and in the order of time. */
    public static UUID ordered(Instant now) {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        return of((now.toEpochMilli() << 16) | random.nextInt(1 << 12), random.nextLong(), VERSION_7);
    }

    private static UUID of(long most, long least, long version) {
        return new UUID((most & ~0xF000L) | version, (least & ~(3L << 62)) | VARIANT);
    }
}
