package daftar.query;

import daftar.eventstore.EventLog;
import daftar.eventstore.LogPage;
import daftar.eventstore.RecordedEvent;
import daftar.messages.Actor;
import daftar.messages.Event;
import daftar.messages.Recorded;
import daftar.messages.Refused;
import daftar.messages.access.AccessEvent;
import daftar.messages.access.AccessEvent.AccessDenied;
import daftar.messages.access.AccessEvent.AdministrativeActRefused;
import daftar.messages.access.AccessEvent.FirstAdministratorNamed;
import daftar.messages.access.AccessEvent.FirstAdministratorTokenMade;
import daftar.messages.access.AccessEvent.LoginGiven;
import daftar.messages.access.AccessEvent.SubjectLinked;
import daftar.messages.access.AccessEvent.TokenCreated;
import daftar.messages.access.AccessEvent.TokenRevoked;
import daftar.messages.access.AccessEvent.TokenUsed;
import daftar.messages.audit.AsOf;
import daftar.messages.audit.AuditQuery;
import daftar.messages.audit.AuditQuery.FindActs;
import daftar.messages.audit.AuditQuery.SearchLog;
import daftar.messages.audit.LogFilter;
import daftar.messages.audit.LogFindings;
import daftar.messages.audit.LogFindings.Entry;
import daftar.messages.audit.LogFindings.Progress;
import daftar.messages.query.AtLeast;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.axonframework.queryhandling.QueryHandler;
import org.jspecify.annotations.Nullable;

/**
 * Answers auditors what is anywhere in the log. Where the timeline's index knows all that is asked, it is asked; a stream that is
 * named is read; everything else is sought by reading the log, for a while per answer, and the answer says how far that came.
 */
public final class LogQueries {

    /** How long an answer may look through the log before it says how far it came. */
    private static final Duration PATIENCE = Duration.ofMillis(1_500);

    private static final int READ_AT_ONCE = 2_000;
    private static final int LONGEST_WORDS = 1_000;
    private static final Pattern TYPE = Pattern.compile("[A-Z][A-Za-z]{1,99}");
    private static final Pattern STREAM = Pattern.compile("[A-Za-z0-9@:._-]{1,500}\\*?");
    private static final Pattern PERSON = Pattern.compile("person-[a-z0-9][a-z0-9-]{0,150}");

    private final ReadSide readSide;
    private final EventLog log;
    private final Function<RecordedEvent, Optional<Recorded>> decode;
    private final Runnable settle;
    private final IndexedLog indexed;
    private final LogEnd end;

    /**
     * @param decode reads an event as it is stored and opens its texts; empty for what is none of Daftar's events
     * @param settle brings what this node has seen denied into the log
     */
    public LogQueries(
            ReadSide readSide, EventLog log, Function<RecordedEvent, Optional<Recorded>> decode, Runnable settle) {
        this.readSide = readSide;
        this.log = log;
        this.decode = decode;
        this.settle = settle;
        this.indexed = new IndexedLog(readSide, log);
        this.end = new LogEnd(log, readSide.freshness()::known);
    }

    /** What a cursor is good for, in words that are the same on every node. */
    private record Bound(List<String> types, List<@Nullable Object> rest) {
        static Bound to(LogFilter filter) {
            return new Bound(
                    filter.types().stream().sorted().toList(),
                    Arrays.asList(
                            filter.actor(),
                            filter.person(),
                            filter.stream(),
                            filter.occurredFrom(),
                            filter.occurredTo(),
                            filter.recordedFrom(),
                            filter.recordedTo(),
                            filter.commandId(),
                            filter.correlation(),
                            filter.client(),
                            filter.words()));
        }
    }

    @QueryHandler
    public LogFindings find(FindActs query) {
        return readSide.meters().timed(QueryMeters.Kind.AUDIT_LOG, () -> {
            AuditQueries.checkAuditor(query.caller().actor());
            boolean system = query.person().equals(Actor.SYSTEM);
            if (!system && !PERSON.matcher(query.person()).matches()) {
                throw Refused.invalid(
                        "malformed-reference", "id", "Name the person by id, such as person-anna, or system.");
            }
            if (!system && log.read(query.person(), 0, 1).isEmpty()) {
                throw Refused.notFound("unknown-person", "There is no person " + query.person() + ".");
            }
            settle.run();
            return search(query.caller().atLeast(), query.period().of(query.person()), query.size(), query.cursor());
        });
    }

