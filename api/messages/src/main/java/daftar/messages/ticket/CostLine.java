package daftar.messages.ticket;

import daftar.messages.Money;
import daftar.messages.Text;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * One line of cost in a work entry.
 *
 * @param kind what the money was spent on
 * @param quantity hours, pieces, kilometres; greater than zero, 1 where it was left out
 * @param cost of the whole line, not of one piece
 * @param description what it was; null where the kind says enough
 * @param receipt the receipt's number or reference; null where there is none
 */
public record CostLine(
        CostKind kind,
        BigDecimal quantity,
        Money cost,
        @Nullable Text description,
        @Nullable String receipt) {}
