package daftar.messages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Currency;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.BigRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Scale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MoneyTest {

    private static Money money(String amount, String currency) {
        return new Money(new BigDecimal(amount), currency);
    }

    @ParameterizedTest
    @CsvSource({
        "1, JPY, true",
        "1.5, JPY, false",
        "1.25, IRR, true",
        "1.255, IRR, false",
        "1.255, KWD, true",
        "1.2555, KWD, false",
        "1.00, JPY, true",
        "1, XXY, false",
        "1, eur, false",
        "9999999999999, IRR, true",
        "12345678901234, IRR, false"
    })
    void an_amount_has_no_more_decimals_than_its_currency(String amount, String currency, boolean valid) {
        assertThat(money(amount, currency).isValid()).isEqualTo(valid);
    }

    @Test
    void sums_never_mix_currencies() {
        assertThat(money("12.5", "EUR").plus(money("0.25", "EUR"))).isEqualTo(money("12.75", "EUR"));
        assertThatThrownBy(() -> money("1", "EUR").plus(money("1", "USD")))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> money("1", "EUR").isMoreThan(money("1", "USD")))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @CsvSource({
        "50, EUR, 1, 0.83",
        "50, EUR, 90, 75.00",
        "31.01, EUR, 90, 46.52",
        "100, JPY, 1, 2",
        "100, JPY, 29, 48",
        "0.100, KWD, 1, 0.002",
        "1200000, IRR, 7, 140000.00"
    })
    void the_time_is_rounded_half_up_to_the_currency(String perHour, String currency, int minutes, String cost) {
        assertThat(money(perHour, currency).ofMinutes(minutes)).isEqualTo(money(cost, currency));
    }

    @Property(tries = 300)
    void a_product_is_the_exact_one_rounded_once(
            @ForAll @BigRange(min = "0", max = "99999") @Scale(2) BigDecimal price,
            @ForAll @BigRange(min = "0.001", max = "9999") @Scale(3) BigDecimal quantity) {
        assertThat(new Money(price, "EUR").times(quantity).amount())
                .isEqualTo(price.multiply(quantity).setScale(2, RoundingMode.HALF_UP));
    }

    @Property(tries = 300)
    void the_smallest_units_say_the_same(
            @ForAll @LongRange(min = 0, max = 9_999_999_999_999_999L) long minor,
            @ForAll @IntRange(max = 2) int which) {
        String currency = new String[] {"JPY", "EUR", "KWD"}[which];
        assertThat(Money.ofMinor(currency, minor).minor()).isEqualTo(minor);
    }

    @Test
    void whatever_currency_was_ever_accepted_is_still_read() {
        for (Currency currency : Currency.getAvailableCurrencies()) {
            Money one = money("1", currency.getCurrencyCode());
            assertThat(one.isValid()).as(currency.getCurrencyCode()).isTrue();
            assertThat(one.minor())
                    .as(currency.getCurrencyCode())
                    .isEqualTo(BigDecimal.TEN
                            .pow(Math.max(currency.getDefaultFractionDigits(), 0))
                            .longValue());
        }
    }
}
