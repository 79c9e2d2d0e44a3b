package daftar.messages.audit;

import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which entries of the log are wanted; what is null or empty does not matter. Periods begin with their first instant and end
 * before their last.
 *
 * @param types stable names of events
 * @param actor who acted
 * @param person who acted, or in whose name it was done
 * @param stream a stream's name, or the beginning of names and {@code *}
 * @param commandId of the command that caused it
 * @param client {@code api}, {@code mail}, {@code import} or {@code clock}
 * @param words all of them in what was typed; of tickets in any of their forms, elsewhere as they are
 */
public record LogFilter(
        Set<String> types,
        @Nullable String actor,
        @Nullable String person,
        @Nullable String stream,
        @Nullable Instant occurredFrom,
        @Nullable Instant occurredTo,
        @Nullable Instant recordedFrom,
        @Nullable Instant recordedTo,
        @Nullable String commandId,
        @Nullable String correlation,
        @Nullable String client,
        @Nullable String words) {

    /** Everything. */
    public static final LogFilter ALL =
            new LogFilter(Set.of(), null, null, null, null, null, null, null, null, null, null, null);

    public LogFilter {
        types = Set.copyOf(types);
    }

    /** The same period, of all that this person did or that was done for them. */
    public LogFilter of(String anybody) {
        return new LogFilter(
                Set.of(),
                null,
                anybody,
                null,
                occurredFrom,
                occurredTo,
                recordedFrom,
                recordedTo,
                null,
                null,
                null,
                null);
    }
}
