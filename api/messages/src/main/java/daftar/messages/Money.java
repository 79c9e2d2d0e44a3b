package daftar.messages;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Currency;
import java.util.List;
import org.joda.money.BigMoney;
import org.joda.money.CurrencyUnit;
import org.joda.money.IllegalCurrencyException;

/**
 * An amount in a currency, {@code {"amount":"12.50","currency":"EUR"}} in JSON. Sums never mix currencies, and nothing is
 * rounded but where it says so: half up, to the decimals of the currency (none for JPY, two for EUR and IRR, three for
 * KWD).
 *
 * @param amount with the currency's own number of decimals at the most
 * @param currency ISO 4217 code
 */
public record Money(BigDecimal amount, String currency) {

    private static final RoundingMode ROUNDING = RoundingMode.HALF_UP;
    private static final int NO_NUMBER = -1;
    private static final long MINUTES_OF_AN_HOUR = 60;
    /** Before the decimals: a sum of many such still fits the smallest unit's long. */
    private static final int MOST_DIGITS = 13;

    static {
        // what was paid in a currency that is no more stays in the log, and the library keeps the living ones; two of
        // the
        // dead may have had one number, which nothing needs here
        for (Currency currency : Currency.getAvailableCurrencies()) {
            try {
                CurrencyUnit.of(currency.getCurrencyCode());
            } catch (IllegalCurrencyException notThere) {
                CurrencyUnit.registerCurrency(
                        currency.getCurrencyCode(),
                        NO_NUMBER,
                        Math.max(currency.getDefaultFractionDigits(), 0),
                        List.of());
            }
        }
    }

    /** Nothing, in this currency. */
    public static Money zero(String currency) {
        return ofMinor(currency, 0);
    }

    /** So many of the currency's smallest unit: 1250 of EUR are 12.50. */
    public static Money ofMinor(String currency, long minor) {
        return of(BigMoney.ofMinor(CurrencyUnit.of(currency), minor));
    }

    /** Whether there is a currency of this code. */
    public static boolean isCurrency(String code) {
        try {
            CurrencyUnit.of(code);
            return true;
        } catch (IllegalCurrencyException unknown) {
            return false;
        }
    }

    /** Whether the currency exists and the amount has no more decimals than it allows. */
    public boolean isValid() {
        return isCurrency(currency)
                && amount.stripTrailingZeros().scale()
                        <= CurrencyUnit.of(currency).getDecimalPlaces()
                && amount.precision() - amount.scale() <= MOST_DIGITS;
    }

    /** The sum of two amounts of one currency; an {@link IllegalArgumentException} for two. */
    public Money plus(Money other) {
        return of(exact().plus(other.exact()));
    }

    /** What so many cost of which one costs this, rounded half up to the currency's decimals. */
    public Money times(BigDecimal quantity) {
        return of(exact().multipliedBy(quantity).withCurrencyScale(ROUNDING));
    }

    /** What so many minutes cost where this is the price of an hour, rounded half up to the currency's decimals. */
    public Money ofMinutes(int minutes) {
        return of(exact().multipliedBy(minutes).withCurrencyScale(ROUNDING).dividedBy(MINUTES_OF_AN_HOUR, ROUNDING));
    }

    /** In the currency's smallest unit; an {@link ArithmeticException} where the amount has more decimals than it. */
    public long minor() {
        return exact().withCurrencyScale(RoundingMode.UNNECESSARY).getAmountMinorLong();
    }

    /** Whether it is more than another amount of the same currency; an {@link IllegalArgumentException} for two. */
    public boolean isMoreThan(Money other) {
        return exact().isGreaterThan(other.exact());
    }

    private BigMoney exact() {
        return BigMoney.of(CurrencyUnit.of(currency), amount);
    }

    private static Money of(BigMoney money) {
        return new Money(money.getAmount(), money.getCurrencyUnit().getCode());
    }
}
