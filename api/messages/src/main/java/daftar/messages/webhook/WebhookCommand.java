package daftar.messages.webhook;

import daftar.messages.Command;
import daftar.messages.Text;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is asked of a webhook. {@code webhook} is its id and stream, {@code webhook-<uuid>}. */
public sealed interface WebhookCommand extends Command {

    String webhook();

    @Override
    default String stream() {
        return webhook();
    }

    /**
     * Has events sent to a receiver, from now on.
     *
     * @param owner whose sight of tickets decides what is sent
     * @param url where they are sent; a text, since addresses of receivers often hold a secret
     * @param types stable names of events; empty for all
     * @param description what it is for; null for nothing
     * @param secret the key of its signatures, {@code whsec_…}
     */
    record RegisterWebhook(
            String webhook,
            String owner,
            Text url,
            List<String> types,
            @Nullable Text description,
            Text secret) implements WebhookCommand {
        public RegisterWebhook {
            types = orEmpty(types);
        }
    }

    /** All of it anew; owner and secret stay. */
    record ChangeWebhook(
            String webhook,
            Text url,
            List<String> types,
            @Nullable Text description) implements WebhookCommand {
        public ChangeWebhook {
            types = orEmpty(types);
        }
    }

    /** Nothing is sent until it is resumed; nothing is lost. @param reason why; the clock's is GONE */
    record PauseWebhook(
            String webhook, PauseReason reason, @Nullable Text remark) implements WebhookCommand {}

    /** It goes on where it was. */
    record ResumeWebhook(String webhook) implements WebhookCommand {}

    /** Signs by a new key from now on, and by the old one beside it for a day. */
    record RotateSecret(String webhook, Text secret) implements WebhookCommand {}

    /** For ever; what is behind is not sent any more. */
    record RemoveWebhook(String webhook) implements WebhookCommand {}

    /**
     * One event is not sent, so that those of its ticket behind it are.
     *
     * @param event the event's id
     */
    record SkipWebhookEvent(String webhook, String event, Text reason) implements WebhookCommand {}

    /** Sends again what came after a position of the log. */
    record ReplayWebhook(String webhook, long after) implements WebhookCommand {}

    private static List<String> orEmpty(@Nullable List<String> list) {
        return list == null ? List.of() : List.copyOf(list);
    }
}
