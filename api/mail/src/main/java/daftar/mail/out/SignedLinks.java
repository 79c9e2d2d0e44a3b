package daftar.mail.out;

import daftar.messages.outbox.LinkPurpose;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * The tokens in a letter's links: who may do what to which ticket in which state until when, signed (HMAC-SHA256, 128 bits).
 * Whoever has one may do that one thing, so it is a secret of its recipient: it is in no event and in no log. It works once,
 * because the command's id is made from it.
 */
public final class SignedLinks {

    private static final int SIGNATURE = 16;
    private static final char BETWEEN = '\n';

    private final byte[] key;

    /** @param key of the installation, made for this purpose alone; 32 bytes */
    public SignedLinks(byte[] key) {
        this.key = key.clone();
    }

    /**
     * What a token says.
     *
     * @param person who may
     * @param subject the ticket's id; of UNSUBSCRIBE the kind of letter
     * @param bound the state of the ticket that it is for
     */
    public record Claim(LinkPurpose purpose, String person, String subject, String bound, Instant until) {}

    /** The token, of letters, digits, dashes, underscores and one dot. */
    public String sign(Claim claim) {
        String payload = String.join(
                String.valueOf(BETWEEN),
                claim.purpose().name(),
                claim.person(),
                claim.subject(),
                claim.bound(),
                Long.toString(claim.until().getEpochSecond(), Character.MAX_RADIX));
        String encoded = encoder().encodeToString(payload.getBytes(StandardCharsets.UTF_8));
        return encoded + "." + encoder().encodeToString(signature(encoded));
    }

    /** What the token says; null where it was not signed here. Whether it has lapsed is for the caller to see. */
    public @Nullable Claim read(String token) {
        int dot = token.indexOf('.');
        if (dot < 0 || token.length() > 2_000) {
            return null;
        }
        try {
            String encoded = token.substring(0, dot);
            byte[] given = Base64.getUrlDecoder().decode(token.substring(dot + 1));
            if (!MessageDigest.isEqual(given, signature(encoded))) {
                return null;
            }
            String payload = new String(Base64.getUrlDecoder().decode(encoded), StandardCharsets.UTF_8);
            List<String> parts = Arrays.asList(payload.split(String.valueOf(BETWEEN), -1));
            return new Claim(
                    LinkPurpose.valueOf(parts.get(0)),
                    parts.get(1),
                    parts.get(2),
                    parts.get(3),
                    Instant.ofEpochSecond(Long.parseLong(parts.get(4), Character.MAX_RADIX)));
        } catch (IllegalArgumentException | IndexOutOfBoundsException malformed) {
            return null;
        }
    }

    /**
     * The id of the one command that the token can cause, of version 5, so that a second use is recognised. Approving and
     * declining by the links of one letter exclude each other by the ticket's own rules.
     */
    static UUID commandId(String token) {
        byte[] sum = sha256(token);
        sum[6] = (byte) (sum[6] & 0x0f | 0x50);
        sum[8] = (byte) (sum[8] & 0x3f | 0x80);
        long most = 0;
        long least = 0;
        for (int i = 0; i < 8; i++) {
            most = most << 8 | sum[i] & 0xff;
            least = least << 8 | sum[i + 8] & 0xff;
        }
        return new UUID(most, least);
    }

    /** How a link is bound to a stage and to the time when the ticket came into it, or to a work entry and when it was asked. */
    static String bound(@Nullable String what, Instant since) {
        return what + "@" + since.toEpochMilli();
    }

    private byte[] signature(String encoded) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return Arrays.copyOf(mac.doFinal(encoded.getBytes(StandardCharsets.US_ASCII)), SIGNATURE);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this JDK has no HmacSHA256", e);
        }
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this JDK has no SHA-256", e);
        }
    }

    private static Base64.Encoder encoder() {
        return Base64.getUrlEncoder().withoutPadding();
    }
}
