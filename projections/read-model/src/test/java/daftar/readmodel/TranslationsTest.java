package daftar.readmodel;

import static org.assertj.core.api.Assertions.assertThat;

import daftar.readmodel.Translations.Pair;
import java.util.List;
import java.util.Map;
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
