package daftar.query;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import daftar.messages.Money;
import daftar.messages.Refused;
import daftar.messages.Role;
import daftar.messages.Text;
import daftar.messages.query.Caller;
import daftar.messages.query.InboxView;
import daftar.messages.query.InboxView.Because;
import daftar.messages.query.Query.FindInbox;
import daftar.messages.query.Query.FindTicket;
import daftar.messages.query.Query.FindTimers;
import daftar.messages.query.Query.FindWorkload;
import daftar.messages.query.Query.SearchWorklog;
import daftar.messages.query.TicketView;
import daftar.messages.query.TimersView;
import daftar.messages.query.WorkView;
import daftar.messages.query.WorkloadView;
import daftar.messages.query.WorklogFilter;
import daftar.messages.query.WorklogPage;
import daftar.messages.ticket.CostApproval;
import daftar.messages.ticket.CostKind;
import daftar.messages.ticket.CostLine;
import daftar.messages.ticket.Labour;
import daftar.messages.ticket.Priority;
import daftar.messages.ticket.TicketEvent.*;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Hours and money as they are read: entries, sums, approvals, timers, ratings. */
class WorklogIT {

    private static final Instant DAY = Instant.parse("2026-11-18T08:00:00Z");
    private static final Instant NOW = DAY.plus(Duration.ofHours(4));
    private static final WorklogFilter ALL =
            new WorklogFilter(Set.of(), Set.of(), Set.of(), Set.of(), Set.of(), null, null, null);
    /** Of no role at the desk: is asked about costs. */
    private static final Caller MIA = Sample.caller("mia", Role.REQUESTER);

    private static final Caller PIA = Sample.caller("pia", Role.REQUESTER);

    private static final Caller DAN = Sample.caller("dan", Role.SPECIALIST);
    private static final Caller EVA = Sample.caller("eva", Role.SPECIALIST);
    private static final Caller LEO = Sample.caller("leo", Role.SPECIALIST);

    private static WorklogQueries worklog;
    private static InboxQueries inbox;
    private static TicketQueries tickets;
    private static WorkloadQueries workload;
    private static String first;
    private static String second;

    @BeforeAll
    static void a_desk_that_spends() throws Exception {
        SampleDesk desk = new SampleDesk();
        first = desk.raised("person-ann", "Printer", null, DAY, "department-sales");
        desk.worked(first, DAY.plusSeconds(60), Priority.HIGH, "person-dan", "team-desk");
        second = desk.raised("person-ann", "Plotter", null, DAY, null);
        desk.worked(second, DAY.plusSeconds(60), Priority.HIGH, "person-eva", "team-desk");
        Labour labour = new Labour(eur("60"), eur("30.00"));
        desk.happened(first, at(1), "person-dan", logged("a", "person-dan", 1, "diagnosis", 30, labour, eur("10.50")));
        desk.happened(
                first,
                at(2),
                "person-dan",
                logged("b", "person-dan", 2, "repair", 20, null, eur("200")),
                new CostApprovalAsked(
                        "b", List.of(eur("200")), "person-dan", List.of("person-mia"), List.of("person-mia")));
        desk.happened(
                first,
                at(3),
                "person-dan",
                logged("c", "person-dan", 3, "repair", 5, null, eur("900")),
                new CostApprovalAsked(
                        "c", List.of(eur("900")), "person-dan", List.of("person-mia"), List.of("person-mia")));
        desk.happened(
                first,
                at(3).plusSeconds(1),
                "system",
                new CostApprovalAskedAgain(
                        "b", null, List.of(eur("200")), List.of("person-pia"), List.of("person-pia")));
        desk.happened(first, at(4), "person-mia", new CostDeclined("c", "person-mia", Text.of("use the old one")));
        desk.happened(
                second,
                at(5),
                "person-eva",
                logged("a", "person-eva", 5, "repair", 10, null, new Money(new BigDecimal("250000"), "IRR")));
        desk.happened(second, at(6), "person-eva", logged("x", "person-eva", 6, "repair", 99, null, eur("1")));
        desk.happened(
                second,
                at(7),
                "person-eva",
                new WorkCorrected("x", false, null, 9, "travel", List.of(line(eur("2"))), null, Text.of("typo")));
        desk.happened(
                first, DAY.plusSeconds(3_600), "person-dan", new TimerStarted("person-dan", "repair", Text.of("fan")));
        desk.happened(second, DAY.plusSeconds(7_200), "person-dan", new TimerStarted("person-dan", "travel", null));
        desk.happened(
                second,
                DAY.plusSeconds(7_300),
                "person-eva",
                new TimerStarted("person-eva", "repair", null),
                new TimerForgotten("person-eva", DAY.plusSeconds(7_300)));
        String rated = desk.raised("person-zoe", "No sound", null, DAY, null);
        desk.resolved(rated, DAY.plusSeconds(600), "person-dan", "person-zoe", "Turned it up", null);
        desk.happened(rated, DAY.plusSeconds(700), "person-zoe", new ResolutionConfirmed(2, Text.of("too late")));
        desk.refresh();
        ReadSide readSide = Sample.readSide(desk, new Sample.SetProgress(), NOW);
        worklog = new WorklogQueries(readSide);
        inbox = new InboxQueries(readSide);
        tickets = new TicketQueries(readSide, ticket -> false);
        workload = new WorkloadQueries(readSide);
    }

