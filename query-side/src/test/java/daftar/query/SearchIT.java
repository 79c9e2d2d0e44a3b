package daftar.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import daftar.messages.Refused;
import daftar.messages.Role;
import daftar.messages.Text;
import daftar.messages.query.AtLeast;
import daftar.messages.query.Caller;
import daftar.messages.query.Facet;
import daftar.messages.query.Query.SearchTickets;
import daftar.messages.query.Selection;
import daftar.messages.query.TicketFilter;
import daftar.messages.query.TicketPage;
import daftar.messages.query.TicketPage.Count;
import daftar.messages.query.TicketRow;
import daftar.messages.query.TicketSort;
import daftar.messages.sla.Target;
import daftar.messages.ticket.Priority;
import daftar.messages.ticket.TicketEvent.CommentAdded;
import daftar.messages.ticket.TicketEvent.ObserverAdded;
import daftar.messages.ticket.TicketEvent.TargetPointReached;
import daftar.messages.ticket.TicketEvent.WorkNoteAdded;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SearchIT {

    private static final int MANY = 1_050;
    private static final Instant NOW = SampleDesk.START.plus(Duration.ofDays(5));
    private static final Sample.SetProgress PROGRESS = new Sample.SetProgress();

    private static SampleDesk desk;
    private static SearchQueries queries;
    private static String printer;
    private static String secret;

    @BeforeAll
    static void a_desk_with_tickets_in_five_languages() throws Exception {
        desk = new SampleDesk();
        Instant at = SampleDesk.START;
        printer = desk.raised("person-ann", "Drucker druckt nicht", "Er bleibt stehen", at, "department-accounting");
        desk.raised("person-bob", "Принтер не работает", "заявка на ремонт", at.plusSeconds(1), null);
        desk.raised("person-bob", "چاپگرها کار نمی‌کنند", null, at.plusSeconds(2), null);
        desk.raised("person-bob", "打印机不能打印", "请求服务", at.plusSeconds(3), null);
        desk.raised("person-bob", "The printers are not printing", "<b>smoke</b> & fire", at.plusSeconds(4), null);
        secret = desk.raised("person-ann", "Laptop is slow", null, at.plusSeconds(5), null);
        desk.happened(secret, at.plusSeconds(6), "person-dan", new WorkNoteAdded(Text.of("she spilled coffee on it")));
        desk.happened(secret, at.plusSeconds(7), "person-dan", new CommentAdded(Text.of("We will call you"), true));
        desk.happened(secret, at.plusSeconds(8), "person-dan", new ObserverAdded("person-otto"));
        desk.happened(
                secret,
                at.plusSeconds(8),
                "system",
                new TargetPointReached(Target.RESOLUTION, 100, at.plusSeconds(8), List.of(), List.of()));
        String solved = desk.raised("person-ann", "Mail cannot be sent", "the outbox is full", at.plusSeconds(9), null);
        desk.worked(solved, at.plusSeconds(10), Priority.HIGH, "person-dan", "team-desk");
        desk.happened(solved, at.plusSeconds(11), "person-ann", new CommentAdded(Text.of("I am Ann, hurry"), false));
        desk.resolved(
                solved, at.plusSeconds(12), "person-dan", "person-ann", "Emptied the outbox", "quota set wrongly");
        for (int i = 0; i < MANY; i++) {
            String one = desk.raised(
                    "person-many", "Monitor number " + i, null, at.plusSeconds(100 + i / 3), "department-it");
            if (i % 3 == 0) {
                desk.worked(
                        one,
                        at.plusSeconds(5_000 + i),
                        Priority.values()[i % 4],
                        i % 2 == 0 ? "person-dan" : "person-eva",
                        "team-desk");
            }
        }
        desk.refresh();
        queries = new SearchQueries(Sample.readSide(desk, PROGRESS, NOW));
    }

    private static SearchTickets query(Caller caller, @Nullable String text, TicketFilter filter, Facet... facets) {
        return new SearchTickets(
                caller,
                text,
                filter,
                List.of(facets),
                text == null ? TicketSort.NEWEST_CHANGE : TicketSort.BY_RELEVANCE,
                25,
                null,
                true);
    }

    private static TicketPage search(Caller caller, @Nullable String text) {
        return queries.search(query(caller, text, TicketFilter.ALL));
    }

    @Test
    void who_looks_for_one_word_of_a_group_looks_for_all_and_not_for_what_says_nothing() {
        assertThat(search(Sample.DISPATCHER, "qualm please").tickets())
                .extracting(TicketRow::title)
                .containsExactly("The printers are not printing");
        assertThat(search(Sample.DISPATCHER, "\"qualm\"").tickets()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "drucker, Drucker druckt nicht",
        "принтеры, Принтер не работает",
        "چاپگر, چاپگرها کار نمی‌کنند",
        "打印, 打印机不能打印",
        "printer, The printers are not printing"
    })
    void words_are_found_in_five_languages(String word, String title) {
        assertThat(search(Sample.DISPATCHER, word).tickets())
                .extracting(TicketRow::title)
                .contains(title);
    }

    @ParameterizedTest
    @CsvSource({
        "ghbynth, принтер",
        "]hm'v, چاپگر",
        "дфзещз, laptop",
        "laptpo slow, laptop slow",
        "prniters, printers",
        "prniters -coffee, printers -coffee"
    })
    void where_nothing_is_found_what_may_have_been_meant_is_offered(String typed, String meant) {
        TicketPage page = search(Sample.DISPATCHER, typed);
        assertThat(page.total()).isZero();
        assertThat(page.meant()).contains(meant);
        assertThat(search(Sample.DISPATCHER, meant).total()).isPositive();
        assertThat(search(Sample.DISPATCHER, meant).meant())
                .as("what finds something")
                .isNull();
    }

    @Test
    void nothing_is_offered_that_tells_of_what_one_may_not_see() {
        Caller stranger = Sample.caller("stranger", Role.REQUESTER);
        assertThat(search(stranger, "laptpo").meant()).isNull();
        assertThat(search(stranger, "ghbynth").meant()).isNull();
    }

    @Test
    void found_words_are_marked_and_everything_else_is_escaped() {
        TicketRow row = search(Sample.DISPATCHER, "smoke").tickets().getFirst();
        assertThat(row.highlights().get("description"))
                .containsExactly("&lt;b&gt;<em>smoke</em>&lt;&#x2F;b&gt; &amp; fire");
    }

    @Test
    void a_number_finds_its_ticket_first() {
        assertThat(search(Sample.DISPATCHER, "t-1001").tickets().getFirst().id())
                .isEqualTo(printer);
        assertThat(search(Sample.DISPATCHER, "INC-1001").tickets().getFirst().id())
                .isEqualTo(printer);
        assertThat(search(Sample.DISPATCHER, "what became of t-1001?")
                        .tickets()
                        .getFirst()
                        .id())
                .isEqualTo(printer);
        assertThat(search(Sample.DISPATCHER, "T-۱۰۰۱ پرینتر").tickets())
                .extracting(TicketRow::id)
                .containsExactly(printer);
    }

    @Test
    void all_words_must_be_found_and_operators_work() {
        assertThat(search(Sample.DISPATCHER, "monitor printers").total()).isZero();
        assertThat(search(Sample.DISPATCHER, "printers -smoke").tickets())
                .extracting(TicketRow::title)
                .doesNotContain("The printers are not printing");
        assertThat(search(Sample.DISPATCHER, "\"number 17\"").total()).isEqualTo(1);
        assertThat(search(Sample.DISPATCHER, "\"((~*?:/\\").total()).isNotNegative();
    }

    @Test
    void a_work_note_is_found_by_the_desk_only() {
        assertThat(search(Sample.DISPATCHER, "coffee").tickets())
                .singleElement()
                .satisfies(row -> assertThat(row.highlights()).containsOnlyKeys("internalTexts"));
        assertThat(search(Sample.caller("ann", Role.REQUESTER), "coffee").total())
                .isZero();
        assertThat(search(Sample.caller("otto", Role.REQUESTER), "coffee").total())
                .isZero();
        assertThat(search(Sample.ANALYST, "coffee").total()).isZero();
        assertThat(search(Sample.caller("ann", Role.REQUESTER), "call").total()).isEqualTo(1);
    }

    @Test
    void requesters_find_their_own_and_observed_tickets_only() {
        assertThat(search(Sample.caller("ann", Role.REQUESTER), null).total()).isEqualTo(3);
        assertThat(search(Sample.caller("otto", Role.REQUESTER), null).tickets())
                .extracting(TicketRow::id)
                .containsExactly(secret);
        assertThat(search(Sample.caller("sue", Role.SUPERVISOR), null).total()).isEqualTo(7);
        assertThat(search(Sample.caller("sue", Role.REQUESTER), null).total()).isZero();
        assertThat(search(Sample.caller("mia", Role.DEPARTMENT_MANAGER), null).total())
                .isEqualTo(1);
        assertThat(search(Sample.caller("admin", Role.ADMINISTRATOR), null).total())
                .isZero();
    }

    @Test
    void facets_count_only_what_the_caller_may_know() {
        TicketPage page =
                queries.search(query(Sample.caller("ann", Role.REQUESTER), null, TicketFilter.ALL, Facet.STATUS));
        assertThat(page.facets().get("status"))
                .containsExactlyInAnyOrder(new Count("NEW", null, 2), new Count("RESOLVED", null, 1));
    }

    @Test
    void analysts_see_what_was_solved_without_people() {
        TicketPage page = queries.search(query(Sample.ANALYST, null, TicketFilter.ALL, Facet.REQUESTER, Facet.STATUS));
        assertThat(page.tickets()).singleElement().satisfies(row -> {
            assertThat(row.title()).isEqualTo("Mail cannot be sent");
            assertThat(row.requester()).isNull();
            assertThat(row.assignees()).isEmpty();
        });
        assertThat(page.facets().get("requester")).isEmpty();
        assertThat(page.facets().get("status")).containsExactly(new Count("RESOLVED", null, 1));
        assertThat(queries.search(query(Sample.ANALYST, null, TicketFilter.of(Facet.REQUESTER, "person-ann")))
                        .total())
                .isZero();
        // what the requester commented is not theirs to search
        assertThat(search(Sample.ANALYST, "hurry").total()).isZero();
    }

    @Test
    void the_counts_of_a_facet_leave_its_own_filter_out() {
        TicketFilter filter = TicketFilter.of(
                Map.of(Facet.ASSIGNEE, Set.of("person-dan"), Facet.PRIORITY, Set.of("CRITICAL", "LOW")));
        TicketPage page =
                queries.search(query(Sample.DISPATCHER, null, filter, Facet.ASSIGNEE, Facet.PRIORITY, Facet.TEAM));
        Map<String, Long> assignees = counts(page, "assignee");
        Map<String, Long> priorities = counts(page, "priority");
        assertThat(assignees).containsKeys("person-dan", "person-eva");
        assertThat(assignees.get("person-dan")).isEqualTo(page.total());
        assertThat(priorities.get("CRITICAL")).isEqualTo(page.total());
        assertThat(priorities).containsKey("MODERATE");
        assertThat(counts(page, "team")).containsExactly(Map.entry("team-desk", page.total()));
        assertThat(page.facets().get("team").getFirst().name()).isEqualTo("Service desk");
    }

    @Test
    void none_stands_for_tickets_without_a_value() {
        TicketPage page = queries.search(
                query(Sample.DISPATCHER, null, TicketFilter.of(Facet.ASSIGNEE, Facet.NONE), Facet.ASSIGNEE));
        assertThat(page.total()).isEqualTo(counts(page, "assignee").get("none"));
        assertThat(page.tickets()).allSatisfy(row -> assertThat(row.assignees()).isEmpty());
    }

    private static Map<String, Long> counts(TicketPage page, String facet) {
        Map<String, Long> counts = new java.util.HashMap<>();
        page.facets().get(facet).forEach(count -> counts.put(count.value(), count.tickets()));
        return counts;
    }

    @ParameterizedTest
    @CsvSource({"-raisedAt, ", "updatedAt, ", "priority, ", "-priority, ", "dueAt, ", "relevance, monitor"})
    void paging_visits_every_ticket_once(String order, @Nullable String text) {
        Set<String> seen = new HashSet<>();
        List<TicketRow> rows = new ArrayList<>();
        String cursor = null;
        long total;
        do {
            TicketPage page = queries.search(new SearchTickets(
                    Sample.DISPATCHER,
                    text,
                    TicketFilter.of(Facet.DEPARTMENT, "department-it"),
                    List.of(),
                    TicketSort.of(order),
                    200,
                    cursor,
                    false));
            page.tickets().forEach(row -> assertThat(seen.add(row.id())).isTrue());
            rows.addAll(page.tickets());
            total = page.total();
            cursor = page.next();
        } while (cursor != null);
        assertThat(rows).hasSize(MANY);
        assertThat(total).isEqualTo(MANY);
        if (order.equals("-raisedAt")) {
            assertThat(rows).extracting(TicketRow::raisedAt).isSortedAccordingTo((a, b) -> b.compareTo(a));
        }
        if (order.equals("-priority")) {
            assertThat(rows)
                    .extracting(
                            row -> row.priority() == null ? 4 : row.priority().ordinal())
                    .isSorted();
        }
    }

    @Test
    void a_cursor_is_good_for_its_own_query_and_caller_only() {
        String cursor = search(Sample.DISPATCHER, null).next();
        SearchTickets other = new SearchTickets(
                Sample.DISPATCHER, "monitor", TicketFilter.ALL, List.of(), TicketSort.BY_RELEVANCE, 25, cursor, true);
        SearchTickets others = new SearchTickets(
                Sample.MANAGER, null, TicketFilter.ALL, List.of(), TicketSort.NEWEST_CHANGE, 25, cursor, true);
        for (SearchTickets query : List.of(other, others)) {
            assertThatThrownBy(() -> queries.search(query)).isInstanceOfSatisfying(Refused.class, refused -> {
                assertThat(refused.kind()).isEqualTo(Refused.Kind.INVALID);
                assertThat(refused.field()).isEqualTo("cursor");
            });
        }
    }

    @Test
    void a_search_waits_until_it_is_as_new_as_asked_for() {
        String late = desk.raised("person-late", "Late but there", null, NOW.minusSeconds(5), null);
        long revision = desk.tickets.get(late).revision();
        long position = desk.tickets.get(late).position();
        PROGRESS.position.set(position - 1);
        Caller asking = new Caller(Sample.DISPATCHER.actor(), "en", new AtLeast(position, late, revision));
        Thread.ofVirtual().start(() -> {
            desk.flush();
            PROGRESS.position.set(position);
        });
        TicketPage page = queries.search(query(asking, "\"late but there\"", TicketFilter.ALL));
        assertThat(page.total()).isEqualTo(1);
        assertThat(page.stale()).isFalse();
        PROGRESS.position.set(Long.MAX_VALUE);
    }

    @Test
    void filters_choose_by_time_state_and_number() {
        TicketFilter byTime = filter(Map.of(
                "status", "new",
                "raisedFrom", SampleDesk.START.toString(),
                "raisedTo", SampleDesk.START.plusSeconds(2).toString(),
                "overdue", "false",
                "onHold", "false"));
        assertThat(queries.search(query(Sample.DISPATCHER, null, byTime)).total())
                .isEqualTo(2);
        TicketFilter byNumber = filter(Map.of("number", "t-1001"));
        assertThat(queries.search(query(Sample.DISPATCHER, null, byNumber)).tickets())
                .extracting(TicketRow::id)
                .containsExactly(printer);
        TicketFilter byReference = filter(Map.of("externalRef", "INC-1001"));
        assertThat(queries.search(query(Sample.DISPATCHER, null, byReference)).total())
                .isEqualTo(1);
    }

    @Test
    void broken_promises_are_found_and_counted() {
        TicketFilter broken = filter(Map.of("breach", "resolution"));
        TicketPage page = queries.search(query(Sample.DISPATCHER, null, broken, Facet.BREACH));
        assertThat(page.tickets()).extracting(TicketRow::id).containsExactly(secret);
        assertThat(page.facets().toString()).contains("RESOLUTION");
        assertThat(count(Sample.DISPATCHER, Map.of("breach", "response"))).isZero();
    }

    @Test
    void me_stands_for_the_caller_and_of_a_team_for_the_callers_teams() {
        Caller dan = Sample.caller("dan", Role.SPECIALIST);
        assertThat(count(dan, Map.of("assignee", "me")))
                .isEqualTo(count(dan, Map.of("assignee", "person-dan")))
                .isPositive();
        assertThat(count(dan, Map.of("team", "me")))
                .isEqualTo(count(dan, Map.of("team", "team-desk")))
                .isPositive();
        // who has no team has no tickets by it: not all of them
        assertThat(count(Sample.MANAGER, Map.of("team", "me"))).isZero();
        assertThat(count(Sample.caller("ann", Role.REQUESTER), Map.of("requester", "me")))
                .isEqualTo(3);
    }

    @Test
    void what_waits_for_the_caller_is_what_they_must_act_on() {
        Caller ann = Sample.caller("ann", Role.REQUESTER);
        assertThat(count(ann, Map.of("waitingForMe", "true")))
                .as("to be confirmed")
                .isEqualTo(1);
        assertThat(count(ann, Map.of("waitingForMe", "false"))).isEqualTo(2);
        Caller dan = Sample.caller("dan", Role.SPECIALIST);
        assertThat(count(dan, Map.of("waitingForMe", "true")))
                .isEqualTo(count(dan, Map.of("assignee", "me", "status", "assigned")))
                .isPositive();
    }

    @Test
    void an_analyst_is_not_told_what_waits_for_whom() {
        assertThat(count(Sample.ANALYST, Map.of())).isPositive();
        assertThat(count(Sample.ANALYST, Map.of("waitingForMe", "false"))).isZero();
    }

    private static TicketFilter filter(Map<String, String> filters) {
        Map<String, List<String>> sent = new java.util.HashMap<>();
        filters.forEach((name, value) -> sent.put(name, List.of(value)));
        return Selection.of(null, sent, null).filter();
    }

    private static long count(Caller caller, Map<String, String> filters) {
        return queries.search(query(caller, null, filter(filters))).total();
    }
}
