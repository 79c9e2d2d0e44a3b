package daftar.messages;

import java.math.BigDecimal;
import java.util.Currency;

/**
 * An amount in a currency, {@code {"amount":"12.50","currency":"EUR"}} in JSON. Sums never mix currencies.
 *
 * @param amount with the currency's own number of decimals at the most
 * @param currency ISO 4217 code
 */
public record Money(BigDecimal amount, String currency) {

    /** Whether the currency exists and the amount has no more decimals than it allows. */
    public boolean isValid() {
        try {
            int digits = Currency.getInstance(currency).getDefaultFractionDigits();
            return amount.stripTrailingZeros().scale() <= Math.max(digits, 0) && amount.precision() <= 15;
        } catch (IllegalArgumentException unknownCurrency) {
            return false;
        }
    }

    /** The sum of two amounts of one currency; an {@link IllegalArgumentException} for two. */
    public Money plus(Money other) {
        if (!currency.equals(other.currency)) {
            throw new IllegalArgumentException("cannot add " + other.currency + " to " + currency);
        }
        return new Money(amount.add(other.amount), currency);
    }
}
