package daftar.reference;

import daftar.messages.Recorded;
import daftar.messages.webhook.Webhook;
import daftar.messages.webhook.Webhooks;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.pcollections.PSortedMap;
import org.pcollections.TreePMap;

/** The webhooks at one place of the log: immutable, and cheap to go on from. */
public final class WebhookState implements Webhooks {

    private static final String STREAMS = "webhook-";

    /** Nothing has happened yet. */
    public static final WebhookState EMPTY = new WebhookState(TreePMap.empty());

    private final PSortedMap<String, Webhook> webhooks;

    private WebhookState(PSortedMap<String, Webhook> webhooks) {
        this.webhooks = webhooks;
    }

    /** The fold: pure; events of other streams change nothing. */
    public static WebhookState evolve(WebhookState state, Recorded recorded) {
        if (!recorded.stream().startsWith(STREAMS)) {
            return state;
        }
        Webhook before = state.webhooks.get(recorded.stream());
        Webhook after = Webhook.evolve(before, recorded);
        if (after == null || after == before) {
            return state;
        }
        return new WebhookState(
                after.removed() ? state.webhooks.minus(after.id()) : state.webhooks.plus(after.id(), after));
    }

    @Override
    public @Nullable Webhook webhook(String id) {
        return webhooks.get(id);
    }

    @Override
    public List<Webhook> webhooks() {
        return List.copyOf(webhooks.values());
    }
}
