package daftar.http.mail;

import daftar.http.DaftarPosition;
import daftar.http.directory.Answered;
import daftar.http.directory.Register;
import daftar.http.request.Body;
import daftar.http.request.Conditions;
import daftar.http.request.RecordFields;
import daftar.http.write.Answers;
import daftar.messages.Actor;
import daftar.messages.Commands;
import daftar.messages.Receipt;
import daftar.messages.Refused;
import daftar.messages.Role;
import daftar.messages.mail.Bystanders;
import daftar.messages.mail.MailCommand;
import daftar.messages.mail.MailCommand.AllowSenders;
import daftar.messages.mail.MailCommand.SetMailPolicy;
import daftar.messages.mail.MailCommand.StopSenders;
import daftar.messages.mail.MailPolicy;
import daftar.messages.mail.Originals;
import daftar.messages.mail.UnknownSenders;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/** What the organisation has decided about mail that comes in. Who may change it is decided by the command side's rules. */
@RestController
@RequestMapping(path = MailPolicyController.MAIL, produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "mail")
public final class MailPolicyController {

    static final String MAIL = "/api/mail";
    static final RecordFields POLICY = RecordFields.of(SetMailPolicy.class);
    static final RecordFields STOP = RecordFields.of(StopSenders.class);
    static final RecordFields ALLOW = RecordFields.of(AllowSenders.class);

    private final Commands commands;
    private final Register register;
    private final InstantSource clock;

    public MailPolicyController(Commands commands, Register register, InstantSource clock) {
        this.commands = commands;
        this.register = register;
        this.clock = clock;
    }

    /** The policy but for the stop list, as it is set. */
    public record ShownPolicy(
            UnknownSenders unknownSenders,
            Bystanders bystanders,
            Originals originals,
            boolean requireAuthentication,
            List<String> authenticationServers,
            int perSenderAnHour) {}

    /** @param senders addresses, and domains with all below them, in their order */
    public record StopList(List<String> senders) {}

    /** @param version of policy and stop list together, the same as the {@code ETag} */
    public record PolicyAnswer(long version, @Nullable Boolean repeated) {}

    @Operation(
            summary = "What was decided about mail that comes in",
            description = "For DISPATCHER, MANAGER, ADMINISTRATOR, AUDITOR.")
    @GetMapping("/policy")
    public ResponseEntity<ShownPolicy> policy(
            @Parameter(hidden = true) Actor actor,
            @RequestHeader(name = DaftarPosition.HEADER, required = false) @Nullable String position) {
        maySee(actor);
        ResponseEntity.BodyBuilder answer = Answered.after(register, position);
        MailPolicy policy = register.reference().mailPolicy();
        return answer.header("ETag", etag(policy))
                .body(new ShownPolicy(
                        policy.unknownSenders(),
                        policy.bystanders(),
                        policy.originals(),
                        policy.requireAuthentication(),
                        policy.authenticationServers(),
                        policy.perSenderAnHour()));
    }

    @Operation(summary = "Whose mail is not taken", description = "For DISPATCHER, MANAGER, ADMINISTRATOR, AUDITOR.")
    @GetMapping("/stop-list")
    public ResponseEntity<StopList> stopList(
            @Parameter(hidden = true) Actor actor,
            @RequestHeader(name = DaftarPosition.HEADER, required = false) @Nullable String position) {
        maySee(actor);
        ResponseEntity.BodyBuilder answer = Answered.after(register, position);
        MailPolicy policy = register.reference().mailPolicy();
        return answer.header("ETag", etag(policy)).body(new StopList(List.copyOf(policy.stopped())));
    }

    @Operation(
            summary = "Decide about mail that comes in, all of it anew but for the stop list",
            description =
                    "For ADMINISTRATOR. unknownSenders: REGISTER provisionally, SET_ASIDE, or REFUSE, which keeps their"
                            + " mail as discarded. bystanders: what becomes of an answer by somebody who may not comment. originals:"
                            + " when the whole mail is attached. requireAuthentication: only what one of authenticationServers says to"
                            + " come from the sender's domain (RFC 8601).")
    @PostMapping("/policy")
    public ResponseEntity<PolicyAnswer> setPolicy(@Parameter(hidden = true) Actor actor, HttpServletRequest request) {
        return send(POLICY, "/policy", actor, request);
    }

    @Operation(
            summary = "Put senders on the stop list",
            description = "For DISPATCHER, MANAGER, ADMINISTRATOR. Addresses, or domains with all below them.")
    @PostMapping("/stop-list/stop")
    public ResponseEntity<PolicyAnswer> stop(@Parameter(hidden = true) Actor actor, HttpServletRequest request) {
        return send(STOP, "/stop-list/stop", actor, request);
    }

    @Operation(summary = "Take senders off the stop list", description = "For DISPATCHER, MANAGER, ADMINISTRATOR.")
    @PostMapping("/stop-list/allow")
    public ResponseEntity<PolicyAnswer> allow(@Parameter(hidden = true) Actor actor, HttpServletRequest request) {
        return send(ALLOW, "/stop-list/allow", actor, request);
    }

    private ResponseEntity<PolicyAnswer> send(
            RecordFields fields, String path, Actor actor, HttpServletRequest request) {
        Conditions conditions = Conditions.of(request, actor, clock.instant());
        JsonNode body = Body.read(request);
        MailCommand command = fields.whole(body, Map.of(), MailCommand.class);
        Receipt receipt = commands.send(
                command,
                conditions.envelope(actor, conditions.commandId(actor), Body.fingerprint("POST", MAIL + path, body)));
        return Answers.to(receipt, 200).body(new PolicyAnswer(receipt.version(), Answers.repeated(receipt)));
    }

    private static String etag(MailPolicy policy) {
        return "\"" + policy.version() + "\"";
    }

    private static void maySee(Actor actor) {
        if (!actor.isAny(Role.DISPATCHER, Role.MANAGER, Role.ADMINISTRATOR, Role.AUDITOR)) {
            throw Refused.forbidden(
                    "not-allowed", "The mail policy is shown to DISPATCHER, MANAGER, ADMINISTRATOR and AUDITOR.");
        }
    }
}
