package daftar.query;

import daftar.eventstore.RecordedEvent;
import daftar.messages.Actor;
import daftar.messages.IsoInstant;
import daftar.messages.Meta;
import daftar.messages.audit.LogFilter;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Raw entries of the log against a filter, without reading what is in them. Pure. */
final class LogEntries {

    private LogEntries() {}

    /** Business time; the store's own for what has none, or none that can be read. */
    static Instant occurredAt(RecordedEvent event) {
        String stored = event.metadata().get(Meta.OCCURRED_AT);
        if (stored == null) {
            return event.recordedAt();
        }
        try {
            return IsoInstant.parse(stored);
        } catch (DateTimeException foreign) {
            return event.recordedAt();
        }
    }

    /** Whether the filter wants the entry, its words aside. */
    static boolean matches(LogFilter filter, RecordedEvent event) {
        Map<String, String> metadata = event.metadata();
        return (filter.types().isEmpty() || filter.types().contains(event.type()))
                && isIn(filter.stream(), event.stream())
                && (filter.actor() == null || filter.actor().equals(metadata.getOrDefault(Meta.ACTOR, Actor.SYSTEM)))
                && (filter.person() == null || concerns(filter.person(), metadata))
                && is(filter.commandId(), metadata.get(Meta.COMMAND_ID))
                && is(filter.correlation(), metadata.get(Meta.CORRELATION_ID))
                && is(filter.client(), metadata.get(Meta.CLIENT))
                && isWithin(filter.recordedFrom(), filter.recordedTo(), event.recordedAt())
                && (filter.occurredFrom() == null && filter.occurredTo() == null
                        || isWithin(filter.occurredFrom(), filter.occurredTo(), occurredAt(event)));
    }

    private static boolean concerns(String person, Map<String, String> metadata) {
        return person.equals(metadata.getOrDefault(Meta.ACTOR, Actor.SYSTEM))
                || person.equals(metadata.get(Meta.ON_BEHALF_OF));
    }

    private static boolean is(@Nullable String wanted, @Nullable String value) {
        return wanted == null || wanted.equals(value);
    }

    private static boolean isIn(@Nullable String wanted, String stream) {
        return wanted == null
                || (wanted.endsWith("*")
                        ? stream.startsWith(wanted.substring(0, wanted.length() - 1))
                        : stream.equals(wanted));
    }

    private static boolean isWithin(@Nullable Instant from, @Nullable Instant to, Instant at) {
        return (from == null || !at.isBefore(from)) && (to == null || at.isBefore(to));
    }
}
