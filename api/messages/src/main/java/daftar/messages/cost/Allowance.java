package daftar.messages.cost;

import daftar.messages.Money;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What somebody may spend on one ticket without asking. @param limits those closest to them; empty for no limit at all */
public record Allowance(List<CostLimit> limits) {

    /** No limit at all. */
    public static final Allowance UNLIMITED = new Allowance(List.of());

    public Allowance {
        limits = List.copyOf(limits);
    }

    /** Whether there is any limit: then what is spent in a currency that none is given in must be asked for. */
    public boolean isLimited() {
        return !limits.isEmpty();
    }

    /** The largest limit in a currency; null where none is given in it. */
    public @Nullable Money in(String currency) {
        Money largest = null;
        for (CostLimit limit : limits) {
            if (limit.most().currency().equals(currency)
                    && (largest == null || limit.most().isMoreThan(largest))) {
                largest = limit.most();
            }
        }
        return largest;
    }

    /** Whether so much is within it. */
    public boolean covers(Money sum) {
        if (!isLimited()) {
            return true;
        }
        Money most = in(sum.currency());
        return most == null ? sum.amount().signum() == 0 : !sum.isMoreThan(most);
    }

    /** Those who are named to be asked, each once. */
    public List<String> approvers() {
        return limits.stream()
                .flatMap(limit -> java.util.stream.Stream.ofNullable(limit.approver()))
                .distinct()
                .toList();
    }
}
