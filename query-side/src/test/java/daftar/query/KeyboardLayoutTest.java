package daftar.query;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class KeyboardLayoutTest {

    @ParameterizedTest
    @CsvSource({
        "ghbynth, принтер",
        "Gfhjkm, пароль",
        "]hm'v, چاپگر",
        "hdkjvkj, اینترنت",
        "зкштеук, printer",
        "ПАРОЛЬ, gfhjkm",
        "حقهدفثق, printer",
        "мзт 42, vpn 42",
    })
    void what_was_typed_with_another_layout_is_recognised(String typed, String meant) {
        assertThat(KeyboardLayout.meant(typed)).contains(meant);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "42", "打印机", "принтер hp", "café"})
    void what_no_such_keys_type_means_nothing_else(String typed) {
        assertThat(KeyboardLayout.meant(typed)).isEmpty();
    }

    @Provide
    Arbitrary<String> latin() {
        return Arbitraries.strings().withCharRange('a', 'z').ofMinLength(1).ofMaxLength(30);
    }

    @Property
    void what_is_typed_with_the_wrong_layout_and_recognised_is_what_was_meant(@ForAll("latin") String text) {
        assertThat(KeyboardLayout.meant(text)).hasSize(2).allSatisfy(other -> assertThat(KeyboardLayout.meant(other))
                .containsExactly(text));
    }

    @Property
    void any_text_may_be_typed(@ForAll String text) {
        assertThat(KeyboardLayout.meant(text)).hasSizeLessThanOrEqualTo(2);
    }
}
