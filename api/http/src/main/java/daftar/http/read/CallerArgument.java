package daftar.http.read;

import daftar.http.DaftarPosition;
import daftar.http.security.ActorArgument;
import daftar.http.security.Actors;
import daftar.messages.Actor;
import daftar.messages.query.Caller;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.http.HttpHeaders;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;

/** Gives controllers the {@link Caller}: the actor, the first language of {@code Accept-Language}, the position. */
final class CallerArgument implements HandlerMethodArgumentResolver {

    private final ActorArgument actors;

    CallerArgument(Actors actors) {
        this.actors = new ActorArgument(actors);
    }

    @Override
    public boolean supportsParameter(MethodParameter parameter) {
        return parameter.getParameterType() == Caller.class;
    }

    @Override
    public Caller resolveArgument(
            MethodParameter parameter,
            @Nullable ModelAndViewContainer container,
            NativeWebRequest request,
            @Nullable WebDataBinderFactory binders) {
        Actor actor = actors.resolveArgument(parameter, container, request, binders);
        return new Caller(
                actor,
                language(request.getHeader(HttpHeaders.ACCEPT_LANGUAGE)),
                DaftarPosition.atLeast(request.getHeader(DaftarPosition.HEADER)));
    }

    /** The language that is wanted most; null where none is named, or nothing that can be understood. */
    private static @Nullable String language(@Nullable String header) {
        if (header == null || header.isBlank()) {
            return null;
        }
        try {
            List<Locale.LanguageRange> ranges = Locale.LanguageRange.parse(header);
            String first = ranges.isEmpty() ? "*" : ranges.getFirst().getRange();
            return first.startsWith("*") ? null : Locale.forLanguageTag(first).getLanguage();
        } catch (IllegalArgumentException malformed) {
            return null;
        }
    }
}
