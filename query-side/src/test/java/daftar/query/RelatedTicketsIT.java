package daftar.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import daftar.messages.Refused;
import daftar.messages.Role;
import daftar.messages.Text;
import daftar.messages.query.Caller;
import daftar.messages.query.InboxView;
import daftar.messages.query.InboxView.Because;
import daftar.messages.query.IncidentsView;
import daftar.messages.query.Query.FindInbox;
import daftar.messages.query.Query.FindIncidents;
import daftar.messages.query.Query.FindTicket;
import daftar.messages.query.Query.FindTimeline;
import daftar.messages.query.RelatedView;
import daftar.messages.query.TicketRow;
import daftar.messages.query.TimelineView;
import daftar.messages.ticket.LinkKind;
import daftar.messages.ticket.Priority;
import daftar.messages.ticket.Status;
import daftar.messages.ticket.TicketEvent.*;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What an incident shows of its problem and of its major incident, to whom, and what it does not. */
class RelatedTicketsIT {

    private static final Instant DAY = Instant.parse("2026-11-18T08:00:00Z");
    private static final Instant NOW = DAY.plus(Duration.ofHours(4));
    private static final Caller ANN = Sample.caller("ann", Role.REQUESTER);
    private static final Caller OUTSIDER = Sample.caller("otto", Role.SPECIALIST);

    private static SampleDesk desk;
    private static TicketQueries tickets;
    private static InboxQueries inbox;
    private static String problem;
    private static String secret;
    private static String incident;
    private static String hidden;
    private static String ofSecret;
    private static String major;
    private static String child;

    @BeforeAll
    static void a_problem_and_a_major_incident() throws Exception {
        desk = new SampleDesk();
        problem = desk.raised("person-zoe", "Disk array broken, serial 4711", "vendor is Acme", DAY, null);
        desk.worked(problem, DAY.plusSeconds(60), Priority.HIGH, "person-dan", "team-desk");
        desk.happened(problem, DAY.plusSeconds(70), "person-dan", new WorkNoteAdded(Text.of("Acme is late")));
        desk.happened(problem, DAY.plusSeconds(90), "person-dan", new WorkaroundRecorded(Text.of("use the web"), true));
        secret = desk.raised("person-zoe", "Somebody reads our mail", null, DAY, null);
        desk.happened(
                secret,
                DAY.plusSeconds(60),
                "person-zoe",
                new WorkaroundRecorded(Text.of("use paper"), false),
                new TicketMadeConfidential(List.of("person-eva"), null));
        incident = linked(raised("person-ann", "No files"), LinkKind.CAUSED_BY, problem);
        hidden = linked(raised("person-bob", "No files either"), LinkKind.CAUSED_BY, problem);
        desk.happened(hidden, DAY.plusSeconds(200), "person-bob", new TicketMadeConfidential(List.of(), null));
        ofSecret = linked(raised("person-ann", "Strange mail"), LinkKind.CAUSED_BY, secret);
        desk.happened(
                incident,
                DAY.plusSeconds(300),
                "system",
                new LinkedTicketSolved(LinkKind.CAUSED_BY, problem, DAY.plusSeconds(290)));

        major = raised("person-zoe", "Mail server of the board is down");
        desk.worked(major, DAY.plusSeconds(400), Priority.CRITICAL, "person-dan", "team-desk");
        desk.happened(
                major,
                DAY.plusSeconds(500),
                "person-manager",
                new MajorIncidentDeclared(
                        Text.of("everybody calls"),
                        Map.of("en", Text.of("Mail is down")),
                        Duration.ofMinutes(30),
                        DAY.plusSeconds(2_300),
                        List.of("department-accounting"),
                        List.of("mail")),
                new MajorIncidentUpdated(1, Map.of("en", Text.of("We look at it")), DAY.plus(Duration.ofMinutes(40))),
                new MajorIncidentUpdateMissed(DAY.plus(Duration.ofMinutes(40))));
        child = raised("person-ann", "No mail");
        desk.happened(major, DAY.plusSeconds(600), "person-dan", new TicketLinked(LinkKind.PARENT_OF, child));
        desk.refresh();

        ReadSide readSide = Sample.readSide(desk, new Sample.SetProgress(), NOW);
        tickets = new TicketQueries(readSide, ticket -> false);
        inbox = new InboxQueries(readSide);
    }

    private static String raised(String requester, String title) {
        return desk.raised(requester, title, null, DAY.plusSeconds(100), null);
    }

    private static String linked(String ticket, LinkKind kind, String other) {
        desk.happened(ticket, DAY.plusSeconds(150), "person-dan", new TicketLinked(kind, other));
        return ticket;
    }

    private static RelatedView related(Caller caller, String ticket) {
        return tickets.find(new FindTicket(caller, ticket)).related();
    }

