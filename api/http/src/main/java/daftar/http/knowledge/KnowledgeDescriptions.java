package daftar.http.knowledge;

import daftar.http.openapi.Problems;
import daftar.http.openapi.Schemas;
import daftar.http.request.RecordFields;
import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.PathItem;
import io.swagger.v3.oas.models.Paths;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.parameters.Parameter;
import io.swagger.v3.oas.models.parameters.RequestBody;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.responses.ApiResponses;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.customizers.GlobalOpenApiCustomizer;
import org.springframework.core.Ordered;

/** Describes the knowledge base's commands from the shapes that they are checked by. */
final class KnowledgeDescriptions implements GlobalOpenApiCustomizer, Ordered {

    private static final String BASE = ArticleCommandController.KNOWLEDGE;
    private static final String ARTICLES = BASE + ArticleCommandController.ARTICLES;

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
        Schemas schemas = new Schemas(api.getComponents());
        add(
                api,
                ARTICLES,
                operation(
                        "draftArticle",
                        "Begin an article",
                        "For DISPATCHER, SPECIALIST and MANAGER. From nothing, or from a ticket's solution: what is left"
                                + " out then is the ticket's.",
                        "201",
                        ArticleCommandController.DRAFT,
                        schemas));
        for (ArticleAction action : ArticleAction.ALL) {
            add(
                    api,
                    ARTICLES + "/{ref}/" + action.name(),
                    ofArticle(operation(
                            action.operationId(),
                            action.summary(),
                            action.description(),
                            "200",
                            action.fields(),
                            schemas)));
        }
        add(
                api,
                ARTICLES + "/{ref}/read",
                ofArticle(operation(
                        "readArticle",
                        "It is being read",
                        "For everybody. Counted on the node, and recorded once an hour for all readers together.",
                        "202",
                        null,
                        schemas)));
        add(
                api,
                BASE + ArticleCommandController.DEFLECTIONS,
                operation(
                        "deflectRequest",
                        "What was suggested has answered it",
                        "For everybody, instead of raising a request: which articles or tickets did.",
                        "201",
                        ArticleCommandController.DEFLECT,
                        schemas));
    }

    private static void add(OpenAPI api, String path, Operation post) {
        PathItem item = api.getPaths().computeIfAbsent(path, none -> new PathItem());
        item.setPost(post);
    }

    private static Operation ofArticle(Operation operation) {
        return operation.addParametersItem(new Parameter()
                .name("ref")
                .in("path")
                .required(true)
                .description("Number or id")
                .schema(new io.swagger.v3.oas.models.media.StringSchema()));
    }

    private static Operation operation(
            String id,
            String summary,
            String description,
            String status,
            @Nullable RecordFields fields,
            Schemas schemas) {
        ApiResponses responses = new ApiResponses().addApiResponse(status, new ApiResponse().description("Done"));
        Operation operation = new Operation()
                .operationId(id)
                .summary(summary)
                .description(description)
                .addTagsItem("knowledge")
                .responses(responses);
        if (fields != null) {
            operation.requestBody(new RequestBody()
                    .required(true)
                    .content(new Content()
                            .addMediaType("application/json", new MediaType().schema(schemas.of(fields)))));
        }
        Problems.addForCommand(responses);
        return operation;
    }
}
