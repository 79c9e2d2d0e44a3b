package daftar.http.write;

import static org.assertj.core.api.Assertions.assertThat;

import daftar.http.Api;
import daftar.http.Api.Answer;
import daftar.messages.Refused;
import daftar.messages.Text;
import daftar.messages.savedview.ViewCommand.ChangeView;
import daftar.messages.savedview.ViewCommand.DefineView;
import daftar.messages.savedview.ViewCommand.RetireView;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Saved views over HTTP: defined, changed, retired. */
class ViewsTest {

    private static final String ID = "view-0193a5b0-0000-7000-8000-000000000009";

    @BeforeEach
    void begin() {
        Api.COMMANDS.carryOut();
    }

    @Test
    void a_view_is_defined_with_a_search_s_own_words() {
        Answer made = Api.post(
                "dispatcher",
                "/api/views",
                "{\"name\":\"چاپگرها\",\"language\":\"fa\",\"team\":\"team-desk\",\"q\":\"چاپگر\",\"sort\":\"-raisedAt\","
                        + "\"place\":2,\"filters\":{\"status\":[\"NEW\",\"ASSIGNED\"],\"overdue\":[\"true\"]}}");

        assertThat(made.status()).isEqualTo(201);
        DefineView sent = (DefineView) Api.COMMANDS.last().command();
        assertThat(sent)
                .isEqualTo(new DefineView(
                        sent.view(),
                        "team-desk",
                        Text.of("چاپگرها"),
                        "fa",
                        Text.of("چاپگر"),
                        Map.of("status", List.of("NEW", "ASSIGNED"), "overdue", List.of("true")),
                        "-raisedAt",
                        2));
        assertThat(made.header("Location")).isEqualTo("/api/views/" + sent.view());
        assertThat(made.header("ETag")).isEqualTo("\"7\"");
        assertThat(made.header("Daftar-Position")).isNotEmpty();
    }

    @Test
    void a_repeated_request_is_for_the_same_view() {
        String body = "{\"name\":\"x\"}";
        Api.post("dispatcher", "/api/views", body, "Idempotency-Key", "one");
        String first = Api.COMMANDS.last().command().stream();
        Api.post("dispatcher", "/api/views", body, "Idempotency-Key", "one");
        assertThat(Api.COMMANDS.last().command().stream()).isEqualTo(first);
        Api.post("requester", "/api/views", body, "Idempotency-Key", "one");
        assertThat(Api.COMMANDS.last().command().stream()).isNotEqualTo(first);
    }

    @Test
    void a_view_is_changed_and_retired_at_the_version_that_was_seen() {
        Answer changed = Api.post(
                "dispatcher",
                "/api/views/" + ID + "/change",
                "{\"name\":\"Other\",\"filters\":{}}",
                "If-Match",
                "\"3\"");
        assertThat(changed.status()).isEqualTo(200);
        assertThat(Api.COMMANDS.last().command())
                .isEqualTo(new ChangeView(ID, Text.of("Other"), null, null, Map.of(), null, null));
        assertThat(Api.COMMANDS.last().envelope().expectedVersion()).isEqualTo(3);

        assertThat(Api.post("dispatcher", "/api/views/" + ID + "/retire", "{}").status())
                .isEqualTo(200);
        assertThat(Api.COMMANDS.last().command()).isEqualTo(new RetireView(ID));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{}|required|name",
                "{\"name\":\"x\",\"filters\":{\"status\":\"NEW\"}}|wrong-type|filters.status",
                "{\"name\":\"x\",\"filters\":[]}|wrong-type|filters",
                "{\"name\":\"x\",\"view\":\"view-1\"}|unknown-field|view",
                "{\"name\":\"x\",\"place\":-1}|out-of-range|place",
                "{\"name\":\"x\",\"language\":\"klingon!\"}|unknown-language|language"
            })
    void a_malformed_view_is_a_400_that_names_the_field(String body, String problem, String field) {
        Answer answer = Api.post("dispatcher", "/api/views", body);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.problem()).isEqualTo(problem);
        assertThat(answer.body().path("field").asString()).isEqualTo(field);
        assertThat(Api.COMMANDS.sent()).isEmpty();
    }

    @Test
    void what_the_command_side_refuses_names_the_filter() {
        Api.COMMANDS.refuse(() -> Refused.invalid("unknown-value", "filters.status", "The values are ..."));

        Answer answer = Api.post("dispatcher", "/api/views", "{\"name\":\"x\",\"filters\":{\"status\":[\"BROKEN\"]}}");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body().path("field").asString()).isEqualTo("filters.status");
    }

    @ParameterizedTest
    @ValueSource(strings = {"view-1", "ticket-0193a5b0-0000-7000-8000-000000000009", "view-%24%24all", "nothing"})
    void what_is_no_id_of_a_view_is_a_404(String id) {
        assertThat(Api.post("dispatcher", "/api/views/" + id + "/retire", "{}").status())
                .isEqualTo(404);
        assertThat(Api.COMMANDS.sent()).isEmpty();
    }

    @Test
    void nobody_changes_what_is_shipped() {
        Answer answer = Api.post("administrator", "/api/views/overdue/retire", "{}");

        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.problem()).isEqualTo("shipped-view");
        assertThat(Api.COMMANDS.sent()).isEmpty();
    }

    @Test
    void nothing_is_kept_without_a_login() {
        assertThat(Api.post("", "/api/views", "{\"name\":\"x\"}").status()).isEqualTo(401);
    }

    @Test
    void the_description_has_all_three() {
        JsonNode paths = Api.get("", "/v3/api-docs").body().path("paths");
        for (String path : List.of("/api/views", "/api/views/{id}/change", "/api/views/{id}/retire")) {
            assertThat(paths.path(path).path("post").path("requestBody").isMissingNode())
                    .as(path)
                    .isFalse();
        }
    }
}
