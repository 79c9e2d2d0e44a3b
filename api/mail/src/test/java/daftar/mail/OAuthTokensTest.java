package daftar.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import daftar.mail.OAuthTokens.Grant;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What an authorization server is asked, and what is made of what it says. */
class OAuthTokensTest {

    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-11-29T08:00:00Z"));
    private final List<String> asked = new ArrayList<>();
    private final Deque<String> answers = new ArrayDeque<>();
    private HttpServer authority;
    private int status = 200;

    @BeforeEach
    void start() throws IOException {
        authority = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        authority.createContext("/token", exchange -> {
            asked.add(exchange.getRequestMethod() + " "
                    + exchange.getRequestHeaders().getFirst("Content-Type") + " "
                    + new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            byte[] body = answers.remove().getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        authority.start();
    }

    @AfterEach
    void stop() {
        authority.stop(0);
    }

    private OAuthTokens tokens(@Nullable String refreshToken, @Nullable String scope) {
        URI uri = URI.create("http://127.0.0.1:" + authority.getAddress().getPort() + "/token");
        return new OAuthTokens(new Grant(uri, "desk", "cl&ent s3cret", refreshToken, scope), now::get);
    }

    @Test
    void client_credentials_are_sent_as_a_form() throws IOException {
        answers.add("{\"access_token\":\"a1\",\"token_type\":\"Bearer\",\"expires_in\":3600}");
        assertThat(tokens(null, "https://mail.example/.default").accessToken()).isEqualTo("a1");
        assertThat(asked)
                .containsExactly("POST application/x-www-form-urlencoded grant_type=client_credentials&client_id=desk"
                        + "&client_secret=cl%26ent+s3cret&scope=https%3A%2F%2Fmail.example%2F.default");
    }

    @Test
    void a_token_is_kept_until_shortly_before_it_lapses_and_a_new_refresh_token_takes_the_place_of_the_old()
            throws IOException {
        answers.add("{\"access_token\":\"a1\",\"expires_in\":3600,\"refresh_token\":\"r2\"}");
        answers.add("{\"access_token\":\"a2\",\"expires_in\":3600}");
        answers.add("{\"access_token\":\"a3\",\"expires_in\":3600}");
        OAuthTokens tokens = tokens("r1", null);
        assertThat(tokens.accessToken()).isEqualTo("a1");
        now.updateAndGet(then -> then.plus(Duration.ofMinutes(58)));
        assertThat(tokens.accessToken()).isEqualTo("a1");
        now.updateAndGet(then -> then.plus(Duration.ofMinutes(1)));
        assertThat(tokens.accessToken()).isEqualTo("a2");
        tokens.forget();
        assertThat(tokens.accessToken()).isEqualTo("a3");
        assertThat(asked).hasSize(3);
        assertThat(asked.get(0)).contains("grant_type=refresh_token&refresh_token=r1&client_id=desk");
        assertThat(asked.get(1)).contains("refresh_token=r2&");
        assertThat(asked.get(2)).contains("refresh_token=r2&");
    }

    @Test
    void why_there_is_none_is_told_without_any_secret() {
        status = 400;
        answers.add("{\"error\":\"invalid_grant\",\"error_description\":\"r1 of cl&ent s3cret\"}");
        answers.add("{\"error\":\"r1 is unknown\"}");
        answers.add("<html>cl&ent s3cret</html>");
        OAuthTokens tokens = tokens("r1", null);
        for (String said : List.of("400 invalid_grant", "400", "400")) {
            assertThatThrownBy(tokens::accessToken)
                    .isInstanceOf(IOException.class)
                    .hasMessage("the authorization server gave no token: " + said)
                    .hasNoCause();
        }
        assertThat(new Grant(URI.create("http://x"), "desk", "cl&ent s3cret", "r1-token", null).toString())
                .doesNotContain("s3cret", "r1-token");
    }
}
