package daftar.query;

import daftar.eventstore.EventLog;
import daftar.eventstore.RecordedEvent;
import daftar.messages.Actor;
import daftar.messages.Recorded;
import daftar.messages.Refused;
import daftar.messages.Role;
import daftar.messages.audit.AsOf;
import daftar.messages.audit.AuditQuery.FindDeskAsOf;
import daftar.messages.audit.AuditQuery.FindInboxAsOf;
import daftar.messages.audit.AuditQuery.FindWorkloadAsOf;
import daftar.messages.audit.DeskAsOf;
import daftar.messages.audit.DeskAsOf.Queue;
import daftar.messages.audit.DeskAsOf.Row;
import daftar.messages.audit.InboxAsOf;
import daftar.messages.audit.WorkloadAsOf;
import daftar.messages.query.AtLeast;
import daftar.messages.query.Caller;
import daftar.messages.query.InboxView;
import daftar.messages.query.InboxView.Because;
import daftar.messages.query.TicketRow;
import daftar.messages.ticket.Priority;
import daftar.messages.ticket.Status;
import daftar.query.LastLines.Line;
import daftar.readmodel.TicketDocument;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.axonframework.queryhandling.QueryHandler;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Answers auditors how the desk stood at a moment, by either of the register's times. Which tickets can matter is told by the
 * timeline's index; how each of them stood is computed from the log, by the folds that the screens are made by, and shown with the
 * people, teams and names of that moment.
 */
public final class PastDeskQueries {

    /** A ticket that is over stands in an inbox only for what was spent on it and not decided about. */
    private static final List<String> COST_ASKED = List.of("CostApprovalAsked");

    private static final List<String> COST_DECIDED = List.of("CostApproved", "CostDeclined");

    /** A timer may run on when the ticket is over. */
    private static final List<String> TIMER_STARTED = List.of("TimerStarted");

    /** Of one that was forgotten the person still says how long it was. */
    private static final List<String> TIMER_ENDED = List.of("TimerStopped", "TimerDiscarded");

    private static final List<String> ABOUT_WORK = List.of("WorkLogged");

    private final ReadSide readSide;
    private final LogEnd end;
    private final LastLines lines;
    private final PastTickets tickets;
    private final Past past;

    /** @param decode reads an event as it is stored and opens its texts */
    public PastDeskQueries(ReadSide readSide, EventLog log, Function<RecordedEvent, Recorded> decode, Past past) {
        this.readSide = readSide;
        this.end = new LogEnd(log, readSide.freshness()::known);
        this.lines = new LastLines(readSide);
        this.tickets = new PastTickets(log, decode);
        this.past = past;
    }

    private record Bound(String query, AsOf asOf, String person, List<?> chosen) {}

    @QueryHandler
    public DeskAsOf find(FindDeskAsOf query) {
        return readSide.meters().timed(QueryMeters.Kind.AUDIT_DESK, () -> {
            check(query.caller(), query.asOf());
            if (query.size() < 1 || query.size() > FindDeskAsOf.WHOLE_DESK) {
                throw Refused.invalid(
                        "wrong-size", "size", "A page holds 1 to " + FindDeskAsOf.WHOLE_DESK + " tickets.");
            }
            Bound bound = new Bound(
                    "desk", query.asOf(), "", query.statuses().stream().sorted().toList());
            List<Object> after = Cursor.read(bound, query.cursor());
            Collection<Line> all = complete(query.asOf()).values();
            Map<Status, Long> statuses = new EnumMap<>(Status.class);
            Map<@Nullable String, Long> queues = new HashMap<>();
            for (Line line : all) {
                statuses.merge(line.status(), 1L, Long::sum);
                if (line.status().isOpen()) {
                    queues.merge(line.team(), 1L, Long::sum);
                }
            }
            List<Line> wanted = query.statuses().isEmpty()
                    ? List.copyOf(all)
                    : all.stream()
                            .filter(line -> query.statuses().contains(line.status()))
                            .toList();
            int from = after == null ? 0 : ((JsonNode) after.getFirst()).asInt();
            int to = Math.min(wanted.size(), from + query.size());
            Naming naming = new Naming(past.at(query.asOf()).names(), readSide.languageOf(query.caller()));
            return new DeskAsOf(
                    query.asOf(),
                    wanted.size(),
                    statuses,
                    queues.entrySet().stream()
                            .map(each -> new Queue(naming.team(each.getKey()), each.getValue()))
                            .sorted(Comparator.comparingLong(Queue::open)
                                    .reversed()
                                    .thenComparing(queue -> String.valueOf(queue.team())))
                            .toList(),
                    wanted.subList(Math.min(from, to), to).stream()
                            .map(line -> row(line, naming))
                            .toList(),
                    to < wanted.size() ? Cursor.write(bound, List.of(to)) : null);
        });
    }

    private static Row row(Line line, Naming naming) {
        return new Row(
                line.ticket(),
                line.number(),
                line.status(),
                line.priority(),
                line.stage(),
                naming.held(line.assignees(), line.team(), line.vendor()),
                line.revision(),
                line.occurredAt(),
                line.recordedAt());
    }

