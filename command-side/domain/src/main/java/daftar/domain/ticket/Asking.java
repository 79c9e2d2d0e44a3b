package daftar.domain.ticket;

import daftar.messages.Refused;
import daftar.messages.survey.SurveyGrant;
import daftar.messages.survey.SurveyPolicy;
import daftar.messages.survey.Surveys;
import daftar.messages.ticket.TicketCommand.AnswerSurvey;
import daftar.messages.ticket.TicketEvent.SurveyAnswered;
import daftar.messages.ticket.TicketEvent.SurveyAsked;
import java.time.Instant;

/** Asking a requester how content they are, and what they say. */
final class Asking {

    private Asking() {}

    /**
     * Once, and only about a ticket for which the person's own stream says that they may be asked: that is what holds off
     * two nodes, and two tickets, from asking one person twice.
     */
    static void ask(Course course) {
        TicketState ticket = course.ticket();
        if (ticket.ledger().survey() != null) {
            return;
        }
        Surveys surveys = course.context.reference().surveys();
        SurveyPolicy policy = surveys.policy();
        String requester = ticket.origin().requester();
        SurveyGrant grant = surveys.of(requester);
        if (grant == null || !grant.ticket().equals(ticket.stream()) || !grant.holdsAt(course.context.now())) {
            throw Refused.conflict("not-granted", "The requester was not chosen to be asked about this ticket.");
        }
        Instant closedAt = ticket.milestones().closedAt();
        boolean solved =
                ticket.milestones().resolvedAt() != null && ticket.milestones().mergedInto() == null;
        if (closedAt == null || !solved || ticket.ledger().rated()) {
            throw Refused.conflict(
                    "not-to-be-asked", "Only of a ticket that was solved and has not been rated is anybody asked.");
        }
        if (!policy.samples(ticket.stream())
                || !policy.concerns(ticket.subject().type(), ticket.origin().channel())) {
            throw Refused.conflict("not-in-sample", "The policy does not ask about this ticket.");
        }
        if (!policy.isTime(closedAt, course.context.now())) {
            throw Refused.conflict(
                    "not-due",
                    "It is asked about from " + closedAt.plus(policy.waitAfterClosing()) + " on, within "
                            + SurveyPolicy.LATEST + ".");
        }
        course.append(new SurveyAsked(requester, course.context.now().plus(policy.validFor())));
    }

    static void answer(Course course, AnswerSurvey command) {
        Resolving.checkRating("rating", command.rating());
        TicketState.Survey survey = course.ticket().ledger().survey();
        if (survey == null) {
            throw Refused.conflict("not-asked", "Nobody was asked about this ticket.");
        }
        if (survey.answered()) {
            throw Refused.conflict("answered-already", "This was answered already; it can be answered once.");
        }
        if (!course.context.now().isBefore(survey.until())) {
            throw Refused.conflict("survey-over", "This could be answered until " + survey.until() + ".");
        }
        course.append(new SurveyAnswered(command.rating(), command.remark()));
    }
}
