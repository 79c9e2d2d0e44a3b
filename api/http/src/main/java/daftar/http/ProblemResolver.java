package daftar.http;

import daftar.messages.Refused;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.TypeMismatchException;
import org.springframework.core.Ordered;
import org.springframework.http.HttpHeaders;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.web.ErrorResponse;
import org.springframework.web.HttpMediaTypeNotAcceptableException;
import org.springframework.web.HttpMediaTypeNotSupportedException;
import org.springframework.web.HttpRequestMethodNotSupportedException;
import org.springframework.web.bind.MissingServletRequestParameterException;
import org.springframework.web.context.request.async.AsyncRequestTimeoutException;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.multipart.MultipartException;
import org.springframework.web.servlet.HandlerExceptionResolver;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.util.DisconnectedClientHelper;

/** Turns everything that a controller, or Spring before it, throws into a problem detail. */
public final class ProblemResolver implements HandlerExceptionResolver, Ordered {

    private static final Logger LOG = LoggerFactory.getLogger(ProblemResolver.class);
    private static final String RETRY_AFTER_SECONDS = "5";

    private final Outages outages;

    public ProblemResolver(Outages outages) {
        this.outages = outages;
    }

    /** Before Spring's own resolvers, after those that only look on. */
    @Override
    public int getOrder() {
        return HIGHEST_PRECEDENCE + 1;
    }

    @Override
    public @Nullable ModelAndView resolveException(
            HttpServletRequest request, HttpServletResponse response, @Nullable Object handler, Exception exception) {
        if (exception instanceof AuthenticationException || exception instanceof AccessDeniedException) {
            return null; // Spring Security's filter answers these
        }
        if (DisconnectedClientHelper.isClientDisconnectedException(exception)) {
            return new ModelAndView();
        }
        try {
            problemOf(exception).send(request, response);
        } catch (IOException gone) {
            LOG.debug("The client went away before it was told of {}", exception.toString());
        }
        return new ModelAndView();
    }

    /** The problem that an exception is told as. A fault is logged here, with the correlation id that the caller gets. */
    public Problem problemOf(Throwable thrown) {
        return switch (thrown) {
            case Refused refused -> Problem.of(refused);
            case InvalidRequest invalid -> invalid.problem();
            case HttpRequestMethodNotSupportedException wrong -> methodNotAllowed(wrong);
            case HttpMediaTypeNotSupportedException wrong ->
                Problem.of(415, "unsupported-media-type", "Content-Type", "Send the body as application/json.");
            case HttpMediaTypeNotAcceptableException wrong ->
                Problem.of(
                        406, "not-acceptable", "Accept", "This address answers with " + wrong.getSupportedMediaTypes());
            case MissingServletRequestParameterException missing ->
                Problem.of(
                        400,
                        "missing-parameter",
                        missing.getParameterName(),
                        "The parameter " + missing.getParameterName() + " is required.");
            case MethodArgumentTypeMismatchException mismatch -> wrongParameter(mismatch.getName(), mismatch);
            case TypeMismatchException mismatch -> wrongParameter(mismatch.getPropertyName(), mismatch);
            case HttpMessageNotReadableException unreadable ->
                Problem.of(400, "malformed-body", "The body cannot be read; send well-formed JSON in UTF-8.");
            case MultipartException broken ->
                Problem.of(400, "malformed-body", "body", "The form is broken or not taken here; send JSON.");
            case AsyncRequestTimeoutException timeout ->
                Problem.of(503, "timeout", "The answer took too long; try again.")
                        .withHeader(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS);
            case ErrorResponse known when known.getStatusCode().is4xxClientError() -> ofSpring(known);
            default -> outages.isCausedByOutage(thrown) ? away(thrown) : fault(thrown);
        };
    }

    private static Problem methodNotAllowed(HttpRequestMethodNotSupportedException wrong) {
        String[] supported = wrong.getSupportedMethods();
        String allowed = supported == null ? "" : String.join(", ", supported);
        Problem problem = Problem.of(
                405,
                "method-not-allowed",
                wrong.getMethod() + " is not possible here" + (allowed.isEmpty() ? "." : "; use " + allowed + "."));
        return allowed.isEmpty() ? problem : problem.withHeader(HttpHeaders.ALLOW, allowed);
    }

    private static Problem wrongParameter(@Nullable String name, TypeMismatchException mismatch) {
        Class<?> type = mismatch.getRequiredType();
        String right = type == null
                ? "another value"
                : type.isEnum() ? "one of " + List.of(type.getEnumConstants()) : "a value like " + exampleOf(type);
        return Problem.of(400, "wrong-parameter", name, "The value is not understood; send " + right + ".");
    }

    private static String exampleOf(Class<?> type) {
        return switch (type.getSimpleName()) {
            case "Instant" -> "2026-11-22T09:30:00Z";
            case "Duration" -> "PT4H";
            case "ZoneId" -> "Europe/Berlin";
            case "LocalDate" -> "2026-11-22";
            case "boolean", "Boolean" -> "true or false";
            case "int", "Integer", "long", "Long" -> "42";
            default -> "those that the API's description names";
        };
    }

    private static Problem ofSpring(ErrorResponse known) {
        int status = known.getStatusCode().value();
        String detail = known.getBody().getDetail();
        return status == 400 && detail != null ? Problem.of(400, "invalid-request", detail) : ofStatus(status);
    }

    /** What the server in front of the controllers says by a status alone. */
    static Problem ofStatus(int status) {
        return switch (status) {
            case 404 -> Problem.of(404, "unknown-path", "There is nothing at this address; see /v3/api-docs.");
            case 413 -> Problem.of(413, "body-too-large", "The body is larger than is taken here.");
            default ->
                status < 500
                        ? Problem.of(status, "invalid-request", "The address, a header or the body is malformed.")
                        : Problem.of(status, "fault", "Something went wrong in Daftar itself.");
        };
    }

    private static Problem away(Throwable thrown) {
        LOG.warn("A part that Daftar needs is away: {}", thrown.toString());
        return Problem.of(
                        503,
                        "temporarily-unavailable",
                        "A part that is needed for this cannot be reached at the moment; the same request may be sent"
                                + " again.")
                .withHeader(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS);
    }

    private static Problem fault(Throwable thrown) {
        String correlationId = UUID.randomUUID().toString();
        LOG.error("Fault {}", correlationId, thrown);
        return new Problem(
                500,
                "fault",
                "Something went wrong in Daftar itself; it has been logged under this correlation id.",
                null,
                List.of(),
                Map.of(),
                correlationId);
    }
}
