package daftar.messages.ticket;

import daftar.messages.Money;
import daftar.messages.Text;
import java.math.BigDecimal;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * One line of cost in a work entry.
 *
 * @param kind what the money was spent on
 * @param quantity hours, pieces, kilometres; greater than zero, 1 where it was left out
 * @param cost of the whole line, not of one piece; quantity times {@code unitPrice} where it was left out
 * @param description what it was; null where the kind says enough
 * @param receipt the receipt's number or reference; null where there is none
 * @param unitPrice the price of one; null where nobody said, and in revision 1 of the events
 */
public record CostLine(
        CostKind kind,
        BigDecimal quantity,
        Money cost,
        @Nullable Text description,
        @Nullable String receipt,
        @Nullable Money unitPrice) {

    public CostLine {
        if (cost == null && unitPrice != null && Money.isCurrency(unitPrice.currency())) {
            cost = unitPrice.times(quantity);
        }
    }

    /** Without the price of one. */
    public CostLine(
            CostKind kind, BigDecimal quantity, Money cost, @Nullable Text description, @Nullable String receipt) {
        this(kind, quantity, cost, description, receipt, null);
    }

    /** What lines cost together: one sum per currency, by currency. */
    public static List<Money> sums(Collection<CostLine> lines) {
        Map<String, Money> sums = new TreeMap<>();
        lines.forEach(line -> sums.merge(line.cost().currency(), line.cost(), Money::plus));
        return List.copyOf(sums.values());
    }
}
