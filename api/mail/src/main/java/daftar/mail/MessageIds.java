package daftar.mail;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The Message-IDs of what the desk mails. They are made from what the letter is, so that one that is sent twice has the
 * same id twice, and mail programs show it once:
 *
 * <ul>
 *   <li>a letter about a ticket: {@code <ticket-0190….letter.8f3a…@desk.example>}: the ticket's id, and 16 hex digits of the
 *       SHA-256 of the letter's key;
 *   <li>the thread of a ticket, which all of its letters refer to: {@code <ticket-0190….thread@desk.example>};
 *   <li>a letter without a ticket: {@code <outbox-report-….letter.8f3a…@desk.example>}.
 * </ul>
 *
 * <p>Whoever reads them tells the ticket by its id alone. They can be made up by anybody, so they say which ticket is meant
 * and never that somebody may write to it; {@link ReplyTokens} are keyed.
 */
public final class MessageIds {

    private static final Pattern TICKET = Pattern.compile(
            "<(ticket-[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\\.(?:thread|letter\\.[0-9a-f]{16})@([^<>@\\s]+)>",
            Pattern.CASE_INSENSITIVE);

    private final String domain;

    /** @param domain behind the at sign, {@code desk.example}; of the installation, for ever */
    public MessageIds(String domain) {
        this.domain = domain.toLowerCase(Locale.ROOT);
    }

    /** @param about the ticket's id, or whatever else the outbox is of @param key of the letter */
    public String of(String about, String key) {
        return "<" + about + ".letter." + digest(key) + "@" + domain + ">";
    }

    /** What all letters about this refer to. */
    public String threadOf(String about) {
        return "<" + about + ".thread@" + domain + ">";
    }

    /**
     * The ticket that an {@code In-Reply-To} or {@code References} speaks of: that of the last of our ids in it, which is
     * the one that is answered; null for none.
     */
    public @Nullable String ticketIn(@Nullable String header) {
        if (header == null) {
            return null;
        }
        String ticket = null;
        Matcher found = TICKET.matcher(header);
        while (found.find()) {
            if (found.group(2).toLowerCase(Locale.ROOT).equals(domain)) {
                ticket = found.group(1).toLowerCase(Locale.ROOT);
            }
        }
        return ticket;
    }

    private static String digest(String key) {
        try {
            byte[] sum = MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(sum, 0, 8);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this JDK has no SHA-256", e);
        }
    }
}
