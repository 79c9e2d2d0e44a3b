package daftar.messages.mail;

import daftar.messages.Recorded;
import daftar.messages.Text;
import daftar.messages.mail.MailEvent.MailPolicySet;
import daftar.messages.mail.MailEvent.SendersAllowed;
import daftar.messages.mail.MailEvent.SendersStopped;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What the organisation has decided about mail that comes in.
 *
 * @param requireAuthentication whether only mail is taken of which one of {@code authenticationServers} says that it comes
 *     from the domain in its sender's address (RFC 8601)
 * @param authenticationServers the names by which the organisation's own servers sign their {@code Authentication-Results}
 * @param perSenderAnHour mails of one sender that are taken in an hour
 * @param stopped addresses and domains whose mail is not taken, in lower case
 * @param version of the last event; -1 for none
 */
public record MailPolicy(
        UnknownSenders unknownSenders,
        Bystanders bystanders,
        Originals originals,
        boolean requireAuthentication,
        List<String> authenticationServers,
        int perSenderAnHour,
        SortedSet<String> stopped,
        long version) {

    /** The stream that it is kept in. */
    public static final String STREAM = "mail-policy";

    /** While nothing was decided. */
    public static final MailPolicy USUAL = new MailPolicy(
            UnknownSenders.SET_ASIDE,
            Bystanders.SET_ASIDE,
            Originals.WHEN_CUT,
            false,
            List.of(),
            60,
            new TreeSet<>(),
            -1);

    public MailPolicy {
        authenticationServers = List.copyOf(authenticationServers);
    }

    /** The fold: pure. What is sealed still is not known. */
    public MailPolicy after(Recorded recorded) {
        return switch (recorded.event()) {
            case MailPolicySet e ->
                new MailPolicy(
                        e.unknownSenders(),
                        e.bystanders(),
                        e.originals(),
                        e.requireAuthentication(),
                        e.authenticationServers(),
                        e.perSenderAnHour(),
                        stopped,
                        recorded.revision());
            case SendersStopped e -> with(e.senders(), true, recorded.revision());
            case SendersAllowed e -> with(e.senders(), false, recorded.revision());
            default -> at(stopped, recorded.revision());
        };
    }

    private MailPolicy with(Collection<Text> senders, boolean stop, long revision) {
        SortedSet<String> all = new TreeSet<>(stopped);
        for (Text sender : senders) {
            String readable = sender.readable();
            if (readable != null) {
                boolean changed = stop ? all.add(folded(readable)) : all.remove(folded(readable));
            }
        }
        return at(all, revision);
    }

    private MailPolicy at(SortedSet<String> nowStopped, long revision) {
        return new MailPolicy(
                unknownSenders,
                bystanders,
                originals,
                requireAuthentication,
                authenticationServers,
                perSenderAnHour,
                nowStopped,
                revision);
    }

    /** Whether the stop list has the address, its domain, or a domain above that. */
    public boolean stops(String address) {
        String folded = folded(address);
        if (stopped.contains(folded)) {
            return true;
        }
        String domain = folded.substring(folded.lastIndexOf('@') + 1);
        while (!domain.isEmpty()) {
            if (stopped.contains(domain)) {
                return true;
            }
            int dot = domain.indexOf('.');
            domain = dot < 0 ? "" : domain.substring(dot + 1);
        }
        return false;
    }

    /** As the stop list has an address or a domain: in lower case, a domain without the {@code @} before it. */
    public static String folded(String sender) {
        String folded = sender.strip().toLowerCase(Locale.ROOT);
        return folded.startsWith("@") ? folded.substring(1) : folded;
    }
}
