package daftar.http.request;

import static org.assertj.core.api.Assertions.assertThat;

import daftar.http.Api;
import daftar.http.Api.Answer;
import daftar.messages.Text;
import daftar.messages.ticket.TicketCommand.AddComment;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a wrong request is told, and that nothing comes of it. */
class BadInputTest {

    @BeforeEach
    void carry_out() {
        Api.COMMANDS.carryOut();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {                                                   | malformed-json     | body
            {"text":"a"                                         | malformed-json     | body
            {text:"a"}                                          | malformed-json     | body
            {"text":"a"} {}                                     | malformed-json     | body
            {"text":"a","text":"b"}                             | duplicate-field    | body
            nonsense                                            | malformed-json     | body
            {"text":NaN}                                        | malformed-json     | body
            []                                                  | wrong-type         | body
            "text"                                              | wrong-type         | body
            null                                                | wrong-type         | body
            {}                                                  | required           | text
            {"text":null}                                       | required           | text
            {"text":1}                                          | wrong-type         | text
            {"text":true}                                       | wrong-type         | text
            {"text":["a"]}                                      | wrong-type         | text
            {"text":{"value":"a"}}                              | wrong-type         | text
            {"text":""}                                         | blank              | text
            {"text":" \\t\\n"}                                    | blank              | text
            {"text":"a\\u0000b"}                                 | control-character  | text
            {"text":"a\\u001bb"}                                 | control-character  | text
            {"text":"a\\u0085b"}                                 | control-character  | text
            {"text":"a\\ud83d"}                                  | unpaired-surrogate | text
            {"text":"\\ude00a"}                                  | unpaired-surrogate | text
            {"text":"a","TEXT":"b"}                             | unknown-field      | TEXT
            {"text":"a","":"b"}                                 | unknown-field      | body
            """)
    void a_wrong_comment_is_told_what_is_wrong(String body, String problem, String field) {
        refused(Api.post("dispatcher", "/api/tickets/T-1/comment", body), 400, problem, field);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            log-work   | {"work":{"minutes":"25","activity":"a"}}                      | wrong-type        | work.minutes
            log-work   | {"work":{"minutes":2.5,"activity":"a"}}                       | wrong-type        | work.minutes
            log-work   | {"work":{"minutes":-1,"activity":"a"}}                        | out-of-range      | work.minutes
            log-work   | {"work":{"minutes":14401,"activity":"a"}}                     | out-of-range      | work.minutes
            log-work   | {"work":{"minutes":99999999999999999999,"activity":"a"}}      | out-of-range      | work.minutes
            log-work   | {"work":{"minutes":1e9,"activity":"a"}}                       | wrong-type        | work.minutes
            log-work   | {"work":{"activity":"a"}}                                     | required          | work.minutes
            log-work   | {"work":{"minutes":1,"activity":"a","performedAt":"today"}}   | malformed-instant | work.performedAt
            log-work   | {"work":{"minutes":1,"activity":"a","performedAt":7}}         | malformed-instant | work.performedAt
            log-work   | {"work":{"minutes":1,"activity":"a\\nb"}}                      | control-character | work.activity
            log-work   | {"work":{"minutes":1,"activity":"a","costs":{}}}              | wrong-type        | work.costs
            log-work   | {"work":{"minutes":1,"activity":"a","costs":[null]}}          | null-entry        | work.costs[0]
            log-work   | {"work":{"minutes":1,"activity":"a","costs":[{"kind":"LABOUR","cost":{"amount":12.5,"currency":"EUR"}}]}}     | malformed-money | work.costs[0].cost
            log-work   | {"work":{"minutes":1,"activity":"a","costs":[{"kind":"LABOUR","cost":{"amount":"1.234","currency":"EUR"}}]}}  | malformed-money | work.costs[0].cost
            log-work   | {"work":{"minutes":1,"activity":"a","costs":[{"kind":"LABOUR","cost":{"amount":"1","currency":"XXZ"}}]}}      | malformed-money | work.costs[0].cost
            log-work   | {"work":{"minutes":1,"activity":"a","costs":[{"kind":"LABOUR","quantity":0,"cost":{"amount":"1","currency":"EUR"}}]}}     | out-of-range | work.costs[0].quantity
            log-work   | {"work":{"minutes":1,"activity":"a","costs":[{"kind":"LABOUR","quantity":1e99999,"cost":{"amount":"1","currency":"EUR"}}]}} | out-of-range | work.costs[0].quantity
            log-work   | {"work":{"minutes":1,"activity":"a","costs":[{"kind":"LABOUR","quantity":1e-999,"cost":{"amount":"1","currency":"EUR"}}]}}  | out-of-range | work.costs[0].quantity
            prioritise | {"impact":"HUGE","urgency":"LOW"}                             | unknown-value     | impact
            prioritise | {"impact":"high","urgency":"LOW"}                             | unknown-value     | impact
            prioritise | {"impact":0,"urgency":"LOW"}                                  | wrong-type        | impact
            confirm    | {"rating":6}                                                  | out-of-range      | rating
            confirm    | {"rating":0}                                                  | out-of-range      | rating
            contact    | {"direction":"INBOUND","channel":"CHAT","minutes":1}          | required          | reached
            contact    | {"direction":"INBOUND","channel":"CHAT","minutes":1,"reached":"true"} | wrong-type | reached
            assign     | {"assignees":["person-a",null]}                               | null-entry        | assignees[1]
            assign     | {"assignees":"person-a"}                                      | wrong-type        | assignees
            start      | {"now":true}                                                  | unknown-field     | now
            triage     | {"classification":{"impact":"LOW"}}                           | required          | classification.urgency
            """)
    void a_wrong_field_is_named_by_its_path(String action, String body, String problem, String field) {
        refused(Api.post("dispatcher", "/api/tickets/T-1/" + action, body), 400, problem, field);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"channel":"PORTAL","title":"a\\nb"}                                | control-character | title
            {"channel":"PORTAL","title":"a","language":"not a language"}       | unknown-language  | language
            {"channel":"PORTAL","title":"a","fields":{"k":1}}                  | wrong-type        | fields.k
            {"channel":"PORTAL","title":"a","fields":{"k":null}}               | null-entry        | fields.k
            {"channel":"PORTAL","title":"a","fields":{"":"v"}}                 | blank             | fields.
            {"channel":"PORTAL","title":"a","fields":[]}                       | wrong-type        | fields
            {"channel":"PORTAL","title":"a","triage":"x"}                      | wrong-type        | triage
            {"channel":"FAX","title":"a"}                                      | unknown-value     | channel
            """)
    void a_wrong_ticket_is_told_what_is_wrong(String body, String problem, String field) {
        refused(Api.post("requester", "/api/tickets", body), 400, problem, field);
    }

    @Test
    void texts_are_held_to_their_limits_in_any_script() {
        String persian = "ی".repeat(20_000);
        String emoji = "😀".repeat(10_000);

        assertThat(comment(persian).status()).isEqualTo(200);
        assertThat(comment(emoji).status()).isEqualTo(200);
        Api.COMMANDS.carryOut();
        refused(comment(persian + "ی"), 400, "too-long", "text");
        refused(comment(emoji + "😀"), 400, "too-long", "text");
        refused(raise("t".repeat(501)), 400, "too-long", "title");
        refused(
                Api.post(
                        "requester",
                        "/api/tickets",
                        "{\"channel\":\"PORTAL\",\"title\":\"t\",\"type\":\"" + "x".repeat(201) + "\"}"),
                400,
                "too-long",
                "type");
    }

    @Test
    void lists_are_held_to_their_limit() {
        String many = "\"a\",".repeat(501);

        refused(
                Api.post(
                        "dispatcher",
                        "/api/tickets/T-1/assign",
                        "{\"assignees\":[" + many.substring(0, many.length() - 1) + "]}"),
                400,
                "too-many-entries",
                "assignees");
    }

    @Test
    void everything_that_is_wrong_is_said_at_once_but_not_without_end() {
        StringBuilder body = new StringBuilder("{");
        for (int i = 0; i < 400; i++) {
            body.append("\"x").append(i).append("\":1,");
        }

        Answer answer = Api.post("dispatcher", "/api/tickets/T-1/comment", body + "\"text\":\"a\"}");

        assertThat(answer.body().path("errors").size()).isEqualTo(20);
    }

    @Test
    void line_ends_become_one_kind() {
        Api.post("dispatcher", "/api/tickets/T-1/comment", "{\"text\":\"a\\r\\nb\\rc\\td\"}");

        assertThat(Api.COMMANDS.last().command()).isEqualTo(new AddComment(Api.ID, Text.of("a\nb\nc\td")));
    }

    @Test
    void malformed_json_is_told_with_line_and_column_and_without_the_parser() {
        Answer answer = Api.post("dispatcher", "/api/tickets/T-1/comment", "{\n \"text\": }");

        assertThat(answer.body().path("detail").asString())
                .contains("line 2", "column")
                .doesNotContain("Exception", "tools.jackson", "Source", "Feature");
    }

    @ParameterizedTest
    @ValueSource(ints = {60, 5_000, 100_000})
    void deep_nesting_is_refused(int depth) {
        Answer answer = Api.post("dispatcher", "/api/tickets/T-1/comment", "{\"text\":" + "[".repeat(depth));

        refused(answer, 400, "json-too-deep", "body");
        assertThat(answer.body().path("detail").asString()).doesNotContain("StreamReadConstraints");
    }

    @Test
    void broken_utf_8_is_refused() {
        byte[] body = "{\"text\":\"aXb\"}".getBytes(StandardCharsets.UTF_8);
        body[10] = (byte) 0xff;

        refused(sent("application/json", body), 400, "malformed-json", "body");
    }

    @Test
    void a_body_that_is_too_large_is_refused_with_and_without_a_length() {
        byte[] body = ("{\"text\":\"" + "a".repeat(Body.MOST) + "\"}").getBytes(StandardCharsets.UTF_8);

        refused(sent("application/json", body), 413, "body-too-large", null);
        refused(
                Api.send(Api.request("dispatcher", "/api/tickets/T-1/comment")
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofInputStream(() -> new java.io.ByteArrayInputStream(body)))
                        .build()),
                413,
                "body-too-large",
                null);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "text/plain",
                "application/xml",
                "application/x-www-form-urlencoded",
                "multipart/form-data; boundary=x",
                "application/json; charset=utf-16",
                "nonsense"
            })
    void another_content_type_is_refused(String type) {
        refused(
                sent(type, "{\"text\":\"a\"}".getBytes(StandardCharsets.UTF_8)),
                415,
                "unsupported-media-type",
                "Content-Type");
    }

    @Test
    void json_in_utf_8_may_say_so() {
        assertThat(sent("Application/JSON; charset=\"UTF-8\"", "{\"text\":\"a\"}".getBytes(StandardCharsets.UTF_8))
                        .status())
                .isEqualTo(200);
    }

    @Test
    void compressed_bodies_are_refused() {
        Answer answer =
                Api.post("dispatcher", "/api/tickets/T-1/comment", "{\"text\":\"a\"}", "Content-Encoding", "gzip");

        refused(answer, 415, "unsupported-media-type", "Content-Encoding");
    }

    @Test
    void another_method_is_told_the_right_ones() {
        Answer answer = Api.send(
                Api.request("dispatcher", "/api/tickets/T-1/comment").DELETE().build());

        refused(answer, 405, "method-not-allowed", null);
        assertThat(answer.header("Allow")).contains("POST");
    }

    @Test
    void an_unknown_path_is_not_found() {
        refused(Api.get("dispatcher", "/api/nothing/here"), 404, "unknown-path", null);
        refused(Api.get("dispatcher", "/nothing"), 404, "unknown-path", null);
    }

    @Test
    void an_answer_in_another_form_is_refused() {
        Answer answer = Api.post("dispatcher", "/api/tickets/T-1/start", "{}", "Accept", "application/xml");

        refused(answer, 406, "not-acceptable", "Accept");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            If-Match           | 3          | malformed-if-match
            If-Match           | W/"3"      | malformed-if-match
            If-Match           | "3","4"    | malformed-if-match
            If-Match           | "-1"       | malformed-if-match
            If-Match           | "99999999999999999999" | malformed-if-match
            Idempotency-Key    | a b        | malformed-idempotency-key
            Daftar-Position    | nonsense   | malformed-position
            Daftar-Position    | MSxhLDI=x= | malformed-position
            Daftar-Position    | LTEsYSwy   | malformed-position
            Daftar-Occurred-At | yesterday  | malformed-instant
            Daftar-Occurred-At | +999999999-12-31T23:59:59Z | instant-in-future
            Daftar-Occurred-At | -999999999-01-01T00:00:00Z | out-of-range
            """)
    void a_wrong_header_is_named(String header, String value, String problem) {
        refused(Api.post("importer", "/api/tickets/T-1/start", "{}", header, value), 400, problem, header);
    }

    @Test
    void a_key_has_200_characters_at_the_most() {
        assertThat(Api.post("dispatcher", "/api/tickets/T-1/start", "{}", "Idempotency-Key", "k".repeat(200))
                        .status())
                .isEqualTo(200);
        Api.COMMANDS.carryOut();
        refused(
                Api.post("dispatcher", "/api/tickets/T-1/start", "{}", "Idempotency-Key", "k".repeat(201)),
                400,
                "malformed-idempotency-key",
                "Idempotency-Key");
    }

    @Test
    void a_header_that_comes_twice_is_refused() {
        Answer answer = Api.send(Api.request("dispatcher", "/api/tickets/T-1/start")
                .header("Idempotency-Key", "a")
                .header("Idempotency-Key", "b")
                .POST(BodyPublishers.noBody())
                .build());

        refused(answer, 400, "repeated-header", "Idempotency-Key");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/tickets/%2e%2e%2f/start",
                "/api/tickets/a%00b/start",
                "/api/tickets/a%2Fb/start",
                "/api//tickets"
            })
    void addresses_that_play_tricks_are_refused(String path) {
        Answer answer = Api.post("dispatcher", path, "{}");

        assertThat(answer.status()).isBetween(400, 404);
        assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
        assertThat(Api.COMMANDS.sent()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "person-a",
                "keys-ticket-1",
                "$all",
                "ticket-1",
                "ticket-0193A5B0-0000-7000-8000-000000000001",
                "T-",
                "1042"
            })
    void only_tickets_can_be_acted_on(String ref) {
        refused(Api.post("dispatcher", "/api/tickets/" + ref + "/start", "{}"), 404, "unknown-ticket", null);
    }

