package daftar.mail;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * The token in the subject and the addresses of what the desk mails, by which an answer finds its ticket:
 * {@code T-1042-k3mq7zx2w5ne}. The part behind the number is keyed, so that nobody can write to a ticket by guessing its
 * number. It says which ticket is meant, never who writes.
 */
public final class ReplyTokens {

    /** Lower-case letters and digits only: some mail systems change the case of addresses. 60 bits. */
    private static final int LENGTH = 12;

    private static final char[] ALPHABET = "abcdefghjkmnpqrstuvwxyz023456789".toCharArray();
    private static final Pattern TOKEN =
            Pattern.compile("(?i)(?<![a-z0-9-])([a-z]{1,4}-\\d{1,12})-([a-hj-km-np-z02-9]{12})(?![a-z0-9-])");

    private final byte[] key;

    /** @param key of the installation, made for this purpose alone; 32 bytes */
    public ReplyTokens(byte[] key) {
        this.key = key.clone();
    }

    /** @param number the ticket's, {@code T-1042} */
    public String of(String number) {
        return number + "-" + seal(number);
    }

    /** The number of the first ticket whose true token stands in the text; null for none. */
    public @Nullable String ticketIn(@Nullable String text) {
        if (text == null) {
            return null;
        }
        Matcher found = TOKEN.matcher(text);
        while (found.find()) {
            String number = found.group(1).toUpperCase(Locale.ROOT);
            byte[] given = found.group(2).toLowerCase(Locale.ROOT).getBytes(StandardCharsets.UTF_8);
            if (MessageDigest.isEqual(given, seal(number).getBytes(StandardCharsets.UTF_8))) {
                return number;
            }
        }
        return null;
    }

    /** The subject without any token, true or not. */
    public static String withoutToken(String subject) {
        return TOKEN.matcher(subject).replaceAll("").replace("[]", "").strip();
    }

    private String seal(String number) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            byte[] sum = mac.doFinal(number.getBytes(StandardCharsets.UTF_8));
            StringBuilder seal = new StringBuilder(LENGTH);
            for (int i = 0; i < LENGTH; i++) {
                seal.append(ALPHABET[sum[i] & 31]);
            }
            return seal.toString();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this JDK has no HmacSHA256", e);
        }
    }
}
