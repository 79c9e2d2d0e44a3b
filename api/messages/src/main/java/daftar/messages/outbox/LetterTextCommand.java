package daftar.messages.outbox;

import daftar.messages.Command;
import daftar.messages.Text;
import org.jspecify.annotations.Nullable;

/** What administrators ask about the wording of letters. */
public sealed interface LetterTextCommand extends Command {

    /** The one stream of all wordings. */
    String STREAM = "templates-mail";

    LetterKind kind();

    String language();

    @Override
    default String stream() {
        return STREAM;
    }

    /**
     * The organisation's own wording, a Mustache template with the placeholders of {@link Placeholders}.
     *
     * @param language BCP 47
     * @param html a fragment; null to make it from the text
     */
    record SetLetterText(
            LetterKind kind,
            String language,
            Text subject,
            Text text,
            @Nullable Text html) implements LetterTextCommand {}

    /** As it is shipped again. */
    record ResetLetterText(LetterKind kind, String language) implements LetterTextCommand {}
}
