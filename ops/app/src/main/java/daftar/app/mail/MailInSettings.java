package daftar.app.mail;

import daftar.mail.in.Mailbox;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The mailboxes that are read, {@code daftar.mail.in[0].…}.
 *
 * @param in none where no mail is to come in
 * @param from the desk's own address in the letters that it sends; null for none
 * @param replyTo where answers to them go; null for none
 * @param largestIn bytes of a mail that is taken; a larger one is set aside and stays in the mailbox
 */
@ConfigurationProperties("daftar.mail")
public record MailInSettings(
        @DefaultValue List<Box> in,
        @Nullable String from,
        @Nullable String replyTo,
        @DefaultValue("41943040") int largestIn) {

    /**
     * @param name by which it is known in logs, meters and events; null for the user's
     * @param address its own; null where that is the user's name
     * @param port null for the usual one
     * @param password null where {@code oauth} is given
     * @param oauth where a token is got in the place of a password; null for none
     * @param processed the folder that taken mail is moved to
     * @param aside the folder that mail is moved to which was set aside
     * @param poll how often is looked where the server cannot say that there is mail, and how often a quiet connection is
     *     tested
     * @param type of the tickets; null for the usual one
     * @param category of the tickets, whose team gets them; null for none
     * @param service of the tickets; null for none
     * @param requestType of the tickets, whose workflow they take; null for none
     */
    public record Box(
            @Nullable String name,
            @Nullable String address,
            String host,
            @Nullable Integer port,
            @DefaultValue("implicit") Mailbox.Tls tls,
            String user,
            @Nullable String password,
            @Nullable OAuth oauth,
            @DefaultValue("INBOX") String folder,
            @DefaultValue("Processed") String processed,
            @DefaultValue("Set aside") String aside,
            @DefaultValue("60s") Duration poll,
            @Nullable String type,
            @Nullable String category,
            @Nullable String service,
            @Nullable String requestType) {

        @Override
        public String toString() {
            return user + " at " + host; // never the secrets
        }
    }

    /** @param refreshToken null for client credentials @param scope null for the server's own choice */
    public record OAuth(
            URI tokenUri,
            String clientId,
            String clientSecret,
            @Nullable String refreshToken,
            @Nullable String scope) {

        @Override
        public String toString() {
            return clientId + " at " + tokenUri; // never the secrets
        }
    }
}
