package daftar.http.mail;

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

/** Describes the bodies of mail's commands from the shapes that they are checked by. */
final class MailDescriptions implements GlobalOpenApiCustomizer, Ordered {

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
        describe(api, AsideMailController.ASIDE + "/{id}/retry", AsideMailController.RETRY, schemas);
        describe(api, AsideMailController.ASIDE + "/{id}/discard", AsideMailController.DISCARD, schemas);
        describe(api, MailPolicyController.MAIL + "/policy", MailPolicyController.POLICY, schemas);
        describe(api, MailPolicyController.MAIL + "/stop-list/stop", MailPolicyController.STOP, schemas);
        describe(api, MailPolicyController.MAIL + "/stop-list/allow", MailPolicyController.ALLOW, schemas);
    }

    private static void describe(OpenAPI api, String path, RecordFields fields, Schemas schemas) {
        PathItem item = api.getPaths() == null ? null : api.getPaths().get(path);
        Operation post = item == null ? null : item.getPost();
        if (post == null) {
            return;
        }
        post.requestBody(new RequestBody()
                .required(fields.fields().stream().anyMatch(RecordFields.Field::required))
                .content(new Content().addMediaType("application/json", new MediaType().schema(schemas.of(fields)))));
        Problems.addForCommand(post.getResponses());
    }
}
