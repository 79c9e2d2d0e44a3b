package daftar.http.security;

import static org.assertj.core.api.Assertions.assertThat;

import daftar.messages.Actor;
import daftar.messages.Role;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import jakarta.servlet.http.HttpServletRequest;
import java.security.Principal;
import java.time.InstantSource;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.context.SecurityContextHolder;

class CallerFilterTest {

    @AfterEach
    void nobody() {
        SecurityContextHolder.clearContext();
    }

    private static Principal seenBehind(String path, Role role) throws Exception {
        SecurityContextHolder.getContext()
                .setAuthentication(UsernamePasswordAuthenticationToken.authenticated("anna", null, Set.of()));
        CallerFilter filter = new CallerFilter(
                name -> new Actor("person-" + name, Set.of(role), "api", null),
                new SlowedLogins(
                        new LoginDelays(InstantSource.system(), 10, LoginDelays.FREE),
                        name -> true,
                        new SimpleMeterRegistry()),
                new RefusalsRecorded((actor, what, reason) -> {}, (actor, what, subject, status, reason) -> {}));
        MockHttpServletRequest request = new MockHttpServletRequest("GET", path);
        request.setServletPath(path);
        Principal[] seen = new Principal[1];
        filter.doFilter(
                request,
                new MockHttpServletResponse(),
                (behind, response) -> seen[0] = ((HttpServletRequest) behind).getUserPrincipal());
        return seen[0];
    }

    @Test
    void health_knows_an_administrator_and_nobody_else() throws Exception {
        assertThat(seenBehind("/actuator/health", Role.ADMINISTRATOR).getName()).isEqualTo("person-anna");
        assertThat(seenBehind("/actuator/health", Role.REQUESTER)).isNull();
        assertThat(seenBehind("/api/tickets", Role.ADMINISTRATOR)).isNull();
    }
}
