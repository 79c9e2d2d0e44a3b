package daftar.query;

import daftar.messages.query.InboxView.Because;
import daftar.messages.ticket.HoldReason;
import daftar.messages.ticket.Status;
import daftar.readmodel.TicketDocument;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Why a ticket waits for a person, of a document in memory: the same rules as {@link InboxQueries#reasons} asks Elasticsearch
 * by. A test holds them against each other at every moment of a desk at work. Pure.
 *
 * @param manager whether the person is told of low ratings
 */
record InboxReasons(String person, List<String> teams, boolean manager, Instant now) {

    /** In the order in which one stands for all; empty where it does not wait for them. */
    List<Because> of(TicketDocument ticket) {
        List<Because> reasons = new ArrayList<>();
        for (Because because : Because.values()) {
            if (isSo(because, ticket)) {
                reasons.add(because);
            }
        }
        return reasons;
    }

    private boolean isSo(Because because, TicketDocument ticket) {
        return switch (because) {
            case UPDATE_OVERDUE ->
                ticket.relations().updateMissed()
                        && ticket.relations().updateDueAt() != null
                        && (person.equals(ticket.owner())
                                || ticket.deskPeople().contains(person)
                                || (isOneOf(ticket.deskTeam(), teams)
                                        && ticket.deskPeople().isEmpty()));
            case APPROVAL -> ticket.status() == Status.AWAITING_APPROVAL && has(ticket);
            case COST_APPROVAL -> ticket.ledger().approvers().contains(person);
            case ASSIGNED -> isHeld(ticket) && has(ticket) && !isQuestion(ticket) && !isConfirmation(ticket);
            case TEAM_QUEUE ->
                isHeld(ticket)
                        && isOneOf(ticket.team(), teams)
                        && ticket.assignees().isEmpty();
            case QUESTION -> isQuestion(ticket);
            case CONFIRMATION -> isConfirmation(ticket);
            case LOW_RATING -> manager && isLowRating(ticket);
            case STAGE_OVERDUE ->
                ticket.waiting().stageOverdue() && ticket.waiting().tells().contains(person);
        };
    }

    private boolean has(TicketDocument ticket) {
        return ticket.assignees().contains(person);
    }

    private static boolean isHeld(TicketDocument ticket) {
        return InboxQueries.WITH_A_HOLDER.contains(ticket.status().name());
    }

    private boolean isQuestion(TicketDocument ticket) {
        return ticket.status() == Status.ON_HOLD
                && ticket.holdReason() == HoldReason.REQUESTER
                && ticket.requester().equals(person);
    }

    private boolean isConfirmation(TicketDocument ticket) {
        return ticket.status() == Status.RESOLVED && ticket.requester().equals(person);
    }

    private boolean isLowRating(TicketDocument ticket) {
        Integer rating = ticket.satisfaction().rating();
        Instant ratedAt = ticket.satisfaction().ratedAt();
        return rating != null
                && rating <= InboxQueries.LOW
                && ratedAt != null
                && ratedAt.isAfter(now.truncatedTo(ChronoUnit.MILLIS).minus(InboxQueries.LOW_SHOWN));
    }

    private static boolean isOneOf(@Nullable String value, Collection<String> wanted) {
        return value != null && !Collections.disjoint(wanted, List.of(value));
    }
}
