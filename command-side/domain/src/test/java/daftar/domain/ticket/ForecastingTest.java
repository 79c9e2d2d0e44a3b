package daftar.domain.ticket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import daftar.domain.workflow.ShippedWorkflows;
import daftar.messages.LocalizedText;
import daftar.messages.Refused;
import daftar.messages.Role;
import daftar.messages.catalogue.CatalogueEntry.Audience;
import daftar.messages.catalogue.CatalogueEntry.RequestType;
import daftar.messages.catalogue.CatalogueEvent.CatalogueEntryRetired;
import daftar.messages.catalogue.CatalogueEvent.RequestTypeDefined;
import daftar.messages.catalogue.EntryKind;
import daftar.messages.ticket.Holder;
import daftar.messages.ticket.TicketEvent.StageEntered;
import daftar.messages.workflow.StageKind;
import daftar.messages.workflow.WorkflowChoice;
import daftar.messages.workflow.WorkflowForecast;
import daftar.messages.workflow.WorkflowForecast.Step;
import daftar.messages.workflow.WorkflowForecast.Tried;
import daftar.messages.workflow.WorkflowForecast.Wish;
import java.time.Duration;
import java.util.List;
import java.util.Set;
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

    @Test
    void a_request_type_says_type_category_and_workflow_as_in_a_request_that_is_raised() {
        Organisation house = Organisation.usual()
                .choose(new WorkflowChoice("service-request", "mail", null, "request"))
                .catalogue(
                        new RequestTypeDefined(laptop("by-rule", null, null)),
                        new RequestTypeDefined(laptop("by-itself", "purchase", null)));

        WorkflowForecast byRule = forecast(house, new Wish(null, null, "requester", null, "by-rule"));
        assertThat(byRule.workflow()).isEqualTo("request");
        assertThat(byRule.rules()).extracting(Tried::fits).containsExactly(true);
        WorkflowForecast byItself = forecast(house, new Wish("service-request", null, "requester", null, "by-itself"));
        assertThat(byItself.workflow()).isEqualTo("purchase");
        assertThat(byItself.rules()).isEmpty();
        assertThat(forecast(house, new Wish(null, null, "requester", "incident", "by-itself"))
                        .workflow())
                .isEqualTo("incident");
    }

    @Test
    void a_request_type_that_the_requester_could_not_raise_by_is_refused_as_in_raising() {
        Organisation house = Organisation.usual()
                .catalogue(
                        new RequestTypeDefined(laptop("laptop", null, null)),
                        new RequestTypeDefined(laptop(
                                "secret", null, new Audience(List.of(), List.of(), Set.of(Role.SECURITY_OFFICER)))),
                        new RequestTypeDefined(laptop("old", null, null)),
                        new CatalogueEntryRetired(EntryKind.REQUEST_TYPE, "old"));

        assertThat(refusal(house, "requester", new Wish(null, null, null, null, "no")))
                .isEqualTo("unknown-request-type");
        assertThat(refusal(house, "requester", new Wish(null, null, null, null, "old")))
                .isEqualTo("request-type-retired");
        assertThat(refusal(house, "requester", new Wish("incident", null, null, null, "laptop")))
                .isEqualTo("type-of-request-type");
        Wish secret = new Wish(null, null, "requester", null, "secret");
        assertThat(refusal(house, "requester", secret)).isEqualTo("request-type-not-offered");
        assertThat(forecast(house, secret).workflow()).as("the desk").isNotNull();
    }

    private static String refusal(Organisation house, String caller, Wish wish) {
        return catchThrowableOfType(Refused.class, () -> Forecasting.forecast(wish, caller, Story.START, house))
                .code();
    }

    private static RequestType laptop(String code, String workflow, Audience audience) {
        return new RequestType(
                code,
                LocalizedText.of("en", code),
                null,
                "service-request",
                null,
                "mail",
                null,
                workflow,
                audience,
                List.of());
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
