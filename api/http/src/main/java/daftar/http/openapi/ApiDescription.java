package daftar.http.openapi;

import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.responses.ApiResponses;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import io.swagger.v3.oas.models.security.SecurityScheme;
import io.swagger.v3.oas.models.servers.Server;
import java.util.List;
import org.springdoc.core.customizers.GlobalOpenApiCustomizer;
import org.springframework.core.Ordered;

/** What all operations have in common; runs after the customizers that describe single ones. */
public final class ApiDescription implements GlobalOpenApiCustomizer, Ordered {

    private static final String BASIC = "basic";

    @Override
    public int getOrder() {
        return LOWEST_PRECEDENCE;
    }

    @Override
    public void customise(OpenAPI api) {
        api.setInfo(new Info()
                .title("Daftar")
                .version("1")
                .description(
                        "An IT service desk kept as a register. Every change is a command that appends events; every"
                                + " answer to one has the new version (ETag) and Daftar-Position, which a later request may send"
                                + " back to see at least that much. Errors are problem details of RFC 9457."));
        api.setServers(List.of(new Server().url("/")));
        if (api.getComponents() == null) {
            api.setComponents(new Components());
        }
        Components components = api.getComponents();
        components.addSecuritySchemes(
                BASIC, new SecurityScheme().type(SecurityScheme.Type.HTTP).scheme("basic"));
        api.setSecurity(List.of(new SecurityRequirement().addList(BASIC)));
        Problems.describe(components);
        if (api.getPaths() != null) {
            api.getPaths().values().forEach(path -> path.readOperations().forEach(ApiDescription::addProblems));
        }
    }

    private static void addProblems(Operation operation) {
        if (operation.getResponses() == null) {
            operation.setResponses(new ApiResponses());
        }
        Problems.addForQuery(operation.getResponses());
    }
}
