package daftar.http.access;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The refused administrative acts, straight from the log. Given by the application. */
@FunctionalInterface
public interface AccessAudit {

    /**
     * @param what method and address
     * @param reason the refusal's stable code
     * @param suppressed refusals before this one that came too fast to be recorded
     */
    record Refusal(
            long revision,
            Instant occurredAt,
            Instant recordedAt,
            String actor,
            String what,
            String reason,
            int suppressed) {}

    /** @param before where the next page ends; null for no more */
    record Refusals(List<Refusal> refusals, @Nullable Long before) {}

    /**
     * The newest first.
     *
     * @param before only those of a smaller revision; null for all
     * @param size at most
     */
    Refusals refusals(@Nullable Long before, int size);
}
