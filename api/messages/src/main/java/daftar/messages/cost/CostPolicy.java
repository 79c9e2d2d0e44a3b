package daftar.messages.cost;

import daftar.messages.Event;
import daftar.messages.Role;
import daftar.messages.cost.CostEvent.*;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the organisation has said of money so far.
 *
 * @param currencies those that costs may be in; empty for all
 * @param rates what an hour costs; where none fits, the hour is not priced
 * @param limits how much somebody may spend without asking
 */
public record CostPolicy(List<String> currencies, List<HourlyRate> rates, List<CostLimit> limits) {

    /** Nothing was said: any currency, hours without a price, no limits. */
    public static final CostPolicy NONE = new CostPolicy(List.of(), List.of(), List.of());

    public CostPolicy {
        currencies = List.copyOf(currencies);
        rates = List.copyOf(rates);
        limits = List.copyOf(limits);
    }

    /** The fold: pure. Other events change nothing. */
    public CostPolicy after(Event event) {
        return event instanceof CostEvent ofCosts
                ? switch (ofCosts) {
                    case CurrenciesSet e -> new CostPolicy(e.currencies(), rates, limits);
                    case RatesSet e -> new CostPolicy(currencies, e.rates(), limits);
                    case CostLimitsSet e -> new CostPolicy(currencies, rates, e.limits());
                }
                : this;
    }

    /** Whether costs may be in this currency. */
    public boolean allows(String currency) {
        return currencies.isEmpty() || currencies.contains(currency);
    }

    /**
     * What an hour of somebody costs; null where nobody has said.
     *
     * @param at when the work was done
     */
    public @Nullable HourlyRate rateOf(String person, Set<Role> roles, String activity, Instant at) {
        return rates.stream()
                .filter(rate -> rate.holdsAt(at)
                        && (rate.person() == null || rate.person().equals(person))
                        && (rate.role() == null || roles.contains(rate.role()))
                        && (rate.activity() == null || rate.activity().equals(activity)))
                .max(Comparator.comparingInt(HourlyRate::closeness)
                        .thenComparing(rate -> rate.from() == null ? Instant.MIN : rate.from()))
                .orElse(null);
    }

    /** What somebody may spend. @param teams that they are a member of */
    public Allowance allowanceOf(String person, Set<Role> roles, Collection<String> teams) {
        List<CostLimit> theirs = limits.stream()
                .filter(limit -> (limit.person() == null || limit.person().equals(person))
                        && (limit.team() == null || teams.contains(limit.team()))
                        && (limit.role() == null || roles.contains(limit.role())))
                .toList();
        int closest = theirs.stream().mapToInt(CostLimit::closeness).max().orElse(0);
        return new Allowance(
                theirs.stream().filter(limit -> limit.closeness() == closest).toList());
    }
}
