package daftar.http.security;

import daftar.messages.Actor;
import daftar.messages.Refused;
import daftar.messages.Role;
import java.security.Principal;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.context.request.RequestAttributes;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;

/** Gives controllers the {@link Actor} who asks. What the importer sends comes from the client {@code import}. */
public final class ActorArgument implements HandlerMethodArgumentResolver {

    private final Actors actors;

    public ActorArgument(Actors actors) {
        this.actors = actors;
    }

    @Override
    public boolean supportsParameter(MethodParameter parameter) {
        return parameter.getParameterType() == Actor.class;
    }

    @Override
    public Actor resolveArgument(
            MethodParameter parameter,
            @Nullable ModelAndViewContainer container,
            NativeWebRequest request,
            @Nullable WebDataBinderFactory binders) {
        Actor actor = actorOf(request);
        String client = actor.is(Role.IMPORTER) ? "import" : "api";
        return client.equals(actor.client())
                ? actor
                : new Actor(actor.person(), actor.roles(), client, actor.onBehalfOf());
    }

    /** Whom the filter found; found here where it was not in the way, as with the error page. */
    private Actor actorOf(NativeWebRequest request) {
        if (request.getAttribute(CallerFilter.ACTOR, RequestAttributes.SCOPE_REQUEST) instanceof Actor known) {
            return known;
        }
        Principal principal = SecurityContextHolder.getContext().getAuthentication();
        if (principal == null) {
            throw Refused.forbidden("not-signed-in", "Sign in to do this.");
        }
        return actors.actorOf(principal.getName());
    }
}
