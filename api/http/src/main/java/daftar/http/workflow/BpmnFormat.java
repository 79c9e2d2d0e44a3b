package daftar.http.workflow;

import daftar.http.request.Faults;
import daftar.json.DaftarJson;
import daftar.messages.LocalizedText;
import daftar.messages.Refused;
import daftar.messages.workflow.Stage;
import daftar.messages.workflow.StageKind;
import daftar.messages.workflow.Workflow;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.camunda.bpm.model.bpmn.BpmnModelInstance;
import org.camunda.bpm.model.bpmn.instance.Definitions;
import org.camunda.bpm.model.bpmn.instance.EndEvent;
import org.camunda.bpm.model.bpmn.instance.ExclusiveGateway;
import org.camunda.bpm.model.bpmn.instance.FlowElement;
import org.camunda.bpm.model.bpmn.instance.FlowNode;
import org.camunda.bpm.model.bpmn.instance.Process;
import org.camunda.bpm.model.bpmn.instance.SequenceFlow;
import org.camunda.bpm.model.bpmn.instance.StartEvent;
import org.camunda.bpm.model.bpmn.instance.Task;
import org.camunda.bpm.model.bpmn.instance.UserTask;
import org.camunda.bpm.model.xml.ModelException;
import org.camunda.bpm.model.xml.impl.util.ModelIoException;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Workflows as BPMN 2.0. A stage is a user task, an END an end event; the outcomes of a stage are the flows of the
 * exclusive gateway behind its task, by their names. What BPMN has no word for (kind, holder, quorum, due time, names in
 * other languages, guidance, times of silence) is in attributes of Daftar's own namespace.
 */
final class BpmnFormat {

    static final String NAMESPACE = "urn:daftar:bpmn";

    private static final String CAMUNDA = "http://camunda.org/schema/1.0/bpmn";
    private static final String STAGE = "stage-";
    private static final String REOPEN_WITHIN = "P14D";

    private final ObjectNode tree = JsonNodeFactory.instance.objectNode();
    private final Faults faults = new Faults();
    private final Map<String, String> codes = new HashMap<>();
    private final List<SequenceFlow> flows = new ArrayList<>();

    private BpmnFormat() {}

    // ---- out

    static String write(Workflow workflow) {
        BpmnModelInstance model = Bpmn.createEmptyModel();
        Definitions definitions = model.newInstance(Definitions.class);
        definitions.setTargetNamespace(NAMESPACE);
        definitions.getDomElement().registerNamespace("daftar", NAMESPACE);
        model.setDefinitions(definitions);
        Process process = model.newInstance(Process.class, "workflow-" + workflow.name());
        process.setName(workflow.title().in("en"));
        set(process, "title", DaftarJson.web().writeValueAsString(workflow.title()));
        set(process, "reopenWithin", workflow.reopenWithin().toString());
        definitions.addChildElement(process);
        StartEvent start = model.newInstance(StartEvent.class, "start");
        process.addChildElement(start);
        Map<String, FlowNode> nodes = new HashMap<>();
        for (Stage stage : workflow.stages()) {
            nodes.put(stage.code(), write(stage, model, process));
        }
        connect(model, process, start, node(nodes, workflow.first().code()), "start-flow", null);
        for (Stage stage : workflow.stages()) {
            FlowNode from = node(nodes, stage.code());
            if (stage.outcomes().size() > 1) {
                ExclusiveGateway gateway = model.newInstance(ExclusiveGateway.class, "after-" + stage.code());
                process.addChildElement(gateway);
                connect(model, process, from, gateway, "done-" + stage.code(), null);
                from = gateway;
            }
            for (Map.Entry<String, String> outcome : stage.outcomes().entrySet()) {
                connect(
                        model,
                        process,
                        from,
                        node(nodes, outcome.getValue()),
                        "flow-" + stage.code() + "." + outcome.getKey(),
                        outcome.getKey());
            }
        }
        return Bpmn.convertToString(model);
    }

    private static FlowNode node(Map<String, FlowNode> nodes, String code) {
        return Objects.requireNonNull(nodes.get(code), code);
    }

    private static FlowNode write(Stage stage, BpmnModelInstance model, Process process) {
        boolean end = stage.kind() == StageKind.END;
        Class<? extends FlowNode> type = end ? EndEvent.class : UserTask.class;
        FlowNode node = model.newInstance(type, STAGE + stage.code());
        node.setName(stage.name().in("en"));
        ObjectNode all = DaftarJson.web().valueToTree(stage);
        for (String attribute : List.of("name", "kind", "holder", "quorum", "due", "end", "guidance", "silence")) {
            JsonNode value = all.get(attribute);
            if (value != null && !value.isNull() && !(end && attribute.equals("holder"))) {
                set(node, attribute, value.isString() ? value.stringValue() : value.toString());
            }
        }
        process.addChildElement(node);
        return node;
    }

