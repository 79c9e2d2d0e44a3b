package daftar.json;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The keys that texts are sealed with. A stream of events has one; once something of it was redacted, a newer one, and of
 * the older only the keys of single texts (design §6).
 */
public interface TextKeys {

    /**
     * The generation of the stream's newest key, from 0.
     *
     * @param atLeast the generation that the caller knows to be there; one in memory that is older is not the newest
     * @return -1 where the stream has no key
     */
    int generation(String stream, int atLeast);

    /** The stream's key of a generation, 32 bytes; null where it was destroyed or never made. */
    byte @Nullable [] keyOf(String stream, int generation);

    /** The key of a single text that outlived its generation, by its name; null for none. */
    byte @Nullable [] kept(String stream, String text);

    /** Keys of streams none of which was ever replaced. @param keyOf null for a stream without a key */
    static TextKeys of(Function<String, byte @Nullable []> keyOf) {
        return new TextKeys() {
            @Override
            public int generation(String stream, int atLeast) {
                return keyOf.apply(stream) == null ? -1 : 0;
            }

            @Override
            public byte @Nullable [] keyOf(String stream, int generation) {
                return generation == 0 ? keyOf.apply(stream) : null;
            }

            @Override
            public byte @Nullable [] kept(String stream, String text) {
                return null;
            }
        };
    }
}
