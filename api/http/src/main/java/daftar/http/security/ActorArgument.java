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
        Principal principal = SecurityContextHolder.getContext().getAuthentication();
        if (principal == null) {
            throw Refused.forbidden("not-signed-in", "Sign in to do this.");
        }
        Actor actor = actors.actorOf(principal.getName());
        String client = actor.is(Role.IMPORTER) ? "import" : "api";
        return client.equals(actor.client())
                ? actor
                : new Actor(actor.person(), actor.roles(), client, actor.onBehalfOf());
    }
}
