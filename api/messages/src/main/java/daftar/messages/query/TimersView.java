package daftar.messages.query;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The timers of one person, the longest running first. */
public record TimersView(List<Timer> timers, boolean stale) implements Answer {

    /**
     * @param ticket the ticket's id
     * @param minutes that it has run so far
     * @param forgotten whether it has run for so long that nobody works: how long it was must be said when it is stopped
     */
    public record Timer(
            String ticket,
            String number,
            String activity,
            @Nullable String note,
            Instant startedAt,
            long minutes,
            boolean forgotten) {}
}
