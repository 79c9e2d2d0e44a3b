package daftar.messages.cost;

import daftar.messages.Event;
import java.util.List;

/** What the organisation has said of money. Each takes the place of the one before it of its kind. */
public sealed interface CostEvent extends Event {

    /** @param currencies ISO 4217 codes that costs may be in; empty for all */
    record CurrenciesSet(List<String> currencies) implements CostEvent {
        public CurrenciesSet {
            currencies = orEmpty(currencies);
        }
    }

    record RatesSet(List<HourlyRate> rates) implements CostEvent {
        public RatesSet {
            rates = orEmpty(rates);
        }
    }

    record CostLimitsSet(List<CostLimit> limits) implements CostEvent {
        public CostLimitsSet {
            limits = orEmpty(limits);
        }
    }

    private static <T> List<T> orEmpty(List<T> list) {
        return list == null ? List.of() : List.copyOf(list);
    }
}
