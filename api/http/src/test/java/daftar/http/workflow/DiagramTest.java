package daftar.http.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import daftar.domain.workflow.ShippedWorkflows;
import daftar.http.Api;
import daftar.http.Api.Answer;
import daftar.messages.workflow.Workflow;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.w3c.dom.Document;

class DiagramTest {

    private static final Map<String, Diagram.Passed> PASSED = Map.of(
            "supervisor-approval", new Diagram.Passed(1, Duration.ofMinutes(95), false, null),
            "department-approval", new Diagram.Passed(1, Duration.ofHours(27), false, null),
            "triage", new Diagram.Passed(2, Duration.ofMinutes(12), false, null),
            "work", new Diagram.Passed(1, Duration.ofHours(3), true, "سارا احمدی"));

    static List<Workflow> shipped() {
        return ShippedWorkflows.all();
    }

    @ParameterizedTest
    @MethodSource("shipped")
    void every_stage_has_a_place_of_its_own_and_every_outcome_a_line(Workflow workflow) throws Exception {
        for (String language : List.of("en", "fa", "de", "ru", "zh")) {
            Diagram diagram = Diagram.of(workflow, workflow.title().in(language), PASSED, language);
            Set<String> places = new HashSet<>();
            diagram.boxes().forEach(box -> places.add(box.column() + "/" + box.row()));
            assertThat(places).hasSameSizeAs(workflow.stages());
            long joined = workflow.stages().stream()
                    .mapToLong(stage -> new HashSet<>(stage.outcomes().values()).size())
                    .sum();
            assertThat(diagram.lines()).hasSize((int) joined);
            String svg = SvgDiagram.of(diagram);
            assertThat(parsed(svg).getElementsByTagName("path").getLength()).isEqualTo((int) joined + 1);
            String mermaid = MermaidDiagram.of(diagram);
            assertThat(mermaid).contains("flowchart " + (language.equals("fa") ? "RL" : "LR"));
            assertThat(mermaid.lines().filter(line -> line.contains("-->"))).hasSize((int) joined);
            keepToLookAt(workflow.name() + "-" + language, svg, mermaid);
        }
    }

    @Test
    void a_right_to_left_diagram_begins_at_the_right_and_has_its_own_digits() {
        Workflow workflow = ShippedWorkflows.request();
        Diagram left = Diagram.of(workflow, "t", PASSED, "en");
        Diagram right = Diagram.of(workflow, "t", PASSED, "fa-IR");
        assertThat(right.rightToLeft()).isTrue();
        assertThat(left.rightToLeft()).isFalse();
        String svg = SvgDiagram.of(right);
        assertThat(svg)
                .contains("direction=\"rtl\"")
                .contains("سارا احمدی")
                .contains("۱ ساعت ۳۵ دقیقه")
                .contains("۲×");
        assertThat(firstX(svg)).isGreaterThan(firstX(SvgDiagram.of(left)));
        assertThat(MermaidDiagram.of(right)).contains(":::here").contains("سارا احمدی");
    }

    @Test
    void names_cannot_break_out_of_a_diagram() throws Exception {
        Workflow workflow = ShippedWorkflows.incident();
        String evil = "\"</text><script>x()</script>\u0001'&#";
        Map<String, Diagram.Passed> passed = Map.of("work", new Diagram.Passed(1, Duration.ZERO, true, evil));
        Diagram diagram = Diagram.of(workflow, evil, passed, "en");
        assertThat(parsed(SvgDiagram.of(diagram)).getElementsByTagName("script").getLength())
                .isZero();
        assertThat(MermaidDiagram.of(diagram)).doesNotContain("<script").contains("#quot;");
    }

    @Test
    void diagrams_and_definitions_are_served() {
        Answer svg = Api.get("requester", "/api/workflows/incident/diagram.svg?language=fa");
        assertThat(svg.status()).isEqualTo(200);
        assertThat(svg.header("Content-Type")).startsWith("image/svg+xml");
        assertThat(svg.header("Content-Security-Policy")).contains("default-src 'none'");
        assertThat(svg.raw().body()).contains("direction=\"rtl\"");
        assertThat(Api.get("requester", "/api/workflows/incident/diagram.mmd")
                        .raw()
                        .body())
                .contains("flowchart LR");
        Answer yaml = Api.get("requester", "/api/workflows/incident/definition.yaml");
        assertThat(yaml.header("Content-Type")).startsWith("application/yaml");
        Answer drafted = WorkflowsTest.put(
                "/api/workflows/incident/draft", "application/yaml", yaml.raw().body());
        assertThat(drafted.status()).as(drafted.raw().body()).isEqualTo(200);
        Answer bpmn = Api.get("requester", "/api/workflows/incident/definition.bpmn?version=2");
        assertThat(WorkflowsTest.put(
                                "/api/workflows/incident/draft",
                                "application/bpmn+xml",
                                bpmn.raw().body())
                        .status())
                .as(bpmn.raw().body())
                .isEqualTo(200);
        assertThat(Api.get("requester", "/api/workflows/none/diagram.svg").status())
                .isEqualTo(404);
        assertThat(Api.get("", "/api/workflows/incident/diagram.svg").status()).isEqualTo(401);
    }

    private static int firstX(String svg) {
        int at = svg.indexOf(" x=\"", svg.indexOf("rx=") - 80) + 4;
        return Integer.parseInt(svg.substring(at, svg.indexOf('"', at)));
    }

    private static Document parsed(String svg) throws Exception {
        return DocumentBuilderFactory.newDefaultInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(svg.getBytes(StandardCharsets.UTF_8)));
    }

    /** What they look like no test can say. */
    private static void keepToLookAt(String name, String svg, String mermaid) throws IOException {
        Path folder = Files.createDirectories(Path.of("target/diagrams"));
        Files.writeString(folder.resolve(name + ".svg"), svg);
        Files.writeString(folder.resolve(name + ".mmd"), mermaid);
    }
}
