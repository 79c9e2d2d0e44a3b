package daftar.mail.out;

import daftar.mail.Certificates;
import daftar.mail.MessageIds;
import daftar.mail.OAuthTokens;
import daftar.mail.ReplyTokens;
import daftar.messages.outbox.LetterChannel;
import jakarta.mail.Address;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.SendFailedException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.URLName;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.IOException;
import java.io.UnsupportedEncodingException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Date;
import java.util.Properties;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.eclipse.angus.mail.smtp.SMTPSenderFailedException;
import org.jspecify.annotations.Nullable;
import org.springframework.mail.MailAuthenticationException;
import org.springframework.mail.MailException;
import org.springframework.mail.MailSendException;
import org.springframework.mail.javamail.JavaMailSenderImpl;
import org.springframework.mail.javamail.MimeMessageHelper;

/** Hands letters to a mail server by SMTP. The connection stays open from one letter to the next. */
public final class SmtpOffice implements PostOffice {

    private static final String TIMEOUT = Long.toString(Duration.ofSeconds(30).toMillis());

    private final Smtp smtp;
    private final MessageIds ids;
    private final ReplyTokens tokens;
    private final InstantSource clock;
    private final @Nullable OAuthTokens oauth;
    private final Sender sender;

    /**
     * How the mail server is reached.
     *
     * @param from the desk's own address
     * @param fromName what people see in its place; null for nothing
     * @param replyTo where answers go; null where none are read
     * @param password null with OAuth 2, or without a login
     */
    public record Smtp(
            String host,
            int port,
            Security security,
            @Nullable String user,
            @Nullable String password,
            String from,
            @Nullable String fromName,
            @Nullable String replyTo) {

        @Override
        public String toString() {
            return "SMTP at " + host + ":" + port; // never the password
        }
    }

    /** How the connection is made safe. */
    public enum Security {
        /** TLS from the beginning, as on port 465. */
        TLS,
        /** TLS after a plain beginning, and never without. */
        STARTTLS,
        /** None: for a server on this very machine. */
        NONE
    }

    SmtpOffice(Smtp smtp, MessageIds ids, ReplyTokens tokens, @Nullable OAuthTokens oauth, InstantSource clock) {
        this.smtp = smtp;
        this.ids = ids;
        this.tokens = tokens;
        this.clock = clock;
        this.oauth = oauth;
        this.sender = sender(smtp, oauth != null);
    }

    private static Sender sender(Smtp smtp, boolean oauth) {
        Sender sender = new Sender();
        sender.setHost(smtp.host);
        sender.setPort(smtp.port);
        sender.setDefaultEncoding(StandardCharsets.UTF_8.name());
        sender.setUsername(smtp.user);
        sender.setPassword(smtp.password);
        Properties properties = sender.getJavaMailProperties();
        properties.put("mail.smtp.connectiontimeout", TIMEOUT);
        properties.put("mail.smtp.timeout", TIMEOUT);
        properties.put("mail.smtp.writetimeout", TIMEOUT);
        properties.put("mail.smtp.auth", Boolean.toString(smtp.user != null));
        properties.put("mail.smtp.from", smtp.from);
        // what the server accepted only half is not accepted
        properties.put("mail.smtp.sendpartial", "false");
        switch (smtp.security) {
            case TLS -> {
                properties.put("mail.smtp.ssl.enable", "true");
                properties.put("mail.smtp.ssl.checkserveridentity", "true");
            }
            case STARTTLS -> {
                properties.put("mail.smtp.starttls.enable", "true");
                properties.put("mail.smtp.starttls.required", "true");
                properties.put("mail.smtp.ssl.checkserveridentity", "true");
            }
            case NONE -> {}
        }
        if (oauth) {
            properties.put("mail.smtp.auth.mechanisms", "XOAUTH2");
        }
        return sender;
    }

    @Override
    public LetterChannel channel() {
        return LetterChannel.MAIL;
    }

    @Override
    public Outcome deliver(Parcel parcel) {
        MimeMessage message;
        try {
            message = message(parcel);
        } catch (MessagingException | UnsupportedEncodingException malformed) {
            return new Outcome.Never("The letter could not be put together: " + malformed.getMessage());
        }
        try {
            if (oauth != null && !sender.isOpen()) {
                try {
                    sender.setPassword(oauth.accessToken());
                } catch (IOException none) {
                    return new Outcome.Away("There is no token for the mail server: "
                            + (none.getMessage() == null ? none.getClass().getSimpleName() : none.getMessage()));
                }
            }
            sender.send(message);
            return new Outcome.Accepted(ids.of(parcel.about(), parcel.key()));
        } catch (MailAuthenticationException refused) {
            if (oauth != null) {
                oauth.forget();
            }
            return new Outcome.Away("The mail server did not let the desk in.");
        } catch (MailSendException failed) {
            Exception why = failed.getFailedMessages().get(message);
            return why == null ? away(failed) : outcome(why);
        } catch (MailException failed) {
            return away(failed);
        }
    }

    private Outcome away(Exception failed) {
        sender.drop();
        String refused = Certificates.refusal(smtp.host + ":" + smtp.port, failed);
        if (refused != null) {
            return new Outcome.Away("The mail server cannot be trusted: " + refused);
        }
        Throwable cause = failed;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return new Outcome.Away(
                "The mail server cannot be reached: " + (cause.getMessage() == null ? cause : cause.getMessage()));
    }