    @QueryHandler
    public LogFindings search(SearchLog query) {
        return readSide.meters().timed(QueryMeters.Kind.AUDIT_LOG, () -> {
            AuditQueries.checkAuditor(query.caller().actor());
            return search(query.caller().atLeast(), query.filter(), query.size(), query.cursor());
        });
    }

    private LogFindings search(@Nullable AtLeast atLeast, LogFilter filter, int size, @Nullable String cursor) {
        if (size < 1 || size > AuditQuery.LARGEST_PAGE) {
            throw Refused.invalid("wrong-size", "size", "A page holds 1 to " + AuditQuery.LARGEST_PAGE + " entries.");
        }
        check(filter);
        Bound bound = Bound.to(filter);
        List<Object> after = Cursor.read(bound, cursor);
        Seek seek = new Seek(filter, size, bound);
        if (filter.words() != null) {
            return seek.words(after);
        }
        long position = after == null ? -1 : LogCursor.position(after);
        if (filter.stream() != null && !filter.stream().endsWith("*")) {
            return seek.ofOneStream(position, event -> true);
        }
        long head = log.head();
        if (IndexedLog.knows(filter) && !readSide.isStale(new AtLeast(end.position(), null, -1))) {
            return seek.indexed(position, head);
        }
        return seek.scan(position, event -> true);
    }

    private void check(LogFilter filter) {
        Instant now = readSide.now();
        AsOf.checkPast("occurredFrom", filter.occurredFrom(), now);
        AsOf.checkPast("recordedFrom", filter.recordedFrom(), now);
        checkPeriod("occurredTo", filter.occurredFrom(), filter.occurredTo());
        checkPeriod("recordedTo", filter.recordedFrom(), filter.recordedTo());
        for (String type : filter.types()) {
            if (!TYPE.matcher(type).matches()) {
                throw Refused.invalid(
                        "malformed-type", "type", "Name events as they are stored, such as TicketRaised.");
            }
        }
        String stream = filter.stream();
        if (stream != null && !STREAM.matcher(stream).matches()) {
            throw Refused.invalid(
                    "malformed-stream",
                    "stream",
                    "Name a stream, such as workflow-incident, or the beginning of names and *, such as team-*.");
        }
        String words = filter.words();
        if (words != null && (words.isBlank() || words.length() > LONGEST_WORDS)) {
            throw Refused.invalid("wrong-words", "q", "Send 1 to " + LONGEST_WORDS + " characters, not blanks alone.");
        }
    }

    private static void checkPeriod(String field, @Nullable Instant from, @Nullable Instant to) {
        if (from != null && to != null && !from.isBefore(to)) {
            throw Refused.invalid("empty-period", field, "A period ends after it began, at " + from + ".");
        }
    }

    /** One page of one search. */
    private final class Seek {

        private final LogFilter filter;
        private final int size;
        private final Bound bound;

        Seek(LogFilter filter, int size, Bound bound) {
            this.filter = filter;
            this.size = size;
            this.bound = bound;
        }

        private LogFindings answer(List<Entry> found, @Nullable List<?> next, long reached, long head) {
            return new LogFindings(
                    found,
                    next == null ? null : Cursor.write(bound, next),
                    new Progress(reached, Math.max(head, reached)));
        }

        private LogFindings ofOneStream(long after, Predicate<RecordedEvent> also) {
            List<Entry> found = new ArrayList<>();
            long head = log.head();
            try (var events = log.readStream(String.valueOf(filter.stream()), 0)) {
                for (RecordedEvent event : (Iterable<RecordedEvent>) events::iterator) {
                    if (event.position() > after && LogEntries.matches(filter, event) && also.test(event)) {
                        if (found.size() == size) {
                            long last = found.getLast().position();
                            return answer(found, LogCursor.at(last), last, head);
                        }
                        found.add(entry(event));
                    }
                }
            }
            return answer(found, null, head, head);
        }

