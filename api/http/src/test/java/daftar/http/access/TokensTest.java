package daftar.http.access;

import static org.assertj.core.api.Assertions.assertThat;

import daftar.http.Api;
import daftar.http.Api.Answer;
import daftar.messages.Refused;
import daftar.messages.Role;
import daftar.messages.access.AccessCommand.CreateToken;
import daftar.messages.access.AccessCommand.RevokeToken;
import daftar.messages.access.Scope;
import daftar.messages.access.Secrets;
import java.net.http.HttpRequest;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** API tokens over HTTP: made, shown, revoked, and what they open. */
class TokensTest {

    private static final String WISH = "{\"name\":\"monitoring\",\"scopes\":[\"tickets:write\"]}";

    @BeforeEach
    void begin() {
        Api.COMMANDS.carryOut();
        Api.REFUSALS.clear();
    }

    @Test
    void the_secret_is_shown_once_and_only_its_hash_goes_on() {
        Answer made = Api.post("requester", "/api/tokens", WISH);

        assertThat(made.status()).isEqualTo(201);
        assertThat(made.header("ETag")).isEqualTo("\"7\"");
        assertThat(made.header("Daftar-Position")).isNotEmpty();
        String secret = made.body().path("secret").asString();
        CreateToken sent = (CreateToken) Api.COMMANDS.last().command();
        assertThat(secret)
                .matches("dft_[0-9a-f]{32}_[A-Za-z0-9_-]{43}")
                .startsWith("dft_" + sent.token().substring("token-".length()).replace("-", ""));
        assertThat(sent.person()).isEqualTo("person-requester");
        assertThat(sent.expiresAt()).isNull();
        assertThat(sent.secretHash()).isEqualTo(Secrets.sha256(secret.substring("dft_".length() + 33)));
        assertThat(sent.toString()).doesNotContain(secret.substring("dft_".length() + 33));
        Answer again = Api.post("requester", "/api/tokens", WISH);
        assertThat(again.body().path("secret").asString()).isNotEqualTo(secret);
    }

    @Test
    void a_token_may_name_its_person_and_its_end() {
        Api.post(
                "administrator",
                "/api/tokens",
                "{\"name\":\"x\",\"person\":\"person-bot\",\"scopes\":[\"operations\"],\"expiresAt\":\"2027-01-01T00:00:00Z\"}");

        CreateToken sent = (CreateToken) Api.COMMANDS.last().command();
        assertThat(sent.person()).isEqualTo("person-bot");
        assertThat(sent.expiresAt()).isEqualTo(Instant.parse("2027-01-01T00:00:00Z"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{}|required",
                "{\"name\":\"x\",\"scopes\":\"tickets:read\"}|wrong-type",
                "{\"name\":\"x\",\"scopes\":[\"tickets:read\"],\"secret\":\"mine\"}|unknown-field",
                "{\"name\":\"x\",\"scopes\":[\"tickets:read\"],\"expiresAt\":\"soon\"}|malformed-instant",
                "[]|wrong-type"
            })
    void a_malformed_wish_is_a_400(String body, String problem) {
        Answer answer = Api.post("requester", "/api/tokens", body);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.problem()).isEqualTo(problem);
        assertThat(Api.COMMANDS.sent()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"FORBIDDEN,403", "NOT_FOUND,404", "CONFLICT,409", "STALE,412", "KEY_REUSED,422", "INVALID,400"})
    void what_the_command_side_refuses_is_told(Refused.Kind kind, int status) {
        Api.COMMANDS.refuse(() -> new Refused(kind, "some-rule", null, "No."));

        assertThat(Api.post("requester", "/api/tokens", WISH).status()).isEqualTo(status);
        assertThat(Api.post("requester", "/api/tokens/" + KnownAccess.OWN + "/revoke", "{}")
                        .status())
                .isEqualTo(status);
        assertThat(Api.REFUSALS)
                .isEqualTo(
                        kind == Refused.Kind.FORBIDDEN
                                ? java.util.List.of(
                                        "person-requester: POST /api/tokens: some-rule",
                                        "person-requester: POST /api/tokens/" + KnownAccess.OWN + "/revoke: some-rule")
                                : java.util.List.of());
    }

    @Test
    void revoking_hands_the_version_on_and_takes_no_fields() {
        Answer revoked = Api.post("requester", "/api/tokens/" + KnownAccess.OWN + "/revoke", "{}", "If-Match", "\"3\"");

        assertThat(revoked.status()).isEqualTo(200);
        assertThat(revoked.body().has("secret")).isFalse();
        assertThat(Api.COMMANDS.last().command()).isEqualTo(new RevokeToken(KnownAccess.OWN));
        assertThat(Api.COMMANDS.last().envelope().expectedVersion()).isEqualTo(3);
        assertThat(Api.post("requester", "/api/tokens/" + KnownAccess.OWN + "/revoke", "{\"why\":1}")
                        .status())
                .isEqualTo(400);
        assertThat(Api.post("requester", "/api/tokens/person-a/revoke", "{}").status())
                .isEqualTo(404);
        assertThat(Api.post("requester", "/api/tokens", WISH, "If-Match", "\"3\"")
                        .problem())
                .isEqualTo("if-match-not-applicable");
    }

