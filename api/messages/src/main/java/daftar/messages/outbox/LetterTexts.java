package daftar.messages.outbox;

import daftar.messages.Text;
import daftar.messages.outbox.LetterTextEvent.LetterTextReset;
import daftar.messages.outbox.LetterTextEvent.LetterTextSet;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The organisation's own wordings of letters. Immutable. @param own what differs from what is shipped */
public record LetterTexts(Map<Of, Wording> own) {

    /** Nothing differs. */
    public static final LetterTexts SHIPPED = new LetterTexts(Map.of());

    /** Which wording. */
    public record Of(LetterKind kind, String language) {}

    /** @param html null to make it from the text */
    public record Wording(
            String subject, String text, @Nullable String html) {}

    public LetterTexts {
        own = Map.copyOf(own);
    }

    /** The organisation's own; null for the shipped one. */
    public @Nullable Wording of(LetterKind kind, String language) {
        return own.get(new Of(kind, language));
    }

    /** After an event; a wording that was redacted is the shipped one again. */
    public LetterTexts after(LetterTextEvent event) {
        Map<Of, Wording> all = new HashMap<>(own);
        switch (event) {
            case LetterTextSet e -> {
                String subject = Text.read(e.subject());
                String text = Text.read(e.text());
                Of of = new Of(e.kind(), e.language());
                if (subject == null || text == null) {
                    all.remove(of);
                } else {
                    all.put(of, new Wording(subject, text, Text.read(e.html())));
                }
            }
            case LetterTextReset e -> all.remove(new Of(e.kind(), e.language()));
        }
        return new LetterTexts(all);
    }
}
