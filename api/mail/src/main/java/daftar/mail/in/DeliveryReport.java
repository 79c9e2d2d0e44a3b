package daftar.mail.in;

import org.jspecify.annotations.Nullable;

/**
 * What a mail system says about a letter that it had been given (RFC 3464, and what older systems write instead).
 *
 * @param failed true once it is not tried any more
 * @param status such as {@code 5.1.1}; null where none was said
 * @param diagnostic what the other side answered; null where none was said
 * @param messageId of the letter that it is about, with its angle brackets; null where it does not say
 */
public record DeliveryReport(
        boolean failed,
        @Nullable String status,
        @Nullable String diagnostic,
        @Nullable String messageId) {

    /** One line for people. */
    public String said() {
        String why = diagnostic == null ? "" : diagnostic;
        String code = status == null ? "" : status;
        String said = (code + " " + why).strip();
        return said.isEmpty() ? "undeliverable" : said;
    }
}
