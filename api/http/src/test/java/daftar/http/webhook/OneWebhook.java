package daftar.http.webhook;

import daftar.messages.Refused;
import daftar.messages.Text;
import daftar.messages.webhook.Receivers;
import daftar.messages.webhook.Webhook;
import daftar.messages.webhook.Webhook.Secret;
import daftar.messages.webhook.WebhookEvent.Delivery;
import daftar.messages.webhook.WebhookEvent.Held;
import daftar.messages.webhook.WebhookStanding;
import daftar.messages.webhook.WebhookStanding.Standings;
import daftar.messages.webhook.Webhooks;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A webhook of an integration's person, with one ticket that waits. */
public final class OneWebhook implements Webhooks, Receivers, Standings {

    static final String ID = "webhook-01a22408-9621-7b25-aa1e-c65b9f49c2fa";
    static final String WAITED_FOR = "4b05e742-c08f-470f-991c-799f128da130";

    private static final Held HELD = new Held("ticket-1", "T-1", 3, WAITED_FOR, "CommentAdded", Instant.EPOCH, null);

    @Override
    public @Nullable Webhook webhook(String id) {
        return id.equals(ID) ? webhooks().getFirst() : null;
    }

    @Override
    public List<Webhook> webhooks() {
        return List.of(new Webhook(
                ID,
                4,
                "person-robot",
                Text.of("https://board.example.org/hook?token=s3cret"),
                List.of(),
                null,
                List.of(new Secret(Text.of("whsec_never-shown"), null)),
                null,
                false,
                "person-administrator",
                Instant.EPOCH,
                17,
                Set.of(),
                null));
    }

    @Override
    public void check(String url) {
        if (url.contains("10.0.0.1")) {
            throw Refused.invalid("address-not-allowed", "url", "10.0.0.1 is not public.");
        }
    }

    @Override
    public Delivery test(Webhook webhook) {
        return new Delivery(WAITED_FOR, "", "WebhookTest", Instant.EPOCH, 204, 7, null);
    }

    @Override
    public WebhookStanding of(Webhook webhook) {
        return new WebhookStanding(webhook.id(), 1, false, Instant.EPOCH, null, List.of(HELD), 9, List.of(), "cursor");
    }

    @Override
    public @Nullable Held held(Webhook webhook, String event) {
        return event.equals(WAITED_FOR) ? HELD : null;
    }
}
