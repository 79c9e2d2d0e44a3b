package daftar.http.write;

import daftar.http.request.Body;
import daftar.http.request.Conditions;
import daftar.http.request.RecordFields;
import daftar.messages.Actor;
import daftar.messages.Commands;
import daftar.messages.Receipt;
import daftar.messages.Refused;
import daftar.messages.savedview.ShippedViews;
import daftar.messages.savedview.ViewCommand;
import daftar.messages.savedview.ViewCommand.ChangeView;
import daftar.messages.savedview.ViewCommand.DefineView;
import daftar.messages.savedview.ViewCommand.RetireView;
import io.swagger.v3.oas.annotations.Operation;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/** Keeps searches. Whose a view is, and whether its filters can be searched for, is decided by the command side's rules. */
@RestController
@RequestMapping(path = ViewCommandController.VIEWS, produces = MediaType.APPLICATION_JSON_VALUE)
public final class ViewCommandController {

    static final String VIEWS = "/api/views";
    static final RecordFields DEFINE = RecordFields.of(DefineView.class, "view");
    static final RecordFields CHANGE = RecordFields.of(ChangeView.class, "view");
    static final RecordFields RETIRE = RecordFields.of(RetireView.class, "view");

    private static final Pattern ID =
            Pattern.compile("view-[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");

    private final Commands commands;
    private final InstantSource clock;

    public ViewCommandController(Commands commands, InstantSource clock) {
        this.commands = commands;
        this.clock = clock;
    }

    @Operation(hidden = true)
    @PostMapping
    public ResponseEntity<DirectoryAnswer> define(Actor actor, HttpServletRequest request) {
        Instant now = clock.instant();
        Conditions conditions = Conditions.ofNew("view", request, actor, now);
        JsonNode body = Body.read(request);
        UUID commandId = conditions.commandId(actor);
        ViewCommand command = read(DEFINE, body, "view-" + conditions.newId(commandId, now));
        Receipt receipt =
                commands.send(command, conditions.envelope(actor, commandId, Body.fingerprint("POST", VIEWS, body)));
        return Answers.to(receipt, 201)
                .header("Location", VIEWS + "/" + receipt.stream())
                .body(Answers.body(receipt));
    }

    @Operation(hidden = true)
    @PostMapping("/{id}/change")
    public ResponseEntity<DirectoryAnswer> change(Actor actor, @PathVariable String id, HttpServletRequest request) {
        return carryOut(CHANGE, "change", actor, id, request);
    }

    @Operation(hidden = true)
    @PostMapping("/{id}/retire")
    public ResponseEntity<DirectoryAnswer> retire(Actor actor, @PathVariable String id, HttpServletRequest request) {
        return carryOut(RETIRE, "retire", actor, id, request);
    }

    private ResponseEntity<DirectoryAnswer> carryOut(
            RecordFields fields, String action, Actor actor, String id, HttpServletRequest request) {
        Conditions conditions = Conditions.of(request, actor, clock.instant());
        JsonNode body = Body.read(request);
        ViewCommand command = read(fields, body, id);
        if (ShippedViews.of(id) != null) {
            throw Refused.forbidden("shipped-view", "The shipped views are everybody's; define one of your own.");
        }
        if (!ID.matcher(id).matches()) {
            throw Refused.notFound("unknown-view", "There is no such view, or it is not yours to know of.");
        }
        String fingerprint = Body.fingerprint("POST", VIEWS + "/" + id + "/" + action, body);
        Receipt receipt = commands.send(command, conditions.envelope(actor, conditions.commandId(actor), fingerprint));
        return Answers.written(receipt, 200);
    }

    private static ViewCommand read(RecordFields fields, JsonNode body, String id) {
        return fields.whole(body, Map.of("view", id), ViewCommand.class);
    }
}
