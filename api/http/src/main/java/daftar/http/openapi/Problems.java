package daftar.http.openapi;

import daftar.http.Problem;
import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.responses.ApiResponses;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** How problems are described: one schema, and what each status means. */
public final class Problems {

    private static final String SCHEMA = "Problem";

    private static final Map<Integer, String> MEANINGS = new TreeMap<>(Map.of(
            400, "The request itself is wrong; errors names each field and what would be right. Nothing was changed.",
            401, "Nobody is signed in, or the password is wrong.",
            403, "This actor may not do it.",
            404, "There is no such thing, or the actor may not know of it.",
            409, "The rules do not allow it as things stand, such as a ticket's status.",
            412, "If-Match is not the newest version; read again and repeat.",
            413, "The body is too large.",
            415, "The body is not application/json in UTF-8.",
            422, "The Idempotency-Key was used for another request.",
            503, "A part that is needed is away; repeat the same request after Retry-After seconds."));

    private Problems() {}

    /** The answers of a command. */
    public static void addForCommand(ApiResponses responses) {
        MEANINGS.keySet().forEach(status -> add(responses, status));
    }

    /** The answers that every query has; those that are described already stay. */
    static void addForQuery(ApiResponses responses) {
        List.of(400, 401, 403, 404, 503).forEach(status -> add(responses, status));
    }

    private static void add(ApiResponses responses, int status) {
        responses.putIfAbsent(
                String.valueOf(status),
                new ApiResponse()
                        .description(MEANINGS.get(status))
                        .content(new Content()
                                .addMediaType(Problem.MEDIA_TYPE, new MediaType().schema(Schemas.reference(SCHEMA)))));
    }

    static void describe(Components components) {
        Schema<Object> error = Schemas.typed("object");
        error.addProperty("field", Schemas.typed("string").example("triage.impact"));
        error.addProperty("code", Schemas.typed("string").example("unknown-value"));
        error.addProperty("detail", Schemas.typed("string"));
        Schema<Object> errors = Schemas.typed("array");
        errors.setItems(error);
        Schema<Object> problem = Schemas.typed("object");
        problem.setDescription("A problem detail of RFC 9457");
        problem.addProperty("type", Schemas.typed("string").example(Problem.TYPE_PREFIX + "wrong-status"));
        problem.addProperty("title", Schemas.typed("string"));
        problem.addProperty("status", Schemas.typed("integer"));
        problem.addProperty("detail", Schemas.typed("string").description("What is wrong and what would be right"));
        problem.addProperty(
                "field", Schemas.typed("string").description("The field, header or parameter that is wrong"));
        problem.addProperty("errors", errors);
        problem.addProperty("correlationId", Schemas.typed("string").description("Of a fault; finds it in the log"));
        problem.setRequired(List.of("type", "title", "status", "detail"));
        components.addSchemas(SCHEMA, problem);
    }
}
