package daftar.http.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import daftar.http.Api;
import daftar.http.Api.Answer;
import daftar.messages.Refused;
import daftar.messages.workflow.Workflow;
import daftar.messages.workflow.WorkflowChoice;
import daftar.messages.workflow.WorkflowCommand.DraftWorkflow;
import daftar.messages.workflow.WorkflowCommand.PublishDraft;
import daftar.messages.workflow.WorkflowCommand.RetireWorkflow;
import daftar.messages.workflow.WorkflowCommand.SetWorkflowChoices;
import java.net.http.HttpRequest;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class WorkflowsTest {

    private static final String DEFINITION =
            "{\"title\":{\"en\":\"Own\",\"fa\":\"خود\"},\"reopenWithin\":\"P14D\",\"stages\":["
                    + "{\"code\":\"work\",\"name\":{\"en\":\"Work\"},\"kind\":\"WORK\",\"holder\":{\"rule\":\"team\",\"team\":\"team-desk\"},"
                    + "\"due\":\"PT4H\",\"outcomes\":{\"solved\":\"end\"},\"guidance\":{\"instructions\":{\"en\":\"Call first\"},"
                    + "\"questions\":[{\"code\":\"serial\",\"text\":{\"en\":\"Serial?\"}}],\"required\":{\"solved\":[\"serial\"]}}},"
                    + "{\"code\":\"end\",\"name\":{\"en\":\"End\"},\"kind\":\"END\",\"holder\":{\"rule\":\"nobody\"},\"end\":\"CLOSED\"}]}";

    @BeforeEach
    void carry_out() {
        Api.COMMANDS.carryOut();
    }

    @Test
    void a_definition_becomes_a_draft() {
        Answer answer = put("/api/workflows/own/draft", "application/json", DEFINITION, "If-Match", "\"3\"");

        assertThat(answer.status()).as(answer.body().toString()).isEqualTo(200);
        assertThat(answer.header("ETag")).isEqualTo("\"7\"");
        assertThat(Api.COMMANDS.last().envelope().expectedVersion()).isEqualTo(3);
        Workflow workflow = ((DraftWorkflow) Api.COMMANDS.last().command()).workflow();
        assertThat(workflow.name()).isEqualTo("own");
        assertThat(workflow.stages()).hasSize(2);
        assertThat(workflow.first().guidance().questions().getFirst().code()).isEqualTo("serial");
        assertThat(workflow.first().due()).hasHours(4);
    }

    @Test
    void every_fault_of_a_definition_is_named_by_its_place() {
        Answer answer = put(
                "/api/workflows/own/draft",
                "application/json",
                "{\"name\":\"other\",\"title\":{\"en\":\"Own\"},\"reopenWithin\":\"soon\",\"stages\":[{\"code\":\"a\",\"name\":{\"en\":\"A\"},"
                        + "\"kind\":\"PLAY\",\"holder\":{\"rule\":\"team\"}},{\"code\":\"b\",\"name\":{\"en\":\"B\"},\"kind\":\"WORK\","
                        + "\"holder\":{\"rule\":\"stars\"},\"colour\":1,\"silence\":{\"remindAfter\":\"soon\",\"never\":1}}]}");
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body().path("errors"))
                .extracting(error -> error.path("field").asString())
                .containsExactlyInAnyOrder(
                        "name",
                        "reopenWithin",
                        "stages[0].kind",
                        "stages[0].holder",
                        "stages[1].holder",
                        "stages[1].colour",
                        "stages[1].silence.remindAfter",
                        "stages[1].silence.never");
        assertThat(Api.COMMANDS.sent()).isEmpty();
    }

    @Test
    void publishing_retiring_and_choosing_are_commands() {
        assertThat(Api.post("administrator", "/api/workflows/own/publish", "{}").status())
                .isEqualTo(200);
        assertThat(Api.COMMANDS.last().command()).isEqualTo(new PublishDraft("own"));
        Api.post("administrator", "/api/workflows/own/retire", "{}");
        assertThat(Api.COMMANDS.last().command()).isEqualTo(new RetireWorkflow("own"));
        put(
                "/api/workflows/choices",
                "application/json",
                "{\"choices\":[{\"type\":\"incident\",\"workflow\":\"own\"},{\"workflow\":\"own\",\"requester\":\"person-a\"}]}");
        assertThat(Api.COMMANDS.last().command())
                .isEqualTo(new SetWorkflowChoices(List.of(
                        new WorkflowChoice("incident", null, null, "own"),
                        new WorkflowChoice(null, null, null, "own", null, "person-a"))));
        assertThat(Api.post("administrator", "/api/workflows/own/retire", "{\"why\":1}")
                        .status())
                .isEqualTo(400);
    }

    @Test
    void refusals_keep_their_status() {
        for (Refused refused : List.of(
                Refused.forbidden("not-yours", "no"),
                Refused.notFound("unknown-workflow", "no"),
                Refused.conflict("no-draft", "no"),
                Refused.stale("workflow-x", 1, 2))) {
            Api.COMMANDS.refuse(() -> refused);
            int status =
                    Api.post("requester", "/api/workflows/own/publish", "{}").status();
            assertThat(status)
                    .isEqualTo(
                            switch (refused.kind()) {
                                case FORBIDDEN -> 403;
                                case NOT_FOUND -> 404;
                                case CONFLICT -> 409;
                                default -> 412;
                            });
        }
        Api.COMMANDS.carryOut();
        assertThat(Api.post("", "/api/workflows/own/publish", "{}").status()).isEqualTo(401);
        assertThat(Api.post("administrator", "/api/workflows/Own!/publish", "{}")
                        .status())
                .isEqualTo(404);
        assertThat(Api.post("administrator", "/api/workflows/choices/publish", "{}")
                        .status())
                .isEqualTo(404);
        assertThat(put("/api/workflows/own/draft", "text/plain", "x").status()).isEqualTo(415);
        assertThat(Api.COMMANDS.sent()).isEmpty();
    }

    @Test
    void validating_and_forecasting_change_nothing() {
        Answer sound = Api.post("requester", "/api/workflows/validate", "{\"name\":\"own\"," + DEFINITION.substring(1));
        assertThat(sound.status()).as(sound.body().toString()).isEqualTo(200);
        assertThat(sound.body().path("sound").asBoolean()).isTrue();
        assertThat(Api.post("requester", "/api/workflows/validate", DEFINITION).status())
                .isEqualTo(400);
        Answer own = Api.post("requester", "/api/workflows/choose", "{\"type\":\"incident\"}");
        assertThat(own.body().path("requester").asString()).isEqualTo("person-requester");
        String other = "{\"requester\":\"person-a\",\"workflow\":\"own\"}";
        assertThat(Api.post("requester", "/api/workflows/choose", other).status())
                .isEqualTo(403);
        assertThat(Api.post("dispatcher", "/api/workflows/choose", other).status())
                .isEqualTo(200);
        assertThat(Api.post("requester", "/api/workflows/choose", "{\"requestType\":\"laptop\"}")
                        .status())
                .isEqualTo(200);
        assertThat(Api.COMMANDS.sent()).isEmpty();
    }

    @Test
    void workflows_say_whether_they_are_drafted_or_retired() {
        JsonNode incident = Api.get("requester", "/api/workflows/incident").body();
        assertThat(incident.path("newest").asInt()).isEqualTo(2);
        assertThat(incident.path("retired").asBoolean(true)).isFalse();
        assertThat(Api.get("requester", "/api/workflows/incident/draft").status())
                .isEqualTo(404);
        assertThat(Api.get("requester", "/api/workflows/choices").status()).isEqualTo(200);
    }

    static Answer put(String path, String type, String body, String... headers) {
        HttpRequest.Builder request = Api.request("administrator", path);
        request.setHeader("Content-Type", type);
        for (int i = 0; i < headers.length; i += 2) {
            request.setHeader(headers[i], headers[i + 1]);
        }
        return Api.send(request.PUT(HttpRequest.BodyPublishers.ofString(body)).build());
    }
}
