package daftar.ledger;

import java.io.ByteArrayOutputStream;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * What the tree holds of an event. Not its content but the hashes of it, so that a leaf can be shown to whoever may not read
 * the event.
 *
 * @param revision the place in the stream, from 0
 * @param type the stable name of the event's type
 * @param recordedAt when the store took it, by the store's clock
 * @param data plain SHA-256 of the payload's bytes as stored
 * @param metadata plain SHA-256 of the metadata's bytes as stored
 */
public record Leaf(
        String stream, long revision, UUID eventId, String type, Instant recordedAt, Hash data, Hash metadata) {

    /** First field of every leaf; another layout gets another name. */
    private static final String LAYOUT = "daftar.leaf.1";

    private static final int FIELDS = 8;

    /** Streams that keep their last events only, by design: keys of texts, and how far receivers are. */
    private static final List<String> SHORTENED = List.of("keys-", "progress-", "snap-");

    /**
     * Whether the events of a stream are leaves: all of the log is, but what belongs to the store itself ({@code $…}) and what
     * is shortened by design, as a proof over events that are to vanish would be worth nothing.
     */
    public static boolean isKept(String stream) {
        if (stream.startsWith("$")) {
            return false;
        }
        for (String prefix : SHORTENED) {
            if (stream.startsWith(prefix)) {
                return false;
            }
        }
        return true;
    }

    /** The leaf of an event as it is stored. */
    public static Leaf of(
            String stream, long revision, UUID eventId, String type, Instant recordedAt, byte[] data, byte[] metadata) {
        return new Leaf(stream, revision, eventId, type, recordedAt, Hash.ofBytes(data), Hash.ofBytes(metadata));
    }

    /**
     * The bytes that are hashed: eight fields, each after its length in four bytes, big-endian: the layout's name, stream, revision
     * (8 bytes), event id (16 bytes), type, recordedAt (seconds in 8 bytes, nanoseconds in 4), the two hashes. Two different
     * leaves never have the same bytes.
     */
    public byte[] encoded() {
        byte[] streamName = stream.getBytes(StandardCharsets.UTF_8);
        byte[] typeName = type.getBytes(StandardCharsets.UTF_8);
        byte[] layout = LAYOUT.getBytes(StandardCharsets.US_ASCII);
        int length = FIELDS * 4 + layout.length + streamName.length + 8 + 16 + typeName.length + 12 + 2 * Hash.LENGTH;
        ByteBuffer bytes = ByteBuffer.allocate(length);
        put(bytes, layout);
        put(bytes, streamName);
        bytes.putInt(8).putLong(revision);
        bytes.putInt(16).putLong(eventId.getMostSignificantBits()).putLong(eventId.getLeastSignificantBits());
        put(bytes, typeName);
        bytes.putInt(12).putLong(recordedAt.getEpochSecond()).putInt(recordedAt.getNano());
        put(bytes, data.bytes());
        put(bytes, metadata.bytes());
        return bytes.array();
    }

    /** The leaf's hash in the tree. */
    public Hash hash() {
        return Hash.ofLeaf(encoded());
    }

    /** @throws IllegalArgumentException if these are not the bytes of a leaf */
    public static Leaf decode(byte[] encoded) {
        try {
            ByteBuffer bytes = ByteBuffer.wrap(encoded);
            if (!text(bytes).equals(LAYOUT)) {
                throw new IllegalArgumentException("not a leaf of layout " + LAYOUT);
            }
            String stream = text(bytes);
            long revision = field(bytes, 8).getLong();
            ByteBuffer id = field(bytes, 16);
            UUID eventId = new UUID(id.getLong(), id.getLong());
            String type = text(bytes);
            ByteBuffer time = field(bytes, 12);
            Instant recordedAt = Instant.ofEpochSecond(time.getLong(), time.getInt());
            Hash data = hash(bytes);
            Hash metadata = hash(bytes);
            if (bytes.hasRemaining()) {
                throw new IllegalArgumentException("a leaf ends before these bytes do");
            }
            return new Leaf(stream, revision, eventId, type, recordedAt, data, metadata);
        } catch (BufferUnderflowException | DateTimeException broken) {
            throw new IllegalArgumentException("not the bytes of a leaf", broken);
        }
    }

    /** Leaves one behind the other, each after its length in four bytes. */
    public static byte[] joined(List<Leaf> leaves) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(leaves.size() * 200);
        for (Leaf leaf : leaves) {
            byte[] encoded = leaf.encoded();
            out.writeBytes(ByteBuffer.allocate(4).putInt(encoded.length).array());
            out.writeBytes(encoded);
        }
        return out.toByteArray();
    }

    /** The leaves that were joined. @throws IllegalArgumentException if these are not such bytes */
    public static List<Leaf> split(byte[] joined) {
        try {
            List<Leaf> leaves = new ArrayList<>();
            ByteBuffer bytes = ByteBuffer.wrap(joined);
            while (bytes.hasRemaining()) {
                leaves.add(decode(bytes(bytes)));
            }
            return leaves;
        } catch (BufferUnderflowException broken) {
            throw new IllegalArgumentException("leaves that break off", broken);
        }
    }

    /** What of it is not so of another, in words, such as {@code data}; empty where they are equal. */
    public List<String> differences(Leaf other) {
        List<String> differences = new ArrayList<>();
        compare("stream", stream, other.stream, differences);
        compare("revision", revision, other.revision, differences);
        compare("event id", eventId, other.eventId, differences);
        compare("type", type, other.type, differences);
        compare("recordedAt", recordedAt, other.recordedAt, differences);
        compare("data", data, other.data, differences);
        compare("metadata", metadata, other.metadata, differences);
        return differences;
    }

    private static void compare(String name, Object mine, Object theirs, List<String> differences) {
        if (!mine.equals(theirs)) {
            differences.add(name);
        }
    }

    private static void put(ByteBuffer bytes, byte[] field) {
        bytes.putInt(field.length).put(field);
    }

    private static byte[] bytes(ByteBuffer bytes) {
        int length = bytes.getInt();
        if (length < 0 || length > bytes.remaining()) {
            throw new BufferUnderflowException();
        }
        byte[] field = new byte[length];
        bytes.get(field);
        return field;
    }

    private static ByteBuffer field(ByteBuffer bytes, int length) {
        byte[] field = bytes(bytes);
        if (field.length != length) {
            throw new IllegalArgumentException("a field of " + field.length + " bytes where there are " + length);
        }
        return ByteBuffer.wrap(field);
    }

    private static Hash hash(ByteBuffer bytes) {
        return Hash.of(field(bytes, Hash.LENGTH).array());
    }

    private static String text(ByteBuffer bytes) {
        return new String(bytes(bytes), StandardCharsets.UTF_8);
    }
}
