package daftar.domain.outbox;

import daftar.messages.outbox.OutboxEvent;
import daftar.messages.outbox.OutboxEvent.LetterBounced;
import daftar.messages.outbox.OutboxEvent.LetterDropped;
import daftar.messages.outbox.OutboxEvent.LetterFailed;
import daftar.messages.outbox.OutboxEvent.LetterGivenUp;
import daftar.messages.outbox.OutboxEvent.LetterQueued;
import daftar.messages.outbox.OutboxEvent.LetterSent;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a decision about letters needs: how each stands, by its key. Immutable.
 *
 * @param sent the keys of those that were sent and did not come back, by their Message-IDs
 */
record Outbox(Map<String, Standing> letters, Map<String, String> sent) {

    private static final Outbox EMPTY = new Outbox(Map.of(), Map.of());

    /** How a letter stands. @param settled whether it is not tried any more @param attempts that failed */
    record Standing(boolean settled, int attempts) {}

    /** The fold: pure. */
    static Outbox after(@Nullable Outbox before, OutboxEvent event) {
        Map<String, Standing> letters = new HashMap<>((before == null ? EMPTY : before).letters);
        Map<String, String> sent = new HashMap<>((before == null ? EMPTY : before).sent);
        switch (event) {
            case LetterQueued e -> letters.put(e.key(), new Standing(false, 0));
            case LetterSent e -> {
                letters.put(e.key(), new Standing(true, 0));
                if (e.messageId() != null) {
                    sent.put(e.messageId(), e.key());
                }
            }
            // one bounce of a letter is enough to know
            case LetterBounced e -> sent.values().remove(e.key());
            case LetterFailed e -> letters.put(e.key(), new Standing(false, e.attempt()));
            case LetterGivenUp e -> letters.put(e.key(), new Standing(true, e.attempt()));
            case LetterDropped e -> letters.put(e.key(), new Standing(true, 0));
        }
        return new Outbox(letters, sent);
    }
}
