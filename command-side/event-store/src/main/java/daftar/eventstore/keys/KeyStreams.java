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
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A key for each stream whose texts are sealed, in {@code keys-<stream>}: event {@code StreamKeyMade}, {@code
 * {"wrapped":…}}. A key is made before the stream's first event; one whose stream never came is harmless. Keys are
 * remembered in memory, the most recently used first.
 */
public final class KeyStreams {

    /** Prefix of the streams that hold keys. */
    public static final String PREFIX = "keys-";

    private static final String MADE = "StreamKeyMade";
    private static final Pattern WRAPPED = Pattern.compile("\"wrapped\":\"([A-Za-z0-9+/=]+)\"");

    private final EventLog log;
    private final InstallationKey installation;
    private final SecureRandom random = new SecureRandom();
    private final Map<String, byte[]> known;

    /** @param remembered how many keys are kept in memory, about 200 bytes each */
    public KeyStreams(EventLog log, InstallationKey installation, int remembered) {
        this.log = log;
        this.installation = installation;
        this.known = Collections.synchronizedMap(new LinkedHashMap<>(1_024, 0.75f, true) {
            @Override
            protected boolean removeEldestEntry(Map.Entry<String, byte[]> eldest) {
                return size() > remembered;
            }
        });
    }

    /** Makes a key for the stream where it has none yet. */
    public void prepare(String stream) {
        if (known.containsKey(stream)) {
            return;
        }
        byte[] key = new byte[32];
        random.nextBytes(key);
        byte[] data = ("{\"wrapped\":\"" + installation.wrap(stream, key) + "\"}").getBytes(StandardCharsets.UTF_8);
        try {
            log.append(
                    PREFIX + stream,
                    ExpectedRevision.noStream(),
                    List.of(new NewEvent(UUID.randomUUID(), MADE, Map.of("revision", "1"), data)));
            known.put(stream, key);
        } catch (RevisionConflict madeBefore) {
            // by a raise that was not finished, or by another node: its key is the key
            keyOf(stream);
        }
    }

    /**
     * The stream's key, 32 bytes, not to be changed; null where there is none.
     *
     * @throws IllegalStateException if it was wrapped by another installation's key
     */
    public byte @Nullable [] keyOf(String stream) {
        byte[] key = known.get(stream);
        if (key == null) {
            List<RecordedEvent> last = log.readBackwards(PREFIX + stream, 1);
            if (last.isEmpty()) {
                return null;
            }
            Matcher wrapped = WRAPPED.matcher(new String(last.getFirst().data(), StandardCharsets.UTF_8));
            if (!wrapped.find()) {
                return null;
            }
            key = installation.unwrap(stream, wrapped.group(1));
            known.put(stream, key);
        }
        return key;
    }

    /**
     * A key that is in memory, wrapped for keeping elsewhere; null where it is not. Whoever keeps it forgets it when the
     * stream's key is replaced.
     */
    public @Nullable String wrapped(String stream) {
        byte[] key = known.get(stream);
        return key == null ? null : installation.wrap(stream, key);
    }

    /**
     * Remembers a key that {@link #wrapped} gave, so that it need not be read.
     *
     * @throws IllegalStateException if it was wrapped by another installation's key
     */
    public void recall(String stream, String wrapped) {
        if (!known.containsKey(stream)) {
            known.put(stream, installation.unwrap(stream, wrapped));
        }
    }
}
