package daftar.query;

import static org.assertj.core.api.Assertions.assertThat;

import daftar.messages.Text;
import daftar.messages.catalogue.FieldKind;
import daftar.messages.query.Caller;
import daftar.messages.query.Facet;
import daftar.messages.query.Query.FindTicket;
import daftar.messages.query.Query.SearchTickets;
import daftar.messages.query.Selection;
import daftar.messages.query.TicketPage;
import daftar.messages.query.TicketRow;
import daftar.messages.query.TicketView;
import daftar.messages.query.TicketView.Filled;
import daftar.messages.ticket.Channel;
import daftar.messages.ticket.Holder;
import daftar.messages.ticket.RaisedForm;
import daftar.messages.ticket.TicketEvent.TicketRaised;
import daftar.messages.workflow.StageKind;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Tickets are found by what was filled into their forms, by those who may know it. */
class FormsIT {

    private static final Map<String, FieldKind> KINDS = Map.of(
            "model", FieldKind.CHOICE,
            "colour", FieldKind.CHOICE,
            "amount", FieldKind.NUMBER,
            "from", FieldKind.DATE,
            "for", FieldKind.PERSON,
            "why", FieldKind.TEXT);

    private static SampleDesk desk;
    private static SearchQueries queries;
    private static TicketQueries tickets;
    private static String solved;

    @BeforeAll
    static void a_desk_with_forms() throws Exception {
        desk = new SampleDesk();
        raised("person-ann", "Thin one", Map.of("model", "thin", "amount", "2.50", "from", "2026-02-01"));
        raised("person-bob", "Thick one", Map.of("model", "thick", "colour", "thin", "amount", "12"));
        solved = raised(
                "person-bob", "For Zoe", Map.of("for", "person-zoe", "why", "Her screen is a window", "amount", "-3"));
        desk.resolved(solved, SampleDesk.START.plusSeconds(60), "person-dan", "person-bob", "Given", null);
        desk.raised("person-ann", "No form at all", null, SampleDesk.START, null);
        desk.refresh();
        ReadSide readSide = Sample.readSide(desk, new Sample.SetProgress(), SampleDesk.START.plusSeconds(600));
        queries = new SearchQueries(readSide);
        tickets = new TicketQueries(readSide, parked -> false);
    }

    @Test
    void a_value_is_found_in_its_own_field_only() {
        assertThat(titles(Sample.DISPATCHER, "model:thin")).containsExactly("Thin one");
        assertThat(titles(Sample.DISPATCHER, "model:thin", "thick")).containsExactlyInAnyOrder("Thin one", "Thick one");
        assertThat(titles(Sample.DISPATCHER, "model:thin", "colour:thin")).isEmpty();
        assertThat(titles(Sample.DISPATCHER, "model:thick", "colour:thin")).containsExactly("Thick one");
        assertThat(titles(Sample.DISPATCHER, "for:person-zoe")).containsExactly("For Zoe");
    }

    @Test
    void numbers_and_days_are_found_in_ranges_of_which_both_ends_are_part() {
        assertThat(titles(Sample.DISPATCHER, "amount:2.5")).containsExactly("Thin one");
        assertThat(titles(Sample.DISPATCHER, "amount:2.5..12")).containsExactlyInAnyOrder("Thin one", "Thick one");
        assertThat(titles(Sample.DISPATCHER, "amount:..0")).containsExactly("For Zoe");
        assertThat(titles(Sample.DISPATCHER, "amount:3..")).containsExactly("Thick one");
        assertThat(titles(Sample.DISPATCHER, "from:2026-02-01..2026-02-01")).containsExactly("Thin one");
        assertThat(titles(Sample.DISPATCHER, "from:2026-02-02..")).isEmpty();
    }

    @Test
    void texts_of_forms_are_found_by_their_words_and_people_are_not() {
        assertThat(search(Sample.DISPATCHER, "window").tickets()).hasSize(1);
        assertThat(search(Sample.DISPATCHER, "zoe").tickets())
                .extracting(TicketRow::title)
                .containsExactly("For Zoe");
        assertThat(search(Sample.DISPATCHER, "person-zoe").tickets())
                .allSatisfy(row -> assertThat(row.highlights().toString()).doesNotContain("person-"));
    }

