package daftar.automations.webhook;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Signatures as Standard Webhooks has them: HMAC-SHA256 over id, seconds and body, one for each key that is valid. */
final class Signatures {

    /** What a key begins with, before its base64. */
    static final String PREFIX = "whsec_";

    private static final String ALGORITHM = "HmacSHA256";

    private Signatures() {}

    /** The header {@code webhook-signature}. @param keys {@code whsec_…}, at least one */
    static String of(String id, long seconds, byte[] body, List<String> keys) {
        return keys.stream().map(key -> "v1," + one(id, seconds, body, key)).collect(Collectors.joining(" "));
    }

    private static String one(String id, long seconds, byte[] body, String key) {
        byte[] head = (id + "." + seconds + ".").getBytes(StandardCharsets.UTF_8);
        byte[] signed = ByteBuffer.allocate(head.length + body.length)
                .put(head)
                .put(body)
                .array();
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(Base64.getDecoder().decode(key.substring(PREFIX.length())), ALGORITHM));
            return Base64.getEncoder().encodeToString(mac.doFinal(signed));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
