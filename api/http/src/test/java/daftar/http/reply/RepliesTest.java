package daftar.http.reply;

import static org.assertj.core.api.Assertions.assertThat;

import daftar.http.Api;
import daftar.http.Api.Answer;
import daftar.messages.Refused;
import daftar.messages.Text;
import daftar.messages.reply.Reply;
import daftar.messages.reply.ReplyCommand.*;
import daftar.messages.reply.ReplyStep;
import daftar.messages.ticket.HoldReason;
import daftar.messages.ticket.TicketCommand.AddComment;
import daftar.messages.ticket.TicketCommand.PutOnHold;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RepliesTest {

    private static final String ID = "reply-0193a5b0-0000-7000-8000-000000000001";
    private static final String OF_TEAM = "reply-0193a5b0-0000-7000-8000-000000000002";
    private static final String PATH = "/api/replies";
    private static final String STEPS =
            "\"steps\":[{\"action\":\"comment\",\"body\":{\"text\":\"Dear {{requester}}\"}},"
                    + "{\"action\":\"hold\",\"body\":{\"reason\":\"REQUESTER\"}}]";
    private static final String BODY = "{\"name\":\"Wait\",\"language\":\"en\"," + STEPS + "}";
    private static final String USE = "{\"ticket\":\"T-3\"}";

    @BeforeEach
    void two_replies() {
        Api.COMMANDS.carryOut();
        Api.REPLIES.put(ID, reply(ID, null, "comment", "{\"text\":\"Dear {{requester}}, {{number}}\"}"));
        Api.REPLIES.put(OF_TEAM, reply(OF_TEAM, "team-desk", "comment", "{\"text\":\"{{solution}}\"}"));
    }

    @AfterEach
    void none() {
        Api.REPLIES.clear();
    }

    private static Reply reply(String id, String team, String action, String body) {
        return new Reply(
                id,
                3,
                "person-a",
                team,
                Text.of("Wait"),
                "en",
                List.of(
                        new ReplyStep(action, Text.of(body)),
                        new ReplyStep("hold", Text.of("{\"reason\":\"REQUESTER\"}"))),
                false);
    }

    @Test
    void a_reply_is_defined_changed_and_retired() {
        Answer answer = Api.post("manager", PATH, BODY, "Idempotency-Key", "reply");
        assertThat(answer.status()).as(answer.body().toString()).isEqualTo(201);
        DefineReply sent = (DefineReply) Api.COMMANDS.last().command();
        assertThat(answer.header("Location")).isEqualTo(PATH + "/" + sent.reply());
        assertThat(sent.steps())
                .containsExactly(
                        new ReplyStep("comment", Text.of("{\"text\":\"Dear {{requester}}\"}")),
                        new ReplyStep("hold", Text.of("{\"reason\":\"REQUESTER\"}")));
        assertThat(Api.post("manager", PATH + "/" + ID + "/change", BODY, "If-Match", "\"3\"")
                        .status())
                .isEqualTo(200);
        assertThat(Api.COMMANDS.last().command()).isInstanceOf(ChangeReply.class);
        assertThat(Api.COMMANDS.last().envelope().expectedVersion()).isEqualTo(3);
        assertThat(Api.post("manager", PATH + "/" + ID + "/retire", "{}").status())
                .isEqualTo(200);
        assertThat(Api.COMMANDS.last().command()).isEqualTo(new RetireReply(ID));
    }

    @Test
    void what_is_wrong_is_named_down_to_the_steps_body() {
        Answer answer = Api.post(
                "manager",
                PATH,
                "{\"language\":\"en\",\"steps\":[{\"action\":\"comment\",\"body\":{\"txt\":1}},{\"action\":\"sing\"}]}");
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body().path("errors"))
                .extracting(error -> error.path("field").asString())
                .containsExactlyInAnyOrder("name", "steps[0].body.txt", "steps[0].body.text", "steps[1].action");
        assertThat(Api.post("manager", PATH, "{\"name\":\"x\",\"language\":\"en\"}")
                        .status())
                .isEqualTo(400);
        for (String path :
                List.of("", "/" + ID + "/change", "/" + ID + "/retire", "/" + ID + "/preview", "/" + ID + "/apply")) {
            assertThat(Api.post("", PATH + path, BODY).status()).isEqualTo(401);
        }
        assertThat(Api.post("manager", PATH + "/" + Api.ID + "/retire", "{}").status())
                .isEqualTo(404);
        assertThat(Api.COMMANDS.sent()).isEmpty();
    }

    @Test
    void a_refusal_of_the_rules_is_the_answer() {
        Map<Refused, Integer> statuses = Map.of(
                Refused.forbidden("not-yours", "no"), 403,
                Refused.notFound("unknown-reply", "no"), 404,
                Refused.conflict("reply-exists", "no"), 409,
                Refused.stale("reply-x", 1, 2), 412,
                Refused.invalid("unknown-team", "team", "no"), 400);
        statuses.forEach((refused, status) -> {
            Api.COMMANDS.refuse(() -> refused);
            for (Map.Entry<String, String> each : Map.of(
                            PATH, BODY, PATH + "/" + ID + "/change", BODY, PATH + "/" + ID + "/retire", "{}")
                    .entrySet()) {
                assertThat(Api.post("dispatcher", each.getKey(), each.getValue())
                                .status())
                        .isEqualTo(status);
            }
        });
    }

    @Test
    void who_has_them_at_hand_sees_them() {
        Answer all = Api.get("manager", PATH);
        assertThat(all.body().path("entries")).hasSize(2);
        assertThat(all.body().at("/entries/0/steps/1/body/reason").asString()).isEqualTo("REQUESTER");
        // not of the team
        assertThat(Api.get("dispatcher", PATH).body().path("entries")).hasSize(1);
        assertThat(Api.get("dispatcher", PATH + "/" + OF_TEAM).status()).isEqualTo(404);
        assertThat(Api.get("dispatcher", PATH + "/" + ID).header("ETag")).isEqualTo("\"3\"");
        assertThat(Api.get("manager", PATH + "?language=fa").body().path("entries"))
                .isEmpty();
        assertThat(Api.get("requester", PATH).status()).isEqualTo(403);
        assertThat(Api.get("requester", PATH + "/" + ID).status()).isEqualTo(404);
        assertThat(Api.get("", PATH).status()).isEqualTo(401);
    }

    @Test
    void a_preview_says_what_would_be_sent_and_what_would_be_refused() {
        Answer answer = Api.post("dispatcher", PATH + "/" + ID + "/preview", USE);
        assertThat(answer.status()).as(answer.body().toString()).isEqualTo(200);
        // a value is a text, whatever it looks like
        assertThat(answer.body().at("/steps/0/body/text").asString()).isEqualTo("Dear Ann \"A\" {{me}}, T-1");
        assertThat(answer.body().at("/steps/0/allowed").asBoolean()).isTrue();
        assertThat(answer.body().at("/steps/1/allowed").asBoolean()).isFalse();
        Answer missing = Api.post("manager", PATH + "/" + OF_TEAM + "/preview", USE);
        assertThat(missing.body().at("/steps/0/missing/0").asString()).isEqualTo("solution");
        assertThat(Api.COMMANDS.sent()).isEmpty();
        assertThat(Api.post("dispatcher", PATH + "/" + ID + "/preview", "{\"ticket\":\"T-9\"}")
                        .status())
                .isEqualTo(404);
        assertThat(Api.post("dispatcher", PATH + "/" + ID + "/preview", "{\"ticket\":\"T-2\"}")
                        .status())
                .isEqualTo(404);
    }

    @Test
    void it_is_used_as_the_commands_that_it_is_in_their_order() {
        Answer answer =
                Api.post("dispatcher", PATH + "/" + ID + "/apply", USE, "Idempotency-Key", "k", "If-Match", "\"4\"");
        assertThat(answer.status()).as(answer.body().toString()).isEqualTo(200);
        assertThat(answer.body().path("complete").asBoolean()).isTrue();
        assertThat(Api.COMMANDS.sent()).hasSize(2);
        assertThat(Api.COMMANDS.sent().getFirst().command())
                .isEqualTo(new AddComment(Api.THIRD, Text.of("Dear Ann \"A\" {{me}}, T-1"), List.of()));
        assertThat(Api.COMMANDS.sent().getFirst().envelope().expectedVersion()).isEqualTo(4);
        PutOnHold hold = (PutOnHold) Api.COMMANDS.last().command();
        assertThat(hold.reason()).isEqualTo(HoldReason.REQUESTER);
        assertThat(Api.COMMANDS.last().envelope().expectedVersion()).isNull();
        var first = Api.COMMANDS.sent().stream()
                .map(sent -> sent.envelope().commandId())
                .toList();
        Api.post("dispatcher", PATH + "/" + ID + "/apply", USE, "Idempotency-Key", "k", "If-Match", "\"4\"");
        // a retry is the same commands
        assertThat(Api.COMMANDS.sent().subList(2, 4).stream()
                        .map(sent -> sent.envelope().commandId())
                        .toList())
                .isEqualTo(first);
    }

    @Test
    void the_first_step_that_is_refused_ends_it_and_is_said() {
        Api.COMMANDS.answerWith((command, envelope) -> {
            if (command instanceof PutOnHold) {
                throw Refused.conflict("wrong-status", "It is NEW.");
            }
        });
        Answer answer = Api.post("dispatcher", PATH + "/" + ID + "/apply", USE);
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body().path("complete").asBoolean()).isFalse();
        assertThat(answer.body().at("/steps/0/outcome").asString()).isEqualTo("DONE");
        assertThat(answer.body().at("/steps/1/outcome").asString()).isEqualTo("REFUSED");
        assertThat(answer.body().at("/steps/1/code").asString()).isEqualTo("wrong-status");
        // nothing at all was done: as that command alone
        for (Map.Entry<Refused, Integer> each : Map.of(
                        Refused.forbidden("not-allowed", "no"), 403,
                        Refused.conflict("wrong-status", "no"), 409,
                        Refused.stale("T-3", 1, 2), 412)
                .entrySet()) {
            Api.COMMANDS.refuse(each::getKey);
            assertThat(Api.post("dispatcher", PATH + "/" + ID + "/apply", USE).status())
                    .isEqualTo(each.getValue());
        }
        Api.COMMANDS.carryOut();
        Answer missing = Api.post("manager", PATH + "/" + OF_TEAM + "/apply", USE);
        assertThat(missing.status()).isEqualTo(409);
        assertThat(missing.problem()).isEqualTo("missing-values");
        assertThat(Api.post("dispatcher", PATH + "/" + OF_TEAM + "/apply", USE).status())
                .isEqualTo(404);
        assertThat(Api.COMMANDS.sent()).isEmpty();
    }
}
