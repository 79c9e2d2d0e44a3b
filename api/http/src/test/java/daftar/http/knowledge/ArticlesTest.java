package daftar.http.knowledge;

import static org.assertj.core.api.Assertions.assertThat;

import daftar.http.Api;
import daftar.http.Api.Answer;
import daftar.messages.Refused;
import daftar.messages.Text;
import daftar.messages.knowledge.ArticleCommand;
import daftar.messages.knowledge.ArticleCommand.*;
import daftar.messages.knowledge.Audience;
import daftar.messages.knowledge.DeflectionCommand.DeflectRequest;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ArticlesTest {

    static final String ID = "article-0193a5b0-0000-7000-8000-000000000001";
    private static final String ARTICLES = "/api/knowledge/articles";
    private static final String BODY = "{\"language\":\"fa\",\"title\":\"وی‌پی‌ان\",\"body\":\"تمدید\","
            + "\"audience\":\"DESK\",\"keywords\":[\"vpn\"]}";

    /** A body that fits each action. */
    private static final Map<String, String> BODIES = Map.ofEntries(
            Map.entry("revise", "{\"language\":\"en\",\"title\":\"T\",\"body\":\"B\"}"),
            Map.entry("submit", "{\"language\":\"en\"}"),
            Map.entry("return", "{\"language\":\"en\",\"reason\":\"a picture\"}"),
            Map.entry("publish", "{\"language\":\"en\"}"),
            Map.entry("retire", "{}"),
            Map.entry("restore", "{}"),
            Map.entry("classify", "{\"audience\":\"EVERYONE\"}"),
            Map.entry("comment", "{\"text\":\"Thank you\"}"),
            Map.entry("rate", "{\"helpful\":true}"),
            Map.entry("favour", "{}"),
            Map.entry("unfavour", "{}"),
            Map.entry("use", "{\"ticket\":\"T-1\"}"));

    static List<ArticleAction> actions() {
        return ArticleAction.ALL;
    }

    @BeforeEach
    void carry_out() {
        Api.COMMANDS.carryOut();
    }

    @Test
    void an_article_is_begun_under_an_id_of_its_own() {
        Answer answer = Api.post("dispatcher", ARTICLES, BODY, "Idempotency-Key", "article");
        assertThat(answer.status()).as(answer.body().toString()).isEqualTo(201);
        assertThat(answer.header("ETag")).isEqualTo("\"7\"");
        DraftArticle sent = (DraftArticle) Api.COMMANDS.last().command();
        assertThat(answer.header("Location")).isEqualTo(ARTICLES + "/" + sent.article());
        assertThat(sent)
                .isEqualTo(new DraftArticle(
                        sent.article(),
                        "fa",
                        Text.of("وی‌پی‌ان"),
                        null,
                        Text.of("تمدید"),
                        Audience.DESK,
                        null,
                        null,
                        List.of("vpn"),
                        null));
        Api.post("dispatcher", ARTICLES, BODY, "Idempotency-Key", "article");
        assertThat(Api.COMMANDS.last().command()).isEqualTo(sent);
    }

    @Test
    void what_is_left_out_of_an_article_that_grows_from_a_ticket_is_the_tickets() {
        Answer answer = Api.post("dispatcher", ARTICLES, "{\"ticket\":\"T-1\",\"title\":\"Mine\"}");
        assertThat(answer.status()).as(answer.body().toString()).isEqualTo(201);
        DraftArticle sent = (DraftArticle) Api.COMMANDS.last().command();
        assertThat(sent)
                .isEqualTo(new DraftArticle(
                        sent.article(),
                        "en",
                        Text.of("Mine"),
                        null,
                        Text.of("Renewed it"),
                        Audience.EVERYONE,
                        "printing",
                        null,
                        List.of(),
                        Api.ID));
        Answer unsolved = Api.post("dispatcher", ARTICLES, "{\"ticket\":\"T-2\"}");
        assertThat(unsolved.status()).isEqualTo(400);
        assertThat(unsolved.body().path("field").asString()).isEqualTo("ticket");
    }

    @Test
    void what_is_wrong_is_named_and_nothing_is_sent() {
        Answer missing = Api.post("dispatcher", ARTICLES, "{}");
        assertThat(missing.status()).isEqualTo(400);
        assertThat(missing.body().path("errors"))
                .extracting(error -> error.path("field").asString())
                .containsExactly("language", "title", "body");
        Answer wrong = Api.post("dispatcher", ARTICLES, "{\"audience\":\"MARS\",\"number\":\"A-1\"}");
        assertThat(wrong.body().path("errors"))
                .extracting(error -> error.path("field").asString())
                .containsExactlyInAnyOrder("audience", "number");
        assertThat(Api.post("dispatcher", ARTICLES, BODY, "If-Match", "\"1\"").status())
                .isEqualTo(400);
        assertThat(Api.post("dispatcher", ARTICLES + "/" + ID + "/explode", "{}")
                        .status())
                .isEqualTo(404);
        assertThat(Api.post("dispatcher", ARTICLES + "/" + Api.ID + "/favour", "{}")
                        .status())
                .isEqualTo(404);
        assertThat(Api.post("dispatcher", ARTICLES + "/A-404/favour", "{}").status())
                .isEqualTo(404);
        assertThat(Api.post("dispatcher", ARTICLES + "/" + ID + "/use", "{\"ticket\":\"T-2\"}")
                        .status())
                .isEqualTo(400);
        assertThat(Api.post("", ARTICLES, BODY).status()).isEqualTo(401);
        assertThat(Api.COMMANDS.sent()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("actions")
    void each_action_is_sent_as_its_command_with_the_version_that_was_seen(ArticleAction action) {
        String path = ARTICLES + "/A-1/" + action.name();
        Answer answer = Api.post("dispatcher", path, BODIES.get(action.name()), "If-Match", "\"3\"");
        assertThat(answer.status()).as(answer.body().toString()).isEqualTo(200);
        ArticleCommand sent = (ArticleCommand) Api.COMMANDS.last().command();
        assertThat(sent.article()).isEqualTo(ID);
        assertThat(Api.COMMANDS.last().envelope().expectedVersion()).isEqualTo(3);
        assertThat(Api.post("", path, "{}").status()).isEqualTo(401);
        assertThat(Api.post("dispatcher", path, "{\"nonsense\":1}").status()).isEqualTo(400);
    }

    @ParameterizedTest
    @MethodSource("actions")
    void a_refusal_of_the_rules_is_the_answer(ArticleAction action) {
        Map<Refused, Integer> statuses = Map.of(
                Refused.forbidden("not-allowed", "no"), 403,
                Refused.notFound("unknown-article", "no"), 404,
                Refused.conflict("retired", "no"), 409,
                Refused.stale("A-1", 1, 2), 412,
                Refused.invalid("unknown-category", "category", "no"), 400);
        statuses.forEach((refused, status) -> {
            Api.COMMANDS.refuse(() -> refused);
            for (Map.Entry<String, String> each : Map.of(
                            ARTICLES, BODY, ARTICLES + "/" + ID + "/" + action.name(), BODIES.get(action.name()))
                    .entrySet()) {
                Answer answer = Api.post("requester", each.getKey(), each.getValue());
                assertThat(answer.status()).as(each.getKey()).isEqualTo(status);
                assertThat(answer.problem()).isEqualTo(refused.code());
            }
        });
    }

    @Test
    void what_was_read_instead_of_raising_is_named_by_number_or_id() {
        Answer answer = Api.post(
                "requester", "/api/knowledge/deflections", "{\"read\":[\"A-1\",\"T-1\"],\"category\":\"printing\"}");
        assertThat(answer.status()).as(answer.body().toString()).isEqualTo(201);
        DeflectRequest sent = (DeflectRequest) Api.COMMANDS.last().command();
        assertThat(sent.read()).containsExactly(ID, Api.ID);
        Answer unknown = Api.post("requester", "/api/knowledge/deflections", "{\"read\":[\"A-1\",\"T-2\"]}");
        assertThat(unknown.status()).isEqualTo(400);
        assertThat(unknown.body().path("field").asString()).isEqualTo("read[1]");
        assertThat(Api.post("", "/api/knowledge/deflections", "{}").status()).isEqualTo(401);
        Api.COMMANDS.refuse(() -> Refused.conflict("deflection-exists", "no"));
        assertThat(Api.post("requester", "/api/knowledge/deflections", "{\"read\":[\"A-1\"]}")
                        .status())
                .isEqualTo(409);
    }

    @Test
    void glances_are_counted_and_recorded_together() {
        for (int i = 0; i < 3; i++) {
            assertThat(Api.post("requester", ARTICLES + "/A-1/read", "{}").status())
                    .isEqualTo(202);
        }
        assertThat(Api.COMMANDS.sent()).isEmpty();
        assertThat(Api.post("", ARTICLES + "/A-1/read", "{}").status()).isEqualTo(401);
        assertThat(Api.post("requester", ARTICLES + "/A-404/read", "{}").status())
                .isEqualTo(404);
        assertThat(Api.post("requester", ARTICLES + "/A-1/read", "{\"times\":9}")
                        .status())
                .isEqualTo(400);
        ReadTally tally = Api.bean(ReadTally.class);
        // away: counted on
        Api.COMMANDS.refuse(() -> {
            throw new IllegalStateException("away");
        });
        tally.record();
        Api.COMMANDS.carryOut();
        tally.record();
        assertThat(Api.COMMANDS.sent()).hasSize(1);
        assertThat(Api.COMMANDS.last().command()).isEqualTo(new RecordReads(ID, 3, Api.NOW, Api.NOW));
        assertThat(Api.COMMANDS.last().envelope().actor().client()).isEqualTo("clock");
        tally.record();
        assertThat(Api.COMMANDS.sent()).hasSize(1);
    }

    @Test
    void every_operation_is_described() {
        var paths = Api.get("dispatcher", "/v3/api-docs").body().path("paths");
        assertThat(paths.path(ARTICLES).path("post").path("operationId").asString())
                .isEqualTo("draftArticle");
        for (ArticleAction action : ArticleAction.ALL) {
            var post = paths.path(ARTICLES + "/{ref}/" + action.name()).path("post");
            assertThat(post.path("operationId").asString()).isEqualTo(action.operationId());
            assertThat(post.path("responses").propertyNames()).contains("200", "400", "403", "404", "409", "412");
        }
        assertThat(paths.has("/api/knowledge/deflections")).isTrue();
        assertThat(paths.has(ARTICLES + "/{ref}/read")).isTrue();
    }
}
