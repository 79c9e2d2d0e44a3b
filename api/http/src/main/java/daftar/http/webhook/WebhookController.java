package daftar.http.webhook;

import daftar.http.DaftarPosition;
import daftar.http.directory.Answered;
import daftar.http.directory.Page;
import daftar.http.directory.Register;
import daftar.messages.Actor;
import daftar.messages.Text;
import daftar.messages.webhook.PauseReason;
import daftar.messages.webhook.Webhook;
import daftar.messages.webhook.WebhookStanding;
import daftar.messages.webhook.WebhookStanding.Standings;
import daftar.messages.webhook.Webhooks;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Shows webhooks, and where their receivers are. */
@RestController
@RequestMapping(path = WebhookCommandController.WEBHOOKS, produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "webhooks", description = "Events sent to other systems, signed, in order per ticket")
public final class WebhookController {

    private static final String WHO = "For ADMINISTRATOR; for MANAGER their own.";

    private final ShownWebhooks webhooks;
    private final Standings standings;
    private final Register register;

    public WebhookController(Webhooks webhooks, Standings standings, Register register) {
        this.webhooks = new ShownWebhooks(webhooks);
        this.standings = standings;
        this.register = register;
    }

    /**
     * A webhook as it is shown, without its keys.
     *
     * @param url without its query to others than the owner: addresses of receivers often hold a secret there
     * @param state {@code ACTIVE}, {@code PAUSED} or {@code GONE}
     * @param oldKeyUntil until when the key before signs, too; null where only one does
     */
    public record ShownWebhook(
            String id,
            String owner,
            @Nullable String url,
            List<String> types,
            @Nullable String description,
            String state,
            String registeredBy,
            Instant registeredAt,
            @Nullable Instant oldKeyUntil) {}

    @Operation(summary = "Webhooks, in the order of their ids", description = WHO)
    @GetMapping
    public ResponseEntity<Page<ShownWebhook>> webhooks(
            @Parameter(hidden = true) Actor actor,
            @RequestParam(required = false) @Nullable String after,
            @RequestParam(defaultValue = "100") int limit,
            @RequestHeader(name = DaftarPosition.HEADER, required = false) @Nullable String position) {
        ResponseEntity.BodyBuilder answer = Answered.after(register, position);
        return answer.body(Page.of(webhooks.to(actor), Webhook::id, after, limit, webhook -> shown(webhook, actor)));
    }

    @Operation(summary = "A webhook", description = WHO + " The ETag is its version, for If-Match of a change.")
    @GetMapping("/{id}")
    public ResponseEntity<ShownWebhook> webhook(
            @Parameter(hidden = true) Actor actor,
            @PathVariable String id,
            @RequestHeader(name = DaftarPosition.HEADER, required = false) @Nullable String position) {
        ResponseEntity.BodyBuilder answer = Answered.after(register, position);
        Webhook webhook = webhooks.one(actor, id);
        return answer.header("ETag", "\"" + webhook.version() + "\"").body(shown(webhook, actor));
    }

    @Operation(
            summary = "What a receiver has not got yet",
            description = WHO
                    + " How many events wait and since when, what is wrong with the receiver as a whole and with single"
                    + " tickets, when it is tried again, and the last deliveries. A second behind at most.")
    @GetMapping("/{id}/behind")
    public ResponseEntity<WebhookStanding> behind(
            @Parameter(hidden = true) Actor actor,
            @PathVariable String id,
            @RequestHeader(name = DaftarPosition.HEADER, required = false) @Nullable String position) {
        ResponseEntity.BodyBuilder answer = Answered.after(register, position);
        return answer.body(standings.of(webhooks.one(actor, id)));
    }

    private static ShownWebhook shown(Webhook webhook, Actor actor) {
        String url = webhook.url().readable();
        PauseReason paused = webhook.paused();
        return new ShownWebhook(
                webhook.id(),
                webhook.owner(),
                url == null || webhook.owner().equals(actor.person()) ? url : withoutQuery(url),
                webhook.types(),
                Text.read(webhook.description()),
                paused == null ? "ACTIVE" : paused == PauseReason.GONE ? "GONE" : "PAUSED",
                webhook.registeredBy(),
                webhook.registeredAt(),
                webhook.secrets().getLast().until());
    }

    private static String withoutQuery(String url) {
        int query = url.indexOf('?');
        return query < 0 ? url : url.substring(0, query);
    }
}
