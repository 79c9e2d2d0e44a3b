package daftar.app.mail;

import daftar.mail.OAuthTokens;
import daftar.mail.out.HttpMessenger;
import daftar.mail.out.MailSetup;
import daftar.mail.out.ReportLetters;
import daftar.mail.out.SmtpOffice;
import daftar.messages.directory.Reference;
import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How letters are sent, {@code daftar.mail.…}. Without {@code host} no mail is sent and none is kept for later.
 *
 * @param host the mail server; null for none
 * @param port null for 587, with {@code security=tls} 465, with {@code none} 25
 * @param security {@code starttls}, {@code tls} or {@code none}
 * @param user null for no login
 * @param from the desk's own address
 * @param fromName what people see in its place
 * @param replyTo where answers go, with the reply token put behind a plus sign; null where none are read
 * @param domain of the Message-IDs; null for that of {@code from}. Never to be changed
 * @param linkBase what links in letters begin with, {@code https://desk.example}; null for no links
 * @param ticketUrl where people see a ticket, with {@code {number}}; null for nowhere
 * @param connections letters that are handed over at once
 * @param perMinute letters a minute at most; 0 for as many as can be
 * @param giveUpAfter after that a letter is not tried any more
 * @param since {@code now}, or {@code start}: from where on letters are written the first time that mail is set up
 */
@ConfigurationProperties("daftar.mail")
public record MailSettings(
        @Nullable String host,
        @Nullable Integer port,
        @DefaultValue("starttls") SmtpOffice.Security security,
        @Nullable String user,
        @Nullable String password,
        @Nullable String from,
        @DefaultValue("Service Desk") String fromName,
        @Nullable String replyTo,
        @Nullable String domain,
        @Nullable URI linkBase,
        @Nullable String ticketUrl,
        @DefaultValue("4") int connections,
        @DefaultValue("0") int perMinute,
        @DefaultValue("3d") Duration giveUpAfter,
        @DefaultValue("now") Since since,
        @DefaultValue OAuth oauth,
        @DefaultValue Messenger messenger) {

    /** From where on letters are written the first time. */
    public enum Since {
        NOW,
        START
    }

    /** OAuth 2 in the place of a password. @param refreshToken null for client credentials */
    public record OAuth(
            @Nullable URI tokenUri,
            @Nullable String clientId,
            @Nullable String clientSecret,
            @Nullable String refreshToken,
            @Nullable String scope) {

        /** Null where OAuth 2 is not used. */
        public OAuthTokens.@Nullable Grant grant() {
            if (tokenUri == null) {
                return null;
            }
            if (clientId == null || clientSecret == null) {
                throw new IllegalStateException(
                        "daftar.mail.oauth.token-uri needs daftar.mail.oauth.client-id and …client-secret.");
            }
            return new OAuthTokens.Grant(tokenUri, clientId, clientSecret, refreshToken, scope);
        }

        @Override
        public String toString() {
            return "OAuth"; // never the secrets
        }
    }

    /** A gateway to SMS or messengers. @param url null for none */
    public record Messenger(@Nullable URI url, @Nullable String token) {
        @Override
        public String toString() {
            return "Messenger"; // never the secret
        }
    }

    /** Whether letters are sent at all. */
    public boolean isOn() {
        return host != null || messenger.url() != null;
    }

    /** How reports are written to people; null where no mail is sent. */
    public @Nullable ReportLetters reportLetters(Reference reference) {
        return host == null ? null : new ReportLetters(reference, fromName, linksBeginWith());
    }

    private @Nullable URI linksBeginWith() {
        return linkBase == null ? null : URI.create(linkBase.toString().replaceAll("/+$", ""));
    }

    /** @throws IllegalStateException naming the setting that is missing */
    MailSetup setup() {
        SmtpOffice.Smtp smtp = null;
        if (host != null) {
            if (from == null || from.indexOf('@') < 1) {
                throw new IllegalStateException(
                        "daftar.mail.host needs daftar.mail.from, the desk's own mail address.");
            }
            int usual =
                    switch (security) {
                        case TLS -> 465;
                        case STARTTLS -> 587;
                        case NONE -> 25;
                    };
            smtp = new SmtpOffice.Smtp(
                    host, port == null ? usual : port, security, user, password, from, fromName, replyTo);
        }
        if (ticketUrl != null && !ticketUrl.contains("{number}")) {
            throw new IllegalStateException("daftar.mail.ticket-url must have {number} in it.");
        }
        if (connections < 1 || connections > 64) {
            throw new IllegalStateException("daftar.mail.connections must be 1 to 64.");
        }
        return new MailSetup(
                smtp,
                oauth.grant(),
                messenger.url() == null ? null : new HttpMessenger.Gateway(messenger.url(), messenger.token()),
                domainName(),
                fromName,
                linksBeginWith(),
                ticketUrl,
                connections,
                perMinute,
                giveUpAfter,
                since == Since.START);
    }

    /** Of the Message-IDs. */
    public String domainName() {
        if (domain != null) {
            return domain;
        }
        return from == null ? "daftar.invalid" : from.substring(from.indexOf('@') + 1);
    }

    @Override
    public String toString() {
        return "MailSettings"; // never the secrets
    }
}
