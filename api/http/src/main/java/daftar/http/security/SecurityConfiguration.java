package daftar.http.security;

import daftar.http.Problem;
import daftar.messages.Actor;
import daftar.messages.Role;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.InstantSource;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.security.authentication.AuthenticationManager;
import org.springframework.security.authorization.AuthorizationDecision;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configuration.EnableWebSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.core.userdetails.UsernameNotFoundException;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.server.resource.web.authentication.BearerTokenAuthenticationFilter;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.DefaultSecurityFilterChain;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.security.web.access.intercept.AuthorizationFilter;
import org.springframework.security.web.context.request.async.WebAsyncManagerIntegrationFilter;
import org.springframework.security.web.firewall.RequestRejectedHandler;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;
import org.springframework.security.web.session.DisableEncodeUrlFilter;

/**
 * Who gets in: HTTP Basic, tokens of an identity provider, Daftar's own tokens; no session, no cookie, hence no forged
 * cross-site request. Health and the API's description are
 * open; metrics are open to this machine itself and to administrators; all else needs a login. What an actor may do is
 * decided behind, by the rules of tickets, the directory and the queries.
 *
 * <p>Needs a {@code UserDetailsService} and a {@code PasswordEncoder} ({@link RememberedPasswords}) in the context.
 */
@Configuration(proxyBeanMethods = false)
@EnableWebSecurity
public class SecurityConfiguration {

    /**
     * Filters that have no switch, and nothing to do here: there are no sessions whose id could get into an address, and
     * no {@code Callable} of Spring MVC that would ask who the caller is. Each costs every request a little.
     */
    private static final Set<Class<?>> OF_NO_USE =
            Set.of(DisableEncodeUrlFilter.class, WebAsyncManagerIntegrationFilter.class);

    /** Accounts, and addresses, whose wrong logins are remembered; a megabyte or two. */
    private static final int REMEMBERED = 10_000;

