package daftar.readmodel;

import daftar.messages.Money;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Currency;
import java.util.List;
import java.util.TreeMap;

/**
 * A sum of money in one currency.
 *
 * @param currency ISO 4217 code
 * @param amount as a decimal, e.g. {@code 12.50}
 * @param minor the same in the currency's smallest unit, e.g. 1250, which Elasticsearch can add up
 */
public record Cost(String currency, String amount, long minor) {

    static Cost of(Money money) {
        return new Cost(money.currency(), money.amount().toPlainString(), minor(money));
    }

    /** An amount of smallest units as money again: what a sum by Elasticsearch comes back as. */
    public static Money money(String currency, long minor) {
        return new Money(BigDecimal.valueOf(minor, digits(currency)), currency);
    }

    static long minor(Money money) {
        return money.amount().movePointRight(digits(money.currency())).longValueExact();
    }

    /** One sum per currency, by currency. */
    static List<Cost> sums(Collection<Expense> lines) {
        TreeMap<String, Money> sums = new TreeMap<>();
        for (Expense line : lines) {
            sums.merge(line.cost().currency(), line.cost(), Money::plus);
        }
        return sums.values().stream().map(Cost::of).toList();
    }

    /** One sum per currency of sums, by currency. */
    static List<Cost> total(List<WorkEntry> entries) {
        TreeMap<String, Money> sums = new TreeMap<>();
        for (WorkEntry entry : entries) {
            for (Expense line : entry.costs()) {
                sums.merge(line.cost().currency(), line.cost(), Money::plus);
            }
        }
        return new ArrayList<>(sums.values().stream().map(Cost::of).toList());
    }

    private static int digits(String currency) {
        return Math.max(Currency.getInstance(currency).getDefaultFractionDigits(), 0);
    }
}
