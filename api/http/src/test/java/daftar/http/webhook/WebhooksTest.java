package daftar.http.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import daftar.http.Api;
import daftar.http.Api.Answer;
import daftar.messages.Refused;
import daftar.messages.feed.FeedCursor;
import daftar.messages.webhook.PauseReason;
import daftar.messages.webhook.WebhookCommand;
import daftar.messages.webhook.WebhookCommand.*;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Webhooks over HTTP: made, looked after, shown. */
class WebhooksTest {

    private static final String WISH =
            "{\"url\":\"https://board.example.org/hook\",\"owner\":\"person-robot\",\"types\":[\"TicketRaised\"]}";
    private static final String ONE = "/api/webhooks/" + OneWebhook.ID;

    @BeforeEach
    void begin() {
        Api.COMMANDS.carryOut();
    }

    @Test
    void the_key_is_shown_once_and_goes_on_as_a_text() {
        Answer made = Api.post("administrator", "/api/webhooks", WISH);

        assertThat(made.status()).isEqualTo(201);
        assertThat(made.header("Location")).startsWith("/api/webhooks/webhook-");
        String secret = made.body().path("secret").asString();
        assertThat(secret).startsWith("whsec_");
        assertThat(Base64.getDecoder().decode(secret.substring("whsec_".length())))
                .hasSize(32);
        RegisterWebhook sent = (RegisterWebhook) Api.COMMANDS.last().command();
        assertThat(sent.secret().readable()).isEqualTo(secret);
        assertThat(sent.owner()).isEqualTo("person-robot");
        assertThat(sent.types()).containsExactly("TicketRaised");
        Answer shown = Api.get("administrator", ONE);
        assertThat(shown.body().toString()).doesNotContain("whsec_", "s3cret");
        assertThat(shown.header("ETag")).isEqualTo("\"4\"");
    }

    @Test
    void who_names_no_owner_is_it() {
        Api.post("manager", "/api/webhooks", "{\"url\":\"https://board.example.org/hook\"}");
        assertThat(((RegisterWebhook) Api.COMMANDS.last().command()).owner()).isEqualTo("person-manager");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/api/webhooks|{}|required|url",
                "/api/webhooks|{\"url\":7}|wrong-type|url",
                "/api/webhooks|{\"url\":\"https://10.0.0.1/\"}|address-not-allowed|url",
                "/api/webhooks|{\"url\":\"https://a.example/\",\"secret\":\"mine\"}|unknown-field|secret",
                ONE + "/change|{\"url\":\"https://10.0.0.1/\"}|address-not-allowed|url",
                ONE + "/resume|{\"why\":1}|unknown-field|why",
                ONE + "/skip|{\"event\":\"x\"}|required|reason",
                ONE + "/replay|{\"after\":\"x\"}|malformed-cursor|after",
                ONE + "/replay|{}|required|after",
            })
    void what_is_malformed_is_a_400_with_its_field(String path, String body, String problem, String field) {
        Answer answer = Api.post("administrator", path, body);
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.problem()).isEqualTo(problem);
        assertThat(answer.body().path("field").asString()).isEqualTo(field);
        assertThat(Api.COMMANDS.sent()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"change", "pause", "resume", "rotate-secret", "remove", "replay"})
    void every_action_is_a_command_that_takes_a_version(String action) {
        String body =
                switch (action) {
                    case "change" -> "{\"url\":\"https://a.example/\"}";
                    case "replay" -> "{\"after\":\"" + FeedCursor.write(17) + "\"}";
                    default -> "{}";
                };
        Answer answer = Api.post("administrator", ONE + "/" + action, body, "If-Match", "\"4\"");
        assertThat(answer.status()).isEqualTo(200);
        WebhookCommand command = (WebhookCommand) Api.COMMANDS.last().command();
        assertThat(command.webhook()).isEqualTo(OneWebhook.ID);
        assertThat(Api.COMMANDS.last().envelope().expectedVersion()).isEqualTo(4);
        assertThat(answer.body().has("secret")).isEqualTo(action.equals("rotate-secret"));
        switch (command) {
            case PauseWebhook pause -> assertThat(pause.reason()).isEqualTo(PauseReason.ASKED);
            case ReplayWebhook replay -> assertThat(replay.after()).isEqualTo(17);
            default -> assertThat(action).isNotEqualTo("pause");
        }
    }

    @Test
    void only_an_event_that_is_waited_for_is_skipped() {
        String reason = ",\"reason\":\"cannot be read there\"}";
        Answer skipped =
                Api.post("administrator", ONE + "/skip", "{\"event\":\"" + OneWebhook.WAITED_FOR + "\"" + reason);
        assertThat(skipped.status()).isEqualTo(200);
        assertThat(((SkipWebhookEvent) Api.COMMANDS.last().command()).event()).isEqualTo(OneWebhook.WAITED_FOR);
        Answer other = Api.post("administrator", ONE + "/skip", "{\"event\":\"another\"" + reason);
        assertThat(other.status()).isEqualTo(409);
        assertThat(other.problem()).isEqualTo("not-waited-for");
    }

    @Test
    void what_is_behind_and_what_came_of_a_test_is_told() {
        Answer behind = Api.get("administrator", ONE + "/behind");
        assertThat(behind.body().path("behind").asLong()).isEqualTo(1);
        assertThat(behind.body().path("tickets").path(0).path("event").asString())
                .isEqualTo(OneWebhook.WAITED_FOR);
        Answer test = Api.post("administrator", ONE + "/test", "{}");
        assertThat(test.status()).isEqualTo(200);
        assertThat(test.body().path("status").asInt()).isEqualTo(204);
        assertThat(Api.COMMANDS.sent()).isEmpty();
    }

    @Test
    void others_do_not_learn_whether_there_is_one() {
        for (String path : List.of("/api/webhooks", ONE, ONE + "/behind")) {
            assertThat(Api.get("requester", path).status()).as(path).isEqualTo(403);
            assertThat(Api.get("", path).status()).as(path).isEqualTo(401);
        }
        assertThat(Api.get("manager", ONE).status()).isEqualTo(404);
        assertThat(Api.get("manager", "/api/webhooks").body().path("total").asInt(-1))
                .isZero();
        assertThat(Api.get("administrator", "/api/webhooks/webhook-x").status()).isEqualTo(404);
        assertThat(Api.post("administrator", "/api/webhooks/ticket-x/remove", "{}")
                        .status())
                .isEqualTo(404);
        assertThat(Api.post("requester", ONE + "/test", "{}").status()).isEqualTo(403);
        assertThat(Api.post("requester", "/api/webhooks", WISH).status()).isEqualTo(403);
        assertThat(Api.COMMANDS.sent()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"FORBIDDEN,403", "NOT_FOUND,404", "CONFLICT,409", "STALE,412", "KEY_REUSED,422", "INVALID,400"})
    void what_the_command_side_refuses_is_told(Refused.Kind kind, int status) {
        Api.COMMANDS.refuse(() -> new Refused(kind, "some-rule", null, "No."));
        assertThat(Api.post("administrator", "/api/webhooks", WISH).status()).isEqualTo(status);
        assertThat(Api.post("administrator", ONE + "/remove", "{}").status()).isEqualTo(status);
    }
}
