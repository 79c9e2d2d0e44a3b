package daftar.http.workflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import daftar.domain.workflow.ShippedWorkflows;
import daftar.http.InvalidRequest;
import daftar.http.Problem.FieldError;
import daftar.messages.Refused;
import daftar.messages.workflow.Silence;
import daftar.messages.workflow.Stage;
import daftar.messages.workflow.Workflow;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What goes out comes back as it was, and what cannot come in is named. */
class DefinitionsTest {

    static List<Workflow> shipped() {
        return ShippedWorkflows.all();
    }

    static List<Workflow> definitions() {
        List<Workflow> all = new ArrayList<>(shipped());
        Workflow request = all.get(1);
        List<Stage> stages = new ArrayList<>(request.stages());
        stages.replaceAll(stage -> switch (stage.kind()) {
            case APPROVAL -> silent(stage, new Silence(Duration.ofHours(4), Duration.ofDays(1), null, null, null));
            case WORK -> silent(stage, new Silence(Duration.ofDays(1), null, null, Duration.ofDays(2), null));
            default -> stage;
        });
        all.add(new Workflow("silent", 1, request.title(), stages, request.reopenWithin()));
        return all;
    }

    private static Stage silent(Stage stage, Silence silence) {
        return new Stage(
                stage.code(),
                stage.name(),
                stage.kind(),
                stage.holder(),
                stage.quorum(),
                stage.due(),
                stage.outcomes(),
                stage.end(),
                stage.guidance(),
                silence);
    }

    @ParameterizedTest
    @MethodSource("definitions")
    void a_workflow_comes_back_from_yaml_as_it_went(Workflow workflow) {
        String yaml = WorkflowDefinitions.toYaml(workflow);
        assertThat(WorkflowDefinitions.fromTree(WorkflowDefinitions.yaml(bytes(yaml)), null))
                .as(yaml)
                .isEqualTo(workflow);
    }

    @ParameterizedTest
    @MethodSource("definitions")
    void a_workflow_comes_back_from_bpmn_as_it_went(Workflow workflow) {
        String bpmn = BpmnFormat.write(workflow);
        Bpmn.validateModel(Bpmn.readModelFromStream(new ByteArrayInputStream(bytes(bpmn))));
        assertThat(WorkflowDefinitions.fromTree(BpmnFormat.read(bytes(bpmn)), null))
                .as(bpmn)
                .isEqualTo(workflow);
    }

    @Test
    void a_stage_that_was_renamed_in_a_drawing_tool_keeps_its_other_languages() {
        Workflow workflow = shipped().getFirst();
        String bpmn = BpmnFormat.write(workflow).replace("name=\"Triage\"", "name=\"First look\"");
        Workflow read = WorkflowDefinitions.fromTree(BpmnFormat.read(bytes(bpmn)), null);
        assertThat(read.first().name().in("en")).isEqualTo("First look");
        assertThat(read.first().name().in("fa"))
                .isEqualTo(workflow.first().name().in("fa"));
    }

    @Test
    void what_another_tool_drew_is_taken_where_it_says_who_gets_it() {
        String bpmn = foreign(
                "<startEvent id='s'/><userTask id='Task_1' name='Repair' camunda:candidateGroups='team-network'/>"
                        + "<endEvent id='e'/><sequenceFlow id='f1' sourceRef='s' targetRef='Task_1'/>"
                        + "<sequenceFlow id='f2' sourceRef='Task_1' targetRef='e'/>");
        Workflow read = WorkflowDefinitions.fromTree(BpmnFormat.read(bytes(bpmn)), null);
        assertThat(read.name()).isEqualTo("p");
        assertThat(read.first().code()).isEqualTo("task-1");
        assertThat(read.first().outcomes()).containsEntry("solved", "e");
    }

    @Test
    void each_element_that_cannot_be_mapped_is_named() {
        assertThat(
                        unmappable(
                                "<startEvent id='s'/><parallelGateway id='fork'/><serviceTask id='robot'/><userTask id='ask'/><endEvent id='e'/>"
                                        + "<sequenceFlow id='f1' sourceRef='s' targetRef='ask'/>"
                                        + "<sequenceFlow id='f2' sourceRef='ask' targetRef='e'><conditionExpression>x</conditionExpression></sequenceFlow>"))
                .containsExactlyInAnyOrder("fork", "robot", "ask", "f2");
        assertThat(unmappable("<userTask id='ask'/>")).containsExactly("body");
        assertThat(unmappable("<startEvent id='s'/><userTask id='a' camunda:assignee='person-x'/><endEvent id='e'/>"
                        + "<sequenceFlow id='f1' sourceRef='s' targetRef='a'/><sequenceFlow id='f2' sourceRef='a' targetRef='e'/>"
                        + "<sequenceFlow id='f3' sourceRef='a' targetRef='e'/>"))
                .containsExactly("a");
    }

    @Test
    void what_is_neither_yaml_nor_bpmn_is_refused_and_nothing_is_fetched() {
        for (String no : List.of("", "x", "<a/>", "<!DOCTYPE a SYSTEM 'http://127.0.0.1:1/x'><a/>")) {
            assertThat(catchThrowableOfType(Refused.class, () -> BpmnFormat.read(bytes(no))))
                    .as(no)
                    .isNotNull()
                    .extracting(Refused::code)
                    .isEqualTo("malformed-bpmn");
        }
        for (String no : List.of("", "- a", "a: [", "a: 1\na: 2", "&a [*a, *a]")) {
            assertThat(catchThrowableOfType(Refused.class, () -> WorkflowDefinitions.yaml(bytes(no))))
                    .as(no)
                    .isNotNull()
                    .extracting(Refused::code)
                    .isEqualTo("malformed-yaml");
        }
    }

    private static List<String> unmappable(String process) {
        InvalidRequest refused =
                catchThrowableOfType(InvalidRequest.class, () -> BpmnFormat.read(bytes(foreign(process))));
        return refused.problem().errors().stream().map(FieldError::field).toList();
    }

    private static String foreign(String process) {
        return "<definitions xmlns='http://www.omg.org/spec/BPMN/20100524/MODEL' xmlns:camunda='http://camunda.org/schema/1.0/bpmn'"
                + " targetNamespace='x'><process id='p' name='P'>" + process + "</process></definitions>";
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
