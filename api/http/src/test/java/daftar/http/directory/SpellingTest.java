package daftar.http.directory;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SpellingTest {

    @ParameterizedTest
    @CsvSource({
        "zah, زهرا کریمی, false",
        "زهرا, زهرا کریمی, true",
        "كريمي, زهرا کریمی, true",
        "کریمی زه, زهرا کریمی, true",
        "рима, زهرا کریمی, false",
        "семен, Семён Орлов, true",
        "орл, Семён Орлов, true",
        "рлов, Семён Орлов, false",
        "李, 李伟, true",
        "novak, Pavel Novák, true",
        "weiss, Ruth Weiß, true",
        "anna@ex, anna@example.org, true",
        "o'n, Shaun O'Neill, true"
    })
    void a_name_is_found_by_the_beginnings_of_its_words(String sought, String name, boolean found) {
        assertThat(Spelling.matches(Spelling.folded(sought), name)).isEqualTo(found);
    }
}
