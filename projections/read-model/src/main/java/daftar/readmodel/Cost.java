package daftar.readmodel;

import daftar.messages.Money;
import java.util.Collection;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Function;

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
        return Money.ofMinor(currency, minor);
    }

    static long minor(Money money) {
        return money.minor();
    }

    /** One sum per currency, by currency. */
    static List<Cost> sums(Collection<Expense> lines) {
        return sum(lines.stream().map(Expense::cost).toList());
    }

    /** One sum per currency of all entries, by currency. @param amounts what of an entry is added up */
    static List<Cost> total(List<WorkEntry> entries, Function<WorkEntry, List<Money>> amounts) {
        return sum(
                entries.stream().flatMap(entry -> amounts.apply(entry).stream()).toList());
    }

    /** One sum per currency, by currency. */
    static List<Cost> sum(List<Money> amounts) {
        TreeMap<String, Money> sums = new TreeMap<>();
        amounts.forEach(amount -> sums.merge(amount.currency(), amount, Money::plus));
        return sums.values().stream().map(Cost::of).toList();
    }
}
