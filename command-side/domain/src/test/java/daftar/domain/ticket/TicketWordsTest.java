package daftar.domain.ticket;

import static daftar.domain.ticket.Story.ID;
import static daftar.domain.ticket.Story.text;

import daftar.messages.Actor;
import daftar.messages.Refused;
import daftar.messages.ticket.*;
import daftar.messages.ticket.TicketCommand.*;
import daftar.messages.ticket.TicketEvent.*;
import daftar.messages.workflow.StageKind;
import org.junit.jupiter.api.Test;

/** Comments and notes. */
class TicketWordsTest extends TicketFixture {

    @Test
    void a_comment_knows_from_which_side_it_comes_and_a_note_is_the_desks() {
        when(working(), "requester", new AddComment(ID, text())).expectEvents(new CommentAdded(text(), false));
        when(working(), "specialist", new AddComment(ID, text())).expectEvents(new CommentAdded(text(), true));
        when(working(), "specialist", new AddWorkNote(ID, text())).expectEvents(new WorkNoteAdded(text()));
        refused(working(), "requester", new AddWorkNote(ID, text()), Refused.Kind.FORBIDDEN, "not-allowed");
    }

    @Test
    void the_requesters_answer_ends_a_hold_for_it() {
        when(working().and("specialist", Story.hold(HoldReason.REQUESTER)), "requester", new AddComment(ID, text()))
                .expectEvents(new CommentAdded(text(), false), new WorkResumed(Status.IN_PROGRESS, null));
    }

    @Test
    void the_requesters_comment_on_a_resolved_ticket_stops_the_clock_and_goes_to_the_owner() {
        when(resolved(), "requester", new AddComment(ID, text()))
                .expectEvents(
                        new CommentAdded(text(), false),
                        new StageEntered(
                                "confirmation",
                                StageKind.CONFIRMATION,
                                null,
                                Holder.person("dispatcher"),
                                "requester-commented",
                                null));
        Story asked = resolved().and("requester", new AddComment(ID, text()));
        refused(asked.later(WEEK), Actor.SYSTEM, new CloseUnconfirmed(ID), Refused.Kind.CONFLICT, "not-due");
        when(asked, "dispatcher", new AddComment(ID, text()))
                .expectEvents(
                        new CommentAdded(text(), true),
                        new StageEntered(
                                "confirmation",
                                StageKind.CONFIRMATION,
                                null,
                                Holder.person("requester"),
                                "answered",
                                now.plus(WEEK)));
    }
}
