package daftar.report;

import daftar.messages.query.Named;
import daftar.messages.ticket.Channel;
import daftar.messages.ticket.Priority;
import daftar.messages.ticket.Status;
import daftar.words.Words;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What things are called in the reader's language. Pure. */
final class Labels {

    static final String RESOURCE = "/daftar/report/court_";

    /** Fields of a ticket whose values are words of the API, with where those are translated. */
    private static final Map<String, String> WORDS_OF =
            Map.of("status", "status.", "priority", "priority.", "channel", "channel.");

    private static final Set<String> WITH_WORDS = Set.of(
            "impact",
            "urgency",
            "kind",
            "stageKind",
            "holdReason",
            "closeReason",
            "fix",
            "direction",
            "target",
            "step",
            "next",
            "visibility",
            "state",
            "source",
            "broken");

    private final Words words;
    private final ZoneId zone;

    Labels(String language, ZoneId zone) {
        this.words = Words.in(language, RESOURCE);
        this.zone = zone;
    }

    String of(String key) {
        return words.of(key);
    }

    boolean isRightToLeft() {
        return Words.direction(words.language()).equals("rtl");
    }

    /** The event's name; its stable name in the log where there is no word for it. */
    String event(String type) {
        String word = words.ofNullable("event." + type);
        return word == null ? type : word;
    }

    /** A field by its path in the API, such as {@code sla.broken}. */
    String field(String path) {
        String whole = words.ofNullable("field." + path);
        if (whole != null) {
            return whole;
        }
        StringBuilder label = new StringBuilder();
        for (String part : path.split("\\.")) {
            String word = words.ofNullable("field." + part);
            label.append(label.isEmpty() ? "" : " – ").append(word == null ? part : word);
        }
        return label.toString();
    }

    String enumerated(Enum<?> value) {
        String group =
                switch (value) {
                    case Status s -> "status.";
                    case Priority p -> "priority.";
                    case Channel c -> "channel.";
                    default -> "value.";
                };
        return orName(group, value.name());
    }

    /** A value of a field that is known to hold one of the API's words; null where it does not. */
    @Nullable String word(String path, String value) {
        String field = path.substring(path.lastIndexOf('.') + 1);
        String group = WITH_WORDS.contains(field) ? "value." : WORDS_OF.get(field);
        return group == null ? null : words.ofNullable(group + value);
    }

    /** A word of a group, such as {@code role.}; the API's own where there is none. */
    String orName(String group, String name) {
        String word = words.ofNullable(group + name);
        return word == null ? name : word;
    }

    /** The day as the language has it, in its own calendar. */
    String day(Instant instant) {
        return words.day(instant.atZone(zone).toLocalDate());
    }

    /** The time of day to its last recorded digit. */
    String time(Instant instant) {
        return words.digits(DateTimeFormatter.ISO_LOCAL_TIME.format(instant.atZone(zone)));
    }

    /** What makes the moment certain everywhere: of a language with another calendar the Gregorian day, and the offset. */
    String certain(Instant instant) {
        ZonedDateTime there = instant.atZone(zone);
        String offset = there.getOffset().equals(ZoneOffset.UTC)
                ? "UTC"
                : there.getOffset().getId();
        return words.language().equals("fa") ? there.toLocalDate() + " " + offset : offset;
    }

    String zone() {
        return zone.getId();
    }

    Locale locale() {
        return Locale.forLanguageTag(words.language());
    }

    /** All words that may be said, to know whether a font has them. */
    Iterable<String> all() {
        return words.names().stream()
                .filter(name -> name.startsWith("report.")
                        || name.startsWith("event.")
                        || name.startsWith("field.")
                        || name.startsWith("value.")
                        || name.startsWith("status."))
                .map(words::of)
                .toList();
    }

    /** How somebody is called: by name and id, as names change and are made unreadable. */
    static String name(Named named) {
        return named.name() == null ? named.id() : named.name();
    }
}
