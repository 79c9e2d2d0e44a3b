package daftar.query;

import static org.assertj.core.api.Assertions.assertThat;

import daftar.json.DaftarJson;
import daftar.readmodel.ReadModel;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is written differently and means alike becomes the same terms: by the definition of the index itself. */
class FoldedWordsIT {

    private static SampleDesk desk;

    @BeforeAll
    static void an_index_as_the_application_makes_it() throws Exception {
        desk = new SampleDesk();
    }

    private static List<String> terms(String analyzer, String text) {
        String answer = desk.send(
                "POST",
                "/" + ReadModel.TICKETS.index(desk.prefix, 1) + "/_analyze",
                DaftarJson.web().writeValueAsString(Map.of("analyzer", analyzer, "text", text)),
                "application/json");
        List<String> terms = new ArrayList<>();
        DaftarJson.web()
                .readTree(answer)
                .path("tokens")
                .forEach(token -> terms.add(token.path("token").asString()));
        return terms;
    }

    @ParameterizedTest
    @CsvSource({
        "ru, заявок, заявка",
        "ru, заявки, заявка",
        "ru, папок, папки",
        "ru, звонок, звонка",
        "ru, ошибок, ошибка",
        "ru, печать, печатает",
        "ru, срок, сроков",
        "zh, 服務器, 服务器",
        "zh, 電腦, 电脑",
        "zh, 網絡, 网络",
        "fa, کتاب\u200cها, کتاب",
        "de, Drucker, Druckern",
        "en, Printers, printer",
    })
    void these_fold_together(String language, String one, String other) {
        assertThat(terms("daftar_search", one)).as(language).isNotEmpty().isEqualTo(terms("daftar_search", other));
    }

    @ParameterizedTest
    @CsvSource({
        "ru, срок, сорок",
        "ru, почта, почки",
        "zh, 服務, 服裝",
        "de, Drucker, Dose",
        "en, printer, scanner",
    })
    void these_stay_apart(String language, String one, String other) {
        assertThat(terms("daftar_search", one))
                .as(language)
                .isNotEmpty()
                .doesNotContainAnyElementsOf(terms("daftar_search", other));
    }

    @ParameterizedTest
    @CsvSource({
        "Netzwerkdrucker, Drucker",
        "Netzwerkdrucker, Netzwerk",
        "Benutzerkonten gesperrt, Konten",
        "Passwortänderung, Passwort",
        "Druckerwarteschlange, Drucker",
        "請重置密碼, 密码",
    })
    void a_text_is_found_by_a_part_of_a_word_of_it(String text, String question) {
        assertThat(terms("daftar", text)).containsAll(terms("daftar_search", question));
    }
}
