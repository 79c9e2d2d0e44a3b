package daftar.query;

import daftar.eventstore.EventLog;
import daftar.eventstore.RecordedEvent;
import daftar.messages.Recorded;
import daftar.messages.audit.AsOf;
import daftar.readmodel.TicketDocument;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Gatherers;
import org.jspecify.annotations.Nullable;

/** Tickets as they stood, straight from the log, by the fold that the read models are made by. */
final class PastTickets {

    private static final int READ_AT_ONCE = 8;

    private final EventLog log;
    private final Function<RecordedEvent, Recorded> decode;

    PastTickets(EventLog log, Function<RecordedEvent, Recorded> decode) {
        this.log = log;
        this.decode = decode;
    }

    /** The ticket after the longest beginning of its stream that had happened and was recorded by then; null for none. */
    @Nullable TicketDocument asOf(String id, AsOf asOf) {
        TicketDocument ticket = null;
        try (var events = log.readStream(id, 0)) {
            for (RecordedEvent event : (Iterable<RecordedEvent>) events::iterator) {
                if (asOf.recordedAt() != null && event.recordedAt().isAfter(asOf.recordedAt())) {
                    break;
                }
                Recorded recorded = decode.apply(event);
                if (asOf.at() != null && recorded.occurredAt().isAfter(asOf.at())) {
                    break;
                }
                ticket = TicketDocument.evolve(ticket, recorded);
            }
        }
        return ticket;
    }

    /** Those of these tickets that there were. */
    List<TicketDocument> asOf(Collection<String> ids, AsOf asOf) {
        return ids.stream()
                .gather(Gatherers.<String, @Nullable TicketDocument>mapConcurrent(READ_AT_ONCE, id -> asOf(id, asOf)))
                .filter(Objects::nonNull)
                .map(Objects::requireNonNull)
                .toList();
    }
}
