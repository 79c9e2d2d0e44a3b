package daftar.messages.feed;

import daftar.messages.Refused;
import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.zip.CRC32C;

/**
 * A place in the feed, as it is handed out: a position of the log, with a checksum against what was cut off or mixed up. It
 * gives no access; every page is filtered anew. The same for everybody, on every node, for ever.
 */
public final class FeedCursor {

    /** Stands for the end of the log as it is when it is used. */
    public static final String NOW = "now";

    /** Before everything. */
    public static final long START = -1;

    private static final byte FORM = 1;
    private static final int BYTES = 1 + Long.BYTES + Integer.BYTES;

    private FeedCursor() {}

    public static String write(long position) {
        ByteBuffer bytes = ByteBuffer.allocate(BYTES).put(FORM).putLong(position);
        bytes.putInt(checksum(bytes.array()));
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes.array());
    }

    /** @param field that holds it @throws Refused INVALID where it is none */
    public static long read(String cursor, String field) {
        try {
            byte[] bytes = Base64.getUrlDecoder().decode(cursor);
            if (bytes.length == BYTES) {
                ByteBuffer buffer = ByteBuffer.wrap(bytes);
                byte form = buffer.get();
                long position = buffer.getLong();
                if (form == FORM && position >= START && buffer.getInt() == checksum(bytes)) {
                    return position;
                }
            }
        } catch (IllegalArgumentException unreadable) {
            // said below
        }
        throw Refused.invalid(
                "malformed-cursor",
                field,
                field
                        + " must be a cursor as the feed gives them, `next` of a page or `cursor` of an event; left out, the feed"
                        + " begins with the register.");
    }

    private static int checksum(byte[] bytes) {
        CRC32C sum = new CRC32C();
        sum.update(bytes, 0, 1 + Long.BYTES);
        return (int) sum.getValue();
    }
}