    /** By the server's own answer to this letter: 4yz later, 5yz never, 421 and no answer at all nothing for now. */
    private Outcome outcome(Exception failed) {
        int code = -1;
        String reason = failed.getMessage();
        for (Exception each = failed; each != null; each = next(each)) {
            int said =
                    switch (each) {
                        case SMTPAddressFailedException address -> address.getReturnCode();
                        case SMTPSenderFailedException from -> from.getReturnCode();
                        case SMTPSendFailedException send -> send.getReturnCode();
                        default -> -1;
                    };
            if (said >= 400) {
                code = said;
                reason = each.getMessage();
            }
        }
        String told = reason == null ? failed.getClass().getSimpleName() : reason.strip();
        if (code == 421 || code < 0) {
            return failed instanceof SendFailedException && code < 0 ? new Outcome.Never(told) : away(failed);
        }
        return code >= 500 ? new Outcome.Never(told) : new Outcome.Later(told);
    }

    private static @Nullable Exception next(Exception failed) {
        return failed instanceof MessagingException messaging ? messaging.getNextException() : null;
    }

    private MimeMessage message(Parcel parcel) throws MessagingException, UnsupportedEncodingException {
        MimeMessage message = sender.createMimeMessage();
        String html = parcel.html();
        MimeMessageHelper helper = new MimeMessageHelper(message, false, StandardCharsets.UTF_8.name());
        helper.setFrom(named(smtp.from, smtp.fromName));
        helper.setTo(named(parcel.address(), parcel.name()));
        helper.setSentDate(Date.from(clock.instant()));
        String number = parcel.number();
        String token = number == null ? null : tokens.of(number);
        helper.setSubject(token == null ? parcel.subject() : "[" + token + "] " + parcel.subject());
        if (smtp.replyTo != null) {
            helper.setReplyTo(token == null ? smtp.replyTo : withToken(smtp.replyTo, token));
        }
        if (html == null) {
            helper.setText(parcel.text());
        } else {
            message.setContent(alternatives(parcel.text(), html));
        }
        message.setHeader("Message-ID", ids.of(parcel.about(), parcel.key()));
        String thread = ids.threadOf(parcel.about());
        String answered = parcel.inReplyTo();
        message.setHeader("In-Reply-To", answered == null ? thread : answered);
        message.setHeader("References", answered == null ? thread : thread + " " + answered);
        message.setHeader("Content-Language", parcel.language());
        // RFC 3834: nobody's absence is to answer this
        message.setHeader("Auto-Submitted", "auto-generated");
        message.setHeader("X-Auto-Response-Suppress", "All");
        if (parcel.bulk()) {
            message.setHeader("Precedence", "bulk");
        }
        URI unsubscribe = parcel.unsubscribe();
        if (unsubscribe != null) {
            message.setHeader("List-Unsubscribe", "<" + unsubscribe + ">");
            message.setHeader("List-Unsubscribe-Post", "List-Unsubscribe=One-Click");
        }
        return message;
    }

    /** The text, and in its place the HTML for whoever shows that; with nothing around them, as the helper would put. */
    private static MimeMultipart alternatives(String text, String html) throws MessagingException {
        MimeBodyPart plain = new MimeBodyPart();
        plain.setText(text, StandardCharsets.UTF_8.name());
        MimeBodyPart rich = new MimeBodyPart();
        rich.setText(html, StandardCharsets.UTF_8.name(), "html");
        return new MimeMultipart("alternative", plain, rich);
    }

    private static InternetAddress named(String address, @Nullable String name)
            throws MessagingException, UnsupportedEncodingException {
        InternetAddress strict = new InternetAddress(address, true);
        if (name != null) {
            strict.setPersonal(name.replaceAll("\\p{Cntrl}", " "), StandardCharsets.UTF_8.name());
        }
        return strict;
    }

    /** {@code desk@…} becomes {@code desk+T-1042-…@…}. */
    private static String withToken(String address, String token) {
        int at = address.lastIndexOf('@');
        return address.substring(0, at) + "+" + token + address.substring(at);
    }

    @Override
    public void close() {
        sender.drop();
    }

    /** Spring's sender opens a connection for each call and closes it again; this one lets go of it only where it failed. */
    private static final class Sender extends JavaMailSenderImpl {

        private @Nullable Kept kept;

        @Override
        protected Transport connectTransport() throws MessagingException {
            Kept open = kept;
            if (open != null && open.isConnected()) {
                return open;
            }
            drop();
            Kept fresh = new Kept(getSession(), super.connectTransport());
            kept = fresh;
            return fresh;
        }

        boolean isOpen() {
            Kept open = kept;
            return open != null && open.isConnected();
        }

        void drop() {
            Kept open = kept;
            kept = null;
            if (open != null) {
                open.end();
            }
        }
    }

    /** A connection that stays open when it is closed. */
    private static final class Kept extends Transport {

        private final Transport transport;

        private Kept(Session session, Transport transport) {
            super(session, new URLName("smtp", null, -1, null, null, null));
            this.transport = transport;
        }

        @Override
        public void sendMessage(Message message, Address[] addresses) throws MessagingException {
            transport.sendMessage(message, addresses);
        }

        @Override
        public synchronized boolean isConnected() {
            return transport.isConnected();
        }

        @Override
        public synchronized void close() {
            // by Spring, after each letter
        }

        private void end() {
            try {
                transport.close();
            } catch (MessagingException gone) {
                // the other side was quicker
            }
        }
    }
}
