package daftar.embedded.elasticsearch;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * One chain for text that mixes Persian, Russian, Chinese, English and German, on the real server: each stemmer touches
 * its own script only. What people write differently and mean alike must become the same terms.
 */
class MixedTextIT {

    private static Rest rest;
    private static String index;

    @BeforeAll
    static void define() {
        var server = ElasticsearchForTests.shared();
        rest = new Rest(server.uri(), server.authorization());
        index = server.newPrefix() + "mixed";
        String before = """
                "lowercase","decimal_digit","arabic_normalization","persian_normalization","cjk_width",
                "german_normalization","asciifolding","possessive",""";
        String after = """
                ,"suffixes","persian_stem","russian","english","german\"""";
        var made = rest.send("PUT", "/" + index, """
                {"settings":{"number_of_replicas":0,"analysis":{
                  "char_filter":{"spelling":{"type":"mapping","mappings":["\\\\u200C => \\\\u0020","\\\\u0640 =>","ё => е","Ё => Е"]}},
                  "filter":{
                    "possessive":{"type":"stemmer","language":"possessive_english"},
                    "bigrams":{"type":"cjk_bigram"},
                    "bigrams_and_unigrams":{"type":"cjk_bigram","output_unigrams":true},
                    "suffixes":{"type":"stop","stopwords":["ها","هاي","هايي","تر","ترين","مي","نمي"]},
                    "russian":{"type":"stemmer","language":"russian"},
                    "english":{"type":"stemmer","language":"english"},
                    "german":{"type":"stemmer","language":"light_german"}},
                  "analyzer":{
                    "asked":{"tokenizer":"standard","char_filter":["spelling"],"filter":[%1$s"bigrams"%2$s]},
                    "kept":{"tokenizer":"standard","char_filter":["spelling"],"filter":[%1$s"bigrams_and_unigrams"%2$s]}}}}}
                """.formatted(before, after));
        assertThat(made.statusCode()).as(made.body()).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource({
        "fa, نرم\u200cافزار, نرم افزار",
        "fa, كتاب, کتاب",
        "fa, علي, علی",
        "fa, کتاب\u200cها, کتاب",
        "fa, کتابها, کتاب",
        "fa, سلـــام, سلام",
        "fa, کامپيوتر, کامپیوتر",
        "fa, ۱۲۳, 123",
        "fa, می\u200cشود, شود",
        "ru, принтера, принтер",
        "ru, сети, сеть",
        "ru, пароли, пароль",
        "ru, ещё, еще",
        "ru, Пользователи, пользователь",
        "zh, ＡＢＣ１２３, abc123",
        "zh, 打印机, 打印机",
        "en, Printers, printer",
        "en, user's, user",
        "en, connected, connecting",
        "en, café, cafe",
        "de, Straße, Strasse",
        "de, Müller, Mueller",
        "de, Passwörter, Passwort",
        "de, Drucker, Druckern",
    })
    void these_fold_together(String language, String one, String other) {
        assertThat(rest.analyze(index, "asked", one))
                .as(language)
                .isNotEmpty()
                .isEqualTo(rest.analyze(index, "asked", other));
    }

    @ParameterizedTest
    @CsvSource({
        "fa, چاپگر, شبکه",
        "fa, رمز, مرز",
        "ru, принтер, сервер",
        "ru, пароль, парус",
        "zh, 打印机, 网络",
        "zh, 密码, 密集",
        "en, printer, scanner",
        "en, network, networth",
        "de, Netzwerk, Nutzer",
        "de, Drucker, Dose",
        "mixed, принтер, printer",
    })
    void these_stay_apart(String language, String one, String other) {
        assertThat(rest.analyze(index, "asked", one))
                .as(language)
                .isNotEmpty()
                .doesNotContainAnyElementsOf(rest.analyze(index, "asked", other));
    }

    @ParameterizedTest
    @CsvSource({
        "打印机坏了, 打印机",
        "我的电脑无法连接网络, 网络",
        "重置密码 password پسورد, 密码",
        "The printer's tray, printers",
        "VPN не работает после обновления, обновление",
        "چاپگرهای طبقه دوم کار نمی‌کنند, چاپگر",
    })
    void a_text_is_found_by_a_word_of_it(String text, String question) {
        assertThat(rest.analyze(index, "kept", text)).containsAll(rest.analyze(index, "asked", question));
    }

    @ParameterizedTest
    @CsvSource({"机, 打印机坏了"})
    void a_single_chinese_character_is_found_since_single_ones_are_kept(String question, String text) {
        assertThat(rest.analyze(index, "kept", text)).containsAll(rest.analyze(index, "asked", question));
    }
}
