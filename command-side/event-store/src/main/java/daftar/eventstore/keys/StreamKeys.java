package daftar.eventstore.keys;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The keys of one stream. A stream has one key until something of it is redacted; from then on it has a newer one
 * (generation 1, 2, …), and of those before only the keys of the single texts that are to stay readable. While a redaction
 * is being carried out, both are there.
 */
public final class StreamKeys {

    private static final int BYTES = 32;

    private final TreeMap<Integer, byte[]> generations;
    private final Map<String, byte[]> kept;

    private StreamKeys(Map<Integer, byte[]> generations, Map<String, byte[]> kept) {
        this.generations = new TreeMap<>(generations);
        this.kept = Map.copyOf(kept);
    }

    static StreamKeys first(byte[] key) {
        return new StreamKeys(Map.of(0, key), Map.of());
    }

    /** The newest generation; -1 where every key was destroyed. */
    public int generation() {
        return generations.isEmpty() ? -1 : generations.lastKey();
    }

    /** A generation's key, 32 bytes, not to be changed; null where it was destroyed or never made. */
    public byte @Nullable [] key(int generation) {
        return generations.get(generation);
    }

    /** The key of a single text of an older generation, by its name; null where it was not kept. */
    public byte @Nullable [] kept(String text) {
        return kept.get(text);
    }

    /** Whether more than the newest generation is there, so that a redaction is not finished. */
    public boolean isBeingRenewed() {
        return generations.size() > 1;
    }

    /** With a newer generation beside those that are there. */
    StreamKeys renewed(byte[] key) {
        Map<Integer, byte[]> more = new HashMap<>(generations);
        more.put(generation() + 1, key);
        return new StreamKeys(more, kept);
    }

    /** Only the newest generation, and of all that was before no more than these. */
    StreamKeys keeping(Map<String, byte[]> texts) {
        return new StreamKeys(Map.of(generation(), generations.lastEntry().getValue()), texts);
    }

    /** Nothing at all. */
    static StreamKeys destroyed() {
        return new StreamKeys(Map.of(), Map.of());
    }

    /** As it is wrapped: a first key as its 32 bytes, everything later as lines. */
    byte[] bytes() {
        byte[] first = generations.get(0);
        if (first != null && generations.size() == 1 && kept.isEmpty()) {
            return first;
        }
        Base64.Encoder base64 = Base64.getEncoder();
        StringBuilder lines = new StringBuilder("keys\n");
        generations.forEach((number, key) -> lines.append("generation ")
                .append(number)
                .append(' ')
                .append(base64.encodeToString(key))
                .append('\n'));
        kept.forEach((name, key) -> lines.append("kept ")
                .append(name)
                .append(' ')
                .append(base64.encodeToString(key))
                .append('\n'));
        return lines.toString().getBytes(StandardCharsets.US_ASCII);
    }

    /** @throws IllegalStateException if these are not keys */
    static StreamKeys of(byte[] bytes) {
        if (bytes.length == BYTES) {
            return first(bytes);
        }
        Map<Integer, byte[]> generations = new HashMap<>();
        Map<String, byte[]> kept = new HashMap<>();
        new String(bytes, StandardCharsets.US_ASCII).lines().skip(1).forEach(line -> {
            String[] words = line.split(" ", -1);
            byte[] key = Base64.getDecoder().decode(words[2]);
            switch (words[0]) {
                case "generation" -> generations.put(Integer.valueOf(words[1]), key);
                case "kept" -> kept.put(words[1], key);
                default -> throw new IllegalStateException("These are no keys of a stream.");
            }
        });
        return new StreamKeys(generations, kept);
    }
}
