package daftar.mail.out;

import daftar.mail.out.Wordings.Worded;
import daftar.messages.directory.Reference;
import daftar.messages.directory.Reference.Person;
import daftar.messages.ledger.LedgerView;
import daftar.messages.outbox.LetterKind;
import daftar.messages.outbox.OutboxCommand;
import daftar.messages.outbox.OutboxCommand.QueueLetter;
import daftar.words.Words;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Letters with a signed head of the ledger, to addresses that need not be anybody's in the register. The log has no address:
 * it names such a reader by a hash, and the address is looked up when the letter is sent, as everybody's is.
 */
public final class HeadLetters {

    private static final String READER = "ledger-reader-";
    private static final DateTimeFormatter PERIOD =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

    private final Reference reference;
    private final String organisation;
    private final String language;
    private final Map<String, Person> readers = new LinkedHashMap<>();

    /**
     * @param organisation what it calls itself
     * @param language BCP 47
     * @throws IllegalArgumentException if one is no address, naming it
     */
    public HeadLetters(Reference reference, String organisation, String language, List<String> addresses) {
        this.reference = reference;
        this.organisation = organisation;
        this.language = language;
        for (String given : addresses) {
            String address = checked(given.strip());
            String id = READER + digest(address.toLowerCase(Locale.ROOT));
            readers.put(
                    id, new Person(id, null, address, null, null, null, java.util.Set.of(), language, "UTC", false));
        }
    }

    private static String checked(String address) {
        try {
            InternetAddress strict = new InternetAddress(address, true);
            if (address.equals(strict.getAddress()) && address.indexOf('@') > 0) {
                return address;
            }
        } catch (AddressException malformed) {
            // said below
        }
        throw new IllegalArgumentException("\"" + address + "\" is no mail address such as auditor@example.org");
    }

    /** Those who get them, by the ids that letters name them by. */
    public Map<String, Person> readers() {
        return Map.copyOf(readers);
    }

    /** The letters of a period have an outbox of their own, so that none is written twice in it. @param period when it began */
    public static String outboxOf(Instant period) {
        return OutboxCommand.outboxOf("ledger-" + PERIOD.format(period));
    }

    /**
     * A letter to each reader.
     *
     * @param publicKey that checks the signature; null where it is not known here
     * @param line the head as it is published elsewhere, in one line
     */
    public List<QueueLetter> of(LedgerView.Head head, @Nullable String publicKey, String line, Instant period) {
        Map<String, Object> values = new HashMap<>();
        values.put("size", Long.toString(head.size()));
        values.put("at", head.signedAt());
        values.put("organisation", organisation);
        Worded worded = Wordings.word(
                new Letter(LetterKind.LEDGER_HEAD, READER, values, List.of()),
                Wordings.of(LetterKind.LEDGER_HEAD, language, reference.letterTexts()),
                language,
                ZoneOffset.UTC);
        Words words = Words.in(language);
        StringBuilder text = new StringBuilder(worded.text()).append("\n\n");
        put(text, words.of("head.size"), Long.toString(head.size()));
        put(text, words.of("head.root"), head.root());
        put(text, words.of("head.signedAt"), head.signedAt().toString());
        put(text, words.of("head.key"), head.keyId());
        if (publicKey != null) {
            put(text, words.of("head.publicKey"), publicKey);
        }
        put(text, words.of("head.signature"), head.signature());
        text.append('\n')
                .append(words.of("head.line"))
                .append("\n\n")
                .append(line)
                .append('\n');
        List<QueueLetter> letters = new ArrayList<>();
        for (String reader : readers.keySet()) {
            letters.add(QueueLetter.of(
                    outboxOf(period),
                    reader,
                    LetterKind.LEDGER_HEAD,
                    reader,
                    language,
                    worded.subject(),
                    text.toString(),
                    null,
                    null,
                    false));
        }
        return letters;
    }

    private static void put(StringBuilder text, String name, String value) {
        text.append(name).append(": ").append(value).append('\n');
    }

    private static String digest(String address) {
        try {
            byte[] sum = MessageDigest.getInstance("SHA-256").digest(address.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(sum, 0, 8);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this JDK has no SHA-256", e);
        }
    }
}
