package daftar.mail.in;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.UUID;

/**
 * What is made from a mail's own id, so that the same mail, however often it is delivered or read, asks for the same thing:
 * commands, a ticket, and the stream of a mail that is set aside.
 */
public final class MailIds {

    /** Never changed, or mail that is read again would be taken again. */
    private static final UUID NAMESPACE = UUID.fromString("1c7f8f0e-93a4-5a51-8d0b-5f1f2b6c7e42");

    private MailIds() {}

    /**
     * What a mail is told by: its Message-ID, or what it says where it has none, or where somebody has said that it is to be
     * taken although another with the same id was.
     */
    static String keyOf(IncomingMail mail, boolean anyway) {
        String id = mail.messageId();
        return id == null || anyway ? mail.contentHash() : id;
    }

    /** @param key of the mail @param what is asked for; each thing has an id of its own */
    static UUID command(String key, String what) {
        return derived(key + "\n" + what);
    }

    /** The ticket that a mail of this key raises, if it raises one. */
    static String ticket(String key) {
        return "ticket-" + derived(key + "\nticket");
    }

    /** The person that a sender who is not known is registered as: the same for all of their mails. */
    static String person(String address) {
        return "person-" + derived(address.toLowerCase(java.util.Locale.ROOT) + "\nperson");
    }

    /** The stream of the mail once it is set aside. Of two that share their Message-ID, each has its own. */
    static String stream(IncomingMail mail) {
        String hash = MailParser.sha256(
                keyOf(mail, false).getBytes(StandardCharsets.UTF_8),
                mail.contentHash().getBytes(StandardCharsets.UTF_8));
        return "mail-" + hash.substring(0, 32);
    }

    private static UUID derived(String name) {
        try {
            MessageDigest sha1 = MessageDigest.getInstance("SHA-1");
            sha1.update(ByteBuffer.allocate(16)
                    .putLong(NAMESPACE.getMostSignificantBits())
                    .putLong(NAMESPACE.getLeastSignificantBits())
                    .array());
            ByteBuffer bytes = ByteBuffer.wrap(sha1.digest(name.getBytes(StandardCharsets.UTF_8)));
            long most = bytes.getLong() & ~0xF000L | 5L << 12;
            long least = bytes.getLong() & ~(3L << 62) | 1L << 63;
            return new UUID(most, least);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
