package daftar.files;

import org.jspecify.annotations.Nullable;

/** A key for each content, kept apart from it: without the key nobody reads the content, wherever copies of it are. */
public interface FileKeys {

    /** The content's key, 32 bytes; null where it was destroyed or never made. */
    byte @Nullable [] keyOf(String sha256);

    /** Makes a key where there is none yet. */
    void prepare(String sha256);
}
