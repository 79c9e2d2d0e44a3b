package daftar.http.access;

import static org.assertj.core.api.Assertions.assertThat;

import daftar.http.Api;
import daftar.http.Api.Answer;
import daftar.messages.Actor;
import daftar.messages.Refused;
import daftar.messages.Role;
import daftar.messages.access.AccessCommand.NameFirstAdministrator;
import daftar.messages.access.Secrets;
import daftar.messages.directory.DirectoryCommand.RegisterPerson;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The one-time token makes an administrator, and nothing is used up by a request that is wrong. */
class FirstAdministratorTest {

    private static final String PATH = "/api/access/first-administrator";
    private static final String HASH = "$2y$12$" + "a".repeat(53);
    private static final String WISH =
            "{\"token\":\"one-time\",\"name\":\"Anna\",\"login\":{\"name\":\"anna\",\"passwordHash\":\"" + HASH
                    + "\"},\"subject\":\"sub-1\"}";

    @BeforeEach
    void begin() {
        Api.COMMANDS.carryOut();
    }

    @Test
    void the_token_is_used_first_and_the_person_comes_last() {
        Answer made = Api.post("", PATH, WISH);

        assertThat(made.status()).isEqualTo(201);
        String person = made.body().path("person").asString();
        assertThat(person).matches("person-[0-9a-f-]{36}");
        assertThat(Api.COMMANDS.sent().stream()
                        .map(sent -> sent.command().getClass().getSimpleName()))
                .containsExactly("NameFirstAdministrator", "GiveLogin", "LinkSubject", "RegisterPerson");
        assertThat(Api.COMMANDS.sent().getFirst().command())
                .isEqualTo(new NameFirstAdministrator(Secrets.sha256("one-time"), person));
        RegisterPerson registered = (RegisterPerson) Api.COMMANDS.last().command();
        assertThat(registered.roles()).containsExactlyInAnyOrder(Role.REQUESTER, Role.ADMINISTRATOR);
        assertThat(Api.COMMANDS.last().envelope().actor().person()).isEqualTo(Actor.SYSTEM);
        Answer again = Api.post("", PATH, WISH);
        assertThat(again.body()).isEqualTo(made.body());
        assertThat(Api.COMMANDS.sent().get(4).envelope().commandId())
                .as("a retry is the same command")
                .isEqualTo(Api.COMMANDS.sent().get(0).envelope().commandId());
    }

    @Test
    void a_wrong_token_is_a_403_and_nothing_follows() {
        Api.COMMANDS.refuse(() -> Refused.forbidden("one-time-token", "The one-time token is wrong."));

        Answer answer = Api.post("", PATH, WISH);

        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.problem()).isEqualTo("one-time-token");
        assertThat(answer.raw().body()).doesNotContain("one-time\"", HASH);
    }

    @Test
    void a_token_that_was_used_for_somebody_else_is_a_403() {
        Api.COMMANDS.refuse(() -> new Refused(Refused.Kind.KEY_REUSED, "key-reused", null, "Used."));

        assertThat(Api.post("", PATH, WISH).problem()).isEqualTo("one-time-token");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"token\":\"t\",\"name\":\"A\"}|required",
                "{\"name\":\"A\",\"subject\":\"s\"}|required",
                "{\"token\":\"t\",\"name\":\"A\",\"subject\":\"s\",\"person\":\"anna\"}|malformed-id",
                "{\"token\":\"t\",\"name\":\"A\",\"login\":{\"name\":\"a:b\",\"passwordHash\":\"x\"}}|malformed-login",
                "{\"token\":\"t\",\"name\":\"A\",\"login\":{\"name\":\"a\",\"passwordHash\":\"demo\"}}|malformed-password-hash",
                "{\"token\":\"t\",\"name\":\"A\",\"subject\":\"s\",\"zone\":\"Nowhere\"}|unknown-zone"
            })
    void a_wrong_request_uses_nothing_up(String body, String problem) {
        Answer answer = Api.post("", PATH, body);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.problem()).isEqualTo(problem);
        assertThat(Api.COMMANDS.sent()).isEmpty();
    }

    @Test
    void who_is_there_already_is_a_409_and_uses_nothing_up() {
        Answer person =
                Api.post("", PATH, "{\"token\":\"t\",\"name\":\"A\",\"subject\":\"s\",\"person\":\"person-a\"}");
        Answer login = Api.post("", PATH, WISH.replace("\"anna\"", "\"taken\""));

        assertThat(person.status()).isEqualTo(409);
        assertThat(person.problem()).isEqualTo("person-exists");
        assertThat(login.status()).isEqualTo(409);
        assertThat(login.problem()).isEqualTo("login-exists");
        assertThat(Api.COMMANDS.sent()).isEmpty();
    }
}