        private LogFindings indexed(long after, long head) {
            List<RecordedEvent> events = indexed.find(filter, after, size + 1);
            List<Entry> found =
                    events.stream().limit(size).map(LogQueries.this::entry).toList();
            if (events.size() <= size) {
                return answer(found, null, head, head);
            }
            long last = found.getLast().position();
            return answer(found, LogCursor.at(last), last, head);
        }

        /** @param also what else an entry must fulfil */
        private LogFindings scan(long after, Predicate<RecordedEvent> also) {
            long until = System.nanoTime() + PATIENCE.toNanos();
            List<Entry> found = new ArrayList<>();
            long head = log.head();
            Long from = after >= 0 ? (Long) after : indexed.before(filter.recordedFrom());
            while (true) {
                LogPage page = log.readAll(from, READ_AT_ONCE);
                for (RecordedEvent event : page.events()) {
                    if (filter.recordedTo() != null
                            && event.recordedAt().isAfter(filter.recordedTo().plus(IndexedLog.CLOCK_STEPS))) {
                        return answer(found, null, head, head);
                    }
                    if (LogEntries.matches(filter, event) && also.test(event)) {
                        found.add(entry(event));
                        if (found.size() == size) {
                            return answer(found, LogCursor.at(event.position()), event.position(), head);
                        }
                    }
                }
                Long reached = page.lastPosition();
                if (page.end() || reached == null) {
                    long end = reached == null ? head : reached;
                    return answer(found, null, end, end);
                }
                if (System.nanoTime() > until) {
                    return answer(found, LogCursor.at(reached), reached, head);
                }
                from = reached;
            }
        }

        /** First the tickets in which the words are, whatever their form; then all other streams. */
        private LogFindings words(@Nullable List<Object> after) {
            String stream = filter.stream() == null ? "*" : filter.stream();
            boolean one = !stream.endsWith("*");
            if (after == null ? IndexedLog.canBeTicket(stream) : LogCursor.isTicket(after)) {
                IndexedLog.Tickets tickets =
                        indexed.tickets(filter, after == null ? null : LogCursor.ticket(after), size);
                List<Entry> found = new ArrayList<>();
                tickets.forms().forEach((ticket, forms) -> spoken(ticket, forms, found));
                String last = tickets.last();
                boolean ofTicketsAlone = stream.startsWith("ticket-");
                return last != null
                        ? answer(found, LogCursor.atTicket(last), -1, log.head())
                        : answer(found, ofTicketsAlone ? null : LogCursor.at(-1), -1, log.head());
            }
            List<String> words = TypedWords.folded(String.valueOf(filter.words()));
            Predicate<RecordedEvent> said = event -> !event.stream().startsWith("ticket-")
                    && decoded(event).filter(it -> TypedWords.hasAll(it, words)).isPresent();
            long position = after == null ? -1 : LogCursor.position(after);
            return one ? ofOneStream(position, said) : scan(position, said);
        }

        private void spoken(String ticket, List<String> forms, List<Entry> found) {
            try (var events = log.readStream(ticket, 0)) {
                events.filter(event -> LogEntries.matches(filter, event))
                        .filter(event -> decoded(event)
                                .filter(it -> TypedWords.hasAny(it, forms))
                                .isPresent())
                        .map(LogQueries.this::entry)
                        .forEach(found::add);
            }
        }
    }

    private Optional<Event> decoded(RecordedEvent event) {
        return decode.apply(event).map(Recorded::event).filter(LogQueries::mayBeShown);
    }

    /** Hashes of passwords and tokens are nobody's to read. */
    private static boolean mayBeShown(Event event) {
        return !(event instanceof AccessEvent access)
                || switch (access) {
                    case TokenCreated e -> false;
                    case LoginGiven e -> false;
                    case FirstAdministratorTokenMade e -> false;
                    case TokenRevoked e -> true;
                    case TokenUsed e -> true;
                    case SubjectLinked e -> true;
                    case FirstAdministratorNamed e -> true;
                    case AdministrativeActRefused e -> true;
                    case AccessDenied e -> true;
                };
    }

    private Entry entry(RecordedEvent event) {
        return new Entry(
                event.stream(),
                event.revision(),
                event.position(),
                event.eventId(),
                event.type(),
                LogEntries.occurredAt(event),
                event.recordedAt(),
                event.metadata(),
                decoded(event).orElse(null));
    }
}
