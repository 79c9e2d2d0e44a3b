package daftar.query;

import daftar.eventstore.EventLog;
import daftar.eventstore.RecordedEvent;
import daftar.messages.Actor;
import daftar.messages.Meta;
import daftar.messages.Recorded;
import daftar.messages.Refused;
import daftar.messages.audit.AuditQuery;
import daftar.messages.audit.AuditQuery.FindTicketHistory;
import daftar.messages.audit.TicketHistory;
import daftar.messages.audit.TicketHistory.Cause;
import daftar.messages.audit.TicketHistory.Happened;
import daftar.readmodel.TicketDocument;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.axonframework.queryhandling.QueryHandler;
import org.jspecify.annotations.Nullable;

/** Answers auditors what happened to a ticket and why, straight from the log. */
public final class HistoryQueries {

    /** Other tickets that are looked at for what one request did to both; a bulk has up to 500, which it names itself. */
    private static final int MOST_OTHERS = 50;

    private final ReadSide readSide;
    private final EventLog log;
    private final Function<RecordedEvent, Recorded> decode;

    /** @param decode reads an event as it is stored and opens its texts */
    public HistoryQueries(ReadSide readSide, EventLog log, Function<RecordedEvent, Recorded> decode) {
        this.readSide = readSide;
        this.log = log;
        this.decode = decode;
    }

    @QueryHandler
    public TicketHistory find(FindTicketHistory query) {
        return readSide.meters().timed(QueryMeters.Kind.AUDIT_HISTORY, () -> {
            AuditQueries.checkAuditor(query.caller().actor());
            if (query.from() < 0) {
                throw Refused.invalid("wrong-revision", "from", "Revisions are counted from 0.");
            }
            if (query.size() < 1 || query.size() > AuditQuery.LARGEST_PAGE) {
                throw Refused.invalid(
                        "wrong-size", "size", "A page holds 1 to " + AuditQuery.LARGEST_PAGE + " events.");
            }
            String ticket = readSide.refs().idOf(query.ref(), query.caller().atLeast());
            List<RecordedEvent> stream = read(ticket);
            if (stream.isEmpty()) {
                throw TicketRefs.unknown(query.ref());
            }
            return history(ticket, stream, query);
        });
    }

    private TicketHistory history(String ticket, List<RecordedEvent> stream, FindTicketHistory query) {
        Naming naming = readSide.naming(query.caller());
        FieldChanges changes = new FieldChanges(naming);
        long to = Math.min(stream.size(), query.from() + query.size());
        List<Happened> page = new ArrayList<>();
        TicketDocument before = null;
        for (RecordedEvent raw : stream) {
            TicketDocument after = TicketDocument.evolve(before, decode.apply(raw));
            if (raw.revision() >= query.from() && raw.revision() < to) {
                page.add(happened(raw, changes.between(before, after), naming));
            }
            before = after;
        }
        TicketDocument last = before;
        Chains chains = Chains.of(related(ticket, stream, last), decode);
        List<Happened> whole = page.stream().map(chains::joined).toList();
        return new TicketHistory(
                ticket, last == null ? "" : last.number(), whole, to < stream.size() ? (Long) to : null);
    }

    private static Happened happened(RecordedEvent raw, List<TicketHistory.Change> changes, Naming naming) {
        String actor = raw.metadata().getOrDefault(Meta.ACTOR, Actor.SYSTEM);
        return new Happened(
                raw.revision(),
                raw.position(),
                raw.eventId(),
                raw.type(),
                LogEntries.occurredAt(raw),
                raw.recordedAt(),
                actor.equals(Actor.SYSTEM) ? null : naming.person(actor),
                raw.metadata().get(Meta.ACTOR_ROLE),
                naming.personOrNull(raw.metadata().get(Meta.ON_BEHALF_OF)),
                raw.metadata().get(Meta.CLIENT),
                new Cause(
                        raw.metadata().get(Meta.CAUSE),
                        raw.metadata().get(Meta.COMMAND_ID),
                        raw.metadata().get(Meta.CORRELATION_ID)),
                List.of(),
                List.of(),
                changes);
    }

    /**
     * The streams in which something can have to do with the ticket's events: its own, its letters, the mails and bulks that
     * caused any of it, the people who were registered with it, and the tickets that it names.
     */
    private List<RecordedEvent> related(String ticket, List<RecordedEvent> own, @Nullable TicketDocument last) {
        Set<String> streams = new LinkedHashSet<>();
        streams.add("outbox-" + ticket);
        for (RecordedEvent event : own) {
            String correlation = event.metadata().getOrDefault(Meta.CORRELATION_ID, "");
            if (correlation.startsWith("mail-")) {
                streams.add(correlation);
            } else if (!correlation.equals(event.metadata().get(Meta.COMMAND_ID))) {
                streams.add("bulk-" + correlation);
            }
        }
        if (last != null) {
            streams.add(last.requester());
            last.links().stream().limit(MOST_OTHERS).forEach(link -> streams.add(link.other()));
            if (last.mergedInto() != null) {
                streams.add(last.mergedInto());
            }
        }
        streams.remove(ticket);
        List<RecordedEvent> all = new ArrayList<>(own);
        streams.forEach(stream -> all.addAll(read(stream)));
        return all;
    }

    private List<RecordedEvent> read(String stream) {
        try (var events = log.readStream(stream, 0)) {
            return events.toList();
        }
    }
}
