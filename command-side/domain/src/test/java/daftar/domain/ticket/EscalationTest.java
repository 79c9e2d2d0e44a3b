package daftar.domain.ticket;

import static daftar.domain.ticket.Story.ID;
import static daftar.domain.ticket.Story.text;
import static org.assertj.core.api.Assertions.assertThat;

import daftar.domain.workflow.ShippedWorkflows;
import daftar.messages.directory.Line;
import daftar.messages.ticket.Holder;
import daftar.messages.ticket.Status;
import daftar.messages.ticket.TicketCommand.ChangeOwner;
import daftar.messages.ticket.TicketCommand.Escalate;
import daftar.messages.ticket.TicketCommand.StartWork;
import daftar.messages.ticket.TicketEvent.TicketAssigned;
import daftar.messages.ticket.TicketEvent.TicketEscalated;
import java.util.List;
import org.junit.jupiter.api.Test;

/** From the first line to the second, from the second to the third. */
class EscalationTest extends TicketFixture {

    private static Organisation lines() {
        return Organisation.usual()
                .team("team-platform", "outsider")
                .line(ShippedWorkflows.FIRST_LINE, Line.FIRST)
                .line("team-network", Line.SECOND)
                .line("team-platform", Line.THIRD)
                .category("infrastructure", "team-platform")
                .below("network", "infrastructure");
    }

    private static Story dispatched() {
        return new Story(lines())
                .and("requester", Story.raise(null, "incident"))
                .and("dispatcher", Story.triage("dispatcher"))
                .and("dispatcher", new StartWork(ID));
    }

    @Test
    void it_goes_to_the_next_line_of_its_category_and_then_to_the_one_after() {
        Story story = dispatched();
        when(story, "dispatcher", new Escalate(ID, null, text()))
                .expectEvents(
                        new TicketEscalated("team-network", 1, text()),
                        new TicketAssigned(List.of(), "team-network", "next-line"));
        story.does("dispatcher", new Escalate(ID, null, text()));
        assertThat(story.ticket.holder()).isEqualTo(Holder.team("team-network"));
        assertThat(story.status()).isEqualTo(Status.ASSIGNED);
        story.does("specialist", new Escalate(ID, null, text()));
        assertThat(story.ticket.holder()).isEqualTo(Holder.team("team-platform"));
        assertThat(story.ticket.journal().escalations()).isEqualTo(2);
    }

    @Test
    void after_the_last_line_a_team_must_be_named() {
        Story story = dispatched()
                .and("dispatcher", new Escalate(ID, null, text()))
                .and("specialist", new Escalate(ID, null, text()));
        assertThat(story.refused("outsider", new Escalate(ID, null, text())).code())
                .isEqualTo("no-next-line");
        story.does("outsider", new Escalate(ID, "team-of-holder", text()));
        assertThat(story.ticket.holder()).isEqualTo(Holder.team("team-of-holder"));
    }

    @Test
    void who_is_not_of_the_desk_calls_for_attention_and_moves_nothing() {
        Story story = dispatched();
        assertThat(story.does("requester", new Escalate(ID, "team-platform", text())))
                .containsExactly(new TicketEscalated("team-platform", 1, text()));
        assertThat(story.ticket.holder()).isEqualTo(Holder.person("dispatcher"));
    }

    @Test
    void where_teams_have_no_lines_it_is_only_noted() {
        assertThat(assigned().does("specialist", new Escalate(ID, null, text())))
                .containsExactly(new TicketEscalated(null, 1, text()));
    }

    @Test
    void whoever_of_the_desk_registered_it_passes_it_on_too() {
        Story story = new Story(lines())
                .and("dispatcher", Story.raise("requester", "incident"))
                .and("dispatcher2", Story.triage("dispatcher2"))
                .and("dispatcher2", new ChangeOwner(ID, "dispatcher2", null));
        story.does("dispatcher", new Escalate(ID, null, text()));
        assertThat(story.ticket.holder()).isEqualTo(Holder.team("team-network"));
    }

    @Test
    void who_may_not_assign_passes_it_only_to_a_later_line() {
        Story story = dispatched().and("dispatcher", new Escalate(ID, null, text()));
        for (String team : List.of("team-of-holder", ShippedWorkflows.FIRST_LINE, "team-network")) {
            assertThat(story.refused("outsider", new Escalate(ID, team, text())).code())
                    .as(team)
                    .isEqualTo("not-a-later-line");
        }
        story.does("outsider", new Escalate(ID, "team-platform", text()));
        assertThat(story.ticket.holder()).isEqualTo(Holder.team("team-platform"));
    }

    @Test
    void an_unknown_team_is_named() {
        assertThat(dispatched()
                        .refused("dispatcher", new Escalate(ID, "team-no", text()))
                        .code())
                .isEqualTo("unknown-team");
    }
}
