package daftar.http.redaction;

import daftar.http.openapi.Problems;
import daftar.http.openapi.Schemas;
import daftar.http.request.RecordFields;
import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.PathItem;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.parameters.RequestBody;
import java.util.Map;
import org.springdoc.core.customizers.GlobalOpenApiCustomizer;
import org.springframework.core.Ordered;

/** Describes the bodies of redactions' commands from the shapes that they are checked by. */
final class RedactionDescriptions implements GlobalOpenApiCustomizer, Ordered {

    private static final Map<String, RecordFields> BODIES = Map.of(
            "", RedactionCommandController.WISH,
            "/{id}/approve", RedactionCommandController.NOTHING,
            "/{id}/decline", RedactionCommandController.REFUSAL);

    @Override
    public int getOrder() {
        return HIGHEST_PRECEDENCE + 1;
    }

    @Override
    public void customise(OpenAPI api) {
        if (api.getComponents() == null) {
            api.setComponents(new Components());
        }
        Schemas schemas = new Schemas(api.getComponents());
        BODIES.forEach((path, fields) -> {
            PathItem item =
                    api.getPaths() == null ? null : api.getPaths().get(RedactionCommandController.REDACTIONS + path);
            Operation post = item == null ? null : item.getPost();
            if (post != null) {
                post.requestBody(new RequestBody()
                        .required(true)
                        .content(new Content()
                                .addMediaType("application/json", new MediaType().schema(schemas.of(fields)))));
                Problems.addForCommand(post.getResponses());
            }
        });
    }
}
