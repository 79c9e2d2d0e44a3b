package daftar.http.reply;

import daftar.http.DaftarPosition;
import daftar.http.directory.Answered;
import daftar.http.directory.Register;
import daftar.http.reply.ReplyUse.Preview;
import daftar.http.reply.ReplyUse.Used;
import daftar.http.request.Body;
import daftar.http.request.Conditions;
import daftar.http.request.Faults;
import daftar.http.request.RecordFields;
import daftar.http.write.Answers;
import daftar.http.write.DirectoryAnswer;
import daftar.http.write.TicketAction;
import daftar.json.DaftarJson;
import daftar.messages.Actor;
import daftar.messages.Commands;
import daftar.messages.Receipt;
import daftar.messages.Text;
import daftar.messages.reply.Replies;
import daftar.messages.reply.ReplyCommand;
import daftar.messages.reply.ReplyCommand.*;
import daftar.messages.reply.ReplyStep;
import io.swagger.v3.oas.annotations.Operation;
import jakarta.servlet.http.HttpServletRequest;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Keeps replies at hand, and uses them. Its operations are described by {@link ReplyDescriptions}, not by scanning. */
@RestController
@RequestMapping(path = ReplyCommandController.REPLIES, produces = MediaType.APPLICATION_JSON_VALUE)
public final class ReplyCommandController {

    static final String REPLIES = "/api/replies";
    static final String STEPS = "steps";
    static final RecordFields DEFINE = RecordFields.of(Define.class);
    static final RecordFields CHANGE = RecordFields.of(Change.class);
    static final RecordFields USE = RecordFields.of(Use.class);
    static final RecordFields STEP = RecordFields.of(Step.class);
    static final RecordFields NOTHING = RecordFields.of(Nothing.class);

    private final Commands commands;
    private final ShownReplies replies;
    private final Register register;
    private final ReplyUse use;
    private final InstantSource clock;

    public ReplyCommandController(
            Commands commands, Replies replies, Register register, ReplyUse use, InstantSource clock) {
        this.commands = commands;
        this.replies = new ShownReplies(replies, register);
        this.register = register;
        this.use = use;
        this.clock = clock;
    }

    /** What is said of a new reply besides its steps. @param team null for the whole desk */
    record Define(@Nullable String team, Text name, String language) {}

    /** The same of one that is changed. */
    record Change(Text name, String language) {}

    /** What is said of a step besides its body. */
    record Step(String action) {}

    /** @param ticket id or number */
    record Use(String ticket) {}

    /** No fields. */
    record Nothing() {}

    @Operation(hidden = true)
    @PostMapping
    public ResponseEntity<DirectoryAnswer> define(Actor actor, HttpServletRequest request) {
        Conditions conditions = Conditions.ofNew("reply", request, actor, clock.instant());
        JsonNode body = Body.read(request);
        String fingerprint = Body.fingerprint("POST", REPLIES, body);
        Faults faults = new Faults();
        List<ReplyStep> steps = steps(body, faults);
        Define define = (Define) DEFINE.read(body, "", Map.of(), faults);
        faults.throwIfAny();
        if (define == null) {
            throw new IllegalStateException("neither a reply nor a fault");
        }
        UUID commandId = conditions.commandId(actor);
        String id = "reply-" + conditions.newId(commandId, clock.instant());
        Receipt receipt = commands.send(
                new DefineReply(id, define.team(), define.name(), define.language(), steps),
                conditions.envelope(actor, commandId, fingerprint));
        return Answers.to(receipt, 201)
                .header("Location", REPLIES + "/" + receipt.stream())
                .body(Answers.body(receipt));
    }

