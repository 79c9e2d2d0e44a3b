package daftar.http.security;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import jakarta.servlet.FilterChain;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

@ExtendWith(OutputCaptureExtension.class)
class SlowedLoginsTest {

    private Instant now = Instant.parse("2026-11-22T12:00:00Z");
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final SlowedLogins slowed =
            new SlowedLogins(new LoginDelays(() -> now, 100, LoginDelays.FREE), name -> name.equals("anna"), meters);

    @Test
    void too_fast_is_a_429_with_the_seconds_to_wait_and_goes_no_further() throws Exception {
        for (int i = 0; i < 6; i++) {
            slowed.failed(login("anna:wrong-" + i));
        }
        MockHttpServletResponse answer = new MockHttpServletResponse();
        slowed.filter().doFilter(login("anna:right"), answer, (request, response) -> {
            throw new AssertionError("looked at");
        });

        assertThat(answer.getStatus()).isEqualTo(429);
        assertThat(answer.getHeader("Retry-After")).isEqualTo("2");
        assertThat(answer.getContentAsString()).contains("urn:daftar:problem:too-many-logins");
        assertThat(meters.counter("daftar.logins.refused", "outcome", "delayed").count())
                .isEqualTo(1);
        assertThat(meters.counter("daftar.logins.refused", "outcome", "failed").count())
                .isEqualTo(6);

        now = now.plusSeconds(2);
        boolean[] passed = new boolean[1];
        FilterChain chain = (request, response) -> passed[0] = true;
        slowed.filter().doFilter(login("anna:right"), new MockHttpServletResponse(), chain);
        assertThat(passed[0]).isTrue();
    }

    @Test
    void a_request_without_a_login_is_not_slowed() throws Exception {
        for (int i = 0; i < 20; i++) {
            slowed.failed(login("anna:wrong"));
        }
        boolean[] passed = new boolean[1];
        MockHttpServletRequest open = new MockHttpServletRequest("GET", "/actuator/health");
        slowed.filter().doFilter(open, new MockHttpServletResponse(), (request, response) -> passed[0] = true);
        assertThat(passed[0]).isTrue();
    }

    @Test
    void the_log_names_accounts_that_exist_and_never_what_was_typed(CapturedOutput output) {
        slowed.failed(login("anna:secret-1"));
        slowed.failed(login("MyPassword:secret-2"));

        assertThat(output.getAll()).contains("the account anna from 10.0.0.1").doesNotContain("secret", "MyPassword");
    }

    @Test
    void a_proxy_of_ours_names_the_address_and_nobody_else_does() {
        MockHttpServletRequest proxied = login("anna:x");
        proxied.addHeader("X-Forwarded-For", "1.2.3.4, 203.0.113.9");
        assertThat(SlowedLogins.address(proxied)).isEqualTo("203.0.113.9");

        proxied.setRemoteAddr("198.51.100.7");
        assertThat(SlowedLogins.address(proxied)).isEqualTo("198.51.100.7");
    }

    private static MockHttpServletRequest login(String credentials) {
        MockHttpServletRequest request = new MockHttpServletRequest("GET", "/api/inbox");
        request.setRemoteAddr("10.0.0.1");
        request.addHeader(
                "Authorization",
                "Basic " + Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.UTF_8)));
        return request;
    }
}
