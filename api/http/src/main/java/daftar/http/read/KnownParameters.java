package daftar.http.read;

import daftar.messages.Refused;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.core.MethodParameter;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;

/**
 * Refuses parameters that a reading controller does not know: a filter with a typing error would otherwise answer with
 * everything.
 */
final class KnownParameters implements HandlerInterceptor {

    private final Map<java.lang.reflect.Method, Set<String>> known = new ConcurrentHashMap<>();

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        if (handler instanceof HandlerMethod method
                && method.getBeanType().getPackage().equals(KnownParameters.class.getPackage())) {
            Set<String> names = known.computeIfAbsent(method.getMethod(), m -> namesOf(method));
            for (String sent : request.getParameterMap().keySet()) {
                if (!names.contains(sent)) {
                    throw Refused.invalid(
                            "unknown-parameter",
                            sent,
                            names.isEmpty()
                                    ? "This address takes no parameters."
                                    : "The parameters here are " + String.join(", ", names) + ".");
                }
            }
        }
        return true;
    }

    private static Set<String> namesOf(HandlerMethod method) {
        Set<String> names = new TreeSet<>();
        for (MethodParameter parameter : method.getMethodParameters()) {
            RequestParam annotation = parameter.getParameterAnnotation(RequestParam.class);
            String name = parameter.getParameter().getName();
            if (annotation != null) {
                names.add(annotation.name().isEmpty() ? name : annotation.name());
            }
        }
        return names;
    }
}
