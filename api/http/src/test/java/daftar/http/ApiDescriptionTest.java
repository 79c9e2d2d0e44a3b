package daftar.http;

import static org.assertj.core.api.Assertions.assertThat;

import daftar.http.write.TicketAction;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The published description, as a client's generator sees it. */
class ApiDescriptionTest {

    private static final JsonNode API = Api.get("", "/v3/api-docs").body();

    @Test
    void every_action_is_an_operation_of_its_own() {
        for (TicketAction action : TicketAction.ALL) {
            JsonNode post = API.path("paths")
                    .path("/api/tickets/{ref}/" + action.name())
                    .path("post");

            assertThat(post.path("operationId").asString()).isEqualTo(action.name());
            assertThat(post.path("summary").asString()).isNotBlank();
            assertThat(post.path("description").asString()).startsWith("Allowed to ");
            assertThat(post.path("responses").propertyNames())
                    .contains("200", "400", "401", "403", "404", "409", "412", "413", "415", "422", "503");
            assertThat(post.path("parameters").toString())
                    .contains("Idempotency-Key", "If-Match", "Daftar-Position", "\"ref\"");
            assertThat(post.path("requestBody")
                            .path("content")
                            .path("application/json")
                            .path("schema")
                            .path("$ref")
                            .asString())
                    .isEqualTo("#/components/schemas/" + action.command().getSimpleName() + "Body");
        }
        assertThat(API.path("paths").has("/api/tickets/{ref}/{action}")).isFalse();
    }

    @Test
    void raising_and_the_directory_are_described() {
        assertThat(API.path("paths")
                        .path("/api/tickets")
                        .path("post")
                        .path("responses")
                        .has("201"))
                .isTrue();
        assertThat(API.path("components")
                        .path("schemas")
                        .path("RaiseTicketBody")
                        .path("properties")
                        .propertyNames())
                .contains("title", "caller", "triage")
                .doesNotContain("ticket");
        assertThat(API.path("paths").path("/api/directory/people").propertyNames())
                .contains("get", "post");
        assertThat(API.path("paths").path("/api/directory/teams/{id}/members").has("post"))
                .isTrue();
        assertThat(API.path("paths")
                        .path("/api/workflows/{name}")
                        .path("get")
                        .path("responses")
                        .propertyNames())
                .contains("200", "400", "401", "403", "404", "503");
    }

    @Test
    void schemas_say_types_limits_and_what_is_required() {
        JsonNode schemas = API.path("components").path("schemas");

        assertThat(schemas.path("WorkBody").path("properties").path("minutes").toString())
                .contains("\"type\":\"integer\"", "\"minimum\":0", "\"maximum\":14400");
        assertThat(schemas.path("RaiseTicketBody").path("required").toString()).isEqualTo("[\"channel\",\"title\"]");
        assertThat(schemas.path("RaiseTicketBody")
                        .path("properties")
                        .path("title")
                        .toString())
                .contains("\"maxLength\":500");
        assertThat(schemas.path("ChangePriorityBody")
                        .path("properties")
                        .path("impact")
                        .path("enum")
                        .size())
                .isEqualTo(3);
        assertThat(schemas.path("RaiseTicketBody").path("additionalProperties").asBoolean(true))
                .isFalse();
    }

    @Test
    void every_reference_leads_somewhere() {
        List<String> references = new ArrayList<>();
        collect(API, references);

        assertThat(references).isNotEmpty().allSatisfy(reference -> {
            assertThat(reference).startsWith("#/components/schemas/");
            assertThat(API.path("components")
                            .path("schemas")
                            .has(reference.substring("#/components/schemas/".length())))
                    .as(reference)
                    .isTrue();
        });
    }

    private static void collect(JsonNode node, List<String> references) {
        if (node.isObject() && node.has("$ref")) {
            references.add(node.path("$ref").asString());
        }
        node.forEach(child -> collect(child, references));
    }
}
