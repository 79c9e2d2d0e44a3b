package daftar.messages.mail;

import daftar.messages.Command;
import daftar.messages.Text;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is asked about mail that comes in. A {@code mail} is the id and stream of one that was set aside: {@code mail-} and 32
 * hexadecimal digits, made from what the mail says of itself, so that the same mail is always the same stream.
 */
public sealed interface MailCommand extends Command {

    /**
     * Daftar's own: no ticket was made of the mail.
     *
     * @param mailbox the name of the mailbox that it came to
     * @param because what the reason was seen by: a header, or the rule that refused; null for none
     * @param sender the address in it; null for none
     * @param size bytes
     * @param raw SHA-256, hex, of the mail itself in the file store; null where it is in the mailbox only
     * @param ticket the ticket that it names; null for none
     * @param closed whether nobody is asked to look at it
     */
    record SetMailAside(
            String mail,
            String mailbox,
            AsideReason reason,
            @Nullable String because,
            @Nullable Text sender,
            @Nullable Text subject,
            int size,
            @Nullable String raw,
            @Nullable String ticket,
            boolean closed)
            implements MailCommand {
        @Override
        public String stream() {
            return mail;
        }
    }

    /**
     * It is to be taken after all.
     *
     * @param person whose mail it is, whatever it says itself; null for whom the directory has by its sender's address
     * @param anyway whether it is taken although a machine, a stopped or an unauthenticated sender seems to have sent it;
     *     null for no
     */
    record RetryMail(
            String mail, @Nullable String person, @Nullable Boolean anyway) implements MailCommand {
        @Override
        public String stream() {
            return mail;
        }
    }

    /** Nobody is asked to look at it any more. It is kept, and can be retried all the same. */
    record DiscardMail(String mail, @Nullable Text reason) implements MailCommand {
        @Override
        public String stream() {
            return mail;
        }
    }

    /** Daftar's own: a mail that had been set aside has come to a ticket. */
    record TakeMail(String mail, String ticket) implements MailCommand {
        @Override
        public String stream() {
            return mail;
        }
    }

    /**
     * All of it anew, but for the stop list.
     *
     * @param perSenderAnHour 1 to 10,000; null for 60
     */
    record SetMailPolicy(
            UnknownSenders unknownSenders,
            Bystanders bystanders,
            Originals originals,
            @Nullable Boolean requireAuthentication,
            List<String> authenticationServers,
            @Nullable Integer perSenderAnHour)
            implements MailCommand {
        public SetMailPolicy {
            authenticationServers = authenticationServers == null ? List.of() : List.copyOf(authenticationServers);
        }

        @Override
        public String stream() {
            return MailPolicy.STREAM;
        }
    }

    /** @param senders addresses, or domains with all below them */
    record StopSenders(List<Text> senders) implements MailCommand {
        public StopSenders {
            senders = senders == null ? List.of() : List.copyOf(senders);
        }

        @Override
        public String stream() {
            return MailPolicy.STREAM;
        }
    }

    /** Takes them off the stop list. */
    record AllowSenders(List<Text> senders) implements MailCommand {
        public AllowSenders {
            senders = senders == null ? List.of() : List.copyOf(senders);
        }

        @Override
        public String stream() {
            return MailPolicy.STREAM;
        }
    }
}
