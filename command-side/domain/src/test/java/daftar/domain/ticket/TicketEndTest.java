package daftar.domain.ticket;

import static daftar.domain.ticket.Story.ID;
import static daftar.domain.ticket.Story.text;

import daftar.messages.Actor;
import daftar.messages.Refused;
import daftar.messages.ticket.*;
import daftar.messages.ticket.TicketCommand.*;
import daftar.messages.ticket.TicketEvent.*;
import daftar.messages.workflow.StageKind;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** Resolving, confirming, closing, reopening, cancelling. */
class TicketEndTest extends TicketFixture {

    @Test
    void resolving_asks_the_requester() {
        when(working(), "specialist", new ResolveTicket(ID, Story.solution()))
                .expectEvents(new TicketResolved(Story.solution(), false), confirmation(now, "solved"));
    }

    @Test
    void confirming_closes() {
        when(resolved(), "requester", new ConfirmResolution(ID, 5, text()))
                .expectEvents(
                        new ResolutionConfirmed(5, text()),
                        new TicketClosed(CloseReason.CONFIRMED, null),
                        end("closed", "confirmed"));
        refused(resolved(), "requester", new ConfirmResolution(ID, 6, null), Refused.Kind.INVALID, "rating");
    }

    @Test
    void rejecting_goes_back_to_who_had_it() {
        when(resolved(), "requester", new RejectResolution(ID, text()))
                .expectEvents(
                        new ResolutionRejected(text()),
                        new StageEntered(
                                "work",
                                StageKind.WORK,
                                "rejected",
                                Holder.person("specialist"),
                                "chosen-by-triage",
                                null));
    }

    @Test
    void the_desk_closes_with_a_reason_of_its_own() {
        when(working(), "dispatcher", new CloseTicket(ID, CloseReason.SPAM, text()))
                .expectEvents(new TicketClosed(CloseReason.SPAM, text()), end("closed", null));
        refused(
                working(),
                "dispatcher",
                new CloseTicket(ID, CloseReason.CONFIRMED, null),
                Refused.Kind.INVALID,
                "close-reason");
        when(working(), "importer", new CloseTicket(ID, CloseReason.CONFIRMED, null))
                .expectEvents(new TicketClosed(CloseReason.CONFIRMED, null), end("closed", null));
    }

    @Test
    void the_clock_closes_when_nobody_confirmed_in_time_and_the_importer_earlier() {
        refused(resolved(), Actor.SYSTEM, new CloseUnconfirmed(ID), Refused.Kind.CONFLICT, "not-due");
        when(resolved().later(WEEK), Actor.SYSTEM, new CloseUnconfirmed(ID))
                .expectEvents(new TicketClosed(CloseReason.UNCONFIRMED, null), end("closed", "confirmed"));
        when(resolved(), "importer", new CloseUnconfirmed(ID))
                .expectEvents(new TicketClosed(CloseReason.UNCONFIRMED, null), end("closed", "confirmed"));
    }

    @Test
    void reopening_is_for_a_while_and_then_another_ticket_follows() {
        Story story = closed();
        Instant raisedAt = story.ticket.origin().raisedAt();
        Instant response = raisedAt.plus(Duration.ofMinutes(30));
        when(story, "requester", new ReopenTicket(ID, text()))
                .expectEvents(
                        new TicketReopened(text()),
                        new StageEntered(
                                "work", StageKind.WORK, null, Holder.person("specialist"), "chosen-by-triage", null),
                        // a minute passed while nothing was left to do
                        targetsAfterResponse(response, raisedAt.plus(Duration.ofMinutes(1)), 240, false));
        Story old = closed().later(Duration.ofDays(15));
        refused(old, "requester", new ReopenTicket(ID, text()), Refused.Kind.CONFLICT, "reopen-period-over")
                .hasMessageContaining("FOLLOWS");
        when(old, "importer", new ReopenTicket(ID, text()))
                .expectEvents(
                        new TicketReopened(text()),
                        new StageEntered(
                                "work", StageKind.WORK, null, Holder.person("specialist"), "chosen-by-triage", null),
                        targetsAfterResponse(
                                response, raisedAt.plus(Duration.ofDays(15)).plus(Duration.ofMinutes(1)), 240, false));
    }

    @Test
    void cancelling_is_the_requesters() {
        when(working(), "requester", new CancelTicket(ID, text()))
                .expectEvents(new TicketCancelled(text()), end("cancelled", null));
        refused(working(), "specialist", new CancelTicket(ID, text()), Refused.Kind.FORBIDDEN, "not-allowed");
    }
}
