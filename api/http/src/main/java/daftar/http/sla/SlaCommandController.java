package daftar.http.sla;

import daftar.http.request.Body;
import daftar.http.request.Conditions;
import daftar.http.request.RecordFields;
import daftar.http.write.Answers;
import daftar.http.write.DirectoryAnswer;
import daftar.messages.Actor;
import daftar.messages.Commands;
import daftar.messages.Receipt;
import daftar.messages.Refused;
import daftar.messages.sla.CalendarDefinition;
import daftar.messages.sla.SlaCommand;
import daftar.messages.sla.SlaCommand.*;
import daftar.messages.sla.SlaPolicy;
import io.swagger.v3.oas.annotations.Operation;
import jakarta.servlet.http.HttpServletRequest;
import java.time.InstantSource;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/**
 * Changes business calendars and service levels. Who may is decided by their own rules; its operations are described by
 * what they take, not by scanning.
 */
@RestController
public final class SlaCommandController {

    public static final String CALENDARS = "/api/calendars";
    public static final String SERVICE_LEVELS = "/api/service-levels";

    /** What the body that defines or changes a calendar may hold. */
    public static final RecordFields CALENDAR = RecordFields.of(CalendarDefinition.class);

    /** What the body that defines or changes a policy may hold. */
    public static final RecordFields POLICY = RecordFields.of(SlaPolicy.class);

    private static final Pattern CODE = Pattern.compile("[a-z0-9][a-z0-9-]{0,199}");

    private final Commands commands;
    private final InstantSource clock;

    public SlaCommandController(Commands commands, InstantSource clock) {
        this.commands = commands;
        this.clock = clock;
    }

    @Operation(hidden = true)
    @PostMapping(path = CALENDARS, produces = MediaType.APPLICATION_JSON_VALUE)
    public ResponseEntity<DirectoryAnswer> defineCalendar(Actor actor, HttpServletRequest request) {
        JsonNode body = Body.read(request);
        return send(new DefineCalendar(calendar(body)), CALENDARS, body, 201, actor, request);
    }

    @Operation(hidden = true)
    @PostMapping(path = CALENDARS + "/{code}/{action}", produces = MediaType.APPLICATION_JSON_VALUE)
    public ResponseEntity<DirectoryAnswer> calendar(
            Actor actor, @PathVariable String code, @PathVariable String action, HttpServletRequest request) {
        check(code, "calendar");
        JsonNode body = Body.read(request);
        SlaCommand command =
                switch (action) {
                    case "change" -> {
                        CalendarDefinition calendar = calendar(body);
                        same(calendar.code(), code);
                        yield new ChangeCalendar(calendar);
                    }
                    case "retire" -> new RetireCalendar(empty(body, code));
                    case "restore" -> new RestoreCalendar(empty(body, code));
                    default -> throw unknownAction();
                };
        return send(command, CALENDARS + "/" + code + "/" + action, body, 200, actor, request);
    }

    @Operation(hidden = true)
    @PostMapping(path = SERVICE_LEVELS, produces = MediaType.APPLICATION_JSON_VALUE)
    public ResponseEntity<DirectoryAnswer> definePolicy(Actor actor, HttpServletRequest request) {
        JsonNode body = Body.read(request);
        return send(new DefineServiceLevels(policy(body)), SERVICE_LEVELS, body, 201, actor, request);
    }

    @Operation(hidden = true)
    @PostMapping(path = SERVICE_LEVELS + "/{code}/{action}", produces = MediaType.APPLICATION_JSON_VALUE)
    public ResponseEntity<DirectoryAnswer> policy(
            Actor actor, @PathVariable String code, @PathVariable String action, HttpServletRequest request) {
        check(code, "policy");
        JsonNode body = Body.read(request);
        SlaCommand command =
                switch (action) {
                    case "change" -> {
                        SlaPolicy policy = policy(body);
                        same(policy.code(), code);
                        yield new ChangeServiceLevels(policy);
                    }
                    case "retire" -> new RetireServiceLevels(empty(body, code));
                    case "restore" -> new RestoreServiceLevels(empty(body, code));
                    default -> throw unknownAction();
                };
        return send(command, SERVICE_LEVELS + "/" + code + "/" + action, body, 200, actor, request);
    }

    private static CalendarDefinition calendar(JsonNode body) {
        return CALENDAR.whole(PersianDays.inIso(body), Map.of(), CalendarDefinition.class);
    }

    private static SlaPolicy policy(JsonNode body) {
        return POLICY.whole(body, Map.of(), SlaPolicy.class);
    }

    private static void check(String code, String what) {
        if (!CODE.matcher(code).matches()) {
            throw Refused.notFound(
                    "unknown-" + what, "The code of a " + what + " is lower-case letters a-z, digits and hyphens.");
        }
    }

    private static void same(String sent, String code) {
        if (!sent.equals(code)) {
            throw Refused.invalid(
                    "other-code", "code", "A code is never changed; send " + code + ", or define another.");
        }
    }

    private static String empty(JsonNode body, String code) {
        Body.checkEmpty(body);
        return code;
    }

    private static Refused unknownAction() {
        return Refused.notFound("unknown-action", "The actions are change, retire and restore.");
    }

    private ResponseEntity<DirectoryAnswer> send(
            SlaCommand command, String path, JsonNode body, int status, Actor actor, HttpServletRequest request) {
        Conditions conditions = Conditions.of(request, actor, clock.instant());
        UUID commandId = conditions.commandId(actor);
        Receipt receipt =
                commands.send(command, conditions.envelope(actor, commandId, Body.fingerprint("POST", path, body)));
        return Answers.written(receipt, status);
    }
}
