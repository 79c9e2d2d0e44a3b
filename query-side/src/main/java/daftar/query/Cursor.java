package daftar.query;

import daftar.messages.Refused;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Where a page ended: the sort values of its last entry, bound to the query and the caller by a digest. It gives no
 * access (each page is filtered anew), so the digest guards against mistakes and needs no key that nodes would have to
 * share.
 */
final class Cursor {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final int DIGEST_BYTES = 12;
    private static final int LONGEST = 2_000;

    private Cursor() {}

    /** @param query what the page was a page of, as a record whose {@code toString} says it all */
    static String write(Object query, List<?> sortValues) {
        byte[] values = JSON.writeValueAsBytes(sortValues);
        byte[] digest = digest(query, values);
        byte[] all = Arrays.copyOf(digest, DIGEST_BYTES + values.length);
        System.arraycopy(values, 0, all, DIGEST_BYTES, values.length);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(all);
    }

    /**
     * The sort values; null where there is no cursor.
     *
     * @throws Refused INVALID if it is not a cursor of this very query
     */
    static @Nullable List<Object> read(Object query, @Nullable String cursor) {
        if (cursor == null) {
            return null;
        }
        try {
            if (cursor.length() > LONGEST) {
                throw foreign();
            }
            byte[] all = Base64.getUrlDecoder().decode(cursor);
            if (all.length <= DIGEST_BYTES) {
                throw foreign();
            }
            byte[] values = Arrays.copyOfRange(all, DIGEST_BYTES, all.length);
            if (!Arrays.equals(digest(query, values), Arrays.copyOf(all, DIGEST_BYTES))) {
                throw foreign();
            }
            List<Object> sortValues = new ArrayList<>();
            for (JsonNode value : JSON.readTree(values)) {
                sortValues.add(value);
            }
            return sortValues;
        } catch (IllegalArgumentException | JacksonException unreadable) {
            throw foreign();
        }
    }

    private static byte[] digest(Object query, byte[] values) {
        try {
            MessageDigest sha = MessageDigest.getInstance("SHA-256");
            sha.update(query.toString().getBytes(StandardCharsets.UTF_8));
            sha.update((byte) 0);
            return Arrays.copyOf(sha.digest(values), DIGEST_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Refused foreign() {
        return Refused.invalid(
                "foreign-cursor",
                "cursor",
                "This cursor belongs to another query or is damaged; send the `next` of a page of this very query (same"
                        + " text, filters and sort), or none for the first page.");
    }
}