    @Operation(hidden = true)
    @PostMapping("/{id}/change")
    public ResponseEntity<DirectoryAnswer> change(Actor actor, @PathVariable String id, HttpServletRequest request) {
        JsonNode body = Body.read(request);
        String fingerprint = Body.fingerprint("POST", REPLIES + "/" + id + "/change", body);
        Faults faults = new Faults();
        List<ReplyStep> steps = steps(body, faults);
        Change change = (Change) CHANGE.read(body, "", Map.of(), faults);
        faults.throwIfAny();
        if (change == null) {
            throw new IllegalStateException("neither a change nor a fault");
        }
        return send(new ChangeReply(id, change.name(), change.language(), steps), fingerprint, actor, request);
    }

    @Operation(hidden = true)
    @PostMapping("/{id}/retire")
    public ResponseEntity<DirectoryAnswer> retire(Actor actor, @PathVariable String id, HttpServletRequest request) {
        JsonNode body = Body.read(request);
        Body.checkEmpty(body);
        String fingerprint = Body.fingerprint("POST", REPLIES + "/" + id + "/retire", body);
        return send(new RetireReply(id), fingerprint, actor, request);
    }

    @Operation(hidden = true)
    @PostMapping("/{id}/preview")
    public ResponseEntity<Preview> preview(
            Actor actor,
            @PathVariable String id,
            @RequestHeader(name = DaftarPosition.HEADER, required = false) @Nullable String position,
            HttpServletRequest request) {
        Use wish = USE.whole(Body.read(request), Map.of(), Use.class);
        return Answered.by(
                register,
                position,
                () -> use.preview(replies.one(actor, id), wish.ticket(), actor, DaftarPosition.atLeast(position)));
    }

    @Operation(hidden = true)
    @PostMapping("/{id}/apply")
    public ResponseEntity<Used> apply(
            Actor actor,
            @PathVariable String id,
            @RequestHeader(name = DaftarPosition.HEADER, required = false) @Nullable String position,
            HttpServletRequest request) {
        Conditions conditions = Conditions.of(request, actor, clock.instant());
        Use wish = USE.whole(Body.read(request), Map.of(), Use.class);
        return Answered.by(
                register, position, () -> use.apply(replies.one(actor, id), wish.ticket(), actor, conditions));
    }

    private ResponseEntity<DirectoryAnswer> send(
            ReplyCommand command, String fingerprint, Actor actor, HttpServletRequest request) {
        // an id is a stream's name: without this, a wrong one would reach another kind of stream
        if (!ShownReplies.ID.matcher(command.reply()).matches()) {
            throw ShownReplies.unknown();
        }
        Conditions conditions = Conditions.of(request, actor, clock.instant());
        Receipt receipt = commands.send(command, conditions.envelope(actor, conditions.commandId(actor), fingerprint));
        return Answers.written(receipt, 200);
    }

    /** Taken out of the body, each checked by the shape of its action. */
    private static List<ReplyStep> steps(JsonNode body, Faults faults) {
        JsonNode sent = body instanceof ObjectNode object ? object.remove(STEPS) : null;
        if (sent == null || !sent.isArray()) {
            faults.add(STEPS, "required", "Send a list of objects with action and body.");
            return List.of();
        }
        List<ReplyStep> steps = new ArrayList<>();
        for (int i = 0; i < sent.size(); i++) {
            String place = STEPS + "[" + i + "]";
            JsonNode node = sent.get(i);
            JsonNode given = node instanceof ObjectNode object ? object.remove("body") : null;
            JsonNode wish = given == null || given.isNull() ? JsonNodeFactory.instance.objectNode() : given;
            Step step = (Step) STEP.read(node, place, Map.of(), faults);
            TicketAction action = step == null ? null : TicketAction.named(step.action());
            if (step != null && action == null) {
                faults.add(place + ".action", "unknown-action", "There is no action of this name on tickets.");
            }
            if (step != null && action != null) {
                var unused = action.fields().read(wish, place + ".body", Map.of("ticket", ""), faults);
                steps.add(new ReplyStep(step.action(), Text.of(DaftarJson.web().writeValueAsString(wish))));
            }
        }
        return steps;
    }
}
