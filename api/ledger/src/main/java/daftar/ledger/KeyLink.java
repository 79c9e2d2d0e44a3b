package daftar.ledger;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A key takes the place of another.
 *
 * @param before whose last head is the one over {@code size} events
 * @param after who signs every head over more
 * @param rotatedAt when that was said
 * @param signature of the key before, base64; null where it was lost and could not sign
 * @param newSignature of the key after, base64: it exists, and says which one it follows
 */
public record KeyLink(
        PublicKey before,
        PublicKey after,
        long size,
        Instant rotatedAt,
        @Nullable String signature,
        String newSignature) {

    /** Says that a key takes the place of another, signed by both. */
    public static KeyLink signed(SigningKey before, SigningKey after, long size, Instant at) {
        byte[] statement = statement(before.publicKey(), after.publicKey(), size, at);
        return new KeyLink(
                before.publicKey(), after.publicKey(), size, at, before.sign(statement), after.sign(statement));
    }

    /** Says that a key takes the place of one that was lost. */
    public static KeyLink afterLost(PublicKey lost, SigningKey after, long size, Instant at) {
        return new KeyLink(
                lost, after.publicKey(), size, at, null, after.sign(statement(lost, after.publicKey(), size, at)));
    }

    /** The bytes that both sign: five lines of text. */
    public byte[] statement() {
        return statement(before, after, size, rotatedAt);
    }

    private static byte[] statement(PublicKey before, PublicKey after, long size, Instant at) {
        return ("daftar.ledger-key.1\n" + before.text() + "\n" + after.text() + "\n" + size + "\n" + at + "\n")
                .getBytes(StandardCharsets.UTF_8);
    }

    /** Why it does not hold, as a sentence without its end; null where it does. */
    public @Nullable String fault() {
        String name = "the link from the key " + before.id() + " to the key " + after.id();
        if (before.equals(after)) {
            return name + " leads nowhere";
        }
        if (signature != null && !before.verifies(statement(), signature)) {
            return name + " does not have the signature of " + before.id();
        }
        return after.verifies(statement(), newSignature)
                ? null
                : name + " does not have the signature of " + after.id();
    }
}
