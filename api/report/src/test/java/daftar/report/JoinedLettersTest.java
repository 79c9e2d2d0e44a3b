package daftar.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.text.Normalizer;
import org.junit.jupiter.api.Test;

class JoinedLettersTest {

    @Test
    void letters_have_the_form_that_their_neighbours_give_them() {
        assertThat(JoinedLetters.shaped("گچپکی")).as("of Persian").isEqualTo("\uFB94\uFB7D\uFB59\uFB91\uFBFD");
        assertThat(JoinedLetters.shaped("درب"))
                .as("two that join to none, one alone")
                .isEqualTo("\uFEA9\uFEAD\uFE8F");
        assertThat(JoinedLetters.shaped("می\u200cرود"))
                .as("a joiner that is none")
                .startsWith("\uFEE3\uFBFD\u200c\uFEAD");
        assertThat(JoinedLetters.shaped("سلام")).as("lam and alef are one").isEqualTo("\uFEB3\uFEFC\uFEE1");
        assertThat(JoinedLetters.shaped("بُب")).as("marks are passed by").isEqualTo("\uFE91ُ\uFE90");
        assertThat(JoinedLetters.shaped("Drucker, 打印机")).isEqualTo("Drucker, 打印机");
    }

    @Test
    void the_letters_stay_the_same() {
        String text = "برخی متن‌های این درخواست برای همیشه ناخوانا شده‌اند؛ چاپگر ژاپنی گفت: لأن ؤئة";
        assertThat(Normalizer.normalize(JoinedLetters.shaped(text), Normalizer.Form.NFKC))
                .isEqualTo(Normalizer.normalize(text, Normalizer.Form.NFKC));
    }
}
