package daftar.http.write;

import daftar.http.directory.Register;
import daftar.http.request.Body;
import daftar.http.request.Conditions;
import daftar.http.request.RecordFields;
import daftar.messages.Actor;
import daftar.messages.Commands;
import daftar.messages.Receipt;
import daftar.messages.Refused;
import daftar.messages.Role;
import daftar.messages.rights.Rights;
import daftar.messages.rights.RightsCommand.SetRights;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.time.InstantSource;
import java.util.Map;
import java.util.UUID;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/** What the organisation has decided about who sees what. Who may change it is decided by the command side's own rules. */
@RestController
public final class RightsController {

    static final String RIGHTS = "/api/rights";
    static final RecordFields FIELDS = RecordFields.of(SetRights.class);

    private final Commands commands;
    private final Register register;
    private final InstantSource clock;

    public RightsController(Commands commands, Register register, InstantSource clock) {
        this.commands = commands;
        this.register = register;
        this.clock = clock;
    }

    @Operation(
            summary = "Who sees what, as the organisation has decided it",
            description = "For ADMINISTRATOR, AUDITOR, MANAGER.")
    @Tag(name = "directory")
    @GetMapping(path = RIGHTS, produces = MediaType.APPLICATION_JSON_VALUE)
    public Rights rights(@Parameter(hidden = true) Actor actor) {
        if (!actor.isAny(Role.ADMINISTRATOR, Role.AUDITOR, Role.MANAGER)) {
            throw Refused.forbidden(
                    "not-allowed", "What was decided about who sees what is for ADMINISTRATOR, AUDITOR and MANAGER.");
        }
        return register.reference().rights();
    }

    @Operation(hidden = true)
    @PostMapping(path = RIGHTS, produces = MediaType.APPLICATION_JSON_VALUE)
    public ResponseEntity<DirectoryAnswer> set(Actor actor, HttpServletRequest request) {
        Conditions conditions = Conditions.of(request, actor, clock.instant());
        JsonNode body = Body.read(request);
        String fingerprint = Body.fingerprint("POST", RIGHTS, body);
        UUID commandId = conditions.commandId(actor);
        SetRights command = FIELDS.whole(body, Map.of(), SetRights.class);
        Receipt receipt = commands.send(command, conditions.envelope(actor, commandId, fingerprint));
        return Answers.written(receipt, 200);
    }
}
