package daftar.http.write;

import static org.assertj.core.api.Assertions.assertThat;

import daftar.http.Api;
import daftar.http.Api.Answer;
import daftar.messages.Money;
import daftar.messages.Refused;
import daftar.messages.Role;
import daftar.messages.cost.CostCommand.SetCostLimits;
import daftar.messages.cost.CostCommand.SetCurrencies;
import daftar.messages.cost.CostCommand.SetRates;
import daftar.messages.cost.CostLimit;
import daftar.messages.cost.HourlyRate;
import daftar.messages.survey.SurveyCommand.SetSurveyPolicy;
import daftar.messages.ticket.Channel;
import java.math.BigDecimal;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CostsTest {

    private static final Map<String, String> BODIES = new LinkedHashMap<>();

    static {
        BODIES.put("/api/costs/currencies", "{\"currencies\":[\"IRR\",\"EUR\"]}");
        BODIES.put(
                "/api/costs/rates",
                "{\"rates\":[{\"role\":\"SPECIALIST\",\"activity\":\"travel\",\"perHour\":{\"amount\":\"50\","
                        + "\"currency\":\"EUR\"},\"from\":\"2026-01-01T00:00:00Z\"}]}");
        BODIES.put(
                "/api/costs/limits",
                "{\"limits\":[{\"team\":\"team-desk\",\"most\":{\"amount\":\"100\",\"currency\":\"EUR\"},"
                        + "\"approver\":\"person-a\"}]}");
        BODIES.put(
                "/api/survey-policy",
                "{\"percent\":25,\"quietDays\":30,\"types\":[\"incident\"],\"channels\":[\"MAIL\"],"
                        + "\"waitAfterClosing\":\"PT2H\",\"validFor\":\"P7D\"}");
    }

    @BeforeEach
    void carry_out() {
        Api.COMMANDS.carryOut();
    }

    private static Answer put(String user, String path, String body, String... headers) {
        HttpRequest.Builder request = Api.request(user, path).header("Content-Type", "application/json");
        if (headers.length > 0) {
            request.headers(headers);
        }
        return Api.send(request.PUT(HttpRequest.BodyPublishers.ofString(body)).build());
    }

    @Test
    void each_is_set_as_a_whole_with_the_version_that_was_seen() {
        BODIES.forEach((path, body) -> {
            Answer answer = put("administrator", path, body, "If-Match", "\"3\"");
            assertThat(answer.status()).as(answer.body().toString()).isEqualTo(200);
            assertThat(answer.header("ETag")).isEqualTo("\"7\"");
            assertThat(Api.COMMANDS.last().envelope().expectedVersion()).isEqualTo(3);
        });
        Money fifty = new Money(new BigDecimal("50"), "EUR");
        Money hundred = new Money(new BigDecimal("100"), "EUR");
        assertThat(Api.COMMANDS.sent())
                .extracting(sent -> (Object) sent.command())
                .containsExactly(
                        new SetCurrencies(List.of("IRR", "EUR")),
                        new SetRates(List.of(new HourlyRate(
                                null, Role.SPECIALIST, "travel", fifty, Instant.parse("2026-01-01T00:00:00Z"), null))),
                        new SetCostLimits(List.of(new CostLimit(null, "team-desk", null, hundred, "person-a"))),
                        new SetSurveyPolicy(
                                25,
                                30,
                                List.of("incident"),
                                List.of(Channel.MAIL),
                                Duration.ofHours(2),
                                Duration.ofDays(7)));
    }

    @Test
    void what_is_wrong_is_named_and_nothing_is_sent() {
        Map<String, String> wrong = Map.of(
                "/api/costs/currencies", "{\"currencies\":\"EUR\"}",
                "/api/costs/rates", "{\"rates\":[{\"perHour\":{\"amount\":50,\"currency\":\"EUR\"}}]}",
                "/api/costs/limits", "{\"limits\":[{\"person\":\"person-a\"}]}",
                "/api/survey-policy", "{\"percent\":\"many\"}");
        Map<String, String> field = Map.of(
                "/api/costs/currencies", "currencies",
                "/api/costs/rates", "rates[0].perHour",
                "/api/costs/limits", "limits[0].most",
                "/api/survey-policy", "percent");
        wrong.forEach((path, body) -> {
            Answer answer = put("administrator", path, body);
            assertThat(answer.status()).as(path).isEqualTo(400);
            assertThat(answer.body().path("errors").get(0).path("field").asString())
                    .as(path)
                    .startsWith(field.get(path));
            assertThat(put("administrator", path, BODIES.get(path).replaceFirst("\\{", "{\"more\":1,"))
                            .problem())
                    .isEqualTo("unknown-field");
            assertThat(put("", path, BODIES.get(path)).status()).isEqualTo(401);
        });
        assertThat(Api.COMMANDS.sent()).isEmpty();
    }

    @Test
    void a_refusal_of_the_rules_is_the_answer() {
        Map<Refused, Integer> statuses = Map.of(
                Refused.forbidden("not-yours", "no"), 403,
                Refused.stale(1, 2), 412,
                Refused.invalid("unknown-person", "rates[0].person", "no"), 400);
        for (Map.Entry<Refused, Integer> each : statuses.entrySet()) {
            Api.COMMANDS.refuse(each::getKey);
            BODIES.forEach((path, body) -> {
                Answer answer = put("requester", path, body);
                assertThat(answer.status()).isEqualTo(each.getValue());
                assertThat(answer.problem()).isEqualTo(each.getKey().code());
            });
        }
    }

    @Test
    void what_holds_is_shown_to_whom_it_concerns() {
        for (String path : List.of("/api/costs", "/api/survey-policy")) {
            assertThat(Api.get("administrator", path).status()).isEqualTo(200);
            assertThat(Api.get("requester", path).status()).isEqualTo(403);
            assertThat(Api.get("", path).status()).isEqualTo(401);
        }
        assertThat(Api.get("administrator", "/api/survey-policy")
                        .body()
                        .path("percent")
                        .asInt())
                .isEqualTo(20);
    }
}
