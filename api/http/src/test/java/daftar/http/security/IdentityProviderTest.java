package daftar.http.security;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import daftar.http.HttpConfiguration;
import daftar.http.Outages;
import daftar.messages.Actor;
import daftar.messages.Refused;
import daftar.messages.Role;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.provisioning.InMemoryUserDetailsManager;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** People who come with tokens of a real authorization server. */
@ExtendWith(OutputCaptureExtension.class)
class IdentityProviderTest {

    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    private static AuthorizationServer provider;
    private static ServletWebServerApplicationContext context;

    @BeforeAll
    static void start() throws IOException {
        provider = new AuthorizationServer();
        context = context(provider.issuer());
    }

    private static ServletWebServerApplicationContext context(String issuer) {
        return (ServletWebServerApplicationContext) new SpringApplicationBuilder(App.class)
                .properties(Map.of(
                        "server.port", "0",
                        "server.address", "127.0.0.1",
                        "spring.main.banner-mode", "off",
                        "spring.security.oauth2.resourceserver.jwt.issuer-uri", issuer,
                        "spring.security.oauth2.resourceserver.jwt.audiences", "daftar"))
                .run();
    }

    @AfterAll
    static void end() {
        context.close();
        provider.close();
    }

    @Test
    void a_signed_token_opens_for_the_person_it_names() {
        HttpResponse<String> answer = get(provider.token("anna", claims -> {}));

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("person-anna");
    }

    @Test
    void what_is_wrong_with_a_token_is_a_401_and_nothing_is_logged(CapturedOutput output) {
        String good = provider.token("anna", claims -> {});
        String[] parts = good.split("\\.");
        String tampered = parts[0] + "."
                + Base64.getUrlEncoder()
                        .withoutPadding()
                        .encodeToString(new String(Base64.getUrlDecoder().decode(parts[1]))
                                .replace("anna", "boss")
                                .getBytes())
                + "." + parts[2];
        assertThat(get(good).statusCode()).isEqualTo(200);
        int before = output.getAll().length();
        for (String token : List.of(
                token(claims -> claims.expirationTime(Date.from(Instant.now().minusSeconds(600)))),
                token(claims -> claims.notBeforeTime(Date.from(Instant.now().plusSeconds(600)))),
                token(claims -> claims.audience("another")),
                token(claims -> claims.audience((String) null)),
                token(claims -> claims.issuer("https://issuer.example.org")),
                new PlainJWT(new JWTClaimsSet.Builder()
                                .issuer(provider.issuer())
                                .subject("anna")
                                .audience("daftar")
                                .build())
                        .serialize(),
                tampered,
                provider.forged("anna"),
                "x.y.z")) {
            HttpResponse<String> answer = get(token);

            assertThat(answer.statusCode()).as(token).isEqualTo(401);
            assertThat(answer.body()).contains("urn:daftar:problem:not-signed-in");
            assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
            assertThat(answer.headers().firstValue("WWW-Authenticate").orElse(""))
                    .contains("Bearer");
        }
        assertThat(output.getAll().substring(before)).isEmpty();
    }

    @Test
    void who_may_not_come_in_is_told_so() {
        HttpResponse<String> unknown = get(provider.token("nobody", claims -> {}));

        assertThat(unknown.statusCode()).isEqualTo(403);
        assertThat(unknown.body()).contains("urn:daftar:problem:unknown-person");
    }

    @Test
    void a_new_key_is_fetched_when_a_token_names_it() {
        assertThat(get(provider.token("anna", claims -> {})).statusCode()).isEqualTo(200);
        int served = provider.keySetsServed.get();
        String old = provider.token("anna", claims -> {});
        assertThat(get(old).statusCode()).isEqualTo(200);
        assertThat(provider.keySetsServed.get()).as("keys are kept").isEqualTo(served);

        provider.changeKey();

        assertThat(get(provider.token("anna", claims -> {})).statusCode()).isEqualTo(200);
        assertThat(provider.keySetsServed.get()).isEqualTo(served + 1);
        assertThat(get(old).statusCode()).as("its key is gone").isEqualTo(401);
    }

    @Test
    void while_the_provider_is_away_the_answer_is_a_503(CapturedOutput output) throws IOException {
        AuthorizationServer away = new AuthorizationServer();
        try (ServletWebServerApplicationContext alone = context(away.issuer())) {
            String token = away.token("anna", claims -> {});
            away.close();
            HttpResponse<String> answer = get(alone, token);

            assertThat(answer.statusCode()).isEqualTo(503);
            assertThat(answer.headers().firstValue("Retry-After")).isPresent();
            assertThat(answer.body()).contains("temporarily-unavailable");
            assertThat(output.getAll()).doesNotContain(token);
        }
    }

    private static String token(Consumer<JWTClaimsSet.Builder> change) {
        return provider.token("anna", change);
    }

    private static HttpResponse<String> get(String token) {
        return get(context, token);
    }

    private static HttpResponse<String> get(ServletWebServerApplicationContext at, String token) {
        try {
            return CLIENT.send(
                    HttpRequest.newBuilder(URI.create(
                                    "http://127.0.0.1:" + at.getWebServer().getPort() + "/api/me"))
                            .header("Authorization", "Bearer " + token)
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @SpringBootConfiguration
    @EnableAutoConfiguration
    @Import(HttpConfiguration.class)
    static class App {

        @Bean
        Me me() {
            return new Me();
        }

        @Bean
        InstantSource clock() {
            return InstantSource.system();
        }

        @Bean
        LoginDelays delays(InstantSource clock) {
            return new LoginDelays(clock, 100, Integer.MAX_VALUE);
        }

        @Bean
        Outages outages() {
            return fault -> false;
        }

        @Bean
        Actors actors() {
            return name -> new Actor("person-" + name, Set.of(), "api", null);
        }

        @Bean
        PasswordEncoder passwords() {
            return new BCryptPasswordEncoder(4);
        }

        @Bean
        UserDetailsService users() {
            return new InMemoryUserDetailsManager(
                    User.withUsername("anna").password("x").build());
        }

        @Bean
        BearerTokens tokens() {
            return new BearerTokens() {
                @Override
                public Granted granted(String token) {
                    return null;
                }

                @Override
                public Actor actorOf(Map<String, Object> claims) {
                    if (claims.get("sub").equals("nobody")) {
                        throw Refused.forbidden("unknown-person", "The directory knows nobody by this.");
                    }
                    return new Actor("person-" + claims.get("sub"), Set.of(Role.REQUESTER), "api", null);
                }
            };
        }
    }

    @RestController
    static class Me {
        @GetMapping("/api/me")
        String me(Actor actor) {
            return actor.person();
        }
    }
}
