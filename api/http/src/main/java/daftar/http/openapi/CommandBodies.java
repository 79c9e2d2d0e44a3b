package daftar.http.openapi;

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

/** Describes the bodies of commands, whose controllers read them by themselves, from the shapes that they are checked by. */
public final class CommandBodies implements GlobalOpenApiCustomizer, Ordered {

    private final String base;
    private final Map<String, RecordFields> bodies;

    /** @param bodies by what follows the base in the address of a {@code POST} */
    public CommandBodies(String base, Map<String, RecordFields> bodies) {
        this.base = base;
        this.bodies = Map.copyOf(bodies);
    }

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
        bodies.forEach((path, fields) -> {
            PathItem item = api.getPaths() == null ? null : api.getPaths().get(base + path);
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
