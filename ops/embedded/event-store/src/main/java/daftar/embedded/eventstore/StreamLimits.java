package daftar.embedded.eventstore;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;

/**
 * The part of a stream's metadata that decides which of its events can be read. All the rest is kept as it is.
 *
 * @param maxCount the newest so many events; {@link #NONE} is no limit
 * @param maxAge seconds; {@link #NONE} is no limit
 * @param truncateBefore first revision that can be read; {@link #DELETED} is a soft-deleted stream
 */
record StreamLimits(long maxCount, long maxAge, long truncateBefore) {
    static final long NONE = -1;
    static final long DELETED = Long.MAX_VALUE;
    static final StreamLimits UNLIMITED = new StreamLimits(NONE, NONE, 0);

    /** A metadata stream shows its last event only, unless somebody gave it metadata of its own. */
    static final StreamLimits OF_METADATA = new StreamLimits(1, NONE, 0);

    private static final JsonMapper JSON = new JsonMapper();

    boolean isDeleted() {
        return truncateBefore == DELETED;
    }

    boolean isUnlimited() {
        return maxCount == NONE && maxAge == NONE && truncateBefore == 0;
    }

    /** The first revision that can be read when the stream's last one is {@code head}, age left aside. */
    long firstRevision(long head) {
        long byCount = maxCount == NONE ? 0 : Math.max(0, head - maxCount + 1);
        return Math.max(byCount, truncateBefore);
    }

    /** The ticks before which events are too old at {@code nowTicks}. */
    long createdFrom(long nowTicks) {
        return maxAge == NONE ? Long.MIN_VALUE : nowTicks - Math.multiplyExact(Math.min(maxAge, 1L << 34), 10_000_000L);
    }

    /** Reads metadata as a client wrote it; what is not an object, or not a number where one belongs, sets no limit. */
    static StreamLimits parse(byte[] metadata) {
        try {
            JsonNode json = JSON.readTree(metadata);
            if (json == null || !json.isObject()) {
                return UNLIMITED;
            }
            return new StreamLimits(
                    atLeast(1, json.get("$maxCount"), NONE),
                    atLeast(1, json.get("$maxAge"), NONE),
                    atLeast(0, json.get("$tb"), 0));
        } catch (IOException notJson) {
            return UNLIMITED;
        }
    }

    /** The same metadata, all other fields kept, with another {@code $tb}. */
    static byte[] withTruncateBefore(byte[] metadata, long truncateBefore) {
        ObjectNode json = JSON.createObjectNode();
        try {
            if (metadata.length > 0 && JSON.readTree(metadata) instanceof ObjectNode present) {
                json = present;
            }
        } catch (IOException notJson) {
            json = JSON.createObjectNode();
        }
        json.put("$tb", truncateBefore);
        try {
            return JSON.writeValueAsBytes(json);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static long atLeast(long least, @org.jspecify.annotations.Nullable JsonNode number, long otherwise) {
        return number != null && number.isIntegralNumber() && number.canConvertToLong() && number.longValue() >= least
                ? number.longValue()
                : otherwise;
    }
}