    @Test
    void people_see_their_own_tokens_and_administrators_all_without_secrets() {
        Answer own = Api.get("requester", "/api/tokens");
        assertThat(own.body().path("total").asInt()).isEqualTo(1);
        assertThat(own.body().at("/entries/0/id").asString()).isEqualTo(KnownAccess.OWN);
        assertThat(own.body().at("/entries/0/state").asString()).isEqualTo("VALID");
        assertThat(own.raw().body()).doesNotContain("hash");

        Answer all = Api.get("administrator", "/api/tokens");
        assertThat(all.body().path("total").asInt()).isEqualTo(2);
        assertThat(all.body().at("/entries/1/state").asString()).isEqualTo("EXPIRED");

        assertThat(Api.get("requester", "/api/tokens?person=person-b").status()).isEqualTo(403);
        assertThat(Api.get("requester", "/api/tokens/" + KnownAccess.FOREIGN).status())
                .isEqualTo(404);
        assertThat(Api.get("administrator", "/api/tokens/" + KnownAccess.FOREIGN)
                        .header("ETag"))
                .isEqualTo("\"3\"");
        assertThat(Api.get("requester", "/api/tokens?limit=0").status()).isEqualTo(400);
        assertThat(Api.get("", "/api/tokens").status()).isEqualTo(401);
        assertThat(Api.post("", "/api/tokens", WISH).status()).isEqualTo(401);
    }

    @Test
    void a_token_opens_what_its_scopes_name() {
        String reads = Api.ACCESS.opening(Role.ADMINISTRATOR, Scope.DIRECTORY_READ);

        assertThat(get(reads, "/api/directory/departments").status()).isEqualTo(200);
        Answer refused = post(reads, "/api/directory/people", "{\"malformed");
        assertThat(refused.status()).as("before the handler").isEqualTo(403);
        assertThat(refused.problem()).isEqualTo("missing-scope");
        assertThat(refused.body().path("detail").asString()).contains("directory:write");
        assertThat(Api.REFUSALS).containsExactly("person-administrator: POST /api/directory/people: missing-scope");

        String raises = Api.ACCESS.opening(Role.REQUESTER, Scope.TICKETS_WRITE);
        assertThat(post(raises, "/api/tickets", "{\"channel\":\"MONITORING\",\"title\":\"Disk full\"}")
                        .status())
                .isEqualTo(201);
        assertThat(Api.COMMANDS.last().envelope().actor().person()).isEqualTo("person-requester");
        assertThat(get(raises, "/api/directory/departments").problem()).isEqualTo("missing-scope");
    }

    @Test
    void what_is_open_on_a_person_needs_the_scopes_of_the_directory_and_of_tickets() {
        String open = "/api/directory/people/person-a/open";
        String handOver = "/api/directory/people/person-a/hand-over";
        Answer directoryOnly = get(Api.ACCESS.opening(Role.ADMINISTRATOR, Scope.DIRECTORY_READ), open);
        assertThat(directoryOnly.problem()).isEqualTo("missing-scope");
        assertThat(directoryOnly.body().path("detail").asString()).contains("tickets:read");
        assertThat(get(Api.ACCESS.opening(Role.ADMINISTRATOR, Scope.TICKETS_READ), open)
                        .problem())
                .isEqualTo("missing-scope");
        assertThat(get(Api.ACCESS.opening(Role.ADMINISTRATOR, Scope.DIRECTORY_READ, Scope.TICKETS_READ), open)
                        .status())
                .isEqualTo(200);

        Answer writesDirectory =
                post(Api.ACCESS.opening(Role.ADMINISTRATOR, Scope.DIRECTORY_WRITE, Scope.TICKETS_READ), handOver, "{}");
        assertThat(writesDirectory.problem()).isEqualTo("missing-scope");
        assertThat(writesDirectory.body().path("detail").asString()).contains("tickets:write");
        assertThat(post(Api.ACCESS.opening(Role.ADMINISTRATOR, Scope.TICKETS_WRITE), handOver, "{}")
                        .problem())
                .isEqualTo("missing-scope");
        assertThat(post(
                                Api.ACCESS.opening(Role.ADMINISTRATOR, Scope.DIRECTORY_WRITE, Scope.TICKETS_WRITE),
                                handOver,
                                "{}")
                        .problem())
                .isNotEqualTo("missing-scope");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/api/tokens", "/api/nothing", "/api/%74okens", "/api/access/first-administrator", "/error"})
    void what_no_scope_names_is_closed_to_tokens(String path) {
        Answer answer = get(Api.ACCESS.opening(Role.ADMINISTRATOR, Scope.values()), path);

        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.problem()).isEqualTo("not-by-token");
    }

    @Test
    void a_token_that_is_not_valid_is_a_401() {
        Answer answer = get("dft_unknown", "/api/directory/people");

        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.problem()).isEqualTo("not-signed-in");
        assertThat(answer.header("WWW-Authenticate")).contains("Bearer");
    }

    private static Answer get(String token, String path) {
        return Api.send(Api.request("", path)
                .header("Authorization", "Bearer " + token)
                .GET()
                .build());
    }

    private static Answer post(String token, String path, String body) {
        return Api.send(Api.request("", path)
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build());
    }
}
