package daftar.http.webhook;

import daftar.http.request.Body;
import daftar.http.request.Conditions;
import daftar.http.request.RecordFields;
import daftar.http.webhook.WebhookRequest.Change;
import daftar.http.webhook.WebhookRequest.Nothing;
import daftar.http.webhook.WebhookRequest.Pause;
import daftar.http.webhook.WebhookRequest.Replay;
import daftar.http.webhook.WebhookRequest.Skip;
import daftar.http.write.Answers;
import daftar.messages.Actor;
import daftar.messages.Commands;
import daftar.messages.Receipt;
import daftar.messages.Refused;
import daftar.messages.Text;
import daftar.messages.feed.FeedCursor;
import daftar.messages.webhook.PauseReason;
import daftar.messages.webhook.Receivers;
import daftar.messages.webhook.Webhook;
import daftar.messages.webhook.WebhookCommand;
import daftar.messages.webhook.WebhookCommand.*;
import daftar.messages.webhook.WebhookEvent.Delivery;
import daftar.messages.webhook.WebhookStanding.Standings;
import daftar.messages.webhook.Webhooks;
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
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/** Keeps webhooks. Their keys are made here, shown once, and go on as texts to be sealed. */
@RestController
@RequestMapping(path = WebhookCommandController.WEBHOOKS, produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "webhooks")
public final class WebhookCommandController {

    static final String WEBHOOKS = "/api/webhooks";
    static final RecordFields REGISTER = RecordFields.of(WebhookRequest.class);
    static final RecordFields CHANGE = RecordFields.of(Change.class);
    static final RecordFields PAUSE = RecordFields.of(Pause.class);
    static final RecordFields SKIP = RecordFields.of(Skip.class);
    static final RecordFields REPLAY = RecordFields.of(Replay.class);
    static final RecordFields NOTHING = RecordFields.of(Nothing.class);

    private static final String WHO = "For ADMINISTRATOR; for MANAGER where it is their own. ";
    private static final String KEY_PREFIX = "whsec_";
    private static final int KEY_BYTES = 32;

    private final Commands commands;
    private final ShownWebhooks webhooks;
    private final Receivers receivers;
    private final Standings standings;
    private final InstantSource clock;
    private final SecureRandom random = new SecureRandom();

    public WebhookCommandController(
            Commands commands, Webhooks webhooks, Receivers receivers, Standings standings, InstantSource clock) {
        this.commands = commands;
        this.webhooks = new ShownWebhooks(webhooks);
        this.receivers = receivers;
        this.standings = standings;
        this.clock = clock;
    }

    @Operation(
            operationId = "registerWebhook",
            summary = "Register a webhook",
            description = WHO
                    + "Events from now on are sent to url, as far as the owner may see them: owner is who asks, or, where an"
                    + " ADMINISTRATOR does, somebody who neither approves, oversees nor administers. The answer holds the"
                    + " key of the signatures (Standard Webhooks) as secret, which is never shown again.")
    @PostMapping
    public ResponseEntity<WebhookAnswer> register(@Parameter(hidden = true) Actor actor, HttpServletRequest request) {
        Instant now = clock.instant();
        Conditions conditions = Conditions.ofNew("webhook", request, actor, now);
        JsonNode body = Body.read(request);
        WebhookRequest wish = read(REGISTER, WebhookRequest.class, body);
        webhooks.to(actor);
        check(wish.url());
        UUID commandId = conditions.commandId(actor);
        String id = "webhook-" + conditions.newId(commandId, now);
        String secret = newKey();
        WebhookCommand command = new RegisterWebhook(
                id,
                wish.owner() == null ? actor.person() : wish.owner(),
                wish.url(),
                wish.types(),
                wish.description(),
                Text.of(secret));
        Receipt receipt =
                commands.send(command, conditions.envelope(actor, commandId, Body.fingerprint("POST", WEBHOOKS, body)));
        return Answers.to(receipt, 201)
                .header("Location", WEBHOOKS + "/" + receipt.stream())
                .body(answer(receipt, secret));
    }

    @Operation(operationId = "changeWebhook", summary = "Change all of a webhook but its owner", description = WHO)
    @PostMapping("/{id}/change")
    public ResponseEntity<WebhookAnswer> change(
            @Parameter(hidden = true) Actor actor, @PathVariable String id, HttpServletRequest request) {
        JsonNode body = Body.read(request);
        Change wish = read(CHANGE, Change.class, body);
        webhooks.to(actor);
        check(wish.url());
        return send(
                new ChangeWebhook(id, wish.url(), wish.types(), wish.description()),
                "change",
                null,
                body,
                actor,
                request);
    }

    @Operation(
            operationId = "pauseWebhook",
            summary = "Send nothing for a while",
            description = WHO + "Nothing is lost: it goes on where it was.")
    @PostMapping("/{id}/pause")
    public ResponseEntity<WebhookAnswer> pause(
            @Parameter(hidden = true) Actor actor, @PathVariable String id, HttpServletRequest request) {
        JsonNode body = Body.read(request);
        Pause wish = read(PAUSE, Pause.class, body);
        return send(new PauseWebhook(id, PauseReason.ASKED, wish.remark()), "pause", null, body, actor, request);
    }

