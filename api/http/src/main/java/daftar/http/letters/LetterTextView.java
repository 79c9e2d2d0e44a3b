package daftar.http.letters;

import daftar.messages.outbox.LetterKind;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How letters of one kind are worded in one language.
 *
 * @param own whether it is the organisation's own
 * @param html a fragment; null where it is made from the text
 * @param placeholders what it may name, each as {@code {{name}}}
 */
public record LetterTextView(
        LetterKind kind,
        String language,
        boolean own,
        String subject,
        String text,
        @Nullable String html,
        Set<String> placeholders) {}