    private static void set(FlowNode element, String name, String value) {
        element.setAttributeValueNs(NAMESPACE, name, value);
    }

    private static void set(Process element, String name, String value) {
        element.setAttributeValueNs(NAMESPACE, name, value);
    }

    private static void connect(
            BpmnModelInstance model, Process process, FlowNode from, FlowNode to, String id, @Nullable String name) {
        SequenceFlow flow = model.newInstance(SequenceFlow.class, id);
        if (name != null) {
            flow.setName(name);
        }
        process.addChildElement(flow);
        flow.setSource(from);
        from.getOutgoing().add(flow);
        flow.setTarget(to);
        to.getIncoming().add(flow);
    }

    // ---- in

    /** @throws Refused 400 for what is no BPMN; with each element that cannot be mapped by its id */
    static JsonNode read(byte[] bytes) {
        BpmnFormat format = new BpmnFormat();
        format.read(parse(bytes));
        format.faults.throwIfAny();
        return format.tree;
    }

    private static BpmnModelInstance parse(byte[] bytes) {
        if (new String(bytes, StandardCharsets.UTF_8).contains("<!DOCTYPE")) {
            throw Refused.invalid("malformed-bpmn", "body", "Send BPMN 2.0 without a document type declaration.");
        }
        try {
            return Bpmn.readModelFromStream(new ByteArrayInputStream(bytes));
        } catch (ModelException | ModelIoException malformed) {
            throw Refused.invalid("malformed-bpmn", "body", "The XML is not BPMN 2.0: " + reason(malformed));
        }
    }

    private static String reason(Throwable thrown) {
        Throwable deepest = thrown;
        while (deepest.getCause() != null) {
            deepest = deepest.getCause();
        }
        String message = Objects.requireNonNullElse(deepest.getMessage(), "it cannot be read.");
        return message.length() > 300 ? message.substring(0, 300) + "…" : message;
    }

    private void read(BpmnModelInstance model) {
        Collection<Process> processes = model.getModelElementsByType(Process.class);
        if (processes.size() != 1) {
            faults.add("body", "unmappable-element", "A workflow is one process; these are " + processes.size() + ".");
            return;
        }
        Process process = processes.iterator().next();
        String id = process.getId();
        tree.put("name", code(id.startsWith("workflow-") ? id.substring("workflow-".length()) : id));
        tree.set("title", named(own(process, "title"), process.getName(), id));
        tree.put("reopenWithin", Objects.requireNonNullElse(own(process, "reopenWithin"), REOPEN_WITHIN));
        stages(process);
    }

    private void stages(Process process) {
        List<FlowNode> stages = new ArrayList<>();
        List<StartEvent> starts = new ArrayList<>();
        for (FlowElement element : process.getFlowElements()) {
            switch (element) {
                case SequenceFlow flow -> {
                    unconditional(flow);
                    flows.add(flow);
                }
                case StartEvent start -> starts.add(start);
                case ExclusiveGateway gateway -> {}
                case EndEvent end when end.getEventDefinitions().isEmpty() -> stages.add(end);
                case Task task when isPlain(task) -> stages.add(task);
                default ->
                    unmappable(
                            element.getId(),
                            "is a " + element.getElementType().getTypeName()
                                    + ", which no stage can be; use user tasks, exclusive gateways, one start and plain ends");
            }
        }
        for (FlowNode stage : stages) {
            codes.put(stage.getId(), stageCode(stage.getId()));
        }
        if (starts.size() != 1) {
            faults.add(
                    "body", "unmappable-element", "A workflow has one start event; these are " + starts.size() + ".");
            return;
        }
        List<SequenceFlow> begins = from(starts.getFirst());
        if (begins.size() != 1 || !stages.remove(begins.getFirst().getTarget())) {
            unmappable(starts.getFirst().getId(), "must lead to exactly one task");
            return;
        }
        stages.addFirst(begins.getFirst().getTarget());
        var list = tree.putArray("stages");
        stages.forEach(stage -> list.add(stage(stage)));
    }

    /** By the flows' own ends: that a node lists its flows as well is left to the tool that drew them. */
    private List<SequenceFlow> from(FlowNode node) {
        return flows.stream().filter(flow -> node.equals(flow.getSource())).toList();
    }

    private static boolean isPlain(Task task) {
        String type = task.getElementType().getTypeName();
        return (type.equals("userTask") || type.equals("manualTask") || type.equals("task"))
                && task.getLoopCharacteristics() == null;
    }

    private void unconditional(SequenceFlow flow) {
        if (flow.getConditionExpression() != null) {
            unmappable(
                    flow.getId(), "has a condition; an outcome is chosen by who has the ticket and needs a name only");
        }
    }