    @Operation(operationId = "resumeWebhook", summary = "Go on where it was", description = WHO)
    @PostMapping("/{id}/resume")
    public ResponseEntity<WebhookAnswer> resume(
            @Parameter(hidden = true) Actor actor, @PathVariable String id, HttpServletRequest request) {
        JsonNode body = Body.read(request);
        read(NOTHING, Nothing.class, body);
        return send(new ResumeWebhook(id), "resume", null, body, actor, request);
    }

    @Operation(
            operationId = "rotateWebhookSecret",
            summary = "Sign by a new key",
            description = WHO + "The one before signs beside it for a day. The answer holds the new one, once.")
    @PostMapping("/{id}/rotate-secret")
    public ResponseEntity<WebhookAnswer> rotate(
            @Parameter(hidden = true) Actor actor, @PathVariable String id, HttpServletRequest request) {
        JsonNode body = Body.read(request);
        read(NOTHING, Nothing.class, body);
        String secret = newKey();
        return send(new RotateSecret(id, Text.of(secret)), "rotate-secret", secret, body, actor, request);
    }

    @Operation(operationId = "removeWebhook", summary = "Remove a webhook, for ever", description = WHO)
    @PostMapping("/{id}/remove")
    public ResponseEntity<WebhookAnswer> remove(
            @Parameter(hidden = true) Actor actor, @PathVariable String id, HttpServletRequest request) {
        JsonNode body = Body.read(request);
        read(NOTHING, Nothing.class, body);
        return send(new RemoveWebhook(id), "remove", null, body, actor, request);
    }

    @Operation(
            operationId = "skipWebhookEvent",
            summary = "Do not send one event",
            description =
                    WHO + "The one that its ticket waits for; those behind it are sent then. Who did so and why is"
                            + " kept.")
    @PostMapping("/{id}/skip")
    public ResponseEntity<WebhookAnswer> skip(
            @Parameter(hidden = true) Actor actor, @PathVariable String id, HttpServletRequest request) {
        JsonNode body = Body.read(request);
        Skip wish = read(SKIP, Skip.class, body);
        Webhook webhook = webhooks.one(actor, id);
        if (!webhook.skipped().contains(wish.event()) && standings.held(webhook, wish.event()) == null) {
            throw new Refused(
                    Refused.Kind.CONFLICT,
                    "not-waited-for",
                    "event",
                    "No ticket waits for this event; `behind` lists those that are waited for.");
        }
        return send(new SkipWebhookEvent(id, wish.event(), wish.reason()), "skip", null, body, actor, request);
    }

    @Operation(
            operationId = "replayWebhook",
            summary = "Send again what came after a place",
            description =
                    WHO + "after is a cursor of the feed. Events keep their ids, by which receivers know them again.")
    @PostMapping("/{id}/replay")
    public ResponseEntity<WebhookAnswer> replay(
            @Parameter(hidden = true) Actor actor, @PathVariable String id, HttpServletRequest request) {
        JsonNode body = Body.read(request);
        Replay wish = read(REPLAY, Replay.class, body);
        long after = FeedCursor.read(wish.after(), "after");
        return send(new ReplayWebhook(id, after), "replay", null, body, actor, request);
    }

    @Operation(
            operationId = "testWebhook",
            summary = "Send a test",
            description =
                    WHO + "One event of the type WebhookTest, signed as all are, at once and once; the answer says"
                            + " what came of it. It is no event of the register.")
    @PostMapping("/{id}/test")
    public Delivery test(@Parameter(hidden = true) Actor actor, @PathVariable String id, HttpServletRequest request) {
        read(NOTHING, Nothing.class, Body.read(request));
        return receivers.test(webhooks.one(actor, id));
    }

    private ResponseEntity<WebhookAnswer> send(
            WebhookCommand command,
            String action,
            @Nullable String secret,
            JsonNode body,
            Actor actor,
            HttpServletRequest request) {
        // an id is a stream's name: without this, a wrong one would reach another kind of stream
        if (!ShownWebhooks.ID.matcher(command.webhook()).matches()) {
            throw ShownWebhooks.unknown();
        }
        Conditions conditions = Conditions.of(request, actor, clock.instant());
        String path = WEBHOOKS + "/" + command.webhook() + "/" + action;
        Receipt receipt = commands.send(
                command, conditions.envelope(actor, conditions.commandId(actor), Body.fingerprint("POST", path, body)));
        return Answers.to(receipt, 200).body(answer(receipt, secret));
    }

    private void check(Text url) {
        String readable = url.readable();
        if (readable != null) {
            receivers.check(readable);
        }
    }

    private String newKey() {
        byte[] bytes = new byte[KEY_BYTES];
        random.nextBytes(bytes);
        return KEY_PREFIX + Base64.getEncoder().encodeToString(bytes);
    }

    private static WebhookAnswer answer(Receipt receipt, @Nullable String secret) {
        return new WebhookAnswer(
                receipt.stream(), receipt.version(), receipt.repeated() ? null : secret, Answers.repeated(receipt));
    }

    private static <T> T read(RecordFields fields, Class<T> type, JsonNode body) {
        return fields.whole(body, Map.of(), type);
    }
}
