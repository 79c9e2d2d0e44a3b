package daftar.http.write;

import static org.assertj.core.api.Assertions.assertThat;

import daftar.http.Api;
import daftar.http.Api.Answer;
import daftar.http.DaftarPosition;
import daftar.http.RecordingCommands.Sent;
import daftar.http.request.Ids;
import daftar.messages.Refused;
import daftar.messages.Role;
import daftar.messages.Text;
import daftar.messages.directory.DirectoryCommand.RegisterPerson;
import daftar.messages.ticket.Impact;
import daftar.messages.ticket.TicketCommand.RaiseTicket;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RaiseTest {

    private static final String LEAST = "{\"channel\":\"PORTAL\",\"title\":\"Printer\"}";
    private static final String UNKNOWN_CALLER =
            "{\"channel\":\"TELEPHONE\",\"title\":\"Printer\",\"language\":\"de\",\"caller\":{\"name\":\"Frau Özil\",\"telephone\":\"+49 1\"}}";

    @BeforeEach
    void carry_out() {
        Api.COMMANDS.carryOut();
    }

    @Test
    void a_ticket_is_raised_with_the_least() {
        Answer answer = Api.post("requester", "/api/tickets", LEAST);

        assertThat(answer.status()).as(answer.body().toString()).isEqualTo(201);
        RaiseTicket raise = (RaiseTicket) Api.COMMANDS.last().command();
        assertThat(raise.requester()).isNull();
        assertThat(raise.affectedItems()).isEmpty();
        assertThat(raise.fields()).isEmpty();
        assertThat(raise.confidentialTo())
                .as("an empty list would make it confidential to nobody")
                .isNull();
        assertThat(answer.header("Location")).isEqualTo("/api/tickets/" + raise.ticket());
        assertThat(answer.header("ETag")).isEqualTo("\"7\"");
        assertThat(answer.body().path("number").asString()).isEqualTo("T-1042");
        assertThat(Api.RAISED).containsEntry("T-1042", raise.ticket());
        assertThat(UUID.fromString(raise.ticket().substring("ticket-".length())).version())
                .isEqualTo(7);
    }

    @Test
    void everything_that_a_ticket_can_begin_with_arrives() {
        Answer answer = Api.post("dispatcher", "/api/tickets", Bodies.RAISE);

        assertThat(answer.status()).as(answer.body().toString()).isEqualTo(201);
        RaiseTicket raise = (RaiseTicket) Api.COMMANDS.last().command();
        assertThat(raise.title()).isEqualTo(Text.of("چاپگر کار نمی‌کند"));
        assertThat(raise.description()).isEqualTo(Text.of("Line 1\nline 2\t!"));
        assertThat(raise.fields()).isEqualTo(Map.of("Asset", Text.of("A-1"), "参考", Text.of("是")));
        assertThat(raise.triage().impact()).isEqualTo(Impact.LOW);
        assertThat(raise.assign().assignees()).isEqualTo(List.of("person-a"));
        assertThat(raise.work().performedAt()).isEqualTo(Instant.parse("2026-11-21T10:00:00Z"));
        assertThat(raise.confirmation().rating()).isEqualTo(5);
    }

    @Test
    void a_ticket_is_raised_by_a_request_type_and_each_wrong_field_is_named() {
        String body =
                "{\"channel\":\"PORTAL\",\"title\":\"A laptop\",\"requestType\":\"laptop\",\"fields\":{\"reason\":\"Mine broke\"}}";
        assertThat(Api.post("requester", "/api/tickets", body).status()).isEqualTo(201);
        RaiseTicket raise = (RaiseTicket) Api.COMMANDS.last().command();
        assertThat(raise.requestType()).isEqualTo("laptop");
        assertThat(raise.fields()).containsEntry("reason", Text.of("Mine broke"));

        Api.COMMANDS.refuse(() -> Refused.invalid(List.of(
                new Refused.Wrong("fields.model", "wrong-value", "Send one of thin, thick."),
                new Refused.Wrong("fields.from", "required", "Send a day."))));
        Answer refused = Api.post("requester", "/api/tickets", body);
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.body().path("field").asString()).isEqualTo("fields.model");
        assertThat(refused.body().path("errors"))
                .extracting(error -> error.path("field").asString() + " "
                        + error.path("detail").asString())
                .containsExactly("fields.model Send one of thin, thick.", "fields.from Send a day.");
    }

    @Test
    void a_retry_under_the_same_key_is_the_same_command_on_the_same_ticket() {
        Api.post("requester", "/api/tickets", LEAST, "Idempotency-Key", "k1");
        Api.post(
                "requester",
                "/api/tickets",
                "{ \"title\":\"Printer\", \"channel\":\"PORTAL\" }",
                "Idempotency-Key",
                "k1");
        Api.post("requester", "/api/tickets", LEAST.replace("Printer", "Screen"), "Idempotency-Key", "k1");
        Api.post("dispatcher", "/api/tickets", LEAST, "Idempotency-Key", "k1");

        List<Sent> sent = Api.COMMANDS.sent();
        assertThat(sent.get(1).command()).isEqualTo(sent.get(0).command());
        assertThat(sent.get(1).envelope()).isEqualTo(sent.get(0).envelope());
        assertThat(sent.get(2).envelope().commandId())
                .isEqualTo(sent.get(0).envelope().commandId());
        assertThat(sent.get(2).envelope().requestHash())
                .isNotEqualTo(sent.get(0).envelope().requestHash())
                .hasSize(64);
        assertThat(sent.get(3).envelope().commandId())
                .isNotEqualTo(sent.get(0).envelope().commandId());
        assertThat(sent.get(3).command().stream()).isNotEqualTo(sent.get(0).command().stream());
        assertThat(sent.get(0).envelope().commandId().version()).isEqualTo(5);
    }

    @Test
    void one_external_reference_is_one_ticket_whoever_brings_it() {
        String body = "{\"channel\":\"PORTAL\",\"title\":\"Printer\",\"externalRef\":\"INC7\"}";
        Api.post("requester", "/api/tickets", body, "Idempotency-Key", "k1");
        Api.post("dispatcher", "/api/tickets", body, "Idempotency-Key", "k2");

        assertThat(Api.COMMANDS.sent().get(0).command().stream())
                .isEqualTo(Api.COMMANDS.sent().get(1).command().stream());
    }

    @Test
    void without_a_key_each_request_is_its_own() {
        Api.post("requester", "/api/tickets", LEAST);
        Api.post("requester", "/api/tickets", LEAST);

        List<Sent> sent = Api.COMMANDS.sent();
        assertThat(sent.get(0).command().stream()).isNotEqualTo(sent.get(1).command().stream());
        assertThat(sent.get(0).envelope().commandId())
                .isNotEqualTo(sent.get(1).envelope().commandId());
        assertThat(sent.get(0).envelope().commandId().version()).isEqualTo(4);
    }

    @Test
    void an_unknown_caller_is_registered_provisionally_and_becomes_the_requester() {
        Answer answer = Api.post("dispatcher", "/api/tickets", UNKNOWN_CALLER, "Idempotency-Key", "c1");
        Api.post("dispatcher", "/api/tickets", UNKNOWN_CALLER, "Idempotency-Key", "c1");

        assertThat(answer.status()).as(answer.body().toString()).isEqualTo(201);
        List<Sent> sent = Api.COMMANDS.sent();
        RegisterPerson person = (RegisterPerson) sent.get(0).command();
        RaiseTicket raise = (RaiseTicket) sent.get(1).command();
        assertThat(person.provisional()).isTrue();
        assertThat(person.roles()).containsExactly(Role.REQUESTER);
        assertThat(person.name()).isEqualTo(Text.of("Frau Özil"));
        assertThat(person.language()).isEqualTo("de");
        assertThat(raise.requester()).isEqualTo(person.person()).startsWith("person-");
        assertThat(sent.get(1).envelope().atLeast()).isEqualTo(901L);
        assertThat(sent.get(2)).isEqualTo(sent.get(0));
        assertThat(sent.get(3).command()).isEqualTo(raise);
        assertThat(sent.get(0).envelope().commandId())
                .isNotEqualTo(sent.get(1).envelope().commandId());
    }

    @Test
    void a_corrected_request_finds_the_same_provisional_person() {
        Api.post("dispatcher", "/api/tickets", UNKNOWN_CALLER, "Idempotency-Key", "c1");
        Api.post("dispatcher", "/api/tickets", UNKNOWN_CALLER.replace("Printer", "Screen"), "Idempotency-Key", "c1");

        assertThat(Api.COMMANDS.sent().get(2)).isEqualTo(Api.COMMANDS.sent().get(0));
    }

    @Test
    void a_wrong_ticket_registers_nobody() {
        Answer answer = Api.post("dispatcher", "/api/tickets", UNKNOWN_CALLER.replace("TELEPHONE", "PHONE"));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body().path("field").asString()).isEqualTo("channel");
        assertThat(answer.body().path("detail").asString()).contains("TELEPHONE", "PORTAL");
        assertThat(Api.COMMANDS.sent()).isEmpty();
    }

    @Test
    void caller_and_requester_together_are_refused() {
        Answer answer = Api.post(
                "dispatcher",
                "/api/tickets",
                "{\"channel\":\"PORTAL\",\"title\":\"t\",\"requester\":\"person-a\",\"caller\":{\"name\":\"n\"}}");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.problem()).isEqualTo("two-requesters");
    }

    @Test
    void each_wrong_thing_of_a_caller_is_named_by_its_path() {
        Answer answer =
                Api.post("dispatcher", "/api/tickets", "{\"channel\":\"PORTAL\",\"caller\":{\"mail\":1,\"age\":7}}");

        assertThat(answer.body().path("errors").toString())
                .contains("\"caller.age\"", "\"caller.mail\"", "\"caller.name\"", "\"title\"");
        assertThat(Api.COMMANDS.sent()).isEmpty();
    }

    @Test
    void if_match_means_nothing_for_a_new_ticket() {
        assertThat(Api.post("requester", "/api/tickets", LEAST, "If-Match", "\"1\"")
                        .status())
                .isEqualTo(400);
    }

    @Test
    void the_importer_may_say_when_it_occurred() {
        Answer answer = Api.post("importer", "/api/tickets", LEAST, "Daftar-Occurred-At", "2016-02-29T01:16:00Z");

        assertThat(answer.status()).isEqualTo(201);
        assertThat(Api.COMMANDS.last().envelope().importedAt()).isEqualTo(Instant.parse("2016-02-29T01:16:00Z"));
        assertThat(Api.COMMANDS.last().envelope().actor().client()).isEqualTo("import");
    }

    @Test
    void nobody_else_may() {
        Answer answer = Api.post("dispatcher", "/api/tickets", LEAST, "Daftar-Occurred-At", "2016-02-29T01:16:00Z");

        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.problem()).isEqualTo("importer-only");
        assertThat(Api.COMMANDS.sent()).isEmpty();
    }

    @Test
    void an_instant_in_the_future_is_refused() {
        Answer answer = Api.post("importer", "/api/tickets", LEAST, "Daftar-Occurred-At", "2026-11-22T12:00:01Z");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.problem()).isEqualTo("instant-in-future");
    }

    @Test
    void a_position_is_passed_on() {
        String position = new DaftarPosition(55, "person-a", 0).encode();
        Api.post("requester", "/api/tickets", LEAST, "Daftar-Position", position);

        assertThat(Api.COMMANDS.last().envelope().atLeast()).isEqualTo(55L);
    }

    @Test
    void a_version_is_passed_on() {
        Api.post("dispatcher", "/api/tickets/T-1/start", "{}", "If-Match", "\"12\"");
        assertThat(Api.COMMANDS.last().envelope().expectedVersion()).isEqualTo(12L);
        Api.post("dispatcher", "/api/tickets/T-1/start", "{}", "If-Match", "*");
        assertThat(Api.COMMANDS.last().envelope().expectedVersion()).isNull();
    }

    @Test
    void the_ids_are_those_of_the_rfc() {
        UUID dns = UUID.fromString("6ba7b810-9dad-11d1-80b4-00c04fd430c8");

        assertThat(Ids.derived(dns, "www.example.com")).hasToString("2ed6657d-e927-568b-95e1-2665a8aea6a2");
        UUID ordered = Ids.ordered(Instant.ofEpochMilli(0x017F22E279B0L));
        assertThat(ordered.toString()).startsWith("017f22e2-79b0-7");
        assertThat(ordered.variant()).isEqualTo(2);
    }

    @Test
    void a_stale_version_is_told_as_412() {
        Api.COMMANDS.refuse(() -> Refused.stale("T-1", 1, 2));

        Answer answer = Api.post("dispatcher", "/api/tickets/T-1/start", "{}", "If-Match", "\"1\"");

        assertThat(answer.status()).isEqualTo(412);
        assertThat(answer.body().path("field").asString()).isEqualTo("If-Match");
    }
}
