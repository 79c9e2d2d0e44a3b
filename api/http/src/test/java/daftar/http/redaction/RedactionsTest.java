package daftar.http.redaction;

import static org.assertj.core.api.Assertions.assertThat;

import daftar.http.Api;
import daftar.http.Api.Answer;
import daftar.messages.Refused;
import daftar.messages.redaction.RedactedText;
import daftar.messages.redaction.RedactionCommand;
import daftar.messages.redaction.RedactionCommand.*;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Redactions over HTTP: asked for, decided, shown. */
class RedactionsTest {

    private static final String ALL = "/api/redactions";
    private static final String ONE = ALL + "/" + OneRedaction.ID;
    private static final String WISH = "{\"ticket\":\"T-1\",\"text\":\"hunter2\",\"reason\":\"a password\"}";

    @BeforeEach
    void begin() {
        Api.COMMANDS.carryOut();
        OneRedaction.LOOKED_FOR.clear();
    }

    @Test
    void what_is_asked_is_one_command_that_names_texts_without_saying_them() {
        Answer made = Api.post("redactor", ALL, WISH);

        assertThat(made.status()).isEqualTo(201);
        assertThat(made.header("Location")).startsWith(ALL + "/redaction-");
        RequestRedaction sent = (RequestRedaction) Api.COMMANDS.last().command();
        assertThat(sent.subject()).isEqualTo(Api.ID);
        assertThat(sent.places()).singleElement().satisfies(place -> assertThat(place.texts())
                .isEqualTo(List.of(new RedactedText(3, "key"))));
        assertThat(sent.toString()).doesNotContain("hunter2");
        assertThat(sent.reason().readable()).isEqualTo("a password");
    }

    @Test
    void the_fingerprint_of_a_request_does_not_tell_the_text() {
        String key = UUID.randomUUID().toString();
        Api.post("redactor", ALL, WISH, "Idempotency-Key", key);
        String one = Api.COMMANDS.last().envelope().requestHash();
        Api.post("redactor", ALL, WISH.replace("hunter2", "hunter"), "Idempotency-Key", key);
        assertThat(Api.COMMANDS.last().envelope().requestHash()).isEqualTo(one);
        Api.post("redactor", ALL, WISH.replace("a password", "a name"), "Idempotency-Key", key);
        assertThat(Api.COMMANDS.last().envelope().requestHash()).isNotEqualTo(one);
    }

    @Test
    void of_a_person_everything_is_meant() {
        Answer made = Api.post("redactor", ALL, "{\"person\":\"person-left\",\"reason\":\"left us\"}");
        assertThat(made.status()).isEqualTo(201);
        assertThat(OneRedaction.LOOKED_FOR).containsExactly("person-left null [] []");
    }

    @Test
    void a_redaction_is_shown_by_its_events_and_never_by_what_they_say() {
        for (String reader : List.of("redactor", "auditor")) {
            Answer shown = Api.get(reader, ONE);
            assertThat(shown.status()).isEqualTo(200);
            assertThat(shown.header("ETag")).isEqualTo("\"4\"");
            assertThat(shown.body().path("state").asString()).isEqualTo("REQUESTED");
            assertThat(shown.body().at("/places/0/revision").asInt()).isEqualTo(3);
            assertThat(shown.body().at("/places/0/texts").asInt()).isEqualTo(2);
            assertThat(shown.body().at("/places/1/revision").asInt()).isEqualTo(5);
            assertThat(Api.get(reader, ALL).body().path("total").asInt()).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"approve", "decline"})
    void every_decision_is_a_command_that_takes_a_version(String action) {
        Answer answer = Api.post("redactor", ONE + "/" + action, "{}", "If-Match", "\"4\"");
        assertThat(answer.status()).isEqualTo(200);
        RedactionCommand command = (RedactionCommand) Api.COMMANDS.last().command();
        assertThat(command.redaction()).isEqualTo(OneRedaction.ID);
        assertThat(command.getClass().getSimpleName()).isEqualToIgnoringCase(action + "Redaction");
        assertThat(Api.COMMANDS.last().envelope().expectedVersion()).isEqualTo(4);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"ticket\":\"T-1\",\"text\":\"x\"}|required|reason|400",
                "{\"text\":\"x\",\"reason\":\"y\"}|one-subject|ticket|400",
                "{\"ticket\":\"T-1\",\"person\":\"person-a\",\"reason\":\"y\"}|one-subject|ticket|400",
                "{\"ticket\":\"T-1\",\"reason\":\"y\"}|nothing-named|text|400",
                "{\"ticket\":\"T-1\",\"revisions\":[-1],\"reason\":\"y\"}|revisions[0]|revisions[0]|400",
                "{\"ticket\":\"T-1\",\"files\":[\"x\"],\"reason\":\"y\"}|malformed-hash|files[0]|400",
                "{\"person\":\"ada\",\"reason\":\"y\"}|malformed-person|person|400",
                "{\"person\":\"person-a\",\"text\":\"x\",\"reason\":\"y\"}|person-is-whole|text|400",
                "{\"stream\":\"keys-ticket-1\",\"text\":\"x\",\"reason\":\"y\"}|stream-not-redactable|stream|400",
                "{\"ticket\":\"T-1\",\"text\":\"x\",\"reason\":\"y\",\"why\":1}|unknown-field|why|400",
                "{\"ticket\":\"T-99\",\"text\":\"x\",\"reason\":\"y\"}|unknown-ticket|T-99|404",
                "{\"person\":\"person-nobody\",\"reason\":\"y\"}|unknown-person|person|404",
                "{\"stream\":\"mail-none\",\"text\":\"x\",\"reason\":\"y\"}|unknown-stream|stream|404",
            })
    void what_makes_no_sense_is_said_by_its_field_and_nothing_is_sent(
            String body, String problem, String field, int status) {
        Answer answer = Api.post("redactor", ALL, body);
        assertThat(answer.status()).as(answer.raw().body()).isEqualTo(status);
        assertThat(answer.raw().body()).contains(field, problem);
        assertThat(Api.COMMANDS.sent()).isEmpty();
    }

    @Test
    void who_has_not_the_right_learns_nothing() {
        for (String path : List.of(ALL, ONE)) {
            assertThat(Api.get("administrator", path).status()).as(path).isEqualTo(403);
            assertThat(Api.get("", path).status()).as(path).isEqualTo(401);
        }
        assertThat(Api.post("administrator", ALL, WISH).status()).isEqualTo(403);
        assertThat(Api.post("auditor", ALL, WISH).status()).isEqualTo(403);
        assertThat(OneRedaction.LOOKED_FOR).isEmpty();
        assertThat(Api.post("", ALL, WISH).status()).isEqualTo(401);
        assertThat(Api.get("redactor", ALL + "/redaction-x").status()).isEqualTo(404);
        assertThat(Api.post("redactor", ALL + "/ticket-x/approve", "{}").status())
                .isEqualTo(404);
        assertThat(Api.COMMANDS.sent()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"FORBIDDEN,403", "NOT_FOUND,404", "CONFLICT,409", "STALE,412"})
    void a_refusal_has_its_status(Refused.Kind kind, int status) {
        Api.COMMANDS.refuse(() -> new Refused(kind, "because", null, "Because."));
        for (String path : List.of(ONE + "/approve", ONE + "/decline")) {
            assertThat(Api.post("redactor", path, "{}").status()).as(path).isEqualTo(status);
        }
        assertThat(Api.post("redactor", ALL, WISH).status()).isEqualTo(status);
    }
}
