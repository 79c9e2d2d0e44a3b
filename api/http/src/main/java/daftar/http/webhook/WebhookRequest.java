package daftar.http.webhook;

import daftar.messages.Text;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A wish for a webhook.
 *
 * @param url where events are sent
 * @param owner whose sight of tickets decides what is sent; null for who asks
 * @param types only these; empty for all
 */
record WebhookRequest(
        Text url,
        @Nullable String owner,
        List<String> types,
        @Nullable Text description) {

    /** What may be changed later. */
    record Change(Text url, List<String> types, @Nullable Text description) {}

    /** Why it is paused. */
    record Pause(@Nullable Text remark) {}

    /** Which event is not sent. */
    record Skip(String event, Text reason) {}

    /** From where on to send again. @param after a cursor of the feed */
    record Replay(String after) {}

    /** No fields. */
    record Nothing() {}
}
