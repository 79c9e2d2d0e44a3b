package daftar.mail.out;

import com.samskivert.mustache.Escapers;
import com.samskivert.mustache.Mustache;
import com.samskivert.mustache.MustacheException;
import daftar.messages.LocalizedText;
import daftar.messages.outbox.LetterKind;
import daftar.messages.outbox.LetterTexts;
import daftar.messages.outbox.LetterTexts.Wording;
import daftar.messages.outbox.LinkPurpose;
import daftar.messages.outbox.Placeholders;
import daftar.messages.ticket.Status;
import daftar.words.Words;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** How letters are worded: the organisation's own templates, else those that come with Daftar; pure but for reading those once. */
public final class Wordings {

    private static final int LONGEST_SUBJECT = 200;
    private static final Map<String, Map<LetterKind, Wording>> SHIPPED = new ConcurrentHashMap<>();
    private static final Pattern MARK = Pattern.compile("\\[\\[([A-Z_]+)]]");

    private static final Mustache.Compiler PLAIN =
            Mustache.compiler().escapeHTML(false).defaultValue("");
    private static final Mustache.Compiler HTML = Mustache.compiler()
            .withEscaper(raw -> Escapers.HTML.escape(raw).replace("\n", "<br>\n"))
            .defaultValue("");

    private Wordings() {}

    /** A letter in words. @param html a fragment of the organisation's own; null to make it from the text */
    public record Worded(
            String subject, String text, @Nullable String html) {}

    /** The wording for this language: the organisation's own for it or its base language, else what comes with Daftar. */
    public static Wording of(LetterKind kind, String language, LetterTexts own) {
        Wording exact = own.of(kind, language);
        if (exact == null) {
            exact = own.of(kind, Words.base(language));
        }
        return exact != null ? exact : shipped(kind, language);
    }

    /** What comes with Daftar, in English where there is nothing in that language. */
    public static Wording shipped(LetterKind kind, String language) {
        Wording wording =
                SHIPPED.computeIfAbsent(Words.shipped(language), Wordings::load).get(kind);
        if (wording == null) {
            throw new IllegalArgumentException("letters of the kind " + kind + " have no wording");
        }
        return wording;
    }

    /** The languages that come with Daftar. */
    public static List<String> languages() {
        return Words.LANGUAGES;
    }

    /** Puts a letter into words, links by their marks. */
    static Worded word(Letter letter, Wording wording, String language, ZoneId zone) {
        Map<String, Object> values = new HashMap<>();
        letter.values().forEach((name, value) -> values.put(name, worded(value, language, zone)));
        letter.links().forEach(link -> values.put(placeholder(link.purpose()), mark(link.purpose())));
        return fill(wording, values);
    }

    /**
     * An example of a wording, all of its placeholders filled.
     *
     * @throws IllegalArgumentException if it is no template; the message says why
     */
    public static Worded example(LetterKind kind, Wording wording, String language, Instant now, ZoneId zone) {
        Map<String, Object> values = new HashMap<>();
        for (String name : Placeholders.of(kind)) {
            values.put(
                    name,
                    switch (name) {
                        case "number" -> "T-1042";
                        case "other" -> "T-1017";
                        case "title" -> "The printer on the third floor <3.12>";
                        case "due" -> worded(now.plusSeconds(86_400), language, zone);
                        case "status" -> worded(Status.RESOLVED, language, zone);
                        case "recipient" -> "Anna Schmidt";
                        case "actor" -> "Pavel Novák";
                        case "requester" -> "Li Wei";
                        case "team" -> "Workplace";
                        case "organisation" -> "Daftar";
                        case "amount" -> "12.50 EUR";
                        case "report" -> Words.in(language).of("report.times");
                        case "from", "to" -> Words.in(language).day(LocalDate.ofInstant(now, zone));
                        case "at" -> worded(now, language, zone);
                        case "size" -> "104233";
                        case "owner" -> "Mina Rahimi";
                        case "url" -> "https://desk.example/T-1042";
                        case "text" -> "The cable has been replaced.\nIt prints again.";
                        case "approve", "decline", "confirm", "reject", "survey" ->
                            mark(LinkPurpose.valueOf(name.toUpperCase(Locale.ROOT)));
                        default -> true;
                    });
        }
        // what says why it ended excludes the others
        values.remove("declined");
        values.remove("cancelled");
        try {
            return fill(wording, values);
        } catch (MustacheException malformed) {
            throw new IllegalArgumentException(malformed.getMessage(), malformed);
        }
    }

    /** The fragment of HTML that a letter has, the marks of its links still in it. */
    public static String htmlOf(Worded worded) {
        return worded.html() == null ? Bodies.fragment(worded.text()) : worded.html();
    }

    private static Worded fill(Wording wording, Map<String, Object> values) {
        Map<String, Object> oneLine = new HashMap<>(values);
        oneLine.replaceAll((name, value) ->
                value instanceof String text ? text.replaceAll("\\s+", " ").strip() : value);
        String subject = PLAIN.compile(wording.subject())
                .execute(oneLine)
                .replaceAll("\\s+", " ")
                .strip();
        Map<String, Object> quoted = new HashMap<>(values);
        if (wording.text().contains("> {{text}}")) {
            quoted.computeIfPresent("text", (name, text) -> text.toString().replace("\n", "\n> "));
        }
        String text = PLAIN.compile(wording.text())
                .execute(quoted)
                .replaceAll("(?m)[ \\t]+$", "")
                .replaceAll("\\n{3,}", "\n\n")
                .strip();
        String html =
                wording.html() == null ? null : HTML.compile(wording.html()).execute(values);
        return new Worded(
                subject.length() > LONGEST_SUBJECT ? subject.substring(0, LONGEST_SUBJECT - 1) + "…" : subject,
                text,
                html);
    }

    /** What somebody typed cannot stand for a link. */
    private static Object worded(Object value, String language, ZoneId zone) {
        return switch (value) {
            case Instant instant -> Words.moment(instant, zone, language);
            case LocalizedText name -> worded(name.in(Words.base(language)), language, zone);
            case Status status -> Words.in(language).of("status." + status.name());
            case String text ->
                MARK.matcher(text.replace("\r\n", "\n").replace('\r', '\n')).replaceAll("[$1]");
            default -> value;
        };
    }

    /** What keeps a link's place in a letter. */
    static String mark(LinkPurpose purpose) {
        return "[[" + purpose.name() + "]]";
    }

    /** To whoever words a letter, an approval is an approval: what of, its kind says. */
    private static String placeholder(LinkPurpose purpose) {
        return switch (purpose) {
            case APPROVE_COST -> "approve";
            case DECLINE_COST -> "decline";
            default -> purpose.name().toLowerCase(Locale.ROOT);
        };
    }

    private static Map<LetterKind, Wording> load(String language) {
        String all;
        try (InputStream in = Wordings.class.getResourceAsStream("/daftar/mail/out/letters_" + language + ".txt")) {
            if (in == null) {
                throw new IllegalStateException("the letters in " + language + " are missing");
            }
            all = new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Map<LetterKind, Wording> wordings = new EnumMap<>(LetterKind.class);
        for (String part : all.split("(?m)^# ")) {
            if (!part.isBlank()) {
                String[] lines = part.split("\n", 3);
                wordings.put(LetterKind.valueOf(lines[0].strip()), new Wording(lines[1], lines[2].strip(), null));
            }
        }
        return wordings;
    }
}
