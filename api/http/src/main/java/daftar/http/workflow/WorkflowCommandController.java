package daftar.http.workflow;

import daftar.http.request.Body;
import daftar.http.request.Conditions;
import daftar.http.request.RecordFields;
import daftar.http.write.Answers;
import daftar.messages.Actor;
import daftar.messages.Commands;
import daftar.messages.Receipt;
import daftar.messages.Refused;
import daftar.messages.Role;
import daftar.messages.workflow.Workflow;
import daftar.messages.workflow.WorkflowCommand;
import daftar.messages.workflow.WorkflowCommand.DraftWorkflow;
import daftar.messages.workflow.WorkflowCommand.PublishDraft;
import daftar.messages.workflow.WorkflowCommand.RetireWorkflow;
import daftar.messages.workflow.WorkflowCommand.SetWorkflowChoices;
import daftar.messages.workflow.WorkflowFlaw;
import daftar.messages.workflow.WorkflowForecast;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/** Changes workflows, and tries them. Who may change is decided by the rules of workflows. */
@RestController
@RequestMapping(path = WorkflowCommandController.WORKFLOWS, produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "workflows")
public final class WorkflowCommandController {

    public static final String WORKFLOWS = "/api/workflows";

    /** What the body of a trial may hold. */
    public static final RecordFields WISH = RecordFields.of(WorkflowForecast.Wish.class);

    /** What the body that sets the rules may hold. */
    public static final RecordFields CHOICES = RecordFields.of(SetWorkflowChoices.class);

    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]{0,199}");

    private final Commands commands;
    private final WorkflowTrial trial;
    private final InstantSource clock;

    public WorkflowCommandController(Commands commands, WorkflowTrial trial, InstantSource clock) {
        this.commands = commands;
        this.trial = trial;
        this.clock = clock;
    }

    /** @param version of the workflow's stream after the command, the same as the {@code ETag} */
    public record WorkflowAnswer(
            String id, long version, @Nullable Boolean repeated) {}

    /** @param sound whether it could be published now */
    public record Validation(boolean sound, List<WorkflowFlaw> flaws) {}

    @Operation(
            summary = "Validate a workflow without keeping it",
            description =
                    "The body is a definition, as JSON, YAML (application/yaml) or BPMN 2.0 (application/bpmn+xml)."
                            + " All flaws are listed, each with its stage.")
    @PostMapping("/validate")
    public Validation validate(HttpServletRequest request) {
        Workflow workflow = WorkflowDefinitions.read(request, null);
        List<WorkflowFlaw> flaws = trial.validate(workflow);
        return new Validation(flaws.isEmpty(), flaws);
    }

    @Operation(
            summary = "Who would get this, and why?",
            description =
                    "Which rule chooses the workflow, why those before it do not fit, and who would get each stage as"
                            + " things stand. Nothing is recorded. For another requester than oneself: the desk and administrators.")
    @PostMapping("/choose")
    public WorkflowForecast choose(Actor actor, HttpServletRequest request) {
        WorkflowForecast.Wish asked = WISH.whole(Body.read(request), Map.of(), WorkflowForecast.Wish.class);
        boolean forOther = asked.requester() != null && !asked.requester().equals(actor.person());
        if (forOther
                && !actor.isAny(Role.ADMINISTRATOR, Role.MANAGER, Role.DISPATCHER, Role.SPECIALIST, Role.AUDITOR)) {
            throw Refused.forbidden("not-yours", "Only the desk and administrators may try it for another requester.");
        }
        return trial.forecast(asked, actor.person());
    }

    @Operation(
            summary = "Keep a draft in place of the one before",
            description =
                    "Allowed to ADMINISTRATOR, MANAGER. The body is a definition, as JSON, YAML (application/yaml) or"
                            + " BPMN 2.0 (application/bpmn+xml). A draft need not be sound.")
    @PutMapping("/{name}/draft")
    public ResponseEntity<WorkflowAnswer> draft(Actor actor, @PathVariable String name, HttpServletRequest request) {
        Workflow workflow = WorkflowDefinitions.read(request, named(name));
        return send(
                new DraftWorkflow(workflow),
                "PUT",
                WORKFLOWS + "/" + name + "/draft",
                WorkflowDefinitions.toTree(workflow),
                actor,
                request);
    }

    @Operation(
            summary = "Publish the draft as the next version",
            description = "Allowed to ADMINISTRATOR, MANAGER. Tickets that are raised from then on start on it.")
    @PostMapping("/{name}/publish")
    public ResponseEntity<WorkflowAnswer> publish(Actor actor, @PathVariable String name, HttpServletRequest request) {
        return send(new PublishDraft(named(name)), "/" + name + "/publish", actor, request);
    }

    @Operation(
            summary = "Let no new ticket start on a workflow",
            description =
                    "Allowed to ADMINISTRATOR, MANAGER. Tickets that are on it stay; publishing a next version brings it"
                            + " back.")
    @PostMapping("/{name}/retire")
    public ResponseEntity<WorkflowAnswer> retire(Actor actor, @PathVariable String name, HttpServletRequest request) {
        return send(new RetireWorkflow(named(name)), "/" + name + "/retire", actor, request);
    }

    @Operation(
            summary = "Set the rules that choose a workflow, in their order",
            description = "Allowed to ADMINISTRATOR, MANAGER. The whole list; the first rule that fits wins.")
    @PutMapping("/choices")
    public ResponseEntity<WorkflowAnswer> setChoices(Actor actor, HttpServletRequest request) {
        JsonNode body = Body.read(request);
        SetWorkflowChoices command = CHOICES.whole(body, Map.of(), SetWorkflowChoices.class);
        return send(command, "PUT", WORKFLOWS + "/choices", body, actor, request);
    }

    private ResponseEntity<WorkflowAnswer> send(
            WorkflowCommand command, String path, Actor actor, HttpServletRequest request) {
        JsonNode body = Body.read(request);
        Body.checkEmpty(body);
        return send(command, "POST", WORKFLOWS + path, body, actor, request);
    }

    private ResponseEntity<WorkflowAnswer> send(
            WorkflowCommand command,
            String method,
            String path,
            JsonNode body,
            Actor actor,
            HttpServletRequest request) {
        Conditions conditions = Conditions.of(request, actor, clock.instant());
        UUID commandId = conditions.commandId(actor);
        Receipt receipt =
                commands.send(command, conditions.envelope(actor, commandId, Body.fingerprint(method, path, body)));
        return Answers.to(receipt, 200)
                .body(new WorkflowAnswer(receipt.stream(), receipt.version(), Answers.repeated(receipt)));
    }

    /** The name is a stream's: without this, a wrong one would reach another kind of stream. */
    private static String named(String name) {
        if (!NAME.matcher(name).matches() || name.equals("choices")) {
            throw Refused.notFound(
                    "unknown-workflow", "A workflow's name is lower-case letters a-z, digits and hyphens.");
        }
        return name;
    }
}
