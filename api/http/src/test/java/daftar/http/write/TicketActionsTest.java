package daftar.http.write;

import static org.assertj.core.api.Assertions.assertThat;

import daftar.http.Api;
import daftar.http.Api.Answer;
import daftar.http.DaftarPosition;
import daftar.http.RecordingCommands.Sent;
import daftar.messages.Refused;
import daftar.messages.Refused.Kind;
import daftar.messages.Text;
import daftar.messages.rights.ClosedDepartment;
import daftar.messages.rights.DeskScope;
import daftar.messages.rights.RightsCommand.SetRights;
import daftar.messages.ticket.LinkKind;
import daftar.messages.ticket.TicketCommand;
import daftar.messages.ticket.TicketCommand.LinkTicket;
import daftar.messages.ticket.TicketCommand.LogWork;
import java.lang.reflect.RecordComponent;
import java.math.BigDecimal;
import java.net.ConnectException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Every action of the table, with everything that can come of it. */
class TicketActionsTest {

    @BeforeEach
    void carry_out() {
        Api.COMMANDS.carryOut();
    }

    static Stream<String> actions() {
        return TicketAction.ALL.stream().map(TicketAction::name);
    }

    @Test
    void every_ticket_command_but_raising_has_an_action() {
        Stream<Class<?>> commands = Arrays.stream(TicketCommand.class.getPermittedSubclasses())
                .filter(command -> command != TicketCommand.RaiseTicket.class
                        // the clock's alone
                        && command != TicketCommand.PinDepartment.class
                        && command != TicketCommand.DelegateApproval.class
                        && command != TicketCommand.HandOverTicket.class
                        && command != TicketCommand.NoteOverdueUpdate.class
                        && command != TicketCommand.FollowUp.class
                        && command != TicketCommand.NoteStageOverdue.class
                        && command != TicketCommand.NoteTargetPoint.class
                        && command != TicketCommand.ApplyServiceLevels.class
                        && command != TicketCommand.NoteForgottenTimers.class
                        && command != TicketCommand.FollowUpCosts.class
                        && command != TicketCommand.AskSurvey.class
                        && command != TicketCommand.WithholdFile.class
                        && command != TicketCommand.AbsorbTicket.class
                        && command != TicketCommand.ReleaseTicket.class
                        && command != TicketCommand.TellSolved.class);

        assertThat(TicketAction.ALL)
                .extracting(TicketAction::command)
                .containsExactlyInAnyOrderElementsOf(
                        commands.<Class<? extends TicketCommand>>map(command -> command.asSubclass(TicketCommand.class))
                                .toList());
    }

