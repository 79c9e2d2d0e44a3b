package daftar.domain.ticket;

import static daftar.domain.ticket.Story.ID;
import static daftar.domain.ticket.Story.OTHER;
import static daftar.domain.ticket.Story.text;
import static org.assertj.core.api.Assertions.assertThat;

import daftar.messages.Actor;
import daftar.messages.Refused;
import daftar.messages.Text;
import daftar.messages.ticket.*;
import daftar.messages.ticket.TicketCommand.*;
import daftar.messages.ticket.TicketEvent.*;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.axonframework.messaging.MetaData;
import org.junit.jupiter.api.Test;

/** A problem and its workaround, what its incidents are told, and a major incident from its declaration to its end. */
class ProblemsAndMajorIncidentsTest extends TicketFixture {

    private static final Map<String, Text> TITLE = Map.of("en", Text.of("Mail is down"));
    private static final Map<String, Text> UPDATE = Map.of("en", Text.of("We found it"), "fa", Text.of("پیدا شد"));
    private static final Instant SOLVED = Story.START.plusSeconds(5);
    private static final Solution FIXED = new Solution(Text.of("Restarted"), "done", null, Fix.PERMANENT);

    private static Story problem() {
        return Story.begin().and("dispatcher", Story.raise("requester", "problem"));
    }

    private static DeclareMajorIncident declare(Integer minutes) {
        return new DeclareMajorIncident(ID, text(), TITLE, minutes, List.of("department-sales"), List.of("mail"));
    }

    private static Story major() {
        return working().and("manager", declare(null));
    }

    @Test
    void a_workaround_is_recorded_on_a_problem() {
        when(problem(), "specialist", new RecordWorkaround(ID, Text.of("use the web"), true))
                .expectEvents(new WorkaroundRecorded(Text.of("use the web"), true));
        when(problem(), "specialist", new RecordWorkaround(ID, Text.of("use the web"), null))
                .expectEvents(new WorkaroundRecorded(Text.of("use the web"), false));
        refused(
                incident(),
                "specialist",
                new RecordWorkaround(ID, text(), true),
                Refused.Kind.CONFLICT,
                "not-a-problem");
        refused(problem(), "requester", new RecordWorkaround(ID, text(), true), Refused.Kind.FORBIDDEN, "not-allowed");
    }

    @Test
    void an_incident_is_told_that_its_problem_is_solved_and_stays_as_it_is() {
        Story linked = working().and("specialist", new LinkTicket(ID, LinkKind.CAUSED_BY, OTHER));
        assertThat(linked.does(Actor.clock(), new TellSolved(ID, LinkKind.CAUSED_BY, OTHER, SOLVED, null)))
                .containsExactly(new LinkedTicketSolved(LinkKind.CAUSED_BY, OTHER, SOLVED));
        assertThat(linked.status()).isEqualTo(Status.IN_PROGRESS);
        assertThat(working()
                        .refused(Actor.clock(), new TellSolved(ID, LinkKind.CAUSED_BY, OTHER, SOLVED, null))
                        .code())
                .isEqualTo("not-linked");
        assertThat(linked.refused("manager", new TellSolved(ID, LinkKind.CAUSED_BY, OTHER, SOLVED, null))
                        .code())
                .isEqualTo("not-allowed");
        assertThat(closed().refused(Actor.clock(), new TellSolved(ID, LinkKind.CHILD_OF, OTHER, SOLVED, FIXED))
                        .code())
                .isEqualTo("wrong-status");
    }

    @Test
    void the_same_errand_twice_is_one_event() {
        Story linked = working().and("specialist", new LinkTicket(ID, LinkKind.CAUSED_BY, OTHER));
        TellSolved told = new TellSolved(ID, LinkKind.CAUSED_BY, OTHER, SOLVED, null);
        linked.now = linked.now.plusSeconds(60);
        MetaData clock = MetaData.with(daftar.messages.Meta.CALLER, Actor.clock())
                .and(daftar.messages.Meta.COMMAND_ID, "5b0e1a52-0000-3000-8000-000000000009")
                .and(daftar.messages.Meta.REQUEST_HASH, "");
        fixture(linked)
                .given(events(linked))
                .andGivenCommands(List.of(new org.axonframework.commandhandling.GenericCommandMessage<>(told, clock)))
                .when(told, clock)
                .expectNoEvents()
                .expectSuccessfulHandlerExecution();
    }

    @Test
    void a_child_is_solved_with_its_major_incident_by_its_own_workflow() {
        Story child = working();
        assertThat(child.does(Actor.clock(), new TellSolved(ID, LinkKind.CHILD_OF, OTHER, SOLVED, FIXED)))
                .extracting(event -> event.getClass().getSimpleName())
                .containsExactly("LinkedTicketSolved", "TicketResolved", "StageEntered");
        assertThat(child.status()).isEqualTo(Status.RESOLVED);
        // told again at another time it is solved already, and only told
        assertThat(child.does(
                        Actor.clock(), new TellSolved(ID, LinkKind.CHILD_OF, OTHER, SOLVED.plusSeconds(1), FIXED)))
                .containsExactly(new LinkedTicketSolved(LinkKind.CHILD_OF, OTHER, SOLVED.plusSeconds(1)));
        assertThat(request().does(Actor.clock(), new TellSolved(ID, LinkKind.CHILD_OF, OTHER, SOLVED, FIXED)))
                .containsExactly(new LinkedTicketSolved(LinkKind.CHILD_OF, OTHER, SOLVED));
    }

