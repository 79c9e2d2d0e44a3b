package daftar.mail.in;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A mail as the desk understands it. Made by {@link MailParser} of any bytes whatsoever.
 *
 * @param messageId with its angle brackets; null where it has none
 * @param contentHash SHA-256, hex, of what the sender wrote: the same for each delivery of one mail, whatever servers put
 *     before it
 * @param sender the address in {@code From}; null where none can be read
 * @param recipients the addresses that it was sent to, of all headers that name them
 * @param subject in Unicode, on one line; empty for none
 * @param references {@code In-Reply-To} and {@code References}; empty for none
 * @param text all of its text, plain
 * @param answer the text without what it quotes and without a signature
 * @param html whether the text was HTML only
 * @param marks what its headers say of who sent it
 * @param report what it reports of another letter; null where it is no such report
 * @param authentication the {@code Authentication-Results} headers, the topmost first
 * @param notes on what could not be read
 * @param size bytes of the whole mail
 */
public record IncomingMail(
        @Nullable String messageId,
        String contentHash,
        @Nullable String sender,
        @Nullable String senderName,
        List<String> recipients,
        String subject,
        String references,
        String text,
        String answer,
        boolean html,
        List<Attachment> attachments,
        Marks marks,
        @Nullable DeliveryReport report,
        List<String> authentication,
        List<String> notes,
        int size) {

    public IncomingMail {
        recipients = List.copyOf(recipients);
        attachments = List.copyOf(attachments);
        authentication = List.copyOf(authentication);
        notes = List.copyOf(notes);
    }

    /**
     * @param name as the sender calls it; null for none
     * @param mediaType as the sender says, in lower case
     */
    public record Attachment(@Nullable String name, String mediaType, byte[] content) {}

    /**
     * What headers say of who sent it; null where a header is missing.
     *
     * @param autoSubmitted RFC 3834
     * @param suppress {@code X-Auto-Response-Suppress}, of Exchange
     * @param list {@code List-Id} or another header that only mailing lists have
     * @param returnPath the envelope's sender; {@code <>} for none, as bounces have it
     * @param autoReply a header that only machines write, by its name
     */
    public record Marks(
            @Nullable String autoSubmitted,
            @Nullable String precedence,
            @Nullable String suppress,
            @Nullable String list,
            @Nullable String returnPath,
            @Nullable String autoReply) {}

    /** Whether the ticket's text would be less than what came. */
    public boolean isMoreThan(String taken) {
        return html || !taken.strip().equals(text.strip());
    }
}
