package daftar.http.security;

import static org.assertj.core.api.Assertions.assertThat;

import daftar.http.Api;
import daftar.http.Api.Answer;
import java.net.http.HttpRequest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecurityTest {

    @ParameterizedTest
    @ValueSource(strings = {"requester:wrong", "nobody:demo", ":", "requester", "requester:"})
    void a_wrong_login_is_a_401_problem(String credentials) {
        Answer answer = get("/api/directory/people", "Authorization", Api.basic(credentials));

        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
        assertThat(answer.problem()).isEqualTo("not-signed-in");
        assertThat(answer.header("WWW-Authenticate")).startsWith("Basic");
        assertThat(answer.body().path("detail").asString()).doesNotContain("demo", "nobody");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Basic", "Basic !!!", "Bearer x", "Basic YQ==", "Digest a=b"})
    void a_malformed_login_is_a_401_problem(String header) {
        Answer answer = get("/api/directory/people", "Authorization", header);

        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.problem()).isEqualTo("not-signed-in");
    }

    @Test
    void nothing_but_the_description_and_health_is_open() {
        assertThat(Api.get("", "/api/nothing").status()).isEqualTo(401);
        assertThat(Api.get("", "/").status()).isEqualTo(401);
        assertThat(Api.get("", "/actuator/env").status()).isEqualTo(401);
        assertThat(Api.get("", "/v3/api-docs").status()).isEqualTo(200);
        assertThat(Api.get("", "/actuator/health/readiness").status()).isEqualTo(404);
    }

    @Test
    void metrics_are_open_to_this_machine_but_not_through_a_proxy() {
        assertThat(Api.get("", "/actuator/prometheus").status()).isEqualTo(404);
        assertThat(get("/actuator/prometheus", "X-Forwarded-For", "10.1.1.1").status())
                .isEqualTo(401);
        assertThat(get("/actuator/prometheus", "Forwarded", "for=127.0.0.1").status())
                .isEqualTo(401);
        assertThat(Api.get("administrator", "/actuator/prometheus").status()).isEqualTo(404);
    }

    @Test
    void the_rest_of_the_actuator_is_for_administrators() {
        assertThat(Api.get("administrator", "/actuator/env").status()).isEqualTo(404);
        Answer answer = Api.get("dispatcher", "/actuator/env");
        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.problem()).isEqualTo("not-allowed");
    }

    @Test
    void answers_carry_security_headers_and_no_cookie() {
        Answer answer = Api.get("requester", "/api/directory/people");

        assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(answer.header("X-Frame-Options")).isEqualTo("DENY");
        assertThat(answer.header("Content-Security-Policy")).contains("default-src 'none'");
        assertThat(answer.header("Cache-Control")).contains("no-store");
        assertThat(answer.header("Set-Cookie")).isEmpty();
    }

    private static Answer get(String path, String header, String value) {
        return Api.send(HttpRequest.newBuilder(Api.request("", path).build(), (name, v) -> true)
                .header(header, value)
                .GET()
                .build());
    }
}
