package daftar.readmodel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AskedTextTest {

    @ParameterizedTest
    @CsvSource(delimiter = '>', quoteCharacter = '\0', textBlock = """
            printer jam                 > printer jam
            printer -"paper jam" toner  > printer toner
            printer -paper              > printer
            (printer | plotter) + jam*  > printer plotter jam
            "paper jam"                 > paper jam
            «не печатает» принтер       > не печатает принтер
            e-mail 5-inch               > e-mail 5-inch
            say "no                     > say no
            """)
    void what_is_excluded_and_every_operator_is_left_out_of_the_words(String text, String words) {
        assertThat(AskedText.of(text).words()).isEqualTo(words);
    }

    @Test
    void phrases_stand_between_the_quotation_marks_of_any_language() {
        assertThat(AskedText.of("«не печатает» „Papier leer“ “paper jam” 「缺纸」 \"no toner\" -\"no ink\"")
                        .phrases())
                .isEqualTo(List.of("не печатает", "Papier leer", "paper jam", "缺纸", "no toner"));
    }

    @Test
    void search_operators_know_one_quotation_mark_so_all_are_written_as_that() {
        assertThat(AskedText.of("«не печатает» принтер").query()).isEqualTo("\"не печатает\" принтер");
    }

    @Property
    void any_text_can_be_taken_apart_and_its_words_hold_no_operator(@ForAll String text) {
        assertThat(AskedText.of(text).words()).doesNotContain("\"", "+", "|", "(", ")", "~", "*", "\\");
    }
}