    private static Instant at(int minutes) {
        return DAY.plus(Duration.ofMinutes(minutes + 1));
    }

    private static Money eur(String amount) {
        return new Money(new BigDecimal(amount), "EUR");
    }

    private static CostLine line(Money cost) {
        return new CostLine(CostKind.MATERIAL, BigDecimal.ONE, cost, null, null);
    }

    private static WorkLogged logged(
            String entry, String performer, int minute, String activity, int minutes, Labour labour, Money cost) {
        return new WorkLogged(
                entry, performer, at(minute), minutes, activity, List.of(line(cost)), null, "work", labour);
    }

    private static WorklogPage ask(Caller caller, WorklogFilter filter) {
        return worklog.find(new SearchWorklog(caller, filter, 50, null));
    }

    private static List<String> entries(WorklogPage page) {
        return page.entries().stream()
                .map(entry -> (entry.ticket().equals(first) ? "1" : "2")
                        + entry.work().entry())
                .toList();
    }

    @Test
    void a_manager_sees_all_entries_the_newest_work_first_and_what_they_come_to() {
        WorklogPage page = ask(Sample.MANAGER, ALL);
        assertThat(entries(page)).containsExactly("2x", "2a", "1c", "1b", "1a");
        assertThat(page.total()).isEqualTo(5);
        assertThat(page.sums().minutes()).isEqualTo(30 + 20 + 5 + 10 + 9);
        assertThat(page.sums().costs())
                .as("time and what is allowed: 30 + 10.50 + 2")
                .containsExactly(eur("42.50"), new Money(new BigDecimal("250000.00"), "IRR"));
        assertThat(page.sums().waiting()).containsExactly(eur("200.00"));
        assertThat(page.sums().declined()).containsExactly(eur("900.00"));
        WorkView corrected = page.entries().getFirst().work();
        assertThat(corrected.activity()).isEqualTo("travel");
        assertThat(corrected.corrections()).singleElement().satisfies(before -> {
            assertThat(before.minutes()).isEqualTo(99);
            assertThat(before.reason()).isEqualTo("typo");
            assertThat(before.by().id()).isEqualTo("person-eva");
        });
    }

    @Test
    void others_see_their_own_who_leads_the_team_its_and_who_is_asked_what_waits_for_them() {
        assertThat(entries(ask(DAN, ALL))).containsExactly("1c", "1b", "1a");
        assertThat(entries(ask(EVA, ALL))).containsExactly("2x", "2a");
        assertThat(entries(ask(LEO, ALL))).hasSize(5);
        assertThat(entries(ask(MIA, ALL))).containsExactly("1b");
        assertThat(entries(ask(Sample.AUDITOR, ALL))).hasSize(5);
        assertThat(entries(ask(Sample.caller("ann", Role.REQUESTER), ALL))).isEmpty();
    }

    @Test
    void each_filter_chooses_its_entries_and_their_sums() {
        assertThat(entries(ask(Sample.MANAGER, filter("person-eva", null, null, null, null, null))))
                .containsExactly("2x", "2a");
        assertThat(entries(ask(Sample.MANAGER, filter(null, "team-desk", null, null, null, null))))
                .hasSize(5);
        assertThat(entries(ask(Sample.MANAGER, filter(null, "team-other", null, null, null, null))))
                .isEmpty();
        assertThat(entries(ask(Sample.MANAGER, filter(null, null, "travel", null, null, null))))
                .containsExactly("2x");
        assertThat(entries(ask(Sample.MANAGER, filter(null, null, null, "IRR", null, null))))
                .containsExactly("2a");
        assertThat(entries(ask(Sample.MANAGER, filter(null, null, null, "EUR", null, null))))
                .as("also what waits or was declined")
                .containsExactly("2x", "1c", "1b", "1a");
        WorklogPage waiting = ask(Sample.MANAGER, filter(null, null, null, null, CostApproval.WAITING, null));
        assertThat(entries(waiting)).containsExactly("1b");
        assertThat(waiting.sums().costs()).isEmpty();
        assertThat(entries(ask(Sample.MANAGER, filter(null, null, null, null, null, "T-1002"))))
                .containsExactly("2x", "2a");
        WorklogFilter period = new WorklogFilter(Set.of(), Set.of(), Set.of(), Set.of(), Set.of(), null, at(2), at(5));
        assertThat(entries(ask(Sample.MANAGER, period))).containsExactly("1c", "1b");
    }

    private static WorklogFilter filter(
            String person, String team, String activity, String currency, CostApproval state, String ticket) {
        return new WorklogFilter(
                of(person),
                of(team),
                of(activity),
                of(currency),
                state == null ? Set.of() : Set.of(state),
                ticket,
                null,
                null);
    }

