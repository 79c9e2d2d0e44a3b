package daftar.words;

import com.github.mfathi91.time.PersianDate;
import daftar.messages.Money;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.text.MessageFormat;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What Daftar itself says to people, in letters, on their pages and in reports, in one language. */
public final class Words {

    /** The languages that come with Daftar. */
    public static final List<String> LANGUAGES = List.of("en", "de", "fa", "ru", "zh");

    private static final Set<String> RIGHT_TO_LEFT = Set.of("ar", "dv", "fa", "he", "ku", "ps", "sd", "ug", "ur", "yi");
    private static final String SHARED = "/daftar/words/words_";
    private static final Map<String, Words> KNOWN = new ConcurrentHashMap<>();

    private final String language;
    private final Properties words;

    private Words(String language, Properties words) {
        this.language = language;
        this.words = words;
    }

    /** In this language (BCP 47), else in English. */
    public static Words in(String language) {
        return KNOWN.computeIfAbsent(shipped(language), code -> load(code, SHARED, null));
    }

    /**
     * The same with words of one's own before these.
     *
     * @param resource the beginning of the resources' names, to which {@code en.properties} and so on is added
     */
    public static Words in(String language, String resource) {
        Words shared = in(language);
        return KNOWN.computeIfAbsent(resource + shared.language, key -> load(shared.language, resource, shared.words));
    }

    /** All names that it has a word for, the shared ones too. */
    public Set<String> names() {
        return words.stringPropertyNames();
    }

    /** The language that it is of. */
    public String language() {
        return language;
    }

    /** The day of the Solar Hijri calendar, in Persian. */
    public static String persianDay(LocalDate day) {
        return persian(solarHijri(day));
    }

    /** The language among those that come with Daftar that is nearest to this one. */
    public static String shipped(String language) {
        String base = base(language);
        return LANGUAGES.contains(base) ? base : "en";
    }

    public static String base(String language) {
        return Locale.forLanguageTag(language).getLanguage();
    }

    /** {@code rtl} or {@code ltr}. */
    public static String direction(String language) {
        return RIGHT_TO_LEFT.contains(base(language)) ? "rtl" : "ltr";
    }

    /** @throws IllegalArgumentException if there is no such word */
    public String of(String name, @Nullable Object... values) {
        String word = words.getProperty(name);
        if (word == null) {
            throw new IllegalArgumentException("there is no word " + name + " in " + language);
        }
        return values.length == 0 ? word : new MessageFormat(word.replace("'", "''"), Locale.ROOT).format(values);
    }

    public @Nullable String ofNullable(String name) {
        return words.getProperty(name);
    }

    /**
     * A moment as somebody reads it who speaks this language and lives there: in Persian a day of the Solar Hijri calendar in
     * Persian digits, else as the language and its region have it.
     *
     * @param language BCP 47; one that does not come with Daftar is written as English, as its letters are
     */
    public static String moment(Instant instant, ZoneId zone, String language) {
        ZonedDateTime there = instant.atZone(zone);
        String shipped = shipped(language);
        if (shipped.equals("fa")) {
            return persian(
                    "%s، ساعت %d:%02d".formatted(solarHijri(there.toLocalDate()), there.getHour(), there.getMinute()));
        }
        return DateTimeFormatter.ofLocalizedDateTime(FormatStyle.LONG, FormatStyle.SHORT)
                .withLocale(Locale.forLanguageTag(shipped.equals(base(language)) ? language : shipped))
                .format(there);
    }

    /** The same text with the digits of this language. */
    public String digits(String text) {
        return language.equals("fa") ? persian(text) : text;
    }

    private static String persian(String text) {
        return text.chars()
                .map(each -> each >= '0' && each <= '9' ? each - '0' + '۰' : each)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    /** Amounts, one for each currency. */
    public static String amounts(Collection<Money> amounts) {
        Map<String, Money> sums = new TreeMap<>();
        amounts.forEach(amount -> sums.merge(amount.currency(), amount, Money::plus));
        return sums.values().stream()
                .map(sum -> sum.amount().toPlainString() + " " + sum.currency())
                .collect(Collectors.joining(", "));
    }

    private static String solarHijri(LocalDate day) {
        PersianDate date = PersianDate.fromGregorian(day);
        return "%d %s %d".formatted(date.getDayOfMonth(), date.getMonth().getPersianName(), date.getYear());
    }

    /** A day as somebody reads it who speaks this language. */
    public String day(LocalDate day) {
        if (language.equals("fa")) {
            return persian(solarHijri(day));
        }
        return DateTimeFormatter.ofLocalizedDate(FormatStyle.LONG)
                .withLocale(Locale.forLanguageTag(language))
                .format(day);
    }

    private static Words load(String language, String resource, @Nullable Properties shared) {
        String name = resource + language + ".properties";
        Properties words = new Properties(shared);
        try (InputStream in = Words.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("the resource " + name + " is missing");
            }
            words.load(new InputStreamReader(in, StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Words(language, words);
    }
}