    @QueryHandler
    public InboxAsOf find(FindInboxAsOf query) {
        return readSide.meters().timed(QueryMeters.Kind.AUDIT_DESK, () -> {
            AsOf asOf = query.asOf();
            check(query.caller(), asOf);
            SearchQueries.checkSize(query.size());
            String person = query.person();
            Bound bound = new Bound(
                    "inbox", asOf, person, query.because().stream().sorted().toList());
            List<Object> after = Cursor.read(bound, query.cursor());
            Past.Moment moment = past.at(asOf);
            Set<Role> roles = moment.rolesOf(person);
            if (roles == null) {
                throw Refused.notFound(
                        "unknown-person", "There is no person " + person + ", or there was none yet at the instant.");
            }
            Instant now = asOf.instant(readSide.now());
            Actor actor = new Actor(person, roles, "api", null);
            InboxReasons reasons =
                    new InboxReasons(person, moment.people().teamsOf(person), actor.is(Role.MANAGER), now);
            Visibility visibility = Visibility.of(actor, moment.people());
            Naming naming = new Naming(moment.names(), readSide.languageOf(query.caller()));
            TicketRows rows = new TicketRows(visibility, naming, now);
            Map<Because, Long> counts = new EnumMap<>(Because.class);
            for (Because because : Because.values()) {
                counts.put(because, 0L);
            }
            List<Waiting> waiting = new ArrayList<>();
            long total = 0;
            for (TicketDocument ticket : tickets.asOf(candidates(asOf, actor, now), asOf)) {
                List<Because> why = reasons.of(ticket);
                if (why.isEmpty() || visibility.levelOf(TicketViews.subject(ticket)) == null) {
                    continue;
                }
                why.forEach(because -> counts.merge(because, 1L, Long::sum));
                if (query.because().isEmpty() || why.stream().anyMatch(query.because()::contains)) {
                    waiting.add(new Waiting(why.getFirst(), ticket));
                    total++;
                }
            }
            waiting.sort(Waiting.MOST_URGENT_FIRST);
            int from = after == null ? 0 : ((JsonNode) after.getFirst()).asInt();
            int to = Math.min(waiting.size(), from + query.size());
            List<InboxView.Item> items = waiting.subList(Math.min(from, to), to).stream()
                    .map(each -> each.item(rows))
                    .toList();
            return new InboxAsOf(
                    asOf,
                    naming.person(person),
                    new InboxView(
                            items,
                            counts,
                            total,
                            to < waiting.size() ? Cursor.write(bound, List.of(to)) : null,
                            false));
        });
    }

    /** A ticket in an inbox. */
    private record Waiting(Because because, TicketDocument ticket) {

        /** As {@link SearchBody#byPriority} and the inbox's sort have it. */
        static final Comparator<Waiting> MOST_URGENT_FIRST = Comparator.comparingInt(Waiting::urgency)
                .thenComparing(
                        each -> each.ticket.overdueAt(),
                        Comparator.nullsLast(Comparator.comparingLong(Instant::toEpochMilli)))
                .thenComparing(each -> each.ticket.id());

        private int urgency() {
            Priority priority = ticket.priority();
            return priority == null ? Priority.values().length : priority.ordinal();
        }

        InboxView.Item item(TicketRows rows) {
            TicketRow row = rows.row(ticket);
            return new InboxView.Item(
                    because,
                    row,
                    ticket.waiting().stageOverdue(),
                    ticket.waiting().reminders());
        }
    }

    private Set<String> candidates(AsOf asOf, Actor actor, Instant now) {
        Set<String> all = living(asOf);
        all.addAll(lines.withMore(asOf, COST_ASKED, COST_DECIDED));
        if (actor.is(Role.MANAGER)) {
            all.addAll(lines.withLines(asOf, List.of(), now.minus(InboxQueries.LOW_SHOWN)));
        }
        return all;
    }

    private Set<String> living(AsOf asOf) {
        awaitComplete();
        return lines.maybeLiving(asOf);
    }

    @QueryHandler
    public WorkloadAsOf find(FindWorkloadAsOf query) {
        return readSide.meters().timed(QueryMeters.Kind.AUDIT_DESK, () -> {
            AsOf asOf = query.asOf();
            check(query.caller(), asOf);
            Instant at = asOf.instant(readSide.now());
            ZonedDateTime today = at.atZone(WorkloadQueries.zone(query.zone(), query.caller(), readSide.people()))
                    .truncatedTo(ChronoUnit.DAYS);
            ZonedDateTime week = today.with(TemporalAdjusters.previousOrSame(
                    WorkloadQueries.firstDay(query.firstDay(), readSide.languageOf(query.caller()))));
            Past.Moment moment = past.at(asOf);
            Set<String> concerned = living(asOf);
            concerned.addAll(lines.withLines(asOf, ABOUT_WORK, week.toInstant()));
            concerned.addAll(lines.withMore(asOf, TIMER_STARTED, TIMER_ENDED));
            Loads loads = new Loads(at, today.toInstant(), week.toInstant(), query.teams());
            tickets.asOf(concerned, asOf).forEach(loads::add);
            return new WorkloadAsOf(
                    asOf,
                    WorkloadQueries.view(
                            at,
                            today.toInstant(),
                            week.toInstant(),
                            loads.open(),
                            loads.logged(),
                            query.teams(),
                            moment.people(),
                            new Naming(moment.names(), readSide.languageOf(query.caller())),
                            loads.timing(),
                            false));
        });
    }

    private void check(Caller caller, AsOf asOf) {
        AuditQueries.checkAuditor(caller.actor());
        asOf.checkPast(readSide.now());
    }

    private Map<String, Line> complete(AsOf asOf) {
        awaitComplete();
        return lines.at(asOf);
    }

    /** An auditor is told nothing that the index has not caught up with. */
    private void awaitComplete() {
        if (readSide.isStale(new AtLeast(end.position(), null, -1))) {
            throw new ElasticsearchAway("The timeline has not caught up with the register yet", null);
        }
    }
}
