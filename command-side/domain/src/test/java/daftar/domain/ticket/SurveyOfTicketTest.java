package daftar.domain.ticket;

import static daftar.domain.ticket.Story.ID;
import static daftar.domain.ticket.Story.text;
import static org.assertj.core.api.Assertions.assertThat;

import daftar.messages.Actor;
import daftar.messages.survey.SurveyPolicy;
import daftar.messages.ticket.Channel;
import daftar.messages.ticket.CloseReason;
import daftar.messages.ticket.TicketCommand.*;
import daftar.messages.ticket.TicketEvent.*;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class SurveyOfTicketTest {

    private static final AskSurvey ASK = new AskSurvey(ID);
    private static final SurveyPolicy ALL =
            new SurveyPolicy(100, 14, List.of(), List.of(), Duration.ofDays(1), Duration.ofDays(14));

    private static Story resolved() {
        Story story = Story.begin();
        story.house.surveys(ALL);
        return story.and("requester", Story.raise(null, "incident"))
                .and("dispatcher", Story.assign("specialist"))
                .and("specialist", new ResolveTicket(ID, Story.solution()));
    }

    private static Story closed() {
        return resolved()
                .and("requester", new ConfirmResolution(ID, null, null))
                .later(Duration.ofDays(1));
    }

    private static Story granted(Story story) {
        story.house.granted("requester", ID, story.now);
        return story;
    }

    @Test
    void the_requester_is_asked_once_about_a_solved_ticket_for_which_they_were_chosen() {
        Story story = closed();
        assertThat(story.refused(Actor.SYSTEM, ASK).code()).isEqualTo("not-granted");
        granted(story);
        Instant at = story.now.plus(Duration.ofMinutes(1));
        assertThat(story.does(Actor.SYSTEM, ASK))
                .containsExactly(new SurveyAsked("requester", at.plus(Duration.ofDays(14))));
        assertThat(story.does(Actor.SYSTEM, ASK)).isEmpty();
    }

    @Test
    void a_choice_holds_an_hour_so_that_the_quiet_days_are_whole() {
        Story story = granted(closed()).later(Duration.ofHours(1));
        assertThat(story.refused(Actor.SYSTEM, ASK).code()).isEqualTo("not-granted");
    }

    @Test
    void who_has_rated_and_whose_ticket_was_not_solved_is_not_asked() {
        Story rated =
                resolved().and("requester", new ConfirmResolution(ID, 3, null)).later(Duration.ofDays(1));
        assertThat(granted(rated).refused(Actor.SYSTEM, ASK).code()).isEqualTo("not-to-be-asked");
        Story spam = Story.begin().and("requester", Story.raise(null, "incident"));
        spam.house.surveys(ALL);
        spam.and("dispatcher", new CloseTicket(ID, CloseReason.SPAM, null)).later(Duration.ofDays(1));
        assertThat(granted(spam).refused(Actor.SYSTEM, ASK).code()).isEqualTo("not-to-be-asked");
    }

    @Test
    void the_policy_says_when_and_about_what() {
        Story early = resolved()
                .and("requester", new ConfirmResolution(ID, null, null))
                .later(Duration.ofHours(20));
        assertThat(granted(early).refused(Actor.SYSTEM, ASK).code()).isEqualTo("not-due");
        Story late = closed().later(Duration.ofDays(4));
        assertThat(granted(late).refused(Actor.SYSTEM, ASK).code()).isEqualTo("not-due");
        for (SurveyPolicy other : List.of(
                new SurveyPolicy(0, 14, List.of(), List.of(), Duration.ofDays(1), Duration.ofDays(14)),
                new SurveyPolicy(100, 14, List.of("problem"), List.of(), Duration.ofDays(1), Duration.ofDays(14)),
                new SurveyPolicy(
                        100, 14, List.of(), List.of(Channel.TELEPHONE), Duration.ofDays(1), Duration.ofDays(14)))) {
            Story story = granted(closed());
            story.house.surveys(other);
            assertThat(story.refused(Actor.SYSTEM, ASK).code()).isEqualTo("not-in-sample");
        }
    }

    @Test
    void only_the_requester_answers_once_while_it_can_be_answered() {
        Story story = closed();
        AnswerSurvey answer = new AnswerSurvey(ID, 2, text());
        assertThat(story.refused("requester", answer).code()).isEqualTo("not-asked");
        granted(story).and(Actor.SYSTEM, ASK);
        assertThat(story.refused("manager", answer).code()).isEqualTo("not-allowed");
        assertThat(story.refused("requester", new AnswerSurvey(ID, 6, null)).field())
                .isEqualTo("rating");
        assertThat(story.does("requester", answer)).containsExactly(new SurveyAnswered(2, text()));
        assertThat(story.refused("requester", answer).code()).isEqualTo("answered-already");
        Story late = granted(closed()).and(Actor.SYSTEM, ASK).later(Duration.ofDays(14));
        assertThat(late.refused("requester", answer).code()).isEqualTo("survey-over");
    }
}