    private static Set<String> of(String value) {
        return value == null ? Set.of() : Set.of(value);
    }

    @Test
    void pages_follow_each_other_without_a_gap_and_a_cursor_is_good_for_its_own_query_only() {
        List<String> all = new ArrayList<>();
        String cursor = null;
        do {
            WorklogPage page = worklog.find(new SearchWorklog(Sample.MANAGER, ALL, 2, cursor));
            assertThat(page.total()).isEqualTo(5);
            assertThat(page.sums().minutes()).as("of all pages").isEqualTo(74);
            all.addAll(entries(page));
            cursor = page.next();
        } while (cursor != null);
        assertThat(all).containsExactly("2x", "2a", "1c", "1b", "1a");
        String next =
                worklog.find(new SearchWorklog(Sample.MANAGER, ALL, 2, null)).next();
        assertThatThrownBy(() -> worklog.find(new SearchWorklog(Sample.AUDITOR, ALL, 2, next)))
                .isInstanceOf(Refused.class);
        assertThatThrownBy(() -> worklog.find(new SearchWorklog(Sample.MANAGER, ALL, 201, null)))
                .isInstanceOf(Refused.class);
    }

    @Test
    void everybody_finds_their_timers_on_all_tickets() {
        TimersView timers = worklog.find(new FindTimers(DAN));
        assertThat(timers.timers()).extracting(TimersView.Timer::number).containsExactly("T-1001", "T-1002");
        assertThat(timers.timers().getFirst())
                .isEqualTo(new TimersView.Timer(first, "T-1001", "repair", "fan", DAY.plusSeconds(3_600), 180, false));
        assertThat(worklog.find(new FindTimers(EVA)).timers()).singleElement().matches(TimersView.Timer::forgotten);
        assertThat(worklog.find(new FindTimers(LEO)).timers()).isEmpty();
    }

    @Test
    void the_workload_shows_whose_time_runs_now_and_nothing_of_it_in_the_past() {
        WorkloadView now = workload.find(new FindWorkload(Sample.MANAGER, null, null, null, Set.of()));
        assertThat(timing(now, "person-dan")).isEqualTo(2);
        assertThat(timing(now, "person-eva")).as("forgotten").isZero();
        WorkloadView then = workload.find(new FindWorkload(Sample.MANAGER, NOW.minusSeconds(1), null, null, Set.of()));
        assertThat(timing(then, "person-dan")).isNull();
    }

    private static Long timing(WorkloadView view, String person) {
        return view.people().stream()
                .filter(load -> requireNonNull(load.of()).id().equals(person))
                .findFirst()
                .orElseThrow()
                .timing();
    }

    @Test
    void who_is_asked_finds_it_in_the_inbox_and_sees_of_the_work_what_waits_for_them_alone() {
        InboxView asked = inbox.find(new FindInbox(MIA, Set.of(), 50, null));
        assertThat(asked.items()).singleElement().satisfies(item -> {
            assertThat(item.because()).isEqualTo(Because.COST_APPROVAL);
            assertThat(item.ticket().id()).isEqualTo(first);
        });
        assertThat(inbox.find(new FindInbox(PIA, Set.of(), 50, null)).items())
                .as("who was asked later, as she acts for her")
                .singleElement()
                .satisfies(item -> assertThat(item.because()).isEqualTo(Because.COST_APPROVAL));
        TicketView.Worked shown =
                requireNonNull(tickets.find(new FindTicket(MIA, first)).work());
        assertThat(shown.entries()).extracting(WorkView::entry).containsExactly("b");
        assertThat(shown.costs()).isEmpty();
        assertThatThrownBy(() -> tickets.find(new FindTicket(MIA, second))).isInstanceOf(Refused.class);
        TicketView.Worked all =
                requireNonNull(tickets.find(new FindTicket(DAN, first)).work());
        assertThat(all.costs()).containsExactly(eur("40.50"));
        assertThat(all.waiting()).containsExactly(eur("200.00"));
        assertThat(all.declined()).containsExactly(eur("900.00"));
        assertThat(all.timers()).singleElement().satisfies(timer -> assertThat(timer.note())
                .isEqualTo("fan"));
        WorkView declined = all.entries().getLast();
        assertThat(declined.approval().state()).isEqualTo(CostApproval.DECLINED);
        assertThat(declined.approval().remark()).isEqualTo("use the old one");
    }

    @Test
    void managers_find_low_ratings_in_the_inbox_for_a_week() {
        InboxView found = inbox.find(new FindInbox(Sample.MANAGER, Set.of(Because.LOW_RATING), 50, null));
        assertThat(found.items())
                .singleElement()
                .satisfies(item -> assertThat(item.ticket().title()).isEqualTo("No sound"));
        assertThat(found.counts()).containsEntry(Because.LOW_RATING, 1L);
        assertThat(inbox.find(new FindInbox(DAN, Set.of(), 50, null)).counts()).containsEntry(Because.LOW_RATING, 0L);
    }
}
