package daftar.readmodel;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import daftar.readmodel.Translations.Pair;
import daftar.readmodel.Translations.Parallel;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class TranslationsTest {

    private static final List<Pair> PAIRS = List.of(
            new Pair(List.of("drucker", "papier"), List.of("printer", "paper")),
            new Pair(List.of("papier", "leer"), List.of("empty", "paper")),
            new Pair(List.of("drucker", "defekt"), List.of("broken", "printer")));

    @Test
    void what_stands_together_in_pair_after_pair_belongs_together() {
        Translations learned = Translations.learn(PAIRS);
        assertThat(Map.of("drucker", "printer", "papier", "paper", "leer", "empty", "defekt", "broken"))
                .allSatisfy((from, to) ->
                        assertThat(learned.of(from).getFirst().term()).isEqualTo(to));
    }

    @Test
    void a_word_that_was_never_seen_has_no_translation() {
        assertThat(Translations.learn(PAIRS).of("netzwerk")).isEmpty();
    }

    @Test
    void a_text_that_was_not_translated_teaches_nothing() {
        assertThat(Translations.learn(List.of(new Pair(List.of("vpn"), List.of("vpn"))))
                        .size())
                .isZero();
    }

    @Test
    void what_stood_together_once_may_be_chance() {
        Translations english = into("en", new Parallel("de", "en", PAIRS));
        assertThat(english.of("drucker").getFirst().term()).isEqualTo("printer");
        assertThat(english.of("leer")).isEmpty();
        assertThat(english.of("defekt")).isEmpty();
        assertThat(into("de", new Parallel("de", "en", PAIRS))
                        .of("printer")
                        .getFirst()
                        .term())
                .isEqualTo("drucker");
    }

    @Test
    void what_a_word_is_in_one_language_takes_nothing_from_what_it_is_in_another() {
        Parallel russian = new Parallel(
                "de",
                "ru",
                List.of(
                        new Pair(List.of("drucker", "papier"), List.of("принтер", "бумаг")),
                        new Pair(List.of("papier", "leer"), List.of("пуст", "бумаг")),
                        new Pair(List.of("drucker", "defekt"), List.of("слома", "принтер"))));
        Parallel english = new Parallel("de", "en", PAIRS);
        assertThat(into("en", english, russian).of("drucker"))
                .isEqualTo(into("en", english).of("drucker"));
        assertThat(into("ru", english, russian).of("drucker").getFirst().term()).isEqualTo("принтер");
        assertThat(Translations.learnEach(List.of(english, russian))).containsOnlyKeys("de", "en", "ru");
    }

    @Test
    void a_word_that_stands_beside_everything_stands_for_nothing() {
        List<Pair> pairs = List.of(
                new Pair(List.of("принтер"), List.of("the", "printer")),
                new Pair(List.of("сканер"), List.of("the", "scanner")),
                new Pair(List.of("сервер"), List.of("the", "server")),
                new Pair(List.of("экран"), List.of("the", "screen")),
                new Pair(List.of("почт"), List.of("the", "mail")),
                new Pair(List.of("сет"), List.of("the", "network")));
        List<Pair> twice = Stream.concat(pairs.stream(), pairs.stream()).toList();
        assertThat(Translations.learn(twice).of("принтер"))
                .extracting(Translations.Translated::term)
                .contains("the");
        assertThat(into("en", new Parallel("ru", "en", twice)).of("принтер"))
                .extracting(Translations.Translated::term)
                .containsExactly("printer");
    }

    @Test
    void a_word_does_not_stand_for_itself() {
        List<Pair> pairs = List.of(
                new Pair(List.of("vpn", "drucker"), List.of("vpn", "printer")),
                new Pair(List.of("vpn", "papier"), List.of("vpn", "paper")));
        assertThat(Translations.learnEach(List.of(new Parallel("de", "en", pairs))))
                .allSatisfy((language, learned) -> assertThat(learned.of("vpn"))
                        .extracting(Translations.Translated::term)
                        .doesNotContain("vpn"));
    }

    private static Translations into(String language, Parallel... parallel) {
        return requireNonNull(Translations.learnEach(List.of(parallel)).get(language));
    }

    @Property(tries = 200)
    void no_term_stands_for_more_than_everything(@ForAll List<List<String>> left, @ForAll List<List<String>> right) {
        List<Pair> pairs = new java.util.ArrayList<>();
        for (int i = 0; i < Math.min(left.size(), right.size()); i++) {
            pairs.add(new Pair(left.get(i), right.get(i)));
        }
        Translations learned = Translations.learn(pairs);
        assertThat(left.stream().flatMap(List::stream)).allSatisfy(term -> assertThat(learned.of(term).stream()
                        .mapToDouble(Translations.Translated::probability)
                        .sum())
                .isLessThanOrEqualTo(1.000001));
    }
}
