package daftar.http.words;

import static org.assertj.core.api.Assertions.assertThat;

import daftar.http.Api;
import daftar.http.Api.Answer;
import daftar.messages.words.Synonyms;
import daftar.messages.words.WordsCommand.SetSearchWords;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SearchWordsOverHttpTest {

    @BeforeEach
    void carriedOut() {
        Api.COMMANDS.carryOut();
    }

    @Test
    void words_are_read_and_set() {
        Answer none = Api.get("manager", "/api/search/words");
        assertThat(none.status()).isEqualTo(200);
        assertThat(none.header("ETag")).isEqualTo("\"-1\"");
        assertThat(none.body().path("synonyms").size()).isZero();
        Answer set = Api.post(
                "administrator",
                "/api/search/words",
                "{\"synonyms\":[{\"words\":[\"VPN\",\"remote access\"]}],\"stopWords\":[\"please\"]}");
        assertThat(set.status()).as(set.body().toString()).isEqualTo(200);
        assertThat(Api.COMMANDS.last().command())
                .isEqualTo(
                        new SetSearchWords(List.of(new Synonyms(List.of("VPN", "remote access"))), List.of("please")));
    }

    @Test
    void they_are_not_shown_to_everybody() {
        assertThat(Api.get("requester", "/api/search/words").status()).isEqualTo(403);
        assertThat(Api.get("", "/api/search/words").status()).isEqualTo(401);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '>', quoteCharacter = '\0', textBlock = """
        {"synonyms":[["VPN","tunnel"]]}        > synonyms[0]
        {"synonyms":[{"words":[1,"tunnel"]}]}  > synonyms[0].words[0]
        {"stopWords":"please"}                 > stopWords
        {"words":[]}                           > words
        """)
    void what_is_no_word_is_named(String body, String field) {
        Answer answer = Api.post("administrator", "/api/search/words", body);
        assertThat(answer.status()).as(answer.body().toString()).isEqualTo(400);
        assertThat(answer.body().toString()).contains("\"" + field + "\"");
    }
}
