package daftar.eventstore.keys;

import daftar.eventstore.EventLog;
import daftar.eventstore.ExpectedRevision;
import daftar.eventstore.NewEvent;
import daftar.eventstore.RecordedEvent;
import daftar.eventstore.RevisionConflict;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Keys for each stream whose texts are sealed, in {@code keys-<stream>}; its last event holds all of them, {@code
 * {"wrapped":…}}. {@code StreamKeyMade} comes before the stream's first event; one whose stream never came is harmless.
 * A redaction appends {@code StreamKeyRenewed} (a newer key beside the older), later {@code StreamKeysReplaced} (the newer
 * one, and the keys of single older texts), after which the stream keeps that event only. Keys are remembered in memory,
 * the most recently used first.
 */
public final class KeyStreams {

    /** Prefix of the streams that hold keys. */
    public static final String PREFIX = "keys-";

    private static final String MADE = "StreamKeyMade";
    private static final String RENEWED = "StreamKeyRenewed";
    private static final String REPLACED = "StreamKeysReplaced";
    private static final Pattern WRAPPED = Pattern.compile("\"wrapped\":\"([A-Za-z0-9+/=]+)\"");

    private final EventLog log;
    private final InstallationKey installation;
    private final SecureRandom random = new SecureRandom();
    private final Map<String, StreamKeys> known;

    /** @param remembered how many streams' keys are kept in memory, about 300 bytes each */
    public KeyStreams(EventLog log, InstallationKey installation, int remembered) {
        this.log = log;
        this.installation = installation;
        this.known = Collections.synchronizedMap(new LinkedHashMap<>(1_024, 0.75f, true) {
            @Override
            protected boolean removeEldestEntry(Map.Entry<String, StreamKeys> eldest) {
                return size() > remembered;
            }
        });
    }

    /** Makes a key for the stream where it has none yet. */
    public void prepare(String stream) {
        if (known.containsKey(stream)) {
            return;
        }
        StreamKeys keys = StreamKeys.first(fresh());
        try {
            append(stream, ExpectedRevision.noStream(), MADE, keys);
            known.put(stream, keys);
        } catch (RevisionConflict madeBefore) {
            // by a raise that was not finished, or by another node: its key is the key
            keysOf(stream);
        }
    }

    /**
     * The stream's keys; null where it has none.
     *
     * @throws IllegalStateException if they were wrapped by another installation's key
     */
    public @Nullable StreamKeys keysOf(String stream) {
        StreamKeys keys = known.get(stream);
        return keys == null ? newest(stream) : keys;
    }

    /** The stream's keys, of this generation or a newer one: read anew where those in memory are older. */
    public @Nullable StreamKeys keysOf(String stream, int atLeast) {
        StreamKeys keys = keysOf(stream);
        return keys == null || keys.generation() >= atLeast ? keys : newest(stream);
    }

    /** The stream's newest key, 32 bytes, not to be changed; null where there is none. */
    public byte @Nullable [] keyOf(String stream) {
        StreamKeys keys = keysOf(stream);
        return keys == null ? null : keys.key(keys.generation());
    }

    private @Nullable StreamKeys newest(String stream) {
        RecordedEvent last = last(stream);
        return last == null ? null : remembered(stream, last);
    }

    private @Nullable RecordedEvent last(String stream) {
        List<RecordedEvent> last = log.readBackwards(PREFIX + stream, 1);
        return last.isEmpty() ? null : last.getFirst();
    }

    private @Nullable StreamKeys remembered(String stream, RecordedEvent event) {
        Matcher wrapped = WRAPPED.matcher(new String(event.data(), StandardCharsets.UTF_8));
        if (!wrapped.find()) {
            return null;
        }
        StreamKeys keys = StreamKeys.of(installation.unwrap(stream, wrapped.group(1)));
        known.put(stream, keys);
        return keys;
    }

    /**
     * Gives the stream a newer key beside the older ones, durably; where that has been done and not finished, it stays so.
     *
     * @return with the newer generation; null where the stream has no keys
     */
    public @Nullable StreamKeys renew(String stream) {
        return change(stream, RENEWED, keys -> keys.isBeingRenewed() ? keys : keys.renewed(fresh()));
    }

    /**
     * Destroys every key but the newest and those of these texts. The older events of the key stream can no longer be read
     * when this returns; they are in the store's files until it is scavenged.
     *
     * @param texts the keys of single texts of older generations that are to stay, by their names
     */
    public void keepOnly(String stream, Map<String, byte[]> texts) {
        if (change(stream, REPLACED, keys -> keys.keeping(texts)) != null) {
            log.setMaxCount(PREFIX + stream, 1);
        }
    }

    /** Destroys all keys of the stream, as {@link #keepOnly} does. */
    public void destroy(String stream) {
        if (change(stream, REPLACED, keys -> StreamKeys.destroyed()) != null) {
            log.setMaxCount(PREFIX + stream, 1);
        }
    }

    private @Nullable StreamKeys change(String stream, String type, UnaryOperator<StreamKeys> change) {
        while (true) {
            RecordedEvent last = last(stream);
            StreamKeys before = last == null ? null : remembered(stream, last);
            if (last == null || before == null) {
                return null;
            }
            StreamKeys after = change.apply(before);
            if (after == before) {
                return before;
            }
            try {
                append(stream, ExpectedRevision.exactly(last.revision()), type, after);
                known.put(stream, after);
                return after;
            } catch (RevisionConflict another) {
                // another node was quicker: what it wrote is what is to be changed
            }
        }
    }

    /** Has the keys read anew when they are needed next: another node may have replaced them. */
    public void forget(String stream) {
        known.remove(stream);
    }

    private void append(String stream, ExpectedRevision expected, String type, StreamKeys keys) {
        byte[] data =
                ("{\"wrapped\":\"" + installation.wrap(stream, keys.bytes()) + "\"}").getBytes(StandardCharsets.UTF_8);
        log.append(
                PREFIX + stream,
                expected,
                List.of(new NewEvent(UUID.randomUUID(), type, Map.of("revision", "1"), data)));
    }

    private byte[] fresh() {
        byte[] key = new byte[32];
        random.nextBytes(key);
        return key;
    }

    /**
     * Keys that are in memory, wrapped for keeping elsewhere; null where they are not. Whoever keeps them forgets them when
     * the stream's keys are replaced.
     */
    public @Nullable String wrapped(String stream) {
        StreamKeys keys = known.get(stream);
        return keys == null ? null : installation.wrap(stream, keys.bytes());
    }

    /**
     * Remembers keys that {@link #wrapped} gave, so that they need not be read.
     *
     * @throws IllegalStateException if they were wrapped by another installation's key
     */
    public void recall(String stream, String wrapped) {
        if (!known.containsKey(stream)) {
            known.put(stream, StreamKeys.of(installation.unwrap(stream, wrapped)));
        }
    }
}
