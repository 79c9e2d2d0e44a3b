package daftar.query;

import static org.assertj.core.api.Assertions.assertThat;

import daftar.readmodel.Translations;
import daftar.readmodel.Translations.Pair;
import daftar.readmodel.Translations.Parallel;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class OtherWordsTest {

    private static final List<String> FIELDS = List.of("title", "solution");
    private static final Map<String, ?> SAID = Map.of("match_all", Map.of());

    @Test
    void where_no_word_is_known_a_query_stays_as_it_is() {
        OtherWords none = OtherWords.of(List.of("tastatur"), learned("drucker", "printer"));
        assertThat(none).isEqualTo(OtherWords.NONE);
        assertThat(none.or(SAID, FIELDS)).isSameAs(SAID);
        assertThat(none.orEnough(SAID, FIELDS, "2<30%")).isSameAs(SAID);
    }

    @Test
    void a_word_is_sought_as_it_was_said_and_for_less_in_another_language() {
        Map<String, ?> both =
                OtherWords.of(List.of("drucker"), learned("drucker", "printer")).or(SAID, FIELDS);
        assertThat(both.toString())
                .contains(SAID.toString())
                .contains("query=printer")
                .contains("boost=0.5");
    }

    @Test
    void a_long_question_is_asked_by_its_first_words() {
        List<String> question =
                IntStream.range(0, 200).mapToObj(i -> "wort" + i / 2).toList();
        assertThat(OtherWords.of(question, learned("wort0", "word0")).terms())
                .hasSize(30)
                .startsWith("wort0", "wort1")
                .endsWith("wort29");
    }

    private static Collection<Translations> learned(String from, String to) {
        Pair pair = new Pair(List.of(from), List.of(to));
        return Translations.learnEach(List.of(new Parallel("de", "en", List.of(pair, pair))))
                .values();
    }
}
