package daftar.readmodel;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Document ids from what people chose, which may be longer than Elasticsearch allows. */
final class Ids {

    private static final int LONGEST = 400;

    private Ids() {}

    /** The id itself, or where it is too long its beginning and its SHA-256. */
    static String bounded(String id) {
        // a UTF-16 unit is at most three bytes
        if (id.length() * 3 <= LONGEST || id.getBytes(StandardCharsets.UTF_8).length <= LONGEST) {
            return id;
        }
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(id.getBytes(StandardCharsets.UTF_8));
            int end = Character.isHighSurrogate(id.charAt(59)) ? 59 : 60;
            return id.substring(0, end) + "~" + HexFormat.of().formatHex(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
