package daftar.http.access;

import daftar.http.request.Body;
import daftar.http.request.Conditions;
import daftar.http.request.Faults;
import daftar.http.request.RecordFields;
import daftar.http.security.BearerTokens;
import daftar.http.write.Answers;
import daftar.messages.Actor;
import daftar.messages.Commands;
import daftar.messages.Receipt;
import daftar.messages.Refused;
import daftar.messages.access.AccessCommand;
import daftar.messages.access.AccessCommand.CreateToken;
import daftar.messages.access.AccessCommand.RevokeToken;
import daftar.messages.access.Secrets;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/** Makes and revokes API tokens. A token's secret is made here, shown once, and only its hash goes on. */
@RestController
@RequestMapping(path = TokenController.TOKENS, produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "access", description = "API tokens and the first administrator")
public final class TokenController {

    static final String TOKENS = "/api/tokens";
    static final RecordFields CREATE = RecordFields.of(TokenRequest.class);

    static final Pattern ID = Pattern.compile("token-[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");
    private static final int SECRET_BYTES = 32;

    private final Commands commands;
    private final InstantSource clock;
    private final SecureRandom random = new SecureRandom();

    public TokenController(Commands commands, InstantSource clock) {
        this.commands = commands;
        this.clock = clock;
    }

    @Operation(
            summary = "Make an API token",
            description =
                    "For oneself; for an integration's person also an ADMINISTRATOR. The answer holds the token as"
                            + " secret, which is never shown again.")
    @PostMapping
    public ResponseEntity<TokenAnswer> create(@Parameter(hidden = true) Actor actor, HttpServletRequest request) {
        Instant now = clock.instant();
        Conditions conditions = Conditions.ofNew("token", request, actor, now);
        JsonNode body = Body.read(request);
        TokenRequest wish = CREATE.whole(body, Map.of(), TokenRequest.class);
        UUID commandId = conditions.commandId(actor);
        UUID id = conditions.newId(commandId, now);
        byte[] bytes = new byte[SECRET_BYTES];
        random.nextBytes(bytes);
        String secret = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        AccessCommand command = new CreateToken(
                "token-" + id,
                wish.person() == null ? actor.person() : wish.person(),
                wish.name(),
                wish.scopes(),
                wish.expiresAt(),
                Secrets.sha256(secret));
        Receipt receipt =
                commands.send(command, conditions.envelope(actor, commandId, Body.fingerprint("POST", TOKENS, body)));
        String token = BearerTokens.PREFIX + id.toString().replace("-", "") + "_" + secret;
        return answer(receipt, 201, receipt.repeated() ? null : token);
    }

    @Operation(
            summary = "Revoke an API token",
            description = "By whose it is, or an ADMINISTRATOR. Takes effect at once, on other nodes within a moment.")
    @PostMapping("/{id}/revoke")
    public ResponseEntity<TokenAnswer> revoke(
            @Parameter(hidden = true) Actor actor, @PathVariable String id, HttpServletRequest request) {
        Conditions conditions = Conditions.of(request, actor, clock.instant());
        JsonNode body = Body.read(request);
        Faults faults = new Faults();
        if (!body.isObject() || !body.isEmpty()) {
            faults.add("", "unknown-field", "Send an empty object; revoking takes no fields.");
        }
        faults.throwIfAny();
        if (!ID.matcher(id).matches()) {
            throw Refused.notFound("unknown-token", "There is no such token.");
        }
        String fingerprint = Body.fingerprint("POST", TOKENS + "/" + id + "/revoke", body);
        Receipt receipt = commands.send(
                new RevokeToken(id), conditions.envelope(actor, conditions.commandId(actor), fingerprint));
        return answer(receipt, 200, null);
    }

    private static ResponseEntity<TokenAnswer> answer(Receipt receipt, int status, @Nullable String secret) {
        return Answers.to(receipt, status)
                .body(new TokenAnswer(receipt.stream(), receipt.version(), secret, Answers.repeated(receipt)));
    }
}
