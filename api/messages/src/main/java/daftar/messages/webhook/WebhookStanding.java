package daftar.messages.webhook;

import daftar.messages.webhook.WebhookEvent.Delivery;
import daftar.messages.webhook.WebhookEvent.Held;
import daftar.messages.webhook.WebhookEvent.Trouble;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where a receiver is.
 *
 * @param behind events that it may have and has not accepted
 * @param atLeast whether there may be more: only so much of the log was looked through
 * @param oldest when the oldest of them occurred; null for none
 * @param trouble of the receiver as a whole; null for none
 * @param tickets those of which something waits, those in trouble first
 * @param position a cursor of the feed: what came after it has not been looked at yet
 */
public record WebhookStanding(
        String webhook,
        long behind,
        boolean atLeast,
        @Nullable Instant oldest,
        @Nullable Trouble trouble,
        List<Held> tickets,
        long accepted,
        List<Delivery> last,
        String position) {

    /** Tells where receivers are. */
    public interface Standings {

        WebhookStanding of(Webhook webhook);

        /** The event of this id, where a ticket waits for it; null where none does. */
        @Nullable Held held(Webhook webhook, String event);
    }
}
