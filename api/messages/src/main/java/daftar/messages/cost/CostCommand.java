package daftar.messages.cost;

import daftar.messages.Command;
import java.util.List;

/** What is asked of the organisation's rules about money. */
public sealed interface CostCommand extends Command {

    /** The one stream that they are kept in. */
    String STREAM = "costs-organisation";

    @Override
    default String stream() {
        return STREAM;
    }

    /** @param currencies ISO 4217 codes that costs may be in from now on; empty for all */
    record SetCurrencies(List<String> currencies) implements CostCommand {
        public SetCurrencies {
            currencies = orEmpty(currencies);
        }
    }

    /** All rates anew. What was logged keeps the rate that it was logged by. */
    record SetRates(List<HourlyRate> rates) implements CostCommand {
        public SetRates {
            rates = orEmpty(rates);
        }
    }

    /** All limits anew. What is logged from now on goes by them. */
    record SetCostLimits(List<CostLimit> limits) implements CostCommand {
        public SetCostLimits {
            limits = orEmpty(limits);
        }
    }

    private static <T> List<T> orEmpty(List<T> list) {
        return list == null ? List.of() : List.copyOf(list);
    }
}