    @Test
    void a_confidential_child_is_told_and_not_resolved() {
        Story child = working().and("specialist", new MakeConfidential(ID, List.of("observer"), null));
        assertThat(child.does(Actor.clock(), new TellSolved(ID, LinkKind.CHILD_OF, OTHER, SOLVED, FIXED)))
                .containsExactly(new LinkedTicketSolved(LinkKind.CHILD_OF, OTHER, SOLVED));
        assertThat(child.status()).isEqualTo(Status.IN_PROGRESS);
    }

    @Test
    void a_major_incident_is_declared_with_its_update_clock() {
        Story story = working();
        when(story, "manager", declare(15))
                .expectEvents(new MajorIncidentDeclared(
                        text(),
                        TITLE,
                        Duration.ofMinutes(15),
                        now.plus(Duration.ofMinutes(15)),
                        List.of("department-sales"),
                        List.of("mail")));
        refused(working(), "specialist", declare(null), Refused.Kind.FORBIDDEN, "not-allowed");
        refused(major(), "manager", declare(null), Refused.Kind.CONFLICT, "major-already");
        refused(problem(), "manager", declare(null), Refused.Kind.CONFLICT, "not-an-incident");
        refused(
                incident().and("requester", new MakeConfidential(ID, List.of("manager"), null)),
                "manager",
                declare(null),
                Refused.Kind.CONFLICT,
                "confidential");
    }

    @Test
    void what_is_wrong_with_a_declaration_is_named_by_its_field() {
        assertThat(field(declare(4))).isEqualTo("updateEveryMinutes");
        assertThat(field(declare(1_441))).isEqualTo("updateEveryMinutes");
        assertThat(field(new DeclareMajorIncident(ID, text(), Map.of(), null, List.of(), List.of())))
                .isEqualTo("title");
        assertThat(field(new DeclareMajorIncident(
                        ID, text(), Map.of("en", Text.of("a\nb")), null, List.of(), List.of())))
                .isEqualTo("title.en");
        assertThat(field(new DeclareMajorIncident(ID, text(), TITLE, null, List.of("department-moon"), List.of())))
                .isEqualTo("departments[0]");
        assertThat(field(new DeclareMajorIncident(ID, text(), TITLE, null, List.of(), List.of("E-Mail"))))
                .isEqualTo("services[0]");
        assertThat(major().refused("manager", new PostUpdate(ID, Map.of())).field())
                .isEqualTo("text");
        assertThat(major().refused("manager", new PostUpdate(ID, Map.of("klingon", text())))
                        .field())
                .isEqualTo("text.klingon");
    }

    @Test
    void every_update_is_counted_and_sets_the_clock_anew() {
        Story story = major().and("specialist", new PostUpdate(ID, UPDATE));
        when(story, "manager", new PostUpdate(ID, UPDATE))
                .expectEvents(new MajorIncidentUpdated(2, UPDATE, now.plus(Duration.ofMinutes(30))));
        refused(working(), "manager", new PostUpdate(ID, UPDATE), Refused.Kind.CONFLICT, "not-major");
        refused(major(), "requester", new PostUpdate(ID, UPDATE), Refused.Kind.FORBIDDEN, "not-allowed");
        // numbers go on where it is declared again
        story.does("manager", new StandDown(ID, text()));
        story.does("manager", declare(null));
        assertThat(story.does("manager", new PostUpdate(ID, UPDATE)))
                .first()
                .extracting(event -> ((MajorIncidentUpdated) event).number())
                .isEqualTo(2);
    }

    @Test
    void a_missed_update_is_said_once_for_each_time() {
        Story story = major();
        Instant due = story.ticket.journal().major().nextUpdateDueAt();
        assertThat(story.refused(Actor.clock(), new NoteOverdueUpdate(ID)).code())
                .isEqualTo("not-due");
        story.later(Duration.ofMinutes(30));
        assertThat(story.does(Actor.clock(), new NoteOverdueUpdate(ID)))
                .containsExactly(new MajorIncidentUpdateMissed(due));
        assertThat(story.does(Actor.clock(), new NoteOverdueUpdate(ID))).isEmpty();
        story.and("manager", new PostUpdate(ID, UPDATE)).later(Duration.ofMinutes(30));
        assertThat(story.does(Actor.clock(), new NoteOverdueUpdate(ID))).hasSize(1);
        assertThat(working().refused(Actor.clock(), new NoteOverdueUpdate(ID)).code())
                .isEqualTo("not-major");
    }

    @Test
    void what_was_stood_down_is_no_major_incident_any_more() {
        when(major(), "dispatcher", new StandDown(ID, text())).expectEvents(new MajorIncidentStoodDown(text()));
        refused(
                major().and("manager", new StandDown(ID, text())),
                "manager",
                new StandDown(ID, text()),
                Refused.Kind.CONFLICT,
                "not-major");
        refused(working(), "manager", new StandDown(ID, text()), Refused.Kind.CONFLICT, "not-major");
    }

    private static String field(TicketCommand command) {
        return working().refused("manager", command).field();
    }
}