    @Test
    void the_requester_of_an_incident_reads_the_workaround_and_nothing_else_of_the_problem() {
        RelatedView seen = related(ANN, incident);
        assertThat(seen.workarounds())
                .containsExactly(new RelatedView.Workaround("use the web", true, DAY.plusSeconds(90), false, null));
        assertThat(tickets.find(new FindTicket(ANN, incident)).toString())
                .doesNotContain("4711", "Acme", problem, number(problem));
        TimelineView timeline = tickets.find(new FindTimeline(ANN, incident));
        assertThat(timeline.steps()).anyMatch(step -> step.type().equals("LinkedTicketSolved"));
        assertThat(timeline.toString()).doesNotContain(problem, "4711", "Acme", "CAUSED_BY");
    }

    @Test
    void the_desk_reads_it_with_the_problems_number() {
        assertThat(related(Sample.DISPATCHER, incident).workarounds())
                .extracting(RelatedView.Workaround::problem)
                .containsExactly(number(problem));
        assertThat(related(Sample.DISPATCHER, problem).workarounds()).hasSize(1);
    }

    @Test
    void of_a_confidential_problem_only_those_who_may_see_it_read_the_workaround() {
        assertThat(related(ANN, ofSecret)).isNull();
        assertThat(related(OUTSIDER, ofSecret)).isNull();
        assertThat(related(Sample.caller("eva", Role.SPECIALIST), ofSecret).workarounds())
                .extracting(RelatedView.Workaround::text)
                .containsExactly("use paper");
    }

    @Test
    void a_child_shows_the_updates_of_its_major_incident_and_nothing_else_of_it() {
        RelatedView seen = related(ANN, child);
        assertThat(seen.majorIncident().updates())
                .extracting(RelatedView.Update::text)
                .containsExactly(Map.of("en", "We look at it"));
        assertThat(seen.majorIncident().updateOverdue()).isTrue();
        assertThat(seen.toString())
                .doesNotContain("board", "everybody calls", "department-accounting", major, number(major));
        assertThat(related(Sample.DISPATCHER, child).majorIncident().ticket()).isEqualTo(number(major));
        assertThat(related(Sample.DISPATCHER, major).majorIncident().reason()).isEqualTo("everybody calls");
        assertThat(related(Sample.DISPATCHER, incident).majorIncident()).isNull();
    }

    @Test
    void the_incidents_of_a_problem_are_listed_and_counted_as_far_as_the_caller_may_see_them() {
        IncidentsView all = tickets.find(new FindIncidents(Sample.AUDITOR, problem, 10, null));
        assertThat(ids(all)).containsExactlyInAnyOrder(incident, hidden);
        assertThat(all.total()).isEqualTo(2);
        IncidentsView some = tickets.find(new FindIncidents(OUTSIDER, number(problem), 10, null));
        assertThat(ids(some)).containsExactly(incident);
        assertThat(some.total()).isEqualTo(1);
        assertThat(some.counts()).isEqualTo(Map.of(Status.NEW, 1L));
        assertThat(ids(tickets.find(new FindIncidents(Sample.DISPATCHER, major, 10, null))))
                .containsExactly(child);
        IncidentsView page = tickets.find(new FindIncidents(Sample.AUDITOR, problem, 1, null));
        IncidentsView next = tickets.find(new FindIncidents(Sample.AUDITOR, problem, 1, page.next()));
        assertThat(List.of(ids(page).getFirst(), ids(next).getFirst())).containsExactlyInAnyOrder(incident, hidden);
        assertThat(next.next()).isNull();
    }

    @Test
    void what_a_ticket_is_linked_to_is_not_for_everybody() {
        assertThat(refusal(Sample.caller("zoe", Role.REQUESTER), problem).kind())
                .isEqualTo(Refused.Kind.FORBIDDEN);
        assertThat(refusal(ANN, problem).kind()).isEqualTo(Refused.Kind.NOT_FOUND);
        assertThat(refusal(OUTSIDER, secret).kind()).isEqualTo(Refused.Kind.NOT_FOUND);
    }

    @Test
    void who_owes_an_update_has_it_in_the_inbox() {
        InboxView owed = inbox.find(
                new FindInbox(Sample.caller("dan", Role.SPECIALIST), Set.of(Because.UPDATE_OVERDUE), 10, null));
        assertThat(owed.items()).extracting(item -> item.ticket().id()).containsExactly(major);
        assertThat(owed.items()).extracting(InboxView.Item::because).containsExactly(Because.UPDATE_OVERDUE);
        assertThat(inbox.find(new FindInbox(OUTSIDER, Set.of(Because.UPDATE_OVERDUE), 10, null))
                        .total())
                .isZero();
    }

    private static Refused refusal(Caller caller, String ticket) {
        return catchThrowableOfType(Refused.class, () -> tickets.find(new FindIncidents(caller, ticket, 10, null)));
    }

    private static List<String> ids(IncidentsView view) {
        return view.incidents().stream().map(TicketRow::id).toList();
    }

    private static String number(String ticket) {
        return desk.tickets.get(ticket).number();
    }
}
