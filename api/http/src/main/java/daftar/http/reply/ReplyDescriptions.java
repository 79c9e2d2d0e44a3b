package daftar.http.reply;

import daftar.http.openapi.Problems;
import daftar.http.openapi.Schemas;
import daftar.http.request.RecordFields;
import daftar.messages.reply.ReplyPlaceholders;
import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.PathItem;
import io.swagger.v3.oas.models.Paths;
import io.swagger.v3.oas.models.media.ArraySchema;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.ObjectSchema;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.parameters.Parameter;
import io.swagger.v3.oas.models.parameters.RequestBody;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.responses.ApiResponses;
import java.util.TreeSet;
import org.springdoc.core.customizers.GlobalOpenApiCustomizer;
import org.springframework.core.Ordered;

/** Describes what is done with replies from the shapes that it is checked by. */
final class ReplyDescriptions implements GlobalOpenApiCustomizer, Ordered {

    private static final String WHO = "For DISPATCHER, SPECIALIST and MANAGER. ";
    private static final String PLACEHOLDERS = "Strings of a step may name {{"
            + String.join("}}, {{", new TreeSet<>(ReplyPlaceholders.OPEN))
            + "}}, and in notes {{"
            + String.join("}}, {{", new TreeSet<>(ReplyPlaceholders.INTERNAL))
            + "}}.";

    @Override
    public int getOrder() {
        return HIGHEST_PRECEDENCE + 1;
    }

    @Override
    public void customise(OpenAPI api) {
        if (api.getComponents() == null) {
            api.setComponents(new Components());
        }
        if (api.getPaths() == null) {
            api.setPaths(new Paths());
        }
        add(
                api,
                "",
                "defineReply",
                "Keep a reply at hand",
                WHO + "Of one's team; for the whole desk by MANAGER. " + PLACEHOLDERS,
                "201",
                ReplyCommandController.DEFINE,
                true);
        add(
                api,
                "/{id}/change",
                "changeReply",
                "Change all of a reply",
                "For who made it, the team's leads and MANAGER. " + PLACEHOLDERS,
                "200",
                ReplyCommandController.CHANGE,
                true);
        add(
                api,
                "/{id}/retire",
                "retireReply",
                "Keep a reply no longer",
                "For who made it, the team's leads and MANAGER.",
                "200",
                ReplyCommandController.NOTHING,
                false);
        add(
                api,
                "/{id}/preview",
                "previewReply",
                "What a reply would do with a ticket",
                WHO + "With the ticket's values as the caller may read them; nothing is done.",
                "200",
                ReplyCommandController.USE,
                false);
        add(
                api,
                "/{id}/apply",
                "applyReply",
                "Use a reply for a ticket",
                WHO + "Its steps are sent one after another, each as the command that it is. The first that is refused"
                        + " ends it and is said; If-Match is of the ticket.",
                "200",
                ReplyCommandController.USE,
                false);
    }

    private static void add(
            OpenAPI api,
            String path,
            String id,
            String summary,
            String description,
            String status,
            RecordFields fields,
            boolean steps) {
        Schema<?> schema = new Schemas(api.getComponents()).of(fields);
        if (steps) {
            Schema<?> step = new ObjectSchema()
                    .addProperty("action", new StringSchema())
                    .addProperty("body", new ObjectSchema().description("As of POST /api/tickets/{ref}/{action}"));
            schema = new Schema<>()
                    .addAllOfItem(schema)
                    .addAllOfItem(new ObjectSchema()
                            .addProperty(ReplyCommandController.STEPS, new ArraySchema().items(step)));
        }
        ApiResponses responses = new ApiResponses().addApiResponse(status, new ApiResponse().description("Done"));
        Problems.addForCommand(responses);
        Operation post = new Operation()
                .operationId(id)
                .summary(summary)
                .description(description)
                .addTagsItem("replies")
                .responses(responses)
                .requestBody(new RequestBody()
                        .required(true)
                        .content(new Content().addMediaType("application/json", new MediaType().schema(schema))));
        if (path.startsWith("/{id}")) {
            post.addParametersItem(
                    new Parameter().name("id").in("path").required(true).schema(new StringSchema()));
        }
        api.getPaths()
                .computeIfAbsent(ReplyCommandController.REPLIES + path, none -> new PathItem())
                .setPost(post);
    }
}
