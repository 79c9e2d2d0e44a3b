package daftar.http.security;

import daftar.http.Problem;
import daftar.messages.Actor;
import daftar.messages.Refused;
import daftar.messages.Role;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.security.Principal;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Finds the person behind each login, once, before anything is handled: who is not known or may not come in any more gets
 * no further, whatever is asked; and a token opens only what its scopes name.
 */
final class CallerFilter extends OncePerRequestFilter {

    /** The request's attribute that holds the {@link Actor}. */
    static final String ACTOR = CallerFilter.class.getName() + ".actor";

    /** The request's attribute that holds the {@link Presence}. */
    static final String PRESENCE = CallerFilter.class.getName() + ".presence";

    private final Actors actors;
    private final SlowedLogins slowed;
    private final RefusalsRecorded refusals;

    CallerFilter(Actors actors, SlowedLogins slowed, RefusalsRecorded refusals) {
        this.actors = actors;
        this.slowed = slowed;
        this.refusals = refusals;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        Authentication caller = SecurityContextHolder.getContext().getAuthentication();
        if (caller != null && caller.isAuthenticated()) {
            Refused refused = refusal(request, caller);
            if (refused != null) {
                if (request.getAttribute(ACTOR) instanceof Actor actor) {
                    refusals.refused(request, actor, refused);
                }
                Problem.of(refused).send(request, response);
                return;
            }
        }
        chain.doFilter(knownToHealth(request), response);
    }

    /** Health tells administrators what it knows of each part, and asks the request itself for who it is. */
    private static HttpServletRequest knownToHealth(HttpServletRequest request) {
        if (!request.getServletPath().startsWith("/actuator/health")
                || !(request.getAttribute(ACTOR) instanceof Actor actor)
                || !actor.is(Role.ADMINISTRATOR)) {
            return request;
        }
        return new HttpServletRequestWrapper(request) {
            @Override
            public Principal getUserPrincipal() {
                return actor::person;
            }
        };
    }

    private @Nullable Refused refusal(HttpServletRequest request, Authentication caller) {
        try {
            if (caller instanceof BearerCaller bearer) {
                request.setAttribute(ACTOR, bearer.actor());
                request.setAttribute(PRESENCE, bearer.presence());
                if (bearer.scopes() != null) {
                    ScopeRules.check(request.getMethod(), request.getServletPath(), bearer.scopes());
                }
            } else {
                slowed.succeeded(request);
                String name = caller.getName();
                request.setAttribute(ACTOR, actors.actorOf(name));
                request.setAttribute(PRESENCE, (Presence) () -> actors.actorOf(name));
            }
            return null;
        } catch (Refused refused) {
            return refused;
        }
    }
}
