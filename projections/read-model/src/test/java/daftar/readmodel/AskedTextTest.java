package daftar.readmodel;

import static org.assertj.core.api.Assertions.assertThat;

import daftar.messages.words.SearchWords;
import daftar.messages.words.Synonyms;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AskedTextTest {

    private static final SearchWords KNOWN = SearchWords.of(
            List.of(
                    new Synonyms(List.of("VPN", "remote access", "удалённый доступ")),
                    new Synonyms(List.of("پسورد", "رمز عبور"))),
            List.of("please", "the"));

    @ParameterizedTest
    @CsvSource(delimiter = '>', quoteCharacter = '\0', textBlock = """
        vpn broken              > (vpn | "remote access" | "удалённый доступ") broken
        Remote Access broken    > ((Remote Access) | VPN | "удалённый доступ") broken
        удаленный доступ        > ((удаленный доступ) | VPN | "remote access")
        please the printer      > printer
        please                  > please
        vpn -broken             > vpn -broken
        access                  > access
        """)
    void each_word_is_sought_with_what_means_the_same_and_without_what_means_nothing(String text, String query) {
        assertThat(AskedText.of(text, KNOWN).query()).isEqualTo(query);
    }

    @Test
    void a_persian_compound_is_sought_joined_and_apart() {
        assertThat(AskedText.of("نرم افزار", SearchWords.NONE).query()).isEqualTo("((نرم افزار) | نرمافزار)");
        assertThat(AskedText.of("نرمافزار", SearchWords.NONE).query()).contains("\"نرم افزار\"");
        assertThat(AskedText.of("printer jam", SearchWords.NONE).query()).isEqualTo("printer jam");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '>', quoteCharacter = '\0', textBlock = """
        T-1001                      > T-1001
        is t-1001 done?             > t-1001 T-1001 is t-1001 done?
        چاپگر T-۱۰۰۱                > T-1001 چاپگر T-۱۰۰۱
        (INC12|"INC 13")            > INC12 13 (INC12|"INC 13")
        printer -T-1001             >
        the printer is broken       >
        """)
    void what_may_be_the_number_of_something_is_found_in_what_is_said(String text, String references) {
        String expected = references == null ? "" : references;
        assertThat(String.join(" ", AskedText.of(text, SearchWords.NONE).references()))
                .isEqualTo(expected);
    }

    @Property
    void whatever_is_asked_the_words_that_were_said_are_still_sought(@ForAll String text) {
        AskedText without = AskedText.of(text, SearchWords.NONE);
        for (String word : without.words().split(" ")) {
            assertThat(without.query()).contains(word);
        }
    }

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
        assertThat(AskedText.of(text, SearchWords.NONE).words()).isEqualTo(words);
    }

    @Test
    void phrases_stand_between_the_quotation_marks_of_any_language() {
        assertThat(AskedText.of(
                                "«не печатает» „Papier leer“ “paper jam” 「缺纸」 \"no toner\" -\"no ink\"",
                                SearchWords.NONE)
                        .phrases())
                .isEqualTo(List.of("не печатает", "Papier leer", "paper jam", "缺纸", "no toner"));
    }

    @Test
    void search_operators_know_one_quotation_mark_so_all_are_written_as_that() {
        assertThat(AskedText.of("«не печатает» принтер", SearchWords.NONE).query())
                .isEqualTo("\"не печатает\" принтер");
    }

    @Property
    void any_text_can_be_taken_apart_and_its_words_hold_no_operator(@ForAll String text) {
        assertThat(AskedText.of(text, SearchWords.NONE).words())
                .doesNotContain("\"", "+", "|", "(", ")", "~", "*", "\\");
    }
}