    @Test
    void everybody_is_told_what_they_may_do_and_why_not_the_rest() {
        Answer answer = Api.get("requester", "/api/tickets/" + Api.ID + "/actions");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("ETag")).isEqualTo("\"4\"");
        assertThat(answer.body().path("actions").get(1).toString())
                .isEqualTo("{\"name\":\"approve\",\"allowed\":false,\"because\":\"wrong-status\","
                        + "\"detail\":\"This ticket is NEW.\"}");
        assertThat(Api.get("requester", "/api/tickets/nonsense/actions").status())
                .isEqualTo(404);
    }

    @Test
    void rights_are_set_as_a_whole_and_shown_to_whom_they_concern() {
        Answer set = Api.post(
                "administrator",
                "/api/rights",
                "{\"desk\":\"OWN_TEAMS\",\"closed\":[{\"department\":\"department-hr\",\"people\":[\"person-ann\"]}]}");
        assertThat(set.status()).as(set.body().toString()).isEqualTo(200);
        assertThat(Api.COMMANDS.last().command())
                .isEqualTo(new SetRights(
                        DeskScope.OWN_TEAMS, List.of(new ClosedDepartment("department-hr", List.of("person-ann")))));
        assertThat(Api.post("administrator", "/api/rights", "{\"desk\":\"NOBODY\"}")
                        .status())
                .isEqualTo(400);
        assertThat(Api.get("administrator", "/api/rights").body().path("desk").asString())
                .isEqualTo("ALL");
        assertThat(Api.get("requester", "/api/rights").status()).isEqualTo(403);
    }

    @ParameterizedTest
    @MethodSource("actions")
    void a_right_request_becomes_its_command_with_every_field(String action) throws Exception {
        Answer answer = Api.post("dispatcher", "/api/tickets/T-1/" + action, Bodies.BY_ACTION.get(action));

        assertThat(answer.status()).as(answer.body().toString()).isEqualTo(200);
        assertThat(answer.header("ETag")).isEqualTo("\"7\"");
        assertThat(DaftarPosition.decode(answer.header("Daftar-Position")))
                .isEqualTo(new DaftarPosition(901, Api.ID, 7));
        assertThat(answer.body().toString())
                .isEqualTo("{\"ticket\":\"" + Api.ID + "\",\"number\":\"T-1042\",\"version\":7}");
        Sent sent = Api.COMMANDS.last();
        assertThat(sent.command()).isInstanceOf(TicketAction.named(action).command());
        assertThat(sent.command().stream()).isEqualTo(Api.ID);
        assertThat(sent.envelope().actor().person()).isEqualTo("person-dispatcher");
        for (RecordComponent component : sent.command().getClass().getRecordComponents()) {
            assertThat(component.getAccessor().invoke(sent.command()))
                    .as(component.getName())
                    .isNotNull();
        }
    }

    @ParameterizedTest
    @MethodSource("actions")
    void an_unknown_field_is_named_and_nothing_is_sent(String action) {
        String body = Bodies.BY_ACTION
                .get(action)
                .replaceFirst("\\{", "{\"ticket\":\"" + Api.OTHER + "\",")
                .replace(",}", "}");

        Answer answer = Api.post("dispatcher", "/api/tickets/" + Api.ID + "/" + action, body);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.problem()).isEqualTo("unknown-field");
        assertThat(answer.body().path("field").asString()).isEqualTo("ticket");
        assertThat(Api.COMMANDS.sent()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("actions")
    void each_refusal_of_the_rules_has_its_status(String action) {
        for (Kind kind : Kind.values()) {
            Api.COMMANDS.refuse(() -> new Refused(kind, "some-rule", "some.field", "What would be right."));

            Answer answer =
                    Api.post("dispatcher", "/api/tickets/" + Api.ID + "/" + action, Bodies.BY_ACTION.get(action));

            assertThat(answer.status())
                    .isEqualTo(
                            switch (kind) {
                                case INVALID -> 400;
                                case FORBIDDEN -> 403;
                                case NOT_FOUND -> 404;
                                case CONFLICT -> 409;
                                case STALE -> 412;
                                case KEY_REUSED -> 422;
                            });
            assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
            assertThat(answer.body().toString())
                    .isEqualTo("{\"type\":\"urn:daftar:problem:some-rule\",\"title\":\"Some rule\",\"status\":"
                            + answer.status() + ",\"detail\":\"What would be right.\",\"field\":\"some.field\"}");
        }
    }

    @ParameterizedTest
    @MethodSource("actions")
    void nobody_comes_in_without_a_login(String action) {
        Answer answer = Api.post("", "/api/tickets/T-1/" + action, Bodies.BY_ACTION.get(action));

        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.problem()).isEqualTo("not-signed-in");
        assertThat(answer.header("WWW-Authenticate")).startsWith("Basic realm=\"Daftar\"");
        assertThat(Api.COMMANDS.sent()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("actions")
    void an_unknown_number_is_not_found(String action) {
        Answer answer = Api.post("dispatcher", "/api/tickets/T-99/" + action, Bodies.BY_ACTION.get(action));

        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.problem()).isEqualTo("unknown-ticket");
        assertThat(Api.COMMANDS.sent()).isEmpty();
    }

    @Test
    void an_action_without_fields_needs_no_body() {
        Answer answer = Api.send(Api.request("dispatcher", "/api/tickets/T-1/start")
                .POST(java.net.http.HttpRequest.BodyPublishers.noBody())
                .build());

        assertThat(answer.status()).isEqualTo(200);
    }

    @Test
    void an_unknown_action_is_told_the_known_ones() {
        Answer answer = Api.post("dispatcher", "/api/tickets/T-1/delete", "{}");

        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.body().path("detail").asString()).contains("approve", "cancel");
    }

    @Test
    void a_link_may_name_the_other_by_number() {
        Api.post("dispatcher", "/api/tickets/T-1/link", "{\"kind\":\"FOLLOWS\",\"other\":\"T-3\"}");

        assertThat(((LinkTicket) Api.COMMANDS.last().command()).other()).isEqualTo(Api.THIRD);
    }

    @Test
    void a_ticket_that_the_caller_may_not_know_of_is_linked_as_little_as_one_that_there_is_not() {
        for (LinkKind kind : LinkKind.values()) {
            String body = "{\"kind\":\"" + kind + "\",\"other\":\"T-%s\"}";
            Answer hidden = Api.post("dispatcher", "/api/tickets/T-1/link", body.formatted(2));
            Answer none = Api.post("dispatcher", "/api/tickets/T-1/link", body.formatted(99));
            assertThat(hidden.status()).isEqualTo(400);
            assertThat(hidden.body()).isEqualTo(none.body());
        }
        assertThat(Api.COMMANDS.sent()).isEmpty();
    }

    @Test
    void only_who_may_act_on_a_ticket_makes_it_a_child() {
        String child = "{\"kind\":\"PARENT_OF\",\"other\":\"T-3\"}";
        Answer refused = Api.post("requester", "/api/tickets/T-1/link", child);
        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.problem()).isEqualTo("not-allowed");
        assertThat(Api.COMMANDS.sent()).isEmpty();
        assertThat(Api.post("requester", "/api/tickets/T-1/link", child.replace("PARENT_OF", "RELATES"))
                        .status())
                .isEqualTo(200);
        // what is resolved already is theirs to act on nevertheless
        assertThat(Api.post("dispatcher", "/api/tickets/T-1/link", child).status())
                .isEqualTo(200);
    }

    @Test
    void a_link_to_an_unknown_ticket_names_the_field() {
        Answer answer = Api.post("dispatcher", "/api/tickets/T-1/link", "{\"kind\":\"FOLLOWS\",\"other\":\"T-99\"}");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body().path("field").asString()).isEqualTo("other");
        assertThat(Api.COMMANDS.sent()).isEmpty();
    }

    @Test
    void values_arrive_as_they_were_meant() {
        Api.post("dispatcher", "/api/tickets/T-1/log-work", Bodies.BY_ACTION.get("log-work"));

        LogWork command = (LogWork) Api.COMMANDS.last().command();
        assertThat(command.work().minutes()).isEqualTo(25);
        assertThat(command.work().costs().getFirst().quantity()).isEqualByComparingTo("1.5");
        assertThat(command.work().costs().getFirst().cost().amount()).isEqualTo(new BigDecimal("12.50"));
        assertThat(command.work().costs().getFirst().description()).isEqualTo(Text.of("toner"));
    }

    @Test
    void a_cost_line_without_quantity_is_for_one() {
        Api.post(
                "dispatcher",
                "/api/tickets/T-1/log-work",
                "{\"work\":{\"minutes\":5,\"activity\":\"travel\",\"costs\":[{\"kind\":\"TRAVEL\",\"cost\":{\"amount\":\"3\",\"currency\":\"EUR\"}}]}}");

        LogWork command = (LogWork) Api.COMMANDS.last().command();
        assertThat(command.work().costs().getFirst().quantity()).isEqualByComparingTo("1");
        assertThat(command.entry()).isNull();
    }

    @Test
    void a_part_that_is_away_is_a_503_that_says_when_to_come_again() {
        Api.COMMANDS.refuse(() -> new IllegalStateException("append", new ConnectException("refused 10.0.0.1")));

        Answer answer = Api.post("dispatcher", "/api/tickets/T-1/start", "{}");

        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.header("Retry-After")).isEqualTo("5");
        assertThat(answer.body().toString()).doesNotContain("10.0.0.1");
    }

    @Test
    void a_fault_tells_a_correlation_id_and_nothing_of_the_inside() {
        Api.COMMANDS.refuse(() -> new IllegalStateException("secret inside"));

        Answer answer = Api.post("dispatcher", "/api/tickets/T-1/start", "{}");

        assertThat(answer.status()).isEqualTo(500);
        assertThat(answer.body().path("correlationId").asString()).hasSize(36);
        assertThat(answer.body().toString()).doesNotContain("secret", "Exception", "daftar.http");
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void a_refusal_without_a_field_has_none(Kind kind) {
        Api.COMMANDS.refuse(() -> new Refused(kind, "some-rule", null, "d"));

        assertThat(Api.post("dispatcher", "/api/tickets/T-1/start", "{}").body().has("field"))
                .isFalse();
    }
}