    @Bean
    SecurityFilterChain daftarSecurity(
            HttpSecurity http,
            Actors actors,
            SlowedLogins slowed,
            RefusalsRecorded refusals,
            ObjectProvider<BearerTokens> tokens,
            ObjectProvider<JwtDecoder> provider) {
        AuthenticationEntryPoint notSignedIn = notSignedIn(slowed);
        AuthenticationManager bearers = new BearerAuthentication(tokens.getIfAvailable(), provider.getIfAvailable());
        DefaultSecurityFilterChain chain = http.csrf(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                .requestCache(AbstractHttpConfigurer::disable)
                .anonymous(AbstractHttpConfigurer::disable)
                .servletApi(AbstractHttpConfigurer::disable)
                .sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .httpBasic(basic -> basic.realmName("Daftar").authenticationEntryPoint(notSignedIn))
                .oauth2ResourceServer(bearer -> bearer.authenticationManagerResolver(request -> bearers)
                        .authenticationEntryPoint(notSignedIn)
                        .accessDeniedHandler(notAllowed()))
                .addFilterBefore(slowed.filter(), BearerTokenAuthenticationFilter.class)
                .addFilterBefore(new CallerFilter(actors, slowed, refusals), AuthorizationFilter.class)
                .exceptionHandling(handling ->
                        handling.authenticationEntryPoint(notSignedIn).accessDeniedHandler(notAllowed()))
                .headers(headers -> headers.contentSecurityPolicy(
                                policy -> policy.policyDirectives("default-src 'none'; frame-ancestors 'none'"))
                        .referrerPolicy(policy -> policy.policy(ReferrerPolicy.NO_REFERRER)))
                .authorizeHttpRequests(paths -> paths
                        // what was let in once is not asked again when it goes on asynchronously or ends in an error
                        .dispatcherTypeMatchers(DispatcherType.ASYNC, DispatcherType.ERROR)
                        .permitAll()
                        // who has the one-time token is nobody yet
                        .requestMatchers(HttpMethod.POST, "/api/access/first-administrator")
                        .permitAll()
                        // the token in the address says who may, and what
                        .requestMatchers(HttpMethod.GET, "/api/links/*")
                        .permitAll()
                        .requestMatchers(HttpMethod.POST, "/api/links/*")
                        .permitAll()
                        .requestMatchers("/api/**", "/scim/**")
                        .authenticated()
                        .requestMatchers(HttpMethod.GET, "/actuator/health", "/actuator/health/**", "/v3/api-docs/**")
                        .permitAll()
                        .requestMatchers("/v3/api-docs.yaml")
                        .permitAll()
                        .requestMatchers(HttpMethod.GET, "/actuator/prometheus")
                        .access((caller, request) -> new AuthorizationDecision(
                                isThisMachine(request.getRequest()) || isAdministrator(caller, request.getRequest())))
                        .requestMatchers("/actuator/**")
                        .access((caller, request) ->
                                new AuthorizationDecision(isAdministrator(caller, request.getRequest())))
                        .anyRequest()
                        .authenticated())
                .build();
        return new DefaultSecurityFilterChain(
                chain.getRequestMatcher(),
                chain.getFilters().stream()
                        .filter(filter -> !OF_NO_USE.contains(filter.getClass()))
                        .toList());
    }

    /** What the firewall refuses (encoded slashes, control characters in a header, …) is a bad request. */
    @Bean
    RequestRejectedHandler requestRejectedHandler() {
        return (request, response, rejected) -> Problem.of(
                        400, "malformed-request", "The address or a header holds characters that are not taken.")
                .send(request, response);
    }

    @Bean
    SlowedLogins slowedLogins(
            ObjectProvider<InstantSource> clock,
            UserDetailsService users,
            ObjectProvider<LoginDelays> delays,
            ObjectProvider<MeterRegistry> meters) {
        return new SlowedLogins(
                delays.getIfAvailable(() ->
                        new LoginDelays(clock.getIfAvailable(InstantSource::system), REMEMBERED, LoginDelays.FREE)),
                name -> exists(users, name),
                meters.getIfAvailable(SimpleMeterRegistry::new));
    }

    @Bean
    RefusalsRecorded refusalsRecorded(
            ObjectProvider<AdministrativeRefusals> refusals, ObjectProvider<Denials> denials) {
        return new RefusalsRecorded(
                refusals.getIfAvailable(() -> (actor, what, reason) -> {}),
                denials.getIfAvailable(() -> (actor, what, subject, status, reason) -> {}));
    }

    private static boolean exists(UserDetailsService users, String name) {
        try {
            users.loadUserByUsername(name);
            return true;
        } catch (UsernameNotFoundException nobody) {
            return false;
        }
    }

    private static AuthenticationEntryPoint notSignedIn(SlowedLogins slowed) {
        return (request, response, exception) -> {
            switch (exception) {
                case BearerAuthentication.RefusedCaller caller ->
                    Problem.of(caller.refused()).send(request, response);
                case BearerAuthentication.ProviderAway away ->
                    Problem.of(
                                    503,
                                    "temporarily-unavailable",
                                    "The identity provider cannot be reached at the moment; the same request may be sent"
                                            + " again.")
                            .withHeader(HttpHeaders.RETRY_AFTER, "5")
                            .send(request, response);
                default -> {
                    if (request.getHeader(HttpHeaders.AUTHORIZATION) != null) {
                        slowed.failed(request);
                    }
                    Problem.of(
                                    401,
                                    "not-signed-in",
                                    "Sign in with a name and a password (HTTP Basic), or with a bearer token that is valid"
                                            + " here.")
                            .withHeader(
                                    HttpHeaders.WWW_AUTHENTICATE, "Basic realm=\"Daftar\", charset=\"UTF-8\", Bearer")
                            .send(request, response);
                }
            }
        };
    }

    private static AccessDeniedHandler notAllowed() {
        return (request, response, exception) -> Problem.of(
                        403, "not-allowed", "You may not do this; ask somebody who may.")
                .send(request, response);
    }

    private static boolean isAdministrator(
            Supplier<? extends @Nullable Authentication> caller, HttpServletRequest request) {
        Authentication authentication = caller.get();
        return authentication != null
                && authentication.isAuthenticated()
                && request.getAttribute(CallerFilter.ACTOR) instanceof Actor actor
                && actor.is(Role.ADMINISTRATOR);
    }

    /** A request that a proxy passed on does not count, wherever the proxy is. */
    private static boolean isThisMachine(HttpServletRequest request) {
        if (request.getHeader("Forwarded") != null || request.getHeader("X-Forwarded-For") != null) {
            return false;
        }
        try {
            return InetAddress.getByName(request.getRemoteAddr()).isLoopbackAddress();
        } catch (UnknownHostException notAnAddress) {
            return false;
        }
    }
}