    @AfterEach
    void nothing_leaks() {
        Api.COMMANDS.carryOut();
    }

    private static Answer comment(String text) {
        return Api.post("dispatcher", "/api/tickets/T-1/comment", "{\"text\":\"" + text + "\"}");
    }

    private static Answer raise(String title) {
        return Api.post("requester", "/api/tickets", "{\"channel\":\"PORTAL\",\"title\":\"" + title + "\"}");
    }

    private static Answer sent(String type, byte[] body) {
        return Api.send(HttpRequest.newBuilder(
                        Api.request("dispatcher", "/api/tickets/T-1/comment").build(), (name, value) -> true)
                .setHeader("Content-Type", type)
                .POST(BodyPublishers.ofByteArray(body))
                .build());
    }

    private static void refused(Answer answer, int status, String problem, String field) {
        assertThat(answer.status()).as(answer.body().toString()).isEqualTo(status);
        assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
        assertThat(answer.problem()).isEqualTo(problem);
        assertThat(answer.body().path("title").asString()).isNotBlank();
        assertThat(answer.body().path("detail").asString()).isNotBlank();
        assertThat(answer.body().path("status").asInt()).isEqualTo(status);
        if (field != null) {
            assertThat(answer.body().path("field").asString()).isEqualTo(field);
        }
        assertThat(Api.COMMANDS.sent()).isEmpty();
    }
}
