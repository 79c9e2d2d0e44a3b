package daftar.domain.ticket;

import static daftar.domain.ticket.Story.ID;
import static daftar.domain.ticket.Story.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import daftar.messages.Actor;
import daftar.messages.Refused;
import daftar.messages.Role;
import daftar.messages.query.ActionsView;
import daftar.messages.rights.ClosedDepartment;
import daftar.messages.rights.DeskScope;
import daftar.messages.rights.Rights;
import daftar.messages.ticket.TicketCommand.*;
import daftar.messages.ticket.TicketEvent.*;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Who may know of a ticket may act on it, and nobody else; and what everybody may do is told beforehand. */
class TicketReachTest {

    private static Story raised() {
        return Story.begin().and("requester", Story.raise(null, "incident"));
    }

    @Test
    void a_role_counts_for_nothing_on_a_confidential_ticket_unless_its_bearer_is_named() {
        Story story = raised().and("requester", new MakeConfidential(ID, List.of("specialist"), null));
        assertThat(story.refused("manager", new MoveToStage(ID, "triage", text()))
                        .code())
                .isEqualTo("not-allowed");
        assertThat(story.refused("observer", new AddComment(ID, text())).code()).isEqualTo("not-allowed");
        // the first line has it in its queue and must act
        assertThat(story.does("dispatcher", new AddWorkNote(ID, text()))).isNotEmpty();
        assertThat(story.does("specialist", Story.triage())).isNotEmpty();
        assertThat(story.does("specialist2", new TakeTicket(ID))).isNotEmpty();
        assertThat(story.does("specialist2", new StartWork(ID))).isNotEmpty();
        story.does("requester", new LiftConfidentiality(ID, text()));
        assertThat(story.does("manager", new MoveToStage(ID, "triage", text()))).isNotEmpty();
    }

    @Test
    void a_ticket_is_confidential_from_its_first_event_on() {
        RaiseTicket usual = Story.raise(null, "incident");
        Story story = Story.begin();
        TicketRaised event = (TicketRaised) story.does("requester", confidential(usual, List.of("security")))
                .getFirst();
        assertThat(event.confidentialTo()).containsExactly("security");
        assertThat(story.refused("outsider", new AddWorkNote(ID, text())).code())
                .isEqualTo("not-allowed");
        Refused refused = Story.begin().refused("requester", confidential(usual, List.of("who")));
        assertThat(refused.field()).isEqualTo("confidentialTo[0]");
    }

    @Test
    void a_closed_department_is_closed_to_the_desk_outside_of_it() {
        Story story = raised();
        story.house.rights(
                new Rights(DeskScope.ALL, List.of(new ClosedDepartment("department-sales", List.of("specialist")))));
        assertThat(story.refused("outsider", new AddWorkNote(ID, text())).code())
                .isEqualTo("not-allowed");
        assertThat(story.refused("manager", new ChangeOwner(ID, "owner", null)).code())
                .isEqualTo("not-allowed");
        assertThat(story.does("specialist", new AddWorkNote(ID, text()))).isNotEmpty();
        assertThat(story.does("chief", new AddComment(ID, text()))).isNotEmpty();
        assertThat(story.does("dispatcher", new AddWorkNote(ID, text()))).isNotEmpty();
    }

    @Test
    void where_the_desk_sees_its_own_teams_only_another_teams_member_may_do_nothing() {
        Story story = raised();
        story.house.rights(new Rights(DeskScope.OWN_TEAMS, List.of()));
        assertThat(story.refused("specialist", new AddWorkNote(ID, text())).code())
                .isEqualTo("not-allowed");
        assertThat(story.does("dispatcher", new AddWorkNote(ID, text()))).isNotEmpty();
        assertThat(story.does("manager", Story.assign("specialist"))).isNotEmpty();
        assertThat(story.does("specialist", new AddWorkNote(ID, text()))).isNotEmpty();
    }

    @Test
    void the_second_who_takes_a_ticket_from_the_queue_is_refused() {
        Story story = raised();
        assertThat(story.does("dispatcher", new TakeTicket(ID)))
                .contains(new TicketAssigned(List.of("dispatcher"), "team-service-desk", "taken"));
        assertThat(story.refused("dispatcher2", new TakeTicket(ID)).code()).isEqualTo("already-taken");
        assertThat(story.does("dispatcher", new TakeTicket(ID))).isEmpty();
    }

    @Test
    void a_reorganisation_gives_an_open_ticket_its_departments_new_place() {
        Story story = raised();
        assertThat(story.does(Actor.clock(), new PinDepartment(ID))).isEmpty();
        story.house
                .department("department-house", null, "boss")
                .department("department-sales", "department-house", "chief");
        assertThat(story.does(Actor.clock(), new PinDepartment(ID)))
                .containsExactly(new TicketDepartmentChanged(
                        "department-sales", List.of("department-house", "department-sales")));
        Actor boss = new Actor("boss", Set.of(Role.DEPARTMENT_MANAGER), "api", null);
        assertThat(story.does(boss, new AddComment(ID, text()))).isNotEmpty();
    }

    @Test
    void everybody_is_told_what_they_may_do_and_why_not_the_rest() {
        Story story = raised();
        ActionsView view = actions(story, "requester");
        assertThat(view.parties()).containsExactly("REQUESTER");
        assertThat(action(view, "cancel")).isEqualTo(new ActionsView.Action("cancel", true, "REQUESTER", null, null));
        assertThat(action(view, "confirm").because()).isEqualTo("wrong-status");
        assertThat(action(view, "assign").because()).isEqualTo("not-allowed");
        assertThat(view.actions())
                .extracting(ActionsView.Action::name)
                .doesNotHaveDuplicates()
                .contains("approve", "take", "escalate", "log-work", "resolve", "reopen")
                .doesNotContain("raise");
        assertThat(actions(story, "auditor").actions()).noneMatch(ActionsView.Action::allowed);
        assertThatThrownBy(() -> actions(story, "stranger")).isInstanceOf(Refused.class);
    }

    private static ActionsView actions(Story story, String person) {
        return TicketActions.of(story.log, story.house.actor(person), story.now, story.house);
    }

    private static ActionsView.Action action(ActionsView view, String name) {
        return view.actions().stream()
                .filter(each -> each.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static RaiseTicket confidential(RaiseTicket raise, List<String> people) {
        return new RaiseTicket(
                raise.ticket(),
                raise.requester(),
                raise.channel(),
                raise.type(),
                raise.category(),
                raise.service(),
                raise.symptom(),
                raise.location(),
                raise.title(),
                raise.description(),
                raise.language(),
                raise.affectedItems(),
                raise.affectedPeople(),
                raise.contact(),
                raise.fields(),
                raise.externalRef(),
                raise.triage(),
                raise.assign(),
                raise.work(),
                raise.resolution(),
                raise.confirmation(),
                people);
    }
}
