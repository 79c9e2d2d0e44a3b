package daftar.domain.ticket;

import static daftar.domain.ticket.Story.ID;
import static daftar.domain.ticket.Story.text;
import static org.assertj.core.api.Assertions.assertThat;

import daftar.messages.Meta;
import daftar.messages.Receipt;
import daftar.messages.Refused;
import daftar.messages.ticket.*;
import daftar.messages.ticket.TicketCommand.*;
import daftar.messages.ticket.TicketEvent.*;
import java.time.Instant;
import java.util.List;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.GenericEventMessage;
import org.axonframework.messaging.MetaData;
import org.axonframework.test.aggregate.ResultValidator;
import org.junit.jupiter.api.Test;

/** What the shell does around the decider: known commands, versions, metadata, times. */
class TicketShellTest extends TicketFixture {

    @Test
    void a_command_that_is_known_gets_its_first_answer_and_appends_nothing() {
        Story story = working();
        List<EventMessage<?>> given = events(story);
        AddComment command = new AddComment(ID, text());
        MetaData metadata = metadata(story, "requester", "hash");
        EventMessage<?> first =
                new GenericEventMessage<>(new CommentAdded(text(), false), stored(story, "requester", "hash"));
        given.add(first);
        given.add(new GenericEventMessage<>(
                new WorkNoteAdded(text()),
                stored(story, "specialist", "x").withoutKeys(java.util.Set.of(Meta.COMMAND_ID))));
        long version = given.size() - 2L;
        fixture(story)
                .given(given)
                .when(command, metadata)
                .expectNoEvents()
                .expectResultMessagePayload(new Receipt(ID, "T-1000", version, -1, true));
        fixture(story)
                .given(given)
                .when(command, metadata.and(Meta.REQUEST_HASH, "other"))
                .expectNoEvents()
                .expectException(Refused.class)
                .expectExceptionMessage("This Idempotency-Key was used for another request; use a new one.");
        // the version is compared only of a command that is not known
        fixture(story)
                .given(given)
                .when(command, metadata.and(Meta.EXPECTED_VERSION, "0"))
                .expectNoEvents()
                .expectSuccessfulHandlerExecution();
    }

    @Test
    void a_stale_version_wins_over_rights_and_rules() {
        Story story = working();
        ResultValidator<Ticket> result = fixture(story)
                .given(events(story))
                .when(
                        new CancelTicket(ID, text()),
                        metadata(story, "stranger", "h").and(Meta.EXPECTED_VERSION, "0"));
        result.expectNoEvents().expectException(Refused.class);
        assertThat(refusal(result).kind()).isEqualTo(Refused.Kind.STALE);
    }

    @Test
    void the_events_say_who_did_it_by_which_right_and_when() {
        Story story = working();
        fixture(story)
                .given(events(story))
                .when(
                        new AddComment(ID, text()),
                        metadata(story, "requester", "h").and(Meta.CORRELATION_ID, "c"))
                .expectEventsMatching(stored(stored -> assertThat(stored)
                        .containsEntry(Meta.ACTOR, "requester")
                        .containsEntry(Meta.ACTOR_ROLE, "REQUESTER")
                        .containsEntry(Meta.CLIENT, "api")
                        .containsEntry(Meta.OCCURRED_AT, story.now.toString())
                        .containsEntry(Meta.COMMAND_ID, COMMAND_ID)
                        .containsEntry(Meta.REQUEST_HASH, "h")
                        .containsEntry(Meta.CORRELATION_ID, "c")));
    }

    @Test
    void an_importers_time_before_the_last_event_is_taken_as_that_events_time() {
        Story story = resolved();
        Instant last = story.now;
        story.later(WEEK);
        MetaData past = metadata(story, "importer", "h")
                .and(Meta.IMPORTED_AT, Story.START.minus(WEEK).toString());

        fixture(story)
                .given(events(story))
                .when(new AddComment(ID, text()), past)
                .expectSuccessfulHandlerExecution()
                .expectEventsMatching(stored(stored -> assertThat(stored)
                        .containsEntry(Meta.OCCURRED_AT, last.toString())
                        .containsEntry(
                                Meta.CLAMPED_FROM, Story.START.minus(WEEK).toString())));
        ResultValidator<Ticket> byAnother = fixture(story)
                .given(events(story))
                .when(
                        new AddComment(ID, text()),
                        metadata(story, "requester", "h").and(Meta.IMPORTED_AT, Story.START.toString()));
        assertThat(refusal(byAnother.expectNoEvents()).kind()).isEqualTo(Refused.Kind.FORBIDDEN);
        ResultValidator<Ticket> future = fixture(story)
                .given(events(story))
                .when(
                        new AddComment(ID, text()),
                        metadata(story, "importer", "h")
                                .and(Meta.IMPORTED_AT, story.now.plus(WEEK).toString()));
        assertThat(refusal(future.expectNoEvents()).kind()).isEqualTo(Refused.Kind.INVALID);
    }

    @Test
    void of_a_ticket_that_there_is_not_nothing_can_be_asked() {
        refused(Story.begin(), "dispatcher", new AddComment(ID, text()), Refused.Kind.NOT_FOUND, "no-such-ticket");
        assertThat(prepared).isEmpty();
    }
}
