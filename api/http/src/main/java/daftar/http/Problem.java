package daftar.http;

import daftar.messages.Refused;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a caller is told when a request fails: a problem detail of RFC 9457.
 *
 * @param status the HTTP status
 * @param code the stable kebab-case name of the kind of problem, the last part of its {@code type}
 * @param detail a sentence that says what is wrong and what would be right; never internals
 * @param field the field, header or parameter that is wrong, as a path such as {@code triage.impact}; null where none is
 * @param errors every single thing that is wrong with the request; empty where there is only the one that {@code detail}
 *     tells
 * @param headers response headers that belong to it, such as {@code Retry-After}
 * @param correlationId finds the log's entry of a fault; null for what is the caller's
 */
public record Problem(
        int status,
        String code,
        String detail,
        @Nullable String field,
        List<FieldError> errors,
        Map<String, String> headers,
        @Nullable String correlationId) {

    public static final String MEDIA_TYPE = "application/problem+json";

    /** What every {@code type} begins with. */
    public static final String TYPE_PREFIX = "urn:daftar:problem:";

    private static final String SCIM = "/scim/";

    private static final JsonMapper JSON = JsonMapper.builder().build();

    /**
     * One thing that is wrong.
     *
     * @param field the path of the field
     * @param code the stable name of the rule
     * @param detail what is wrong and what would be right
     */
    public record FieldError(String field, String code, String detail) {}

    public Problem {
        errors = List.copyOf(errors);
        headers = Map.copyOf(headers);
    }

    public static Problem of(int status, String code, String detail) {
        return new Problem(status, code, detail, null, List.of(), Map.of(), null);
    }

    public static Problem of(int status, String code, @Nullable String field, String detail) {
        return new Problem(status, code, detail, field, List.of(), Map.of(), null);
    }

    /** A 400 that lists what is wrong. @param errors at least one */
    public static Problem invalid(List<FieldError> errors) {
        FieldError first = errors.getFirst();
        String detail = errors.size() == 1
                ? first.detail()
                : first.detail() + " (and " + (errors.size() - 1) + " more, see errors)";
        return new Problem(400, first.code(), detail, first.field(), errors, Map.of(), null);
    }

    public static Problem of(Refused refused) {
        if (!refused.all().isEmpty()) {
            return invalid(refused.all().stream()
                    .map(wrong -> new FieldError(wrong.field(), wrong.code(), wrong.detail()))
                    .toList());
        }
        String detail = refused.getMessage() == null ? refused.code() : refused.getMessage();
        return of(statusOf(refused.kind()), refused.code(), refused.field(), detail);
    }

    /** The HTTP status of a refusal. */
    public static int statusOf(Refused.Kind kind) {
        return switch (kind) {
            case INVALID -> 400;
            case FORBIDDEN -> 403;
            case NOT_FOUND -> 404;
            case CONFLICT -> 409;
            case STALE -> 412;
            case KEY_REUSED -> 422;
        };
    }

    /** The same problem with a response header more. */
    public Problem withHeader(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(name, value);
        return new Problem(status, code, detail, field, errors, more, correlationId);
    }

    /** The members of the problem document, in order. */
    public Map<String, Object> body() {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("type", TYPE_PREFIX + code);
        body.put("title", title());
        body.put("status", status);
        body.put("detail", detail);
        if (field != null) {
            body.put("field", field);
        }
        if (!errors.isEmpty()) {
            body.put("errors", errors);
        }
        if (correlationId != null) {
            body.put("correlationId", correlationId);
        }
        return body;
    }

    /** Answers with this problem, whatever the request's {@code Accept} says; nothing if the answer has begun already. */
    public void send(HttpServletResponse response) throws IOException {
        send(response, MEDIA_TYPE, body());
    }

    private void send(HttpServletResponse response, String type, Map<String, Object> body) throws IOException {
        if (response.isCommitted()) {
            return;
        }
        response.resetBuffer();
        response.setStatus(status);
        headers.forEach(response::setHeader);
        response.setContentType(type);
        byte[] json = JSON.writeValueAsBytes(body);
        response.setContentLength(json.length);
        response.getOutputStream().write(json);
    }

    /** The same to this request: in SCIM's own words (RFC 7644 §3.12) where it was for SCIM, whose clients read no others. */
    public void send(HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (request.getRequestURI().startsWith(SCIM)) {
            Map<String, Object> error = new LinkedHashMap<>();
            error.put("schemas", List.of("urn:ietf:params:scim:api:messages:2.0:Error"));
            error.put("status", String.valueOf(status));
            error.put("detail", detail);
            send(response, "application/scim+json", error);
        } else {
            send(response);
        }
    }

    private String title() {
        String words = code.replace('-', ' ');
        return Character.toUpperCase(words.charAt(0)) + words.substring(1);
    }
}
