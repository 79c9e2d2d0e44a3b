package daftar.domain.ticket;

import static daftar.domain.ticket.Story.ID;
import static org.assertj.core.api.Assertions.assertThat;

import daftar.messages.Refused;
import daftar.messages.Text;
import daftar.messages.ticket.Channel;
import daftar.messages.ticket.Classification;
import daftar.messages.ticket.Impact;
import daftar.messages.ticket.TicketCommand;
import daftar.messages.ticket.TicketCommand.RaiseTicket;
import daftar.messages.ticket.TicketCommand.Reclassify;
import daftar.messages.ticket.TicketCommand.TriageTicket;
import daftar.messages.ticket.TicketEvent.TicketTriaged;
import daftar.messages.ticket.Urgency;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A category that is retired is given to no ticket any more; a ticket that has it keeps it. */
class RetiredCategoryTest {

    @Test
    void it_is_refused_by_name_when_a_ticket_is_raised_triaged_or_reclassified() {
        Story story = Story.begin();
        story.house.retireCategory("network");
        refused(story, "requester", raise("network"), "category");
        story.does("requester", raise("mail"));
        refused(story, "dispatcher", triage("network"), "classification.category");
        refused(story, "dispatcher", reclassify("network"), "category");
    }

    @Test
    void a_ticket_that_has_it_keeps_it() {
        Story story = Story.begin();
        story.does("requester", raise("network"));
        story.house.retireCategory("network");
        assertThat(story.does("dispatcher", triage("network")))
                .filteredOn(TicketTriaged.class::isInstance)
                .first()
                .extracting(event -> ((TicketTriaged) event).category())
                .isEqualTo("network");
        assertThat(story.does("dispatcher", reclassify("network"))).isEmpty();
        assertThat(story.does("dispatcher", reclassify("mail"))).isNotEmpty();
        refused(story, "dispatcher", reclassify("network"), "category");
    }

    @Test
    void the_old_desks_log_may_have_it() {
        Story story = Story.begin();
        story.house.retireCategory("network");
        assertThat(story.does("importer", raise("network"))).isNotEmpty();
    }

    private static void refused(Story story, String person, TicketCommand command, String field) {
        Refused refused = story.refused(person, command);
        assertThat(refused.kind()).isEqualTo(Refused.Kind.INVALID);
        assertThat(refused.code()).isEqualTo("category-retired");
        assertThat(refused.field()).isEqualTo(field);
        assertThat(refused).hasMessageContaining("network");
    }

    private static RaiseTicket raise(String category) {
        return new RaiseTicket(
                ID,
                "requester",
                Channel.PORTAL,
                "incident",
                category,
                null,
                null,
                null,
                Text.of("No network"),
                null,
                null,
                List.of(),
                List.of(),
                null,
                Map.of(),
                null,
                null,
                null,
                null,
                null,
                null,
                null);
    }

    private static TriageTicket triage(String category) {
        return new TriageTicket(ID, new Classification(null, category, null, null, Impact.LOW, Urgency.LOW), null);
    }

    private static Reclassify reclassify(String category) {
        return new Reclassify(ID, null, category, null, null, null, null);
    }
}
