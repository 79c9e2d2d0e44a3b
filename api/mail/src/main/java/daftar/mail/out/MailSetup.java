package daftar.mail.out;

import daftar.mail.OAuthTokens;
import daftar.messages.outbox.LetterChannel;
import java.net.URI;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How an installation sends letters.
 *
 * @param smtp the mail server; null where no mail is sent
 * @param oauth how tokens for it are got; null for a password
 * @param messenger what reaches telephones; null for nothing
 * @param domain of the Message-IDs; for ever
 * @param organisation what it calls itself
 * @param linkBase what links in letters begin with; null for no links
 * @param ticketUrl where a ticket is seen, with {@code {number}}; null for nowhere
 * @param connections letters that are handed over at once
 * @param perMinute letters a minute at most; 0 for as many as can be
 * @param giveUpAfter after that a letter is not tried any more
 * @param fromTheStart where nothing was ever sent, whether the past is told, too
 */
public record MailSetup(
        SmtpOffice.@Nullable Smtp smtp,
        OAuthTokens.@Nullable Grant oauth,
        HttpMessenger.@Nullable Gateway messenger,
        String domain,
        String organisation,
        @Nullable URI linkBase,
        @Nullable String ticketUrl,
        int connections,
        int perMinute,
        Duration giveUpAfter,
        boolean fromTheStart) {

    Set<LetterChannel> channels() {
        Set<LetterChannel> channels = EnumSet.noneOf(LetterChannel.class);
        if (smtp != null) {
            channels.add(LetterChannel.MAIL);
        }
        if (messenger != null) {
            channels.add(LetterChannel.MESSENGER);
        }
        return channels;
    }
}
