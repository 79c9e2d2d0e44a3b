package daftar.domain.ticket;

import static daftar.domain.ticket.Story.ID;
import static daftar.domain.ticket.Story.START;
import static daftar.domain.ticket.Story.text;
import static org.assertj.core.api.Assertions.assertThat;

import daftar.domain.Decision;
import daftar.messages.LocalizedText;
import daftar.messages.Meta;
import daftar.messages.ticket.Holder;
import daftar.messages.ticket.Status;
import daftar.messages.ticket.TicketCommand.Approve;
import daftar.messages.ticket.TicketCommand.Decline;
import daftar.messages.ticket.TicketEvent.ApprovalDeclined;
import daftar.messages.ticket.TicketEvent.ApprovalGiven;
import daftar.messages.ticket.TicketEvent.TicketDelegated;
import daftar.messages.workflow.HolderRule;
import daftar.messages.workflow.HolderRule.Quorum;
import daftar.messages.workflow.Stage;
import daftar.messages.workflow.StageKind;
import daftar.messages.workflow.Workflow;
import daftar.messages.workflow.WorkflowChoice;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What falls due to somebody who is away goes to who acts for them, and everybody can see so. */
class TicketDelegationTest extends TicketFixture {

    private static final Duration DAY = Duration.ofDays(1);

    private static Organisation away() {
        return Organisation.usual().delegate("supervisor", "boss", START, START.plus(DAY));
    }

    private static Story asked(Organisation house) {
        return new Story(house).and("requester", Story.raise(null, "service-request"));
    }

    @Test
    void an_approval_that_falls_due_meanwhile_goes_to_the_substitute_and_the_holder_shows_both() {
        Story story = asked(away());

        assertThat(story.status()).isEqualTo(Status.AWAITING_APPROVAL);
        assertThat(story.ticket.holder()).isEqualTo(Holder.people(List.of("boss", "supervisor"), null));
        assertThat(story.log).anyMatch(recorded -> recorded.event()
                .equals(new TicketDelegated(story.ticket.place().stage(), "supervisor", "boss")));
    }

    @Test
    void the_substitute_approves_in_the_name_of_who_is_away() {
        Story story = asked(away());
        String stage = story.ticket.place().stage();
        Decision decision = story.decide(story.house.actor("boss"), new Approve(ID, null));

        assertThat(decision.events().getFirst()).isEqualTo(new ApprovalGiven(stage, "supervisor", null));
        assertThat(decision.onBehalfOf()).isEqualTo("supervisor");
        fixture(story)
                .given(events(story))
                .when(new Approve(ID, null), metadata(story, "boss", "hash"))
                .expectEventsMatching(stored(metadata -> assertThat(metadata)
                        .containsEntry(Meta.ACTOR, "boss")
                        .containsEntry(Meta.ON_BEHALF_OF, "supervisor")));
        assertThat(story.and("boss", new Approve(ID, null)).status()).isEqualTo(Status.NEW);
    }

    @Test
    void the_substitute_declines_in_the_name_of_who_is_away() {
        Story story = asked(away());
        String stage = story.ticket.place().stage();

        assertThat(story.does("boss", new Decline(ID, text())).getFirst())
                .isEqualTo(new ApprovalDeclined(stage, "supervisor", text()));
        assertThat(story.status()).isEqualTo(Status.DECLINED);
    }

    @Test
    void who_is_away_may_still_answer_themself() {
        Story story = asked(away());
        Decision decision = story.decide(story.house.actor("supervisor"), new Approve(ID, null));

        assertThat(decision.onBehalfOf()).isNull();
        assertThat(story.and("supervisor", new Approve(ID, null)).status()).isEqualTo(Status.NEW);
    }

    @Test
    void after_the_period_it_falls_due_to_the_person_again() {
        Story story = new Story(away()).later(DAY).and("requester", Story.raise(null, "service-request"));

        assertThat(story.ticket.holder()).isEqualTo(Holder.person("supervisor"));
    }

    @Test
    void a_substitute_without_the_right_is_passed_over() {
        Organisation house = Organisation.usual().delegate("supervisor", "stranger", START, START.plus(DAY));

        assertThat(asked(house).ticket.holder()).isEqualTo(Holder.person("supervisor"));
    }

    @Test
    void a_requester_does_not_approve_their_own_request_for_another() {
        Organisation house = Organisation.usual()
                .person("requester", "department-sales", "supervisor", daftar.messages.Role.SUPERVISOR)
                .delegate("supervisor", "requester", START, START.plus(DAY));

        assertThat(asked(house).ticket.holder()).isEqualTo(Holder.person("supervisor"));
    }

    @Test
    void where_all_must_approve_the_substitute_counts_for_who_is_away_and_not_besides() {
        Organisation house = Organisation.usual()
                .person("deputy", null, null, daftar.messages.Role.DISPATCHER, daftar.messages.Role.MANAGER)
                .delegate("dispatcher", "deputy", START, START.plus(DAY));
        Story story = everyDispatcher(house);
        assertThat(story.ticket.holder().people()).contains("deputy", "dispatcher", "dispatcher2");

        story.does("deputy", new Approve(ID, null));
        assertThat(story.status()).isEqualTo(Status.AWAITING_APPROVAL);
        assertThat(story.refused("deputy", new Approve(ID, null)).code()).isEqualTo("already-approved");
        story.does("dispatcher2", new Approve(ID, null));
        assertThat(story.status()).isEqualTo(Status.CLOSED);
    }

    private static Story everyDispatcher(Organisation house) {
        Stage approval = new Stage(
                "approval",
                LocalizedText.of("en", "approval"),
                StageKind.APPROVAL,
                new HolderRule.HolderOfRole("dispatcher"),
                Quorum.ALL,
                null,
                Map.of("approved", "closed"),
                null);
        Stage closed = new Stage(
                "closed",
                LocalizedText.of("en", "closed"),
                StageKind.END,
                new HolderRule.Nobody(),
                null,
                null,
                Map.of(),
                Status.CLOSED);
        Workflow flow =
                new Workflow("own", 1, LocalizedText.of("en", "own"), List.of(approval, closed), Duration.ofDays(1));
        house.publish(flow).choose(new WorkflowChoice(null, null, null, "own"));
        return new Story(house).and("requester", Story.raise(null, "incident"));
    }
}
