package daftar.http.letters;

import daftar.messages.outbox.LetterKind;
import daftar.messages.outbox.LetterTexts.Wording;
import java.util.List;

/** Letters as they will look. Given by the application, which knows how they are filled. */
public interface LetterExamples {

    /** @param html the fragment, links by their marks */
    record Example(String subject, String text, String html) {}

    /** What comes with Daftar, in English where there is nothing in that language. */
    Wording shipped(LetterKind kind, String language);

    /** The languages that come with Daftar. */
    List<String> languages();

    /** @throws IllegalArgumentException if the wording cannot be filled; the message says why */
    Example example(LetterKind kind, Wording wording, String language);
}
