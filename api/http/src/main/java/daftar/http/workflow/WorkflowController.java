package daftar.http.workflow;

import daftar.http.DaftarPosition;
import daftar.http.directory.Page;
import daftar.http.directory.Register;
import daftar.messages.Actor;
import daftar.messages.Refused;
import daftar.messages.directory.Reference;
import daftar.messages.workflow.Workflow;
import daftar.messages.workflow.WorkflowChoice;
import daftar.messages.workflow.WorkflowRegister;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Reads workflows. Everybody with a login may. */
@RestController
@RequestMapping("/api/workflows")
@Tag(name = "workflows")
public final class WorkflowController {

    private static final String LANGUAGE = "language: BCP 47, the caller's own where it is left out.";

    private final Register register;

    public WorkflowController(Register register) {
        this.register = register;
    }

    /** The rules in their order; the first that fits wins. */
    public record Choices(List<WorkflowChoice> choices) {}

    @Operation(summary = "The workflows, each in its newest version, or as a draft where none was published")
    @GetMapping(produces = MediaType.APPLICATION_JSON_VALUE)
    public ResponseEntity<Page<WorkflowView>> workflows(
            @RequestParam(required = false) @Nullable String after,
            @RequestParam(defaultValue = "100") int limit,
            @RequestHeader(name = DaftarPosition.HEADER, required = false) @Nullable String position) {
        HttpHeaders headers = await(position);
        WorkflowRegister all = register.reference().workflowRegister();
        TreeSet<String> names = new TreeSet<>(all.versions().keySet());
        names.addAll(all.drafts().keySet());
        List<WorkflowView> views = new ArrayList<>();
        for (String name : names) {
            Workflow shown = all.newest(name);
            if (shown == null) {
                shown = all.draft(name);
            }
            if (shown != null) {
                views.add(WorkflowView.of(shown, all));
            }
        }
        return ResponseEntity.ok()
                .headers(headers)
                .body(Page.of(views, WorkflowView::name, after, limit, view -> view));
    }

    @Operation(summary = "A workflow, in its newest version or in the one asked for")
    @GetMapping(path = "/{name}", produces = MediaType.APPLICATION_JSON_VALUE)
    public ResponseEntity<WorkflowView> workflow(
            @PathVariable String name,
            @RequestParam(required = false) @Nullable Integer version,
            @RequestHeader(name = DaftarPosition.HEADER, required = false) @Nullable String position) {
        HttpHeaders headers = await(position);
        return ResponseEntity.ok().headers(headers).body(view(find(name, version)));
    }

    @Operation(summary = "The draft of a workflow")
    @GetMapping(path = "/{name}/draft", produces = MediaType.APPLICATION_JSON_VALUE)
    public ResponseEntity<WorkflowView> draft(
            @PathVariable String name,
            @RequestHeader(name = DaftarPosition.HEADER, required = false) @Nullable String position) {
        HttpHeaders headers = await(position);
        Workflow draft = register.reference().workflowRegister().draft(name);
        if (draft == null) {
            throw Refused.notFound("no-draft", "There is no draft of " + name + ".");
        }
        return ResponseEntity.ok().headers(headers).body(view(draft));
    }

    @Operation(summary = "The rules that choose a workflow, in their order")
    @GetMapping(path = "/choices", produces = MediaType.APPLICATION_JSON_VALUE)
    public ResponseEntity<Choices> choices(
            @RequestHeader(name = DaftarPosition.HEADER, required = false) @Nullable String position) {
        HttpHeaders headers = await(position);
        return ResponseEntity.ok()
                .headers(headers)
                .body(new Choices(register.reference().workflowRegister().choices()));
    }

    @Operation(summary = "A workflow as YAML, fit to be imported again", description = "As a draft by PUT …/draft.")
    @GetMapping(path = "/{name}/definition.yaml", produces = WorkflowDefinitions.YAML)
    public ResponseEntity<byte[]> yaml(
            @PathVariable String name, @RequestParam(required = false) @Nullable Integer version) {
        return file(WorkflowDefinitions.YAML, WorkflowDefinitions.toYaml(find(name, version)));
    }

    @Operation(summary = "A workflow as BPMN 2.0, fit to be imported again", description = "As a draft by PUT …/draft.")
    @GetMapping(path = "/{name}/definition.bpmn", produces = WorkflowDefinitions.BPMN)
    public ResponseEntity<byte[]> bpmn(
            @PathVariable String name, @RequestParam(required = false) @Nullable Integer version) {
        return file(WorkflowDefinitions.BPMN, BpmnFormat.write(find(name, version)));
    }

    @Operation(summary = "A workflow as a diagram, SVG", description = LANGUAGE)
    @GetMapping(path = "/{name}/diagram.svg", produces = "image/svg+xml")
    public ResponseEntity<byte[]> svg(
            Actor actor,
            @PathVariable String name,
            @RequestParam(required = false) @Nullable Integer version,
            @RequestParam(required = false) @Nullable String language) {
        return Diagrams.svg(diagram(actor, name, version, language), new HttpHeaders());
    }

    @Operation(summary = "A workflow as a diagram, Mermaid", description = LANGUAGE)
    @GetMapping(path = "/{name}/diagram.mmd", produces = "text/vnd.mermaid")
    public ResponseEntity<byte[]> mermaid(
            Actor actor,
            @PathVariable String name,
            @RequestParam(required = false) @Nullable Integer version,
            @RequestParam(required = false) @Nullable String language) {
        return Diagrams.mermaid(diagram(actor, name, version, language), new HttpHeaders());
    }

    private Diagram diagram(Actor actor, String name, @Nullable Integer version, @Nullable String language) {
        Workflow workflow = find(name, version);
        Reference.Person person = register.reference().person(actor.person());
        String own = person == null ? "en" : person.language();
        String shown = language == null ? own : language;
        return Diagram.of(workflow, workflow.title().in(shown), Map.of(), shown);
    }

    private static ResponseEntity<byte[]> file(String type, String content) {
        return ResponseEntity.ok()
                .contentType(MediaType.parseMediaType(type + ";charset=utf-8"))
                .body(content.getBytes(StandardCharsets.UTF_8));
    }

    private WorkflowView view(Workflow workflow) {
        return WorkflowView.of(workflow, register.reference().workflowRegister());
    }

    private Workflow find(String name, @Nullable Integer version) {
        WorkflowRegister all = register.reference().workflowRegister();
        Workflow found = version == null ? all.newest(name) : all.workflow(name, version);
        if (found == null) {
            throw Refused.notFound("unknown-workflow", "There is no such workflow, or not in this version.");
        }
        return found;
    }

    private HttpHeaders await(@Nullable String position) {
        HttpHeaders headers = new HttpHeaders();
        if (position != null
                && !register.awaitPosition(DaftarPosition.decode(position).position())) {
            headers.set(DaftarPosition.STALE_HEADER, "true");
        }
        return headers;
    }
}
