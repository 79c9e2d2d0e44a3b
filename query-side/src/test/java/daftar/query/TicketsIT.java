package daftar.query;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import daftar.messages.Money;
import daftar.messages.NothingChanged;
import daftar.messages.Recorded;
import daftar.messages.Refused;
import daftar.messages.Role;
import daftar.messages.Text;
import daftar.messages.audit.AuditQuery.FindActs;
import daftar.messages.audit.AuditQuery.FindTicketHistory;
import daftar.messages.audit.AuditQuery.SearchLog;
import daftar.messages.audit.LogFilter;
import daftar.messages.audit.LogFindings;
import daftar.messages.audit.TicketHistory;
import daftar.messages.audit.TicketHistory.Change;
import daftar.messages.query.AtLeast;
import daftar.messages.query.Caller;
import daftar.messages.query.InboxView;
import daftar.messages.query.InboxView.Because;
import daftar.messages.query.Named;
import daftar.messages.query.Query.FindInbox;
import daftar.messages.query.Query.FindTicket;
import daftar.messages.query.Query.FindTicketAsOf;
import daftar.messages.query.Query.FindTicketEvents;
import daftar.messages.query.Query.FindTimeline;
import daftar.messages.query.Query.FindWorkload;
import daftar.messages.query.TicketEvents;
import daftar.messages.query.TicketView;
import daftar.messages.query.TimelineView;
import daftar.messages.query.WorkloadView;
import daftar.messages.query.WorkloadView.Load;
import daftar.messages.ticket.CostKind;
import daftar.messages.ticket.CostLine;
import daftar.messages.ticket.HoldReason;
import daftar.messages.ticket.Holder;
import daftar.messages.ticket.Priority;
import daftar.messages.ticket.Status;
import daftar.messages.ticket.TicketEvent.TicketPutOnHold;
import daftar.messages.ticket.TicketEvent.WorkLogged;
import daftar.messages.ticket.TicketEvent.WorkNoteAdded;
import daftar.messages.ticket.TicketEvent.WorkStarted;
import daftar.messages.workflow.StageKind;
import java.math.BigDecimal;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.axonframework.queryhandling.DefaultQueryGateway;
import org.axonframework.queryhandling.QueryGateway;
import org.axonframework.queryhandling.SimpleQueryBus;
import org.axonframework.queryhandling.annotation.AnnotationQueryHandlerAdapter;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class TicketsIT {

    /** A Wednesday. */
    private static final Instant DAY = Instant.parse("2026-11-18T08:00:00Z");

    private static final Instant NOW = DAY.plus(Duration.ofHours(4));
    private static final Sample.SetProgress PROGRESS = new Sample.SetProgress();
    private static final ListedLog LOG = new ListedLog();

    private static SampleDesk desk;
    private static QueryGateway gateway;
    private static String worked;
    private static String queued;
    private static String approval;
    private static String question;
    private static String solved;
    private static String asked;

    @BeforeAll
    static void a_desk_at_work() throws Exception {
        desk = new SampleDesk();
        worked = desk.raised("person-ann", "Laptop is slow", "since Monday", DAY, null);
        desk.worked(worked, DAY.plusSeconds(600), Priority.CRITICAL, "person-dan", "team-desk");
        desk.happened(worked, DAY.plusSeconds(1_200), "person-dan", new WorkStarted("person-dan"));
        desk.happened(worked, DAY.plusSeconds(1_800), "person-dan", new WorkNoteAdded(Text.of("she spilled coffee")));
        log(worked, "1", DAY.minus(Duration.ofDays(1)), DAY.plusSeconds(1_900), 20, "10.10");
        log(worked, "2", DAY.plusSeconds(2_000), DAY.plusSeconds(2_000), 15, "5.20");
        desk.happened(worked, DAY.plusSeconds(2_100), "person-dan", new NothingChanged("AssignTicket"));
        queued = desk.raised("person-bob", "Mouse is gone", null, DAY.plusSeconds(60), null);
        approval = desk.raised("person-bob", "A new phone", null, DAY.plusSeconds(120), null);
        desk.happened(
                approval,
                DAY.plusSeconds(120),
                "person-bob",
                SampleDesk.entered("supervisor", StageKind.APPROVAL, Holder.person("person-sue")));
        question = desk.raised("person-ann", "It does not work", null, DAY.plusSeconds(180), null);
        desk.worked(question, DAY.plusSeconds(300), Priority.LOW, "person-eva", "team-desk");
        desk.happened(
                question,
                DAY.plusSeconds(400),
                "person-eva",
                new TicketPutOnHold(HoldReason.REQUESTER, Text.of("which one?"), null));
        solved = desk.raised("person-ann", "Password forgotten", null, DAY.plusSeconds(240), null);
        desk.resolved(solved, DAY.plusSeconds(500), "person-dan", "person-ann", "Set anew", "holidays");
        asked = desk.raised("person-zoe", "No sound", null, DAY.plusSeconds(300), null);
        desk.resolved(asked, DAY.plusSeconds(600), "person-dan", "person-zoe", "Turned it up", null);
        desk.happened(
                asked,
                DAY.plusSeconds(700),
                "person-zoe",
                SampleDesk.entered("confirmation", StageKind.CONFIRMATION, Holder.person("person-owner")));
        desk.refresh();
        desk.log.values().forEach(stream -> stream.forEach(LOG::add));

        ReadSide readSide = Sample.readSide(desk, PROGRESS, NOW);
        SimpleQueryBus bus = SimpleQueryBus.builder().build();
        for (Object handlers : List.of(
                new TicketQueries(readSide, ticket -> ticket.equals(queued)),
                new SearchQueries(readSide),
                new InboxQueries(readSide),
                new WorkloadQueries(readSide),
                new AuditQueries(readSide, LOG, LOG::decode),
                new HistoryQueries(readSide, LOG, LOG::decode),
                new LogQueries(readSide, LOG, event -> Optional.of(LOG.decode(event)), () -> {}))) {
            new AnnotationQueryHandlerAdapter<>(handlers).subscribe(bus);
        }
        gateway = DefaultQueryGateway.builder().queryBus(bus).build();
    }

    private static void log(String ticket, String entry, Instant performed, Instant at, int minutes, String euros) {
        desk.happened(
                ticket,
                at,
                "person-dan",
                new WorkLogged(
                        entry,
                        "person-dan",
                        performed,
                        minutes,
                        "diagnosis",
                        List.of(new CostLine(
                                CostKind.LABOUR, BigDecimal.ONE, new Money(new BigDecimal(euros), "EUR"), null, null)),
                        Text.of("looked at it"),
                        "work"));
    }

    private static <V> V ask(Object query, Class<V> type) {
        try {
            return gateway.query(query, type).join();
        } catch (java.util.concurrent.CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }

    private static Refused.Kind refusal(Object query, Class<?> type) {
        try {
            ask(query, type);
            throw new AssertionError("it was answered");
        } catch (Refused refused) {
            return refused.kind();
        }
    }

    private static final Caller ANN = Sample.caller("ann", Role.REQUESTER);

    @Test
    void a_ticket_is_found_by_number_and_by_id() {
        TicketView ticket = ask(new FindTicket(Sample.DISPATCHER, "t-1001"), TicketView.class);
        assertThat(ticket).isEqualTo(ask(new FindTicket(Sample.DISPATCHER, worked), TicketView.class));
        assertThat(ticket.status()).isEqualTo(Status.IN_PROGRESS);
        assertThat(ticket.requester()).isEqualTo(new Named("person-ann", "Ann"));
        assertThat(ticket.category()).isEqualTo(new Named("email", "E-mail"));
        assertThat(ticket.holder().people()).containsExactly(new Named("person-dan", null));
        assertThat(ticket.version()).isEqualTo(desk.tickets.get(worked).revision());
        TicketView.Worked work = requireNonNull(ticket.work());
        assertThat(work.minutes()).isEqualTo(35);
        assertThat(work.costs()).containsExactly(new Money(new BigDecimal("15.30"), "EUR"));
        assertThat(work.waiting()).isEmpty();
        assertThat(work.timers()).isEmpty();
        assertThat(ticket.parked()).isFalse();
        assertThat(ask(new FindTicket(Sample.DISPATCHER, queued), TicketView.class)
                        .parked())
                .isTrue();
    }

    @Test
    void what_a_caller_may_not_know_is_not_there() {
        assertThat(refusal(new FindTicket(ANN, queued), TicketView.class)).isEqualTo(Refused.Kind.NOT_FOUND);
        assertThat(refusal(new FindTimeline(ANN, "T-1002"), TimelineView.class)).isEqualTo(Refused.Kind.NOT_FOUND);
        assertThat(refusal(new FindTicket(Sample.DISPATCHER, "T-99"), TicketView.class))
                .isEqualTo(Refused.Kind.NOT_FOUND);
        assertThat(refusal(new FindTicket(Sample.DISPATCHER, "1001"), TicketView.class))
                .isEqualTo(Refused.Kind.INVALID);
        assertThat(refusal(new FindTicket(Sample.DISPATCHER, "../_search"), TicketView.class))
                .isEqualTo(Refused.Kind.INVALID);
    }

    @Test
    void requesters_see_neither_internal_texts_nor_costs() {
        TicketView ticket = ask(new FindTicket(ANN, solved), TicketView.class);
        assertThat(ticket.solution().text()).isEqualTo("Set anew");
        assertThat(ticket.solution().cause()).isNull();
        assertThat(ask(new FindTicket(ANN, worked), TicketView.class).work()).isNull();
        TicketView ofAnalyst = ask(new FindTicket(Sample.ANALYST, solved), TicketView.class);
        assertThat(ofAnalyst.requester()).isNull();
        assertThat(ofAnalyst.raisedBy()).isNull();
        assertThat(ofAnalyst.holder().people()).isEmpty();
    }

    @Test
    void the_timeline_tells_who_had_it_for_how_long() {
        TimelineView timeline = ask(new FindTimeline(Sample.DISPATCHER, worked), TimelineView.class);
        assertThat(timeline.steps()).hasSize((int) timeline.version() + 1);
        assertThat(timeline.stays())
                .extracting(TimelineView.Stay::status, TimelineView.Stay::took)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(Status.NEW, Duration.ofMinutes(10)),
                        org.assertj.core.groups.Tuple.tuple(Status.ASSIGNED, Duration.ofMinutes(10)),
                        org.assertj.core.groups.Tuple.tuple(
                                Status.IN_PROGRESS, Duration.ofHours(4).minusMinutes(20)));
        assertThat(timeline.stays().getLast().to()).isNull();
        assertThat(timeline.stays().get(1).holder().people()).containsExactly(new Named("person-dan", null));
    }

    @Test
    void the_requesters_timeline_has_no_internal_steps() {
        TimelineView timeline = ask(new FindTimeline(ANN, worked), TimelineView.class);
        assertThat(timeline.steps())
                .extracting(TimelineView.Step::type)
                .containsExactly("TicketRaised", "StageEntered", "TicketTriaged", "StageEntered", "WorkStarted");
        assertThat(timeline.toString()).doesNotContain("coffee").doesNotContain("EUR");
        TimelineView held = ask(new FindTimeline(ANN, question), TimelineView.class);
        assertThat(held.toString()).contains("TicketPutOnHold").doesNotContain("which one?");
        assertThat(refusal(new FindTimeline(Sample.ANALYST, solved), TimelineView.class))
                .isEqualTo(Refused.Kind.FORBIDDEN);
    }

    @Test
    void a_ticket_waits_for_its_revision_and_says_when_it_is_stale() {
        AtLeast far = new AtLeast(10_000, worked, 10_000);
        Caller asking = new Caller(Sample.DISPATCHER.actor(), "en", far);
        long start = System.nanoTime();
        TicketView ticket = ask(new FindTicket(asking, worked), TicketView.class);
        assertThat(ticket.stale()).isTrue();
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isBetween(Freshness.LONGEST, Duration.ofSeconds(6));
    }

    @Test
    void the_inbox_holds_what_waits_for_each() {
        assertThat(because("dan", Role.SPECIALIST)).containsExactly(worked + " ASSIGNED", queued + " TEAM_QUEUE");
        assertThat(because("sue", Role.SUPERVISOR)).containsExactly(approval + " APPROVAL");
        assertThat(because("ann", Role.REQUESTER))
                .containsExactlyInAnyOrder(question + " QUESTION", solved + " CONFIRMATION");
        assertThat(because("owner", Role.SPECIALIST)).containsExactly(asked + " ASSIGNED");
        assertThat(because("zoe", Role.REQUESTER)).containsExactly(asked + " CONFIRMATION");
        assertThat(because("otto", Role.REQUESTER)).isEmpty();
        InboxView some = ask(new FindInbox(ANN, Set.of(Because.QUESTION), 10, null), InboxView.class);
        assertThat(some.total()).isEqualTo(1);
        assertThat(some.counts()).containsEntry(Because.CONFIRMATION, 1L);
    }

    private static List<String> because(String person, Role role) {
        InboxView inbox = ask(new FindInbox(Sample.caller(person, role), Set.of(), 10, null), InboxView.class);
        assertThat(inbox.total()).isEqualTo(inbox.items().size());
        return inbox.items().stream()
                .map(item -> item.ticket().id() + " " + item.because())
                .toList();
    }

    @Test
    void the_workload_now() {
        WorkloadView view = workload(null);
        assertThat(view.total().open()).isEqualTo(4);
        assertThat(view.total().inProgress()).isEqualTo(1);
        assertThat(view.total().onHold()).isEqualTo(1);
        assertThat(view.total().oldest()).isEqualTo(Duration.ofHours(4));
        Load dan = of(view.people(), "person-dan");
        assertThat(dan.open()).isEqualTo(1);
        assertThat(dan.today().minutes()).isEqualTo(35);
        assertThat(dan.today().costs()).containsExactly(new Money(new BigDecimal("15.30"), "EUR"));
        Load team = of(view.teams(), "team-desk");
        assertThat(team.open()).isEqualTo(3);
        assertThat(team.of()).isEqualTo(new Named("team-desk", "Service desk"));
        assertThat(view.week()).isEqualTo(Instant.parse("2026-11-16T00:00:00Z"));
    }

    @Test
    void the_workload_at_a_past_instant() {
        WorkloadView early = workload(DAY.plusSeconds(700));
        assertThat(of(early.people(), "person-dan").inProgress()).isZero();
        assertThat(of(early.people(), "person-dan").open()).isEqualTo(1);
        assertThat(early.total().open()).isEqualTo(4);
        WorkloadView before = workload(DAY.plusSeconds(250));
        assertThat(before.total().open()).isEqualTo(5);
        assertThat(before.people()).extracting(load -> load.of().id()).doesNotContain("person-dan");
        assertThat(workload(DAY.minusSeconds(1)).total().open()).isZero();
        WorkloadView half = workload(DAY.plusSeconds(1_950));
        assertThat(of(half.people(), "person-dan").today().minutes()).isEqualTo(20);
    }

    @Test
    void the_workload_is_for_the_desk_and_never_of_the_future() {
        FindWorkload ofRequester = new FindWorkload(ANN, null, null, null, Set.of());
        assertThat(refusal(ofRequester, WorkloadView.class)).isEqualTo(Refused.Kind.FORBIDDEN);
        FindWorkload ofTomorrow = new FindWorkload(Sample.MANAGER, NOW.plusSeconds(1), null, null, Set.of());
        assertThatThrownBy(() -> ask(ofTomorrow, WorkloadView.class)).isInstanceOfSatisfying(Refused.class, refused -> {
            assertThat(refused.kind()).isEqualTo(Refused.Kind.INVALID);
            assertThat(refused.field()).isEqualTo("at");
        });
    }

    @Test
    void people_of_a_team_that_is_asked_for_are_told_though_they_have_nothing() {
        WorkloadView view = ask(
                new FindWorkload(Sample.MANAGER, DAY.plusSeconds(1), null, null, Set.of("team-desk")),
                WorkloadView.class);
        assertThat(view.people()).extracting(load -> load.of().id()).containsExactly("person-dan", "person-eva");
    }

    private static WorkloadView workload(Instant at) {
        return ask(
                new FindWorkload(Sample.MANAGER, at, ZoneOffset.UTC, DayOfWeek.MONDAY, Set.of()), WorkloadView.class);
    }

    private static Load of(List<Load> loads, String id) {
        return loads.stream()
                .filter(load -> load.of().id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void the_auditor_reads_every_event_with_both_times() {
        TicketEvents events = ask(new FindTicketEvents(Sample.AUDITOR, worked, 0, 3), TicketEvents.class);
        assertThat(events.events()).hasSize(3);
        assertThat(events.next()).isEqualTo(3);
        assertThat(events.events().getFirst().occurredAt()).isEqualTo(DAY);
        assertThat(events.events().getFirst().recordedAt()).isEqualTo(DAY.plus(Duration.ofHours(1)));
        assertThat(refusal(new FindTicketEvents(Sample.MANAGER, worked, 0, 3), TicketEvents.class))
                .isEqualTo(Refused.Kind.FORBIDDEN);
        assertThat(refusal(new FindTicketEvents(Sample.AUDITOR, SampleDesk.id(9), 0, 3), TicketEvents.class))
                .isEqualTo(Refused.Kind.NOT_FOUND);
    }

    @Test
    void a_ticket_is_seen_as_it_stood_in_either_time() {
        assertThat(asOf(DAY.plusSeconds(700), null).status()).isEqualTo(Status.ASSIGNED);
        assertThat(asOf(DAY.plusSeconds(599), null).status()).isEqualTo(Status.NEW);
        // recorded an hour after it was so
        assertThat(asOf(null, DAY.plusSeconds(3_600 + 599)).status()).isEqualTo(Status.NEW);
        assertThat(asOf(DAY.plusSeconds(700), DAY.plusSeconds(3_600)).status()).isEqualTo(Status.NEW);
        assertThat(asOf(null, null).version())
                .isEqualTo(desk.tickets.get(worked).revision());
        assertThat(refusal(
                        new FindTicketAsOf(Sample.AUDITOR, worked, DAY.minusSeconds(1), null),
                        daftar.messages.query.TicketAsOf.class))
                .isEqualTo(Refused.Kind.NOT_FOUND);
    }

    @Test
    void as_of_equals_what_the_screen_showed_at_every_step() {
        for (Recorded recorded : desk.log.get(worked)) {
            TicketView then = asOf(null, recorded.recordedAt());
            if (!(recorded.event() instanceof NothingChanged)) {
                assertThat(then.updatedAt()).isEqualTo(recorded.occurredAt());
            }
            assertThat(then.version()).isGreaterThanOrEqualTo(recorded.revision());
        }
    }

    private static TicketView asOf(Instant at, Instant recordedAt) {
        return ask(new FindTicketAsOf(Sample.AUDITOR, worked, at, recordedAt), daftar.messages.query.TicketAsOf.class)
                .ticket();
    }

    private static final Caller AUDITOR = Sample.caller("auditor", Role.AUDITOR);

    private static LogFindings search(LogFilter filter, int size, String cursor) {
        return ask(new SearchLog(AUDITOR, filter, size, cursor), LogFindings.class);
    }

    private static List<String> found(LogFindings findings) {
        return findings.entries().stream()
                .map(entry -> entry.stream() + "@" + entry.revision())
                .toList();
    }

    private static LogFilter filter(String type, String stream, String client, String words) {
        return new LogFilter(
                type == null ? Set.of() : Set.of(type),
                null,
                null,
                stream,
                null,
                null,
                null,
                null,
                null,
                null,
                client,
                words);
    }

    @Test
    void a_history_tells_what_each_event_changed_in_full() {
        TicketHistory history = ask(new FindTicketHistory(AUDITOR, "T-1001", 0, 100), TicketHistory.class);

        assertThat(history.number()).isEqualTo("T-1001");
        assertThat(history.next()).isNull();
        assertThat(history.events()).hasSize((int) desk.tickets.get(worked).revision() + 1);
        Map<String, Change> triaged = changes(history, "TicketTriaged");
        assertThat(triaged.get("priority")).isEqualTo(new Change("priority", "Priority", null, "CRITICAL"));
        assertThat(triaged.get("category")).isEqualTo(new Change("category", "Category", null, "email"));
        Map<String, Change> started = changes(history, "WorkStarted");
        assertThat(started.get("status")).isEqualTo(new Change("status", "Status", "ASSIGNED", "IN_PROGRESS"));
        assertThat(changes(history, "WorkNoteAdded"))
                .containsOnlyKeys("internalTexts")
                .containsValue(new Change(
                        "internalTexts", "What only the desk may read", null, List.of("she spilled coffee")));
        assertThat(changes(history, "TicketRaised").get("requester").after()).isEqualTo(new Named("person-ann", "Ann"));
        assertThat(changes(history, "NothingChanged")).isEmpty();

        TicketHistory part = ask(new FindTicketHistory(AUDITOR, "T-1001", 2, 3), TicketHistory.class);
        assertThat(part.events()).isEqualTo(history.events().subList(2, 5));
        assertThat(part.next()).isEqualTo(5);
        assertThat(refusal(new FindTicketHistory(ANN, "T-1001", 0, 1), TicketHistory.class))
                .isEqualTo(Refused.Kind.FORBIDDEN);
        assertThat(refusal(new FindTicketHistory(AUDITOR, "T-99", 0, 1), TicketHistory.class))
                .isEqualTo(Refused.Kind.NOT_FOUND);
    }

    private static Map<String, Change> changes(TicketHistory history, String type) {
        return history.events().stream()
                .filter(event -> event.type().equals(type))
                .findFirst()
                .orElseThrow()
                .changes()
                .stream()
                .collect(Collectors.toMap(Change::field, Function.identity()));
    }

    @Test
    void the_log_is_searched_alike_by_the_index_and_by_reading_it() {
        LogFilter notes = filter("WorkStarted", null, null, null);
        LogFilter all = filter(null, null, null, null);
        assertThat(found(search(notes, 10, null))).hasSize(1).allMatch(entry -> entry.startsWith(worked));
        for (LogFilter filter : List.of(filter(null, "ticket-*", null, null), all)) {
            List<String> paged = new ArrayList<>();
            String cursor = null;
            do {
                LogFindings page = search(filter, 3, cursor);
                paged.addAll(found(page));
                cursor = page.next();
                assertThat(page.progress().head()).isEqualTo(LOG.head());
            } while (cursor != null);
            assertThat(paged).isEqualTo(found(search(filter, 500, null))).hasSize((int) LOG.head());
        }
        assertThat(found(search(filter(null, worked, null, null), 500, null)))
                .hasSize((int) desk.tickets.get(worked).revision() + 1);
        assertThat(search(filter(null, null, "mail", null), 10, null).entries()).isEmpty();
        LogFilter ofAnn = filter(null, null, null, null).of("person-zoe");
        assertThat(search(ofAnn, 500, null).entries()).isNotEmpty().allMatch(entry -> "person-zoe"
                .equals(entry.metadata().get("actor")));
    }

    @Test
    void words_are_found_in_the_events_that_said_them() {
        LogFindings first = search(filter(null, null, null, "spilling coffee"), 10, null);
        assertThat(found(first)).containsExactly(worked + "@5");
        LogFindings rest = search(filter(null, null, null, "spilling coffee"), 10, first.next());
        assertThat(rest.entries()).isEmpty();
        assertThat(rest.next()).isNull();
        assertThat(found(search(filter(null, queued, null, "mouse"), 10, null))).containsExactly(queued + "@0");
        assertThat(search(filter(null, "team-*", null, "mouse"), 10, null).entries())
                .isEmpty();
        assertThat(search(filter("WorkStarted", null, null, "coffee"), 10, null).entries())
                .isEmpty();
    }

    @Test
    void a_search_of_the_log_that_makes_no_sense_is_refused_and_it_is_for_auditors() {
        LogFilter empty = new LogFilter(Set.of(), null, null, null, NOW, NOW, null, null, null, null, null, null);
        LogFilter future =
                new LogFilter(Set.of(), null, null, null, null, null, NOW.plusSeconds(1), null, null, null, null, null);
        for (LogFilter wrong : List.of(
                empty,
                future,
                filter("ticket raised", null, null, null),
                filter(null, "*", null, null),
                filter(null, null, null, " "))) {
            assertThat(refusal(new SearchLog(AUDITOR, wrong, 10, null), LogFindings.class))
                    .isEqualTo(Refused.Kind.INVALID);
        }
        assertThat(refusal(new SearchLog(AUDITOR, LogFilter.ALL, 501, null), LogFindings.class))
                .isEqualTo(Refused.Kind.INVALID);
        assertThat(refusal(new SearchLog(AUDITOR, LogFilter.ALL, 1, "x"), LogFindings.class))
                .isEqualTo(Refused.Kind.INVALID);
        assertThat(refusal(new SearchLog(Sample.DISPATCHER, LogFilter.ALL, 1, null), LogFindings.class))
                .isEqualTo(Refused.Kind.FORBIDDEN);
        assertThat(refusal(new FindActs(AUDITOR, "person-none", LogFilter.ALL, 1, null), LogFindings.class))
                .isEqualTo(Refused.Kind.NOT_FOUND);
        assertThat(refusal(new FindActs(AUDITOR, "Zoe", LogFilter.ALL, 1, null), LogFindings.class))
                .isEqualTo(Refused.Kind.INVALID);
        assertThat(refusal(new FindActs(ANN, "person-ann", LogFilter.ALL, 1, null), LogFindings.class))
                .isEqualTo(Refused.Kind.FORBIDDEN);
    }
}
