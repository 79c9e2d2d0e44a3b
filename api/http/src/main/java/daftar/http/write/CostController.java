package daftar.http.write;

import daftar.http.directory.Register;
import daftar.http.request.Body;
import daftar.http.request.Conditions;
import daftar.http.request.RecordFields;
import daftar.messages.Actor;
import daftar.messages.Command;
import daftar.messages.Commands;
import daftar.messages.Receipt;
import daftar.messages.Refused;
import daftar.messages.Role;
import daftar.messages.cost.CostCommand.SetCostLimits;
import daftar.messages.cost.CostCommand.SetCurrencies;
import daftar.messages.cost.CostCommand.SetRates;
import daftar.messages.cost.CostPolicy;
import daftar.messages.survey.SurveyCommand.SetSurveyPolicy;
import daftar.messages.survey.SurveyPolicy;
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
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/**
 * The organisation's rules about money, and whom it asks how content they are. Who may change them is decided by the
 * command side's own rules.
 */
@RestController
public final class CostController {

    static final String COSTS = "/api/costs";
    static final String SURVEY_POLICY = "/api/survey-policy";
    static final RecordFields CURRENCIES = RecordFields.of(SetCurrencies.class);
    static final RecordFields RATES = RecordFields.of(SetRates.class);
    static final RecordFields LIMITS = RecordFields.of(SetCostLimits.class);
    static final RecordFields POLICY = RecordFields.of(SetSurveyPolicy.class);

    private final Commands commands;
    private final Register register;
    private final InstantSource clock;

    public CostController(Commands commands, Register register, InstantSource clock) {
        this.commands = commands;
        this.register = register;
        this.clock = clock;
    }

    @Operation(
            summary = "Currencies, hourly rates and limits",
            description = "For ADMINISTRATOR, AUDITOR, MANAGER. No currencies stands for all of them.")
    @Tag(name = "worklog")
    @GetMapping(path = COSTS, produces = MediaType.APPLICATION_JSON_VALUE)
    public CostPolicy costs(@Parameter(hidden = true) Actor actor) {
        mayRead(actor);
        return register.reference().costs();
    }

    @Operation(summary = "Whom the surveys ask", description = "For ADMINISTRATOR, AUDITOR, MANAGER.")
    @Tag(name = "worklog")
    @GetMapping(path = SURVEY_POLICY, produces = MediaType.APPLICATION_JSON_VALUE)
    public SurveyPolicy surveyPolicy(@Parameter(hidden = true) Actor actor) {
        mayRead(actor);
        return register.reference().surveys().policy();
    }

    private static void mayRead(Actor actor) {
        if (!actor.isAny(Role.ADMINISTRATOR, Role.AUDITOR, Role.MANAGER)) {
            throw Refused.forbidden("not-allowed", "This is for ADMINISTRATOR, AUDITOR and MANAGER.");
        }
    }

    @Operation(hidden = true)
    @PutMapping(path = COSTS + "/currencies", produces = MediaType.APPLICATION_JSON_VALUE)
    public ResponseEntity<DirectoryAnswer> currencies(Actor actor, HttpServletRequest request) {
        return set(CURRENCIES, COSTS + "/currencies", actor, request);
    }

    @Operation(hidden = true)
    @PutMapping(path = COSTS + "/rates", produces = MediaType.APPLICATION_JSON_VALUE)
    public ResponseEntity<DirectoryAnswer> rates(Actor actor, HttpServletRequest request) {
        return set(RATES, COSTS + "/rates", actor, request);
    }

    @Operation(hidden = true)
    @PutMapping(path = COSTS + "/limits", produces = MediaType.APPLICATION_JSON_VALUE)
    public ResponseEntity<DirectoryAnswer> limits(Actor actor, HttpServletRequest request) {
        return set(LIMITS, COSTS + "/limits", actor, request);
    }

    @Operation(hidden = true)
    @PutMapping(path = SURVEY_POLICY, produces = MediaType.APPLICATION_JSON_VALUE)
    public ResponseEntity<DirectoryAnswer> policy(Actor actor, HttpServletRequest request) {
        return set(POLICY, SURVEY_POLICY, actor, request);
    }

    private ResponseEntity<DirectoryAnswer> set(
            RecordFields fields, String path, Actor actor, HttpServletRequest request) {
        Conditions conditions = Conditions.of(request, actor, clock.instant());
        JsonNode body = Body.read(request);
        String fingerprint = Body.fingerprint("PUT", path, body);
        UUID commandId = conditions.commandId(actor);
        Command command = fields.whole(body, Map.of(), Command.class);
        Receipt receipt = commands.send(command, conditions.envelope(actor, commandId, fingerprint));
        return Answers.written(receipt, 200);
    }
}
