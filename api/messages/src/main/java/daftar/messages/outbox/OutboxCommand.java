package daftar.messages.outbox;

import daftar.messages.Command;
import daftar.messages.Text;
import daftar.messages.outbox.OutboxEvent.DropReason;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What Daftar asks of an outbox; {@code outbox} is its stream. People have no commands here. */
public sealed interface OutboxCommand extends Command {

    String outbox();

    @Override
    default String stream() {
        return outbox();
    }

    /** The outbox of a ticket, a person or a report. @param id such as {@code ticket-0190…} or {@code report-…} */
    static String outboxOf(String id) {
        return "outbox-" + id;
    }

    /**
     * Has a letter sent. Twice with the same key does nothing.
     *
     * @param key made from what causes the letter, unique in the outbox
     * @param recipient a person's id
     * @param language BCP 47
     * @param number of the ticket; null without one
     * @param revision of the event that caused it; -1 without a ticket
     * @param html an HTML fragment; null to make it from the text
     * @param notBefore null for at once
     */
    record QueueLetter(
            String outbox,
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
            implements OutboxCommand {
        public QueueLetter {
            links = links == null ? List.of() : List.copyOf(links);
        }

        /** A letter by mail that is not about a ticket. */
        public static QueueLetter of(
                String outbox,
                String key,
                LetterKind kind,
                String recipient,
                String language,
                String subject,
                String text,
                @Nullable String html,
                @Nullable Instant notBefore,
                boolean digest) {
            return new QueueLetter(
                    outbox,
                    key,
                    kind,
                    recipient,
                    LetterChannel.MAIL,
                    language,
                    null,
                    -1,
                    Text.of(subject),
                    Text.of(text),
                    Text.ofNullable(html),
                    List.of(),
                    null,
                    notBefore,
                    digest);
        }
    }

    /** @param messageId null where it has none */
    record RecordLetterSent(
            String outbox, String key, @Nullable String messageId, Instant acceptedAt) implements OutboxCommand {}

    /** @param attempt from 1 @param retryAt null to give it up */
    record RecordLetterFailure(
            String outbox,
            String key,
            int attempt,
            Text reason,
            @Nullable Instant retryAt) implements OutboxCommand {}

    /**
     * The mail system says that it could not deliver a letter that it had accepted.
     *
     * @param messageId of the letter @param reason what it said
     */
    record RecordBounce(String outbox, String messageId, Text reason) implements OutboxCommand {}

    record DropLetter(String outbox, String key, DropReason reason) implements OutboxCommand {}
}
