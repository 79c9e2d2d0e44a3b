package daftar.http.scim;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What Daftar tells of its SCIM (RFC 7643 §5-7). */
final class ScimSchemas {

    static final Map<String, Object> CONFIG = config();

    static final List<Map<String, Object>> RESOURCE_TYPES = List.of(
            resourceType("User", ScimUsers.SCHEMA, List.of(Map.of("schema", UserWish.ENTERPRISE, "required", false))),
            resourceType("Group", ScimGroups.SCHEMA, List.of()));

    static final List<Map<String, Object>> SCHEMAS = List.of(
            schema(
                    ScimUsers.SCHEMA,
                    "User",
                    List.of(
                            attribute("userName", "string", true, false, "server", List.of()),
                            attribute("externalId", "string", false, false, "none", List.of()),
                            attribute("displayName", "string", false, false, "none", List.of()),
                            attribute(
                                    "name",
                                    "complex",
                                    false,
                                    false,
                                    "none",
                                    List.of(text("formatted"), text("givenName"), text("familyName"))),
                            attribute("active", "boolean", false, false, "none", List.of()),
                            attribute("emails", "complex", false, true, "none", values()),
                            attribute("phoneNumbers", "complex", false, true, "none", values()),
                            attribute("preferredLanguage", "string", false, false, "none", List.of()),
                            attribute("timezone", "string", false, false, "none", List.of()))),
            schema(
                    ScimGroups.SCHEMA,
                    "Group",
                    List.of(
                            attribute("displayName", "string", true, false, "server", List.of()),
                            attribute("members", "complex", false, true, "none", values()))),
            schema(
                    UserWish.ENTERPRISE,
                    "EnterpriseUser",
                    List.of(
                            attribute("department", "string", false, false, "none", List.of()),
                            attribute("manager", "complex", false, false, "none", values()))));

    private ScimSchemas() {}

    private static Map<String, Object> config() {
        Map<String, Object> config = new LinkedHashMap<>();
        config.put("schemas", List.of("urn:ietf:params:scim:schemas:core:2.0:ServiceProviderConfig"));
        config.put("patch", Map.of("supported", true));
        config.put("bulk", Map.of("supported", false, "maxOperations", 0, "maxPayloadSize", 0));
        config.put("filter", Map.of("supported", true, "maxResults", 500));
        config.put("changePassword", Map.of("supported", false));
        config.put("sort", Map.of("supported", false));
        config.put("etag", Map.of("supported", false));
        config.put(
                "authenticationSchemes",
                List.of(
                        Map.of(
                                "type", "oauthbearertoken",
                                "name", "Bearer token",
                                "description", "An API token, or a token of the organisation's authorization server"),
                        Map.of("type", "httpbasic", "name", "HTTP Basic", "description", "A name and a password")));
        config.put("meta", Map.of("resourceType", "ServiceProviderConfig"));
        return config;
    }

    private static Map<String, Object> resourceType(String name, String schema, List<Map<String, Object>> extensions) {
        Map<String, Object> type = new LinkedHashMap<>();
        type.put("schemas", List.of("urn:ietf:params:scim:schemas:core:2.0:ResourceType"));
        type.put("id", name);
        type.put("name", name);
        type.put("endpoint", "/" + name + "s");
        type.put("schema", schema);
        type.put("schemaExtensions", extensions);
        type.put("meta", Map.of("resourceType", "ResourceType", "location", "/scim/v2/ResourceTypes/" + name));
        return type;
    }

    private static Map<String, Object> schema(String id, String name, List<Map<String, Object>> attributes) {
        Map<String, Object> schema = new LinkedHashMap<>();
        schema.put("schemas", List.of("urn:ietf:params:scim:schemas:core:2.0:Schema"));
        schema.put("id", id);
        schema.put("name", name);
        schema.put("attributes", attributes);
        schema.put("meta", Map.of("resourceType", "Schema", "location", "/scim/v2/Schemas/" + id));
        return schema;
    }

    private static List<Map<String, Object>> values() {
        return List.of(text("value"));
    }

    private static Map<String, Object> text(String name) {
        return attribute(name, "string", false, false, "none", List.of());
    }

    private static Map<String, Object> attribute(
            String name, String type, boolean required, boolean many, String unique, List<Map<String, Object>> parts) {
        Map<String, Object> attribute = new LinkedHashMap<>();
        attribute.put("name", name);
        attribute.put("type", type);
        attribute.put("multiValued", many);
        attribute.put("required", required);
        attribute.put("caseExact", name.equals("externalId"));
        attribute.put("mutability", "readWrite");
        attribute.put("returned", "default");
        attribute.put("uniqueness", unique);
        if (!parts.isEmpty()) {
            attribute.put("subAttributes", parts);
        }
        return attribute;
    }
}
