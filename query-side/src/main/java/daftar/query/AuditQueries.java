package daftar.query;

import daftar.eventstore.EventLog;
import daftar.eventstore.RecordedEvent;
import daftar.messages.Actor;
import daftar.messages.Recorded;
import daftar.messages.Refused;
import daftar.messages.Role;
import daftar.messages.audit.AsOf;
import daftar.messages.outbox.OutboxCommand;
import daftar.messages.query.LettersView;
import daftar.messages.query.Query.FindLetters;
import daftar.messages.query.Query.FindTicketAsOf;
import daftar.messages.query.Query.FindTicketEvents;
import daftar.messages.query.TicketAsOf;
import daftar.messages.query.TicketEvents;
import daftar.messages.query.TicketEvents.Entry;
import daftar.query.Visibility.Level;
import daftar.readmodel.TicketDocument;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import org.axonframework.queryhandling.QueryHandler;

/** Answers auditors straight from the log, with the folds that the read models are made by. */
public final class AuditQueries {

    private static final int MOST_EVENTS = 1_000;

    private final ReadSide readSide;
    private final EventLog log;
    private final Function<RecordedEvent, Recorded> decode;
    private final PastTickets tickets;

    /** @param decode reads an event as it is stored and opens its texts */
    public AuditQueries(ReadSide readSide, EventLog log, Function<RecordedEvent, Recorded> decode) {
        this.readSide = readSide;
        this.log = log;
        this.decode = decode;
        this.tickets = new PastTickets(log, decode);
    }

    @QueryHandler
    public TicketEvents find(FindTicketEvents query) {
        return readSide.meters().timed(QueryMeters.Kind.AUDIT_EVENTS, () -> {
            checkAuditor(query.caller().actor());
            if (query.from() < 0) {
                throw Refused.invalid("wrong-revision", "from", "Revisions are counted from 0.");
            }
            if (query.size() < 1 || query.size() > MOST_EVENTS) {
                throw Refused.invalid("wrong-size", "size", "A page holds 1 to " + MOST_EVENTS + " events.");
            }
            String ticket = readSide.refs().idOf(query.ref(), query.caller().atLeast());
            List<RecordedEvent> events = log.read(ticket, query.from(), query.size() + 1);
            if (events.isEmpty() && query.from() == 0) {
                throw TicketRefs.unknown(query.ref());
            }
            boolean more = events.size() > query.size();
            List<Entry> entries = events.stream()
                    .limit(query.size())
                    .map(event -> entry(event, decode.apply(event)))
                    .toList();
            return new TicketEvents(ticket, entries, more ? query.from() + query.size() : null);
        });
    }

    @QueryHandler
    public TicketAsOf find(FindTicketAsOf query) {
        return readSide.meters().timed(QueryMeters.Kind.AUDIT_AS_OF, () -> {
            checkAuditor(query.caller().actor());
            Instant now = readSide.now();
            new AsOf(query.at(), query.recordedAt()).checkPast(now);
            String id = readSide.refs().idOf(query.ref(), query.caller().atLeast());
            TicketDocument ticket = tickets.asOf(id, new AsOf(query.at(), query.recordedAt()));
            if (ticket == null) {
                throw Refused.notFound(
                        "unknown-ticket",
                        "There is no ticket " + query.ref() + ", or there was none yet at the instant asked for.");
            }
            Instant seenAt = query.at() != null ? query.at() : query.recordedAt() != null ? query.recordedAt() : now;
            return new TicketAsOf(
                    query.at(),
                    query.recordedAt(),
                    TicketViews.view(
                            ticket,
                            Level.INTERNAL,
                            query.caller().actor().person(),
                            readSide.naming(query.caller()),
                            seenAt,
                            RelatedTickets.own(ticket, Level.INTERNAL, seenAt),
                            false,
                            false,
                            EnclosedTickets.own(ticket, readSide.naming(query.caller()))));
        });
    }

    @QueryHandler
    public LettersView find(FindLetters query) {
        return readSide.meters().timed(QueryMeters.Kind.AUDIT_LETTERS, () -> {
            checkAuditor(query.caller().actor());
            String ticket = readSide.refs().idOf(query.ref(), query.caller().atLeast());
            if (log.read(ticket, 0, 1).isEmpty()) {
                throw TicketRefs.unknown(query.ref());
            }
            try (var events = log.readStream(OutboxCommand.outboxOf(ticket), 0)) {
                return new LettersView(ticket, Letters.of(events.map(decode), readSide.naming(query.caller())));
            }
        });
    }

    private static Entry entry(RecordedEvent event, Recorded recorded) {
        return new Entry(
                event.revision(),
                event.position(),
                event.eventId(),
                event.type(),
                recorded.occurredAt(),
                event.recordedAt(),
                event.metadata(),
                recorded.event());
    }

    static void checkAuditor(Actor actor) {
        if (!actor.is(Role.AUDITOR)) {
            throw Refused.forbidden("not-allowed", "The register itself is for auditors.");
        }
    }
}