    private ObjectNode stage(FlowNode node) {
        ObjectNode stage = JsonNodeFactory.instance.objectNode();
        String id = node.getId();
        boolean end = node instanceof EndEvent;
        stage.put("code", codes.get(id));
        stage.set("name", named(own(node, "name"), node.getName(), id));
        stage.put("kind", Objects.requireNonNullElse(own(node, "kind"), end ? "END" : "WORK"));
        stage.set("holder", end ? rule("nobody", null, null) : holder(node));
        for (String attribute : List.of("quorum", "due")) {
            String value = own(node, attribute);
            if (value != null) {
                stage.put(attribute, value);
            }
        }
        if (end) {
            stage.put("end", Objects.requireNonNullElse(own(node, "end"), "CLOSED"));
        }
        for (String attribute : List.of("guidance", "silence")) {
            String value = own(node, attribute);
            if (value != null) {
                stage.set(attribute, json(value, id, attribute));
            }
        }
        outcomes(node, stage.putObject("outcomes"));
        return stage;
    }

    private JsonNode holder(FlowNode node) {
        String own = own(node, "holder");
        if (own != null) {
            return json(own, node.getId(), "holder");
        }
        String assignee = node.getAttributeValueNs(CAMUNDA, "assignee");
        if (assignee != null && assignee.startsWith("person-")) {
            return rule("person", "person", assignee);
        }
        String group = node.getAttributeValueNs(CAMUNDA, "candidateGroups");
        if (group != null && group.startsWith("team-") && group.indexOf(',') < 0) {
            return rule("team", "team", group);
        }
        unmappable(
                node.getId(),
                "does not say who gets it: give it daftar:holder, a person as assignee, or one team as"
                        + " candidate group");
        return rule("nobody", null, null);
    }

    private static ObjectNode rule(String name, @Nullable String component, @Nullable String value) {
        ObjectNode rule = JsonNodeFactory.instance.objectNode().put("rule", name);
        return component == null ? rule : rule.put(component, value);
    }

    private void outcomes(FlowNode node, ObjectNode outcomes) {
        List<SequenceFlow> leaving = from(node);
        if (leaving.size() == 1 && leaving.getFirst().getTarget() instanceof ExclusiveGateway gateway) {
            leaving = from(gateway);
        } else if (leaving.size() > 1) {
            unmappable(
                    node.getId(),
                    "has several flows, which BPMN takes all at once; put an exclusive gateway behind it");
            return;
        }
        for (SequenceFlow flow : leaving) {
            String target = codes.get(flow.getTarget().getId());
            String name = flow.getName() == null || flow.getName().isBlank()
                    ? leaving.size() == 1 ? "solved" : null
                    : flow.getName().strip();
            if (target == null) {
                unmappable(
                        flow.getId(),
                        "must lead to a task or an end, not to "
                                + flow.getTarget().getId());
            } else if (name == null) {
                unmappable(flow.getId(), "needs a name: the outcome by which the stage is left");
            } else if (outcomes.has(name)) {
                unmappable(flow.getId(), "repeats the outcome " + name);
            } else {
                outcomes.put(name, target);
            }
        }
    }

    /** Who renames a stage in a drawing tool changes the name that is drawn; the other languages stay. */
    private JsonNode named(@Nullable String own, @Nullable String drawn, String id) {
        JsonNode names = own == null ? JsonNodeFactory.instance.objectNode() : json(own, id, "name");
        if (names instanceof ObjectNode texts) {
            String shown = texts.isEmpty() ? null : shown(texts);
            if (drawn != null && !drawn.isBlank() && !drawn.equals(shown)) {
                texts.put("en", drawn);
            } else if (texts.isEmpty()) {
                texts.put("en", id);
            }
        }
        return names;
    }

    private static @Nullable String shown(ObjectNode texts) {
        Map<String, String> byLanguage = new java.util.LinkedHashMap<>();
        texts.properties()
                .forEach(text -> byLanguage.put(text.getKey(), text.getValue().asString("")));
        return new LocalizedText(byLanguage).in("en");
    }

    private JsonNode json(String text, String id, String attribute) {
        try {
            return DaftarJson.web().readTree(text);
        } catch (JacksonException malformed) {
            unmappable(id, "has a daftar:" + attribute + " that is not JSON");
            return JsonNodeFactory.instance.objectNode();
        }
    }

    private void unmappable(String element, String why) {
        faults.add(element, "unmappable-element", "Element " + element + " " + why + ".");
    }

    private static @Nullable String own(FlowNode element, String name) {
        return element.getAttributeValueNs(NAMESPACE, name);
    }

    private static @Nullable String own(Process element, String name) {
        return element.getAttributeValueNs(NAMESPACE, name);
    }

    private static String stageCode(String id) {
        return code(id.startsWith(STAGE) ? id.substring(STAGE.length()) : id);
    }

    private static String code(String id) {
        String plain = id.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceAll("^-|-$", "");
        return plain.isEmpty() ? "stage" : plain;
    }
}
