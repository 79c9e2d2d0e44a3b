package daftar.messages;

import org.jspecify.annotations.Nullable;

/**
 * Text that people typed. It is stored sealed, so that it can be made unreadable later while its event stays (design §6).
 * Deciders pass it on without looking; folds see it opened, or still sealed where its key is gone.
 */
public sealed interface Text {

    /** Readable text: as it came in, or as it was opened. */
    record Plain(String value) implements Text {}

    /**
     * Text as it is stored.
     *
     * @param key names the key that this one text is sealed with, unique in the log
     * @param sealed nonce and AES-GCM ciphertext, base64
     */
    record Sealed(String key, String sealed) implements Text {}

    static Text of(String value) {
        return new Plain(value);
    }

    /** The text, or null where there is none. */
    static @Nullable Text ofNullable(@Nullable String value) {
        return value == null ? null : new Plain(value);
    }

    /** The readable text; null while it is sealed, which for an opened event means that it was redacted. */
    default @Nullable String readable() {
        return switch (this) {
            case Plain(String value) -> value;
            case Sealed sealed -> null;
        };
    }

    /** The readable text of a text that may be missing or redacted; null for both. */
    static @Nullable String read(@Nullable Text text) {
        return text == null ? null : text.readable();
    }
}
