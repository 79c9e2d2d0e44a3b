package daftar.http.workflow;

import daftar.http.InvalidRequest;
import daftar.http.Problem;
import daftar.http.request.Body;
import daftar.http.request.Faults;
import daftar.http.request.RecordFields;
import daftar.json.DaftarJson;
import daftar.messages.Refused;
import daftar.messages.workflow.Workflow;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.dataformat.yaml.YAMLFactory;
import tools.jackson.dataformat.yaml.YAMLMapper;
import tools.jackson.dataformat.yaml.YAMLWriteFeature;

/** Definitions of workflows in the formats that they come and go in: JSON, YAML and BPMN 2.0. */
public final class WorkflowDefinitions {

    public static final String YAML = "application/yaml";
    public static final String BPMN = "application/bpmn+xml";

    /** What a definition may hold; its version is given when it is published. */
    public static final RecordFields FIELDS = RecordFields.of(Workflow.class, "name", "version");

    private static final YAMLMapper YAML_MAPPER = YAMLMapper.builder(YAMLFactory.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .disable(YAMLWriteFeature.WRITE_DOC_START_MARKER)
                    .enable(YAMLWriteFeature.MINIMIZE_QUOTES)
                    .enable(YAMLWriteFeature.ALWAYS_QUOTE_NUMBERS_AS_STRINGS)
                    .build())
            .build();

    private WorkflowDefinitions() {}

    /**
     * The definition in a request's body, by its Content-Type.
     *
     * @param name of the workflow where the address gives it, which the body must not contradict; null where the body does
     * @throws InvalidRequest 400 with all that is wrong, 413 or 415
     */
    static Workflow read(HttpServletRequest request, @Nullable String name) {
        String type = Objects.requireNonNullElse(request.getContentType(), "");
        return switch (type.toLowerCase(Locale.ROOT).split(";", 2)[0].strip()) {
            case YAML, "application/x-yaml", "text/yaml" -> fromTree(yaml(Body.raw(request)), name);
            case BPMN, "application/xml", "text/xml" -> fromTree(BpmnFormat.read(Body.raw(request)), name);
            default -> fromTree(Body.read(request), name);
        };
    }

    static JsonNode yaml(byte[] bytes) {
        try {
            JsonNode node = YAML_MAPPER.readTree(bytes);
            if (node == null || !node.isObject()) {
                throw Refused.invalid(
                        "malformed-yaml", "body", "Send a YAML mapping: name, title, stages, reopenWithin.");
            }
            return node;
        } catch (JacksonException malformed) {
            var place = malformed.getLocation();
            throw Refused.invalid(
                    "malformed-yaml",
                    "body",
                    "The YAML is not well-formed"
                            + (place == null
                                    ? "."
                                    : " at line " + place.getLineNr() + ", column " + place.getColumnNr() + "."));
        }
    }

    /** The definition that a tree says. */
    static Workflow fromTree(JsonNode tree, @Nullable String name) {
        Faults faults = new Faults();
        JsonNode stripped = tree;
        String called = name;
        if (tree instanceof ObjectNode object) {
            ObjectNode copy = object.deepCopy();
            JsonNode inside = copy.remove("name");
            copy.remove("version"); // an export carries it; the next one is counted by the register
            if (inside != null && inside.isString() && !inside.stringValue().isBlank()) {
                called = name == null ? inside.stringValue() : name;
                if (!inside.stringValue().equals(called)) {
                    faults.add("name", "other-name", "The address names " + name + "; leave name out or say the same.");
                }
            } else if (inside != null) {
                faults.add("name", "wrong-type", "Send the workflow's name as a string.");
            }
            stripped = copy;
        }
        if (called == null) {
            faults.add("name", "required", "The field is required.");
        }
        Workflow workflow = (Workflow)
                FIELDS.read(stripped, "", Map.of("name", Objects.requireNonNullElse(called, ""), "version", 1), faults);
        faults.throwIfAny();
        if (workflow == null) {
            throw new InvalidRequest(Problem.of(400, "invalid-request", "The definition cannot be read."));
        }
        return workflow;
    }

    static JsonNode toTree(Workflow workflow) {
        return DaftarJson.web().valueToTree(workflow);
    }

    static String toYaml(Workflow workflow) {
        return YAML_MAPPER.writeValueAsString(toTree(workflow));
    }
}
