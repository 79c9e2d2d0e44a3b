package daftar.query;

import static org.assertj.core.api.Assertions.assertThat;

import daftar.query.ParallelTexts.Piece;
import daftar.query.ParallelTexts.Said;
import daftar.readmodel.Translations.Pair;
import daftar.readmodel.Translations.Parallel;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class ParallelTextsTest {

    @Test
    void titles_of_all_come_before_what_the_first_says_at_length() {
        assertThat(ParallelTexts.of(List.of(
                                List.of(
                                        said("en", "Printer", "", "Restart it."),
                                        said("de", "Drucker", "", "Neu starten.")),
                                List.of(said("en", "Mail", "", ""), said("de", "Post", "", ""))))
                        .pieces())
                .containsExactly(
                        new Piece("en", "de", "Printer", "Drucker"),
                        new Piece("en", "de", "Mail", "Post"),
                        new Piece("en", "de", "Restart it.", "Neu starten."));
    }

    @Test
    void line_stands_for_line_else_paragraph_for_paragraph_else_nothing_is_taken() {
        assertThat(pieces("one\n\ntwo\n", "eins\nzwei")).containsExactly("one=eins", "two=zwei");
        assertThat(pieces("one\nmore\n\ntwo", "eins\n\nzwei")).containsExactly("one\nmore=eins", "two=zwei");
        assertThat(pieces("one\ntwo", "eins zwei")).containsExactly("one\ntwo=eins zwei");
        assertThat(pieces("one\n\ntwo\n\nthree", "eins\n\nzwei")).isEmpty();
        assertThat(pieces("one", "")).isEmpty();
    }

    @Test
    void each_two_languages_teach_together_whichever_is_the_original() {
        ParallelTexts texts = ParallelTexts.of(List.of(
                List.of(said("en", "Printer", "", ""), said("de", "Drucker", "", ""), said("ru", "Принтер", "", "")),
                List.of(said("de", "Post", "", ""), said("en", "Mail", "", ""))));
        assertThat(texts.texts()).containsExactly("Printer", "Drucker", "Принтер", "Post", "Mail");
        Map<String, List<String>> terms = texts.texts().stream()
                .collect(Collectors.toMap(text -> text, text -> List.of(text.toLowerCase(Locale.ROOT))));
        assertThat(texts.parallel(terms))
                .containsExactlyInAnyOrder(
                        new Parallel("de", "en", List.of(pair("drucker", "printer"), pair("post", "mail"))),
                        new Parallel("en", "ru", List.of(pair("printer", "принтер"))),
                        new Parallel("de", "ru", List.of(pair("drucker", "принтер"))));
    }

    @Test
    void what_is_said_at_great_length_without_a_break_teaches_nothing() {
        ParallelTexts texts =
                ParallelTexts.of(List.of(List.of(said("en", "long", "", ""), said("de", "lang", "", ""))));
        assertThat(texts.parallel(Map.of("long", Collections.nCopies(61, "word"), "lang", List.of("wort"))))
                .isEmpty();
        assertThat(texts.parallel(Map.of("long", Collections.nCopies(60, "word"), "lang", List.of("wort"))))
                .hasSize(1);
    }

    @Test
    void there_is_an_end_to_it() {
        String long1 = "a".repeat(ParallelTexts.MOST / 2);
        String long2 = "b".repeat(ParallelTexts.MOST / 2 + 1);
        assertThat(ParallelTexts.of(List.of(
                                List.of(said("en", long1, "", "and"), said("de", long2, "", "und")),
                                List.of(said("en", "Mail", "", ""), said("de", "Post", "", ""))))
                        .pieces())
                .containsExactly(new Piece("en", "de", "Mail", "Post"), new Piece("en", "de", "and", "und"));
    }

    private static Pair pair(String one, String other) {
        return new Pair(List.of(one), List.of(other));
    }

    private static Said said(String language, String... parts) {
        return new Said(language, List.of(parts));
    }

    private static List<String> pieces(String english, String german) {
        return ParallelTexts.of(List.of(List.of(said("en", "", "", english), said("de", "", "", german))))
                .pieces()
                .stream()
                .map(piece -> piece.one() + "=" + piece.other())
                .toList();
    }
}
