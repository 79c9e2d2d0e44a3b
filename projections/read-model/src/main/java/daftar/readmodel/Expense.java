package daftar.readmodel;

import daftar.messages.Money;
import daftar.messages.Text;
import daftar.messages.ticket.CostKind;
import daftar.messages.ticket.CostLine;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A line of cost as it is read.
 *
 * @param cost of the whole line
 * @param description internal; null where there is none or it was redacted
 * @param receipt number or reference; null for none
 * @param unitPrice the price of one; null where nobody said
 */
public record Expense(
        CostKind kind,
        BigDecimal quantity,
        Money cost,
        @Nullable String description,
        @Nullable String receipt,
        @Nullable Money unitPrice) {

    static List<Expense> of(List<CostLine> lines) {
        return lines.stream()
                .map(line -> new Expense(
                        line.kind(),
                        line.quantity(),
                        line.cost(),
                        Text.read(line.description()),
                        line.receipt(),
                        line.unitPrice()))
                .toList();
    }
}
