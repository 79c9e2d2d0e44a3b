package daftar.json;

import org.jspecify.annotations.Nullable;

/** The keys that texts are sealed with, one per stream of events. */
public interface TextKeys {

    /** The stream's key, 32 bytes; null where it was destroyed or never made. */
    byte @Nullable [] keyOf(String stream);
}
