package daftar.http.security;

import daftar.messages.Actor;
import daftar.messages.Refused;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.web.servlet.HandlerExceptionResolver;
import org.springframework.web.servlet.ModelAndView;

/** Tells {@link AdministrativeRefusals} of every administrative act that was forbidden; leaves the answer to others. */
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

    private final AdministrativeRefusals refusals;

    public RefusalsRecorded(AdministrativeRefusals refusals) {
        this.refusals = refusals;
    }

    /** Before the one that answers. */
    @Override
    public int getOrder() {
        return HIGHEST_PRECEDENCE;
    }

    @Override
    public @Nullable ModelAndView resolveException(
            HttpServletRequest request, HttpServletResponse response, @Nullable Object handler, Exception exception) {
        if (exception instanceof Refused refused
                && refused.kind() == Refused.Kind.FORBIDDEN
                && request.getAttribute(CallerFilter.ACTOR) instanceof Actor actor) {
            refused(request, actor, refused);
        }
        return null;
    }

    void refused(HttpServletRequest request, Actor actor, Refused refused) {
        String path = request.getServletPath(); // decoded
        boolean changes =
                !request.getMethod().equals("GET") && !request.getMethod().equals("HEAD");
        // looking at operations is for administrators, too
        if ((changes && ADMINISTRATIVE.stream().anyMatch(path::startsWith)) || path.startsWith("/api/operations")) {
            String what = request.getMethod() + " " + path;
            refusals.refused(actor, what.length() > LONGEST ? what.substring(0, LONGEST) : what, refused.code());
        }
    }
}
