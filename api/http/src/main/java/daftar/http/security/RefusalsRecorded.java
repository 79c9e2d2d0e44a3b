package daftar.http.security;

import daftar.messages.Actor;
import daftar.messages.Refused;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.web.servlet.HandlerExceptionResolver;
import org.springframework.web.servlet.HandlerMapping;
import org.springframework.web.servlet.ModelAndView;

/**
 * Tells {@link AdministrativeRefusals} of every administrative act that was forbidden, and {@link Denials} of everything else
 * that was forbidden or that the caller could not be told of; leaves the answer to others.
 */
public final class RefusalsRecorded implements HandlerExceptionResolver, Ordered {

    private static final List<String> ADMINISTRATIVE = List.of(
            "/api/directory",
            "/api/workflows",
            "/api/catalogue",
            "/api/operations",
            "/api/rights",
            "/api/tokens",
            "/scim/v2");
    private static final int LONGEST = 200;

    /** Ids that Daftar gives, and numbers: what else stands in an address may be anything that somebody typed. */
    private static final Pattern ID =
            Pattern.compile("T-[1-9][0-9]{0,17}|[a-z]+-[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

    private final AdministrativeRefusals refusals;
    private final Denials denials;

    public RefusalsRecorded(AdministrativeRefusals refusals, Denials denials) {
        this.refusals = refusals;
        this.denials = denials;
    }

    /** Before the one that answers. */
    @Override
    public int getOrder() {
        return HIGHEST_PRECEDENCE;
    }

    @Override
    public @Nullable ModelAndView resolveException(
            HttpServletRequest request, HttpServletResponse response, @Nullable Object handler, Exception exception) {
        if (exception instanceof Refused refused && request.getAttribute(CallerFilter.ACTOR) instanceof Actor actor) {
            refused(request, actor, refused);
        }
        return null;
    }

    void refused(HttpServletRequest request, Actor actor, Refused refused) {
        String path = request.getServletPath(); // decoded
        boolean changes =
                !request.getMethod().equals("GET") && !request.getMethod().equals("HEAD");
        boolean forbidden = refused.kind() == Refused.Kind.FORBIDDEN;
        // looking at operations is for administrators, too
        if (forbidden
                && ((changes && ADMINISTRATIVE.stream().anyMatch(path::startsWith))
                        || path.startsWith("/api/operations"))) {
            String what = request.getMethod() + " " + path;
            refusals.refused(actor, what.length() > LONGEST ? what.substring(0, LONGEST) : what, refused.code());
        } else if (forbidden || refused.kind() == Refused.Kind.NOT_FOUND) {
            Object pattern = request.getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE);
            denials.denied(
                    actor,
                    request.getMethod() + " "
                            + (pattern == null ? firstTwo(path) : forbidden ? named(request, pattern) : pattern),
                    subject(request),
                    forbidden ? 403 : 404,
                    refused.code());
        }
    }

    /** Where no controller was found yet: {@code /api/tickets} of {@code /api/tickets/T-1/note}. */
    private static String firstTwo(String path) {
        String[] parts = path.split("/", 4);
        return parts.length < 3 ? path : "/" + parts[1] + "/" + parts[2];
    }

    /** The address with its action, which is known to be one, since it was forbidden. */
    private static String named(HttpServletRequest request, Object pattern) {
        return request.getAttribute(HandlerMapping.URI_TEMPLATE_VARIABLES_ATTRIBUTE) instanceof Map<?, ?> variables
                        && variables.get("action") instanceof String action
                ? pattern.toString().replace("{action}", action)
                : pattern.toString();
    }

    private static @Nullable String subject(HttpServletRequest request) {
        if (request.getAttribute(HandlerMapping.URI_TEMPLATE_VARIABLES_ATTRIBUTE) instanceof Map<?, ?> variables) {
            for (Object value : variables.values()) {
                if (value instanceof String text && ID.matcher(text).matches()) {
                    return text;
                }
            }
        }
        return null;
    }
}
