package daftar.http.access;

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
import org.springdoc.core.customizers.GlobalOpenApiCustomizer;
import org.springframework.core.Ordered;

/** Describes the bodies of access' commands from the shapes that they are checked by. */
final class AccessDescriptions implements GlobalOpenApiCustomizer, Ordered {

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
        describe(api, TokenController.TOKENS, TokenController.CREATE, schemas);
        describe(api, TokenController.TOKENS + "/{id}/revoke", null, schemas);
        describe(api, FirstAdministratorController.PATH, FirstAdministratorController.FIELDS, schemas);
    }

    private static void describe(
            OpenAPI api, String path, @org.jspecify.annotations.Nullable RecordFields fields, Schemas schemas) {
        PathItem item = api.getPaths() == null ? null : api.getPaths().get(path);
        Operation post = item == null ? null : item.getPost();
        if (post == null) {
            return;
        }
        if (fields != null) {
            post.requestBody(new RequestBody()
                    .required(true)
                    .content(new Content()
                            .addMediaType("application/json", new MediaType().schema(schemas.of(fields)))));
        }
        Problems.addForCommand(post.getResponses());
    }
}
