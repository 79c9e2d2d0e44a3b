package daftar.messages.ticket;

import daftar.messages.Text;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What was done, how long it took and what it cost.
 *
 * @param performedAt when it was done; null for the moment of logging; never in the future
 * @param minutes whole minutes, 0 to 14,400 (ten days); 0 only with a cost
 * @param activity a code of the organisation's list, e.g. {@code diagnosis}
 * @param costs cost lines, may be empty
 * @param note what was done, internal; null where the activity says enough
 */
public record Work(
        @Nullable Instant performedAt,
        int minutes,
        String activity,
        List<CostLine> costs,
        @Nullable Text note) {

    public Work {
        costs = Lists.orEmpty(costs);
    }
}
