package daftar.readmodel;

import daftar.messages.Text;
import daftar.messages.survey.SurveyPolicy;
import daftar.messages.ticket.TicketEvent;
import daftar.messages.ticket.TicketEvent.*;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How content the requester is: part of {@link TicketDocument}.
 *
 * @param lot the ticket's lot, from 0 to below {@link SurveyPolicy#LOTS}: by it the sample is drawn
 * @param rating 1 (poor) to 5 (excellent); null where nobody rated
 * @param source how the rating came; null where nobody rated
 * @param remark what came with the rating, which the requester may read; null for nothing, and where it was redacted
 * @param ratedAt when; null where nobody rated
 * @param askedAt when the requester was asked by a survey; null for never
 * @param askedUntil until when it could be answered
 */
public record Satisfaction(
        int lot,
        @Nullable Integer rating,
        @Nullable Source source,
        @Nullable String remark,
        @Nullable Instant ratedAt,
        @Nullable Instant askedAt,
        @Nullable Instant askedUntil) {

    /** How a rating came. */
    public enum Source {
        /** With the confirmation of the solution. */
        CONFIRMATION,
        /** As the answer to a survey. */
        SURVEY
    }

    /** Of a ticket that nobody has said anything about. */
    static Satisfaction unknown(String ticket) {
        return new Satisfaction(SurveyPolicy.lotOf(ticket), null, null, null, null, null, null);
    }

    /** The fold: pure. A later confirmation, after a reopening, takes the place of what was said before. */
    Satisfaction after(TicketEvent event, Instant at) {
        return switch (event) {
            case ResolutionConfirmed e -> rated(e.rating(), Source.CONFIRMATION, e.remark(), at);
            case SurveyAsked e -> new Satisfaction(lot, rating, source, remark, ratedAt, at, e.until());
            case SurveyAnswered e -> rated(e.rating(), Source.SURVEY, e.remark(), at);
            default -> this;
        };
    }

    private Satisfaction rated(@Nullable Integer newRating, Source newSource, @Nullable Text newRemark, Instant at) {
        boolean given = newRating != null;
        return new Satisfaction(
                lot, newRating, given ? newSource : null, Text.read(newRemark), given ? at : null, askedAt, askedUntil);
    }
}
