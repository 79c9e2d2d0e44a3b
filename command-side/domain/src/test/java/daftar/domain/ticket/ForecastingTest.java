package daftar.domain.ticket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import daftar.domain.workflow.ShippedWorkflows;
import daftar.messages.Refused;
import daftar.messages.ticket.Holder;
import daftar.messages.ticket.TicketEvent.StageEntered;
import daftar.messages.workflow.StageKind;
import daftar.messages.workflow.WorkflowChoice;
import daftar.messages.workflow.WorkflowForecast;
import daftar.messages.workflow.WorkflowForecast.Step;
import daftar.messages.workflow.WorkflowForecast.Tried;
import daftar.messages.workflow.WorkflowForecast.Wish;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who would get a request, without one being raised: as it would be, were it raised now. */
class ForecastingTest {

    @ParameterizedTest
    @CsvSource({"requester", "stranger", "chief", "supervisor", "security"})
    void the_first_who_is_asked_is_who_gets_it_when_it_is_raised(String person) {
        for (String type : new String[] {"incident", "service-request"}) {
            Organisation house = Organisation.usual();
            WorkflowForecast forecast = forecast(house, new Wish(type, null, person, null));
            Story story = new Story(house).and(person, Story.raise(null, type));
            StageEntered entered = story.log.stream()
                    .map(recorded -> recorded.event())
                    .filter(StageEntered.class::isInstance)
                    .map(StageEntered.class::cast)
                    .findFirst()
                    .orElseThrow();

            assertThat(forecast.workflow()).isEqualTo(story.ticket.origin().workflow());
            Step first = forecast.stages().getFirst();
            assertThat(first.stage()).isEqualTo(entered.stage());
            assertThat(first.asked()).as("%s of %s", type, person).isEqualTo(entered.holder());
            assertThat(first.rule()).isEqualTo(entered.rule());
        }
    }

    @Test
    void every_stage_is_told_with_who_would_have_it_and_by_which_rule() {
        WorkflowForecast forecast = forecast(Organisation.usual(), new Wish(null, null, "requester", "request"));

        assertThat(forecast.requester()).isEqualTo("requester");
        assertThat(forecast.version()).isEqualTo(1);
        assertThat(forecast.stages())
                .extracting(Step::stage)
                .containsExactlyElementsOf(ShippedWorkflows.request().stages().stream()
                        .map(stage -> stage.code())
                        .toList());
        assertThat(step(forecast, "supervisor-approval").asked()).isEqualTo(Holder.person("supervisor"));
        assertThat(step(forecast, "triage").asked()).isEqualTo(Holder.team(ShippedWorkflows.FIRST_LINE));
        assertThat(step(forecast, "confirmation").asked()).isEqualTo(Holder.person("requester"));
        assertThat(forecast.stages().stream()
                        .filter(step -> step.kind() == StageKind.END)
                        .map(Step::asked))
                .containsOnly(Holder.NOBODY);
    }

    @Test
    void whoever_is_away_is_represented_as_in_a_request_that_is_raised_now() {
        Organisation house = Organisation.usual()
                .delegate(
                        "supervisor",
                        "boss",
                        Story.START.minus(Duration.ofDays(1)),
                        Story.START.plus(Duration.ofDays(1)));
        Wish wish = new Wish(null, null, "requester", "request");

        assertThat(step(forecast(house, wish), "supervisor-approval").asked().people())
                .containsExactly("boss", "supervisor");
        assertThat(step(
                                Forecasting.forecast(wish, "manager", Story.START.plus(Duration.ofDays(2)), house),
                                "supervisor-approval")
                        .asked()
                        .people())
                .containsExactly("supervisor");
    }

    @Test
    void the_rules_are_told_in_order_up_to_the_one_that_fits_with_why_the_others_do_not() {
        Organisation house = Organisation.usual()
                .choose(
                        new WorkflowChoice("incident", "mail", null, "request"),
                        new WorkflowChoice(null, null, null, "incident"),
                        new WorkflowChoice(null, null, null, "purchase"));

        WorkflowForecast forecast = forecast(house, new Wish("incident", "network", "requester", null));

        assertThat(forecast.workflow()).isEqualTo("incident");
        assertThat(forecast.rules()).extracting(Tried::place).containsExactly(1, 2);
        assertThat(forecast.rules()).extracting(Tried::fits).containsExactly(false, true);
        assertThat(forecast.rules().getFirst().why()).contains("mail");
    }

    @Test
    void a_retired_workflow_is_chosen_by_no_rule() {
        Organisation house = Organisation.usual()
                .choose(new WorkflowChoice(null, null, null, "purchase"))
                .retire("purchase");

        assertThat(forecast(house, new Wish(null, null, "requester", null)).workflow())
                .isNotEqualTo("purchase");
    }

    @ParameterizedTest
    @CsvSource({
        ", , nobody, , unknown-person, requester",
        ", printers, requester, , unknown-category, category",
        ", , requester, none, unknown-workflow, workflow"
    })
    void what_nobody_knows_is_named(
            String type, String category, String requester, String workflow, String code, String field) {
        assertThatThrownBy(() -> forecast(Organisation.usual(), new Wish(type, category, requester, workflow)))
                .isInstanceOfSatisfying(Refused.class, refused -> {
                    assertThat(refused.kind()).isEqualTo(Refused.Kind.INVALID);
                    assertThat(refused.code()).isEqualTo(code);
                    assertThat(refused.field()).isEqualTo(field);
                });
    }

    private static WorkflowForecast forecast(Organisation house, Wish wish) {
        return Forecasting.forecast(wish, "manager", Story.START, house);
    }

    private static Step step(WorkflowForecast forecast, String stage) {
        return forecast.stages().stream()
                .filter(step -> step.stage().equals(stage))
                .findFirst()
                .orElseThrow();
    }
}