    @Test
    void request_types_are_counted() {
        TicketPage page = queries.search(new SearchTickets(
                Sample.DISPATCHER,
                null,
                Selection.of(null, Map.of("requestType", List.of("laptop")), null)
                        .filter(),
                List.of(Facet.REQUEST_TYPE),
                daftar.messages.query.TicketSort.NEWEST_CHANGE,
                25,
                null,
                false));
        assertThat(page.total()).isEqualTo(3);
        assertThat(page.facets().get("requestType"))
                .extracting(count -> count.value() + " " + count.tickets())
                .containsExactlyInAnyOrder("laptop 3", "none 1");
    }

    @Test
    void requesters_find_their_own_and_analysts_nothing_by_forms() {
        Caller bob = Sample.caller("bob", daftar.messages.Role.REQUESTER);
        assertThat(titles(bob, "amount:..100")).containsExactlyInAnyOrder("Thick one", "For Zoe");
        assertThat(search(Sample.ANALYST, null).tickets()).hasSize(1);
        assertThat(titles(Sample.ANALYST, "for:person-zoe")).isEmpty();
        assertThat(titles(Sample.ANALYST, "amount:..100")).isEmpty();
        assertThat(search(Sample.ANALYST, "window").tickets()).isEmpty();
    }

    @Test
    void a_form_is_shown_with_its_names_and_analysts_do_not_get_it() {
        TicketView view = tickets.find(new FindTicket(Sample.DISPATCHER, solved));
        assertThat(view.requestType().id()).isEqualTo("laptop");
        assertThat(view.form())
                .contains(new Filled("for", "for of laptop 2", FieldKind.PERSON, "person-zoe", null))
                .hasSize(3);
        TicketView known = tickets.find(new FindTicket(Sample.ANALYST, solved));
        assertThat(known.form()).isEmpty();
        assertThat(known.fields()).isEmpty();
        assertThat(known.toString()).doesNotContain("zoe").doesNotContain("window");
    }

    private static List<String> titles(Caller caller, String... fields) {
        var filter = Selection.of(null, Map.of("field", List.of(fields)), null).filter();
        return queries
                .search(new SearchTickets(
                        caller,
                        null,
                        filter,
                        List.of(),
                        daftar.messages.query.TicketSort.NEWEST_CHANGE,
                        25,
                        null,
                        false))
                .tickets()
                .stream()
                .map(TicketRow::title)
                .toList();
    }

    private static TicketPage search(Caller caller, @Nullable String text) {
        return queries.search(new SearchTickets(
                caller,
                text,
                daftar.messages.query.TicketFilter.ALL,
                List.of(),
                daftar.messages.query.TicketSort.NEWEST_CHANGE,
                25,
                null,
                true));
    }

    private static String raised(String requester, String title, Map<String, String> values) {
        int n = 500 + desk.tickets.size();
        String id = SampleDesk.id(n);
        Map<String, Text> fields = new HashMap<>();
        Map<String, FieldKind> kinds = new HashMap<>();
        values.forEach((field, value) -> {
            fields.put(field, Text.of(value));
            kinds.put(field, KINDS.get(field));
        });
        Instant at = SampleDesk.START.plusSeconds(n);
        desk.happened(
                id,
                at,
                requester,
                new TicketRaised(
                        "T-" + n,
                        requester,
                        Channel.PORTAL,
                        "service-request",
                        null,
                        null,
                        null,
                        null,
                        null,
                        "request",
                        1,
                        "en",
                        Text.of(title),
                        null,
                        List.of(),
                        List.of(),
                        null,
                        fields,
                        null,
                        List.of(),
                        null,
                        new RaisedForm("laptop", 2, kinds)),
                SampleDesk.entered("triage", StageKind.TRIAGE, Holder.team("team-desk")));
        return id;
    }
}
