package daftar.query;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SpellingTest {

    private static final List<String> TITLES = List.of(
            "Printer is offline",
            "Принтер не печатает",
            "Drucker druckt nicht",
            "چاپگر کار نمی‌کند",
            "The printer jams");

    @ParameterizedTest
    @CsvSource({
        "prniter offline, printer offline",
        "приннтер, принтер",
        "Druckr druckt, drucker druckt",
        "چابگر, چاپگر",
    })
    void a_mistyped_word_becomes_the_nearest_that_is_there(String typed, String meant) {
        assertThat(Spelling.corrected(typed, TITLES)).isEqualTo(meant);
    }

    @ParameterizedTest
    @CsvSource({"printer offline", "jam", "quarterly budget", "the"})
    void words_that_are_there_or_resemble_nothing_stay(String typed) {
        assertThat(Spelling.corrected(typed, TITLES)).isNull();
    }

    @Test
    void of_equally_near_words_the_more_frequent_is_meant() {
        assertThat(Spelling.corrected("cabls", List.of("cable", "cabin", "cables", "cables")))
                .isEqualTo("cables");
    }

    @Property(tries = 300)
    void changes_are_a_distance(
            @ForAll @AlphaChars @StringLength(max = 8) String one,
            @ForAll @AlphaChars @StringLength(max = 8) String other) {
        int changes = Spelling.changes(one, other);
        assertThat(changes)
                .isEqualTo(Spelling.changes(other, one))
                .isLessThanOrEqualTo(Math.max(one.length(), other.length()));
        assertThat(changes == 0).isEqualTo(one.equals(other));
    }
}
