package daftar.messages.outbox;

import daftar.messages.Event;
import daftar.messages.Text;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What became of the letters about one thing. The streams are {@code outbox-<ticket id>}, and {@code outbox-person-…}, {@code
 * outbox-report-…} for letters without a ticket. A letter is named by its key, unique in its stream.
 */
public sealed interface OutboxEvent extends Event {

    /**
     * A letter is to be sent.
     *
     * @param key unique in the stream, made from what caused it, so that nothing is queued twice
     * @param recipient a person's id; their address is looked up when it is sent
     * @param language BCP 47
     * @param number of the ticket, by which an answer finds it; null without a ticket
     * @param revision of the event that caused it, in the ticket's stream; -1 without a ticket
     * @param text without any link; a link's place is kept by {@code [[APPROVE]]} and so on
     * @param html the body as an HTML fragment; null to make it from the text
     * @param inReplyTo the Message-ID that it answers; null for none
     * @param notBefore because of the recipient's digest or quiet hours; null for at once
     * @param digest whether it waits for the recipient's digest and goes with the others that do
     */
    record LetterQueued(
            String key,
            LetterKind kind,
            String recipient,
            LetterChannel channel,
            String language,
            @Nullable String number,
            long revision,
            Text subject,
            Text text,
            @Nullable Text html,
            List<LetterLink> links,
            @Nullable String inReplyTo,
            @Nullable Instant notBefore,
            boolean digest)
            implements OutboxEvent {
        public LetterQueued {
            links = links == null ? List.of() : List.copyOf(links);
        }
    }

    /** The mail server, or the messenger, has accepted it. @param messageId null where it has none */
    record LetterSent(String key, @Nullable String messageId, Instant acceptedAt) implements OutboxEvent {}

    /** It was not accepted, and is tried again. @param attempt from 1 @param reason what the other side said */
    record LetterFailed(String key, int attempt, Text reason, Instant retryAt) implements OutboxEvent {}

    /** It is not tried again. @param reason what the other side said */
    record LetterGivenUp(String key, int attempt, Text reason) implements OutboxEvent {}

    /** It was accepted, and came back. @param reason what the mail system said */
    record LetterBounced(String key, Text reason) implements OutboxEvent {}

    /** It is not sent, because things have changed since it was queued. */
    record LetterDropped(String key, DropReason reason) implements OutboxEvent {}

    /** Why a letter was not sent. */
    enum DropReason {
        /** The person does not want such letters any more. */
        NOT_WANTED,
        /** The person has no address, or no number, any more. */
        NO_ADDRESS,
        /** The person was deactivated. */
        DEACTIVATED,
        /** What the letter asks for has been done. */
        SETTLED
    }
}
