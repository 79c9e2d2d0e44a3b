package daftar.messages.webhook;

import daftar.messages.Event;
import daftar.messages.Text;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What happened to a webhook. */
public sealed interface WebhookEvent extends Event {

    /**
     * @param owner whose sight of tickets decides what is sent
     * @param types stable names of events; empty for all
     * @param secret the key of its signatures, {@code whsec_…}
     */
    record WebhookRegistered(
            String owner,
            Text url,
            List<String> types,
            @Nullable Text description,
            Text secret) implements WebhookEvent {
        public WebhookRegistered {
            types = types == null ? List.of() : List.copyOf(types);
        }
    }

    /** All of it after the change. */
    record WebhookChanged(
            Text url, List<String> types, @Nullable Text description) implements WebhookEvent {
        public WebhookChanged {
            types = types == null ? List.of() : List.copyOf(types);
        }
    }

    record WebhookPaused(PauseReason reason, @Nullable Text remark) implements WebhookEvent {}

    record WebhookResumed() implements WebhookEvent {}

    /** @param oldUntil until when the key before signs beside the new one */
    record WebhookSecretRotated(Text secret, Instant oldUntil) implements WebhookEvent {}

    record WebhookRemoved() implements WebhookEvent {}

    /** @param event the id of the event that is not sent */
    record WebhookEventSkipped(String event, Text reason) implements WebhookEvent {}

    /** What came after this position of the log is sent again. */
    record WebhookReplayed(long after) implements WebhookEvent {}

    /**
     * How far the receiver is: the truth about what was delivered. In the stream {@code progress-<webhook>}, which keeps its
     * last event only.
     *
     * @param read up to this position of the log every event was accepted, skipped or not for the receiver, but for {@code
     *     held}
     * @param held tickets of which something up to {@code read} has not been accepted yet, each with the first such event;
     *     those after it in the same ticket wait for it
     * @param trouble of the receiver as a whole; null for none
     * @param replay the revision of the last {@link WebhookReplayed} that was followed; -1 for none
     * @param accepted how many deliveries were accepted so far
     * @param last the last deliveries, the newest first
     */
    record WebhookProgressed(
            long read, List<Held> held, @Nullable Trouble trouble, long replay, long accepted, List<Delivery> last)
            implements WebhookEvent {
        public WebhookProgressed {
            held = held == null ? List.of() : List.copyOf(held);
            last = last == null ? List.of() : List.copyOf(last);
        }
    }

    /**
     * Where a ticket waits.
     *
     * @param revision of the first event that was not accepted
     * @param event its id
     * @param occurredAt its business time
     * @param trouble why; null where it was only not its turn yet
     */
    record Held(
            String ticket,
            String number,
            long revision,
            String event,
            String type,
            Instant occurredAt,
            @Nullable Trouble trouble) {}

    /**
     * What goes wrong again and again.
     *
     * @param attempts how often in a row
     * @param error what the receiver answered or why it was not reached; never what it said
     * @param nextTryAt when it is tried again
     */
    record Trouble(int attempts, Instant since, String error, Instant nextTryAt) {}

    /**
     * One attempt.
     *
     * @param status of the receiver's answer; null where there was none
     * @param millis how long it took
     * @param error null where it was accepted
     */
    record Delivery(
            String event,
            String ticket,
            String type,
            Instant at,
            @Nullable Integer status,
            long millis,
            @Nullable String error) {}
}
