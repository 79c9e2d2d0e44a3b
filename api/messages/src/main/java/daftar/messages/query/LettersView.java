package daftar.messages.query;

import daftar.messages.outbox.LetterChannel;
import daftar.messages.outbox.LetterKind;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The letters about a ticket as the register holds them, in the order in which they were written. */
public record LettersView(String ticket, List<Letter> letters) {

    /** How a letter stands. */
    public enum Standing {
        /** It waits for its time, or for another try. */
        WAITING,
        SENT,
        GIVEN_UP,
        DROPPED,
        /** It was sent, and came back. */
        BOUNCED
    }

    /**
     * @param revision of the event that caused it
     * @param subject null where it cannot be read any more
     * @param text without its links, whose places are kept by {@code [[APPROVE]]} and so on; null where it cannot be read
     *     any more
     * @param at when it came to stand so
     * @param due when it is tried next; null where it is not
     * @param attempts that failed
     * @param reason why it was not sent, or not yet; null where there is none
     */
    public record Letter(
            String key,
            LetterKind kind,
            Named recipient,
            LetterChannel channel,
            String language,
            long revision,
            @Nullable String subject,
            @Nullable String text,
            Instant queuedAt,
            Standing standing,
            Instant at,
            @Nullable Instant due,
            int attempts,
            @Nullable String messageId,
            @Nullable String reason) {}
}
