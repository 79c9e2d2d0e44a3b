package daftar.messages.mail;

import daftar.messages.Event;
import daftar.messages.Text;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What happened to a mail that no ticket was made of, and what was decided about mail. */
public sealed interface MailEvent extends Event {

    /**
     * @param mailbox the name of the mailbox that it came to
     * @param because what the reason was seen by; null for none
     * @param sender the address in it; null for none
     * @param size bytes
     * @param raw SHA-256, hex, of the mail itself in the file store; null where it is in the mailbox only
     * @param ticket the ticket that it names; null for none
     * @param closed whether nobody is asked to look at it
     */
    record MailSetAside(
            String mailbox,
            AsideReason reason,
            @Nullable String because,
            @Nullable Text sender,
            @Nullable Text subject,
            int size,
            @Nullable String raw,
            @Nullable String ticket,
            boolean closed)
            implements MailEvent {}

    /** @param person whose mail it is, as somebody said; null for whom it says itself */
    record MailRetried(@Nullable String person, boolean anyway) implements MailEvent {}

    record MailDiscarded(@Nullable Text reason) implements MailEvent {}

    /** It has come to a ticket. */
    record MailTaken(String ticket) implements MailEvent {}

    /** From now on it is like this, but for the stop list. */
    record MailPolicySet(
            UnknownSenders unknownSenders,
            Bystanders bystanders,
            Originals originals,
            boolean requireAuthentication,
            List<String> authenticationServers,
            int perSenderAnHour)
            implements MailEvent {
        public MailPolicySet {
            authenticationServers = authenticationServers == null ? List.of() : List.copyOf(authenticationServers);
        }
    }

    /** They are on the stop list. @param senders addresses, or domains */
    record SendersStopped(List<Text> senders) implements MailEvent {
        public SendersStopped {
            senders = senders == null ? List.of() : List.copyOf(senders);
        }
    }

    /** They are on the stop list no more. */
    record SendersAllowed(List<Text> senders) implements MailEvent {
        public SendersAllowed {
            senders = senders == null ? List.of() : List.copyOf(senders);
        }
    }
}
