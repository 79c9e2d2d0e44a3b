package daftar.messages.outbox;

import daftar.messages.Event;
import daftar.messages.Text;
import org.jspecify.annotations.Nullable;

/** What happened to the wording of letters. The stream is {@code templates-mail}. */
public sealed interface LetterTextEvent extends Event {

    /** The organisation's own wording. @param html a fragment; null to make it from the text */
    record LetterTextSet(
            LetterKind kind,
            String language,
            Text subject,
            Text text,
            @Nullable Text html) implements LetterTextEvent {}

    /** As it is shipped again. */
    record LetterTextReset(LetterKind kind, String language) implements LetterTextEvent {}
}
