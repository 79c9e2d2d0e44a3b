package daftar.http.request;

import daftar.json.DaftarJson;
import daftar.messages.Limits;
import daftar.messages.LocalizedText;
import daftar.messages.Money;
import daftar.messages.Text;
import daftar.messages.file.FileRef;
import daftar.messages.workflow.HolderRule;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.IllformedLocaleException;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * What JSON may stand at one place of a request, and the value that it becomes. One description serves reading, checking
 * and the API's published schema, so they cannot differ.
 */
public sealed interface Shape {

    /**
     * The value of a node that is neither missing nor null; null where a fault was noted.
     *
     * @param path where the node is, e.g. {@code work.costs[0].cost}
     */
    @Nullable Object read(JsonNode node, String path, Faults faults);

    /**
     * Characters without a line break.
     *
     * @param typed whether people type it, so that it is a {@link Text}; else a {@link String}
     * @param most UTF-16 units
     */
    record Line(boolean typed, int most) implements Shape {
        @Override
        public @Nullable Object read(JsonNode node, String path, Faults faults) {
            String value = Characters.read(node, path, most, false, faults);
            return value == null ? null : typed ? Text.of(value) : value;
        }
    }

    /** A {@link Text} of several lines. */
    record Prose(int most) implements Shape {
        @Override
        public @Nullable Object read(JsonNode node, String path, Faults faults) {
            String value = Characters.read(node, path, most, true, faults);
            return value == null ? null : Text.of(value);
        }
    }

    /**
     * A string of a certain form.
     *
     * @param pattern what the whole string must match
     * @param right says what would be right
     */
    record Code(Pattern pattern, String right) implements Shape {
        @Override
        public @Nullable Object read(JsonNode node, String path, Faults faults) {
            String value = Characters.read(node, path, Limits.WORD, false, faults);
            if (value != null && !pattern.matcher(value).matches()) {
                faults.add(path, "malformed-code", "Send " + right + ".");
                return null;
            }
            return value;
        }
    }

    /** A BCP 47 tag whose language exists. */
    record Language() implements Shape {
        private static final Set<String> KNOWN = Set.of(Locale.getISOLanguages());

        @Override
        public @Nullable Object read(JsonNode node, String path, Faults faults) {
            String value = Characters.read(node, path, Limits.WORD, false, faults);
            return value != null && isLanguage(value, path, faults) ? value : null;
        }

        static boolean isLanguage(String tag, String path, Faults faults) {
            try {
                if (KNOWN.contains(
                        new Locale.Builder().setLanguageTag(tag).build().getLanguage())) {
                    return true;
                }
            } catch (IllformedLocaleException malformed) {
                // told below
            }
            faults.add(path, "unknown-language", "Send a BCP 47 language such as \"fa\", \"de\" or \"zh-Hant\".");
            return false;
        }
    }

    /** An IANA time zone; offsets are none, since they know no summer time. */
    record Zone() implements Shape {
        private static final Set<String> KNOWN = Set.copyOf(ZoneId.getAvailableZoneIds());

        @Override
        public @Nullable Object read(JsonNode node, String path, Faults faults) {
            String value = Characters.read(node, path, Limits.WORD, false, faults);
            if (value == null) {
                return null;
            }
            if (!KNOWN.contains(value)) {
                faults.add(path, "unknown-zone", "Send an IANA time zone such as \"Asia/Tehran\" or \"UTC\".");
                return null;
            }
            return value;
        }
    }

    /** A file that was sent before, by the word that the answer to it gave. */
    record Upload() implements Shape {
        /** Characters of the word. */
        public static final int MOST = 2_000;

        private static final Pattern WORD = Pattern.compile("[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]+");

        @Override
        public @Nullable Object read(JsonNode node, String path, Faults faults) {
            String value = Characters.read(node, path, MOST, false, faults);
            if (value == null) {
                return null;
            }
            if (!WORD.matcher(value).matches()) {
                faults.add(
                        path,
                        "unknown-file",
                        "Send the file to POST /api/files first, and here what it answers as file.");
                return null;
            }
            return FileRef.named(value);
        }
    }

    /** One of an enum's names. */
    record OneOf(Class<? extends Enum<?>> type) implements Shape {
        public List<String> names() {
            return Arrays.stream(type.getEnumConstants()).map(Enum::name).toList();
        }

        @Override
        public @Nullable Object read(JsonNode node, String path, Faults faults) {
            if (node.isString()) {
                String value = node.stringValue();
                for (Enum<?> constant : type.getEnumConstants()) {
                    if (constant.name().equals(value)) {
                        return constant;
                    }
                }
                faults.add(
                        path,
                        "unknown-value",
                        "\"" + Faults.echo(value) + "\" is not known here; send one of " + String.join(", ", names())
                                + ".");
            } else {
                faults.add(path, "wrong-type", "Send a string, one of " + String.join(", ", names()) + ".");
            }
            return null;
        }
    }

    /** A whole number, both bounds included. */
    record Whole(int least, int most) implements Shape {
        @Override
        public @Nullable Object read(JsonNode node, String path, Faults faults) {
            if (!node.isIntegralNumber()) {
                faults.add(path, "wrong-type", "Send a whole number from " + least + " to " + most + ".");
                return null;
            }
            if (!node.canConvertToInt() || node.intValue() < least || node.intValue() > most) {
                faults.add(path, "out-of-range", "Send a whole number from " + least + " to " + most + ".");
                return null;
            }
            return node.intValue();
        }
    }

    /** A decimal number greater than zero. */
    record Quantity() implements Shape {
        static final int DIGITS = 15;
        static final int DECIMALS = 6;

        @Override
        public @Nullable Object read(JsonNode node, String path, Faults faults) {
            if (!node.isNumber()) {
                faults.add(path, "wrong-type", "Send a number greater than 0, such as 2 or 1.5.");
                return null;
            }
            BigDecimal value = node.decimalValue();
            if (value.signum() <= 0
                    || value.scale() > DECIMALS
                    || value.scale() < -DIGITS
                    || value.precision() - value.scale() > DIGITS) {
                faults.add(
                        path,
                        "out-of-range",
                        "Send a number greater than 0 of at most " + DIGITS + " digits and " + DECIMALS + " decimals.");
                return null;
            }
            return value;
        }
    }

    /** A decimal number, also zero or below. */
    record Decimal() implements Shape {
        @Override
        public @Nullable Object read(JsonNode node, String path, Faults faults) {
            if (node.isNumber()) {
                BigDecimal value = node.decimalValue();
                if (value.scale() <= Quantity.DECIMALS
                        && value.scale() >= -Quantity.DIGITS
                        && value.precision() - value.scale() <= Quantity.DIGITS) {
                    return value;
                }
            }
            faults.add(
                    path,
                    "wrong-number",
                    "Send a number of at most " + Quantity.DIGITS + " digits and " + Quantity.DECIMALS
                            + " decimals, such as 0 or -1.5.");
            return null;
        }
    }

    /** A day, ISO-8601, of the years that any register can hold. */
    record Day() implements Shape {
        @Override
        public @Nullable Object read(JsonNode node, String path, Faults faults) {
            if (node.isString() && node.stringValue().length() <= Limits.WORD) {
                try {
                    LocalDate day = LocalDate.parse(node.stringValue());
                    if (day.getYear() >= 1900 && day.getYear() < 2200) {
                        return day;
                    }
                } catch (DateTimeParseException malformed) {
                    // told below
                }
            }
            faults.add(path, "malformed-date", "Send a day such as \"2026-11-22\".");
            return null;
        }
    }

    /** A time of day, to the minute. */
    record TimeOfDay() implements Shape {
        @Override
        public @Nullable Object read(JsonNode node, String path, Faults faults) {
            if (node.isString() && node.stringValue().matches("[0-2]\\d:[0-5]\\d")) {
                try {
                    return LocalTime.parse(node.stringValue());
                } catch (DateTimeParseException malformed) {
                    // told below
                }
            }
            faults.add(path, "malformed-time", "Send a time of day such as \"08:30\".");
            return null;
        }
    }

    record YesNo() implements Shape {
        @Override
        public @Nullable Object read(JsonNode node, String path, Faults faults) {
            if (!node.isBoolean()) {
                faults.add(path, "wrong-type", "Send true or false.");
                return null;
            }
            return node.booleanValue();
        }
    }

    /** An ISO-8601 instant in UTC, of the years that any register can hold. */
    record Moment() implements Shape {
        private static final Instant FIRST = Instant.parse("1900-01-01T00:00:00Z");
        private static final Instant LAST = Instant.parse("2200-01-01T00:00:00Z");

        @Override
        public @Nullable Object read(JsonNode node, String path, Faults faults) {
            if (node.isString() && node.stringValue().length() <= Limits.WORD) {
                try {
                    Instant instant = Instant.parse(node.stringValue());
                    if (!instant.isBefore(FIRST) && instant.isBefore(LAST)) {
                        return instant;
                    }
                } catch (DateTimeParseException malformed) {
                    // told below
                }
            }
            faults.add(path, "malformed-instant", "Send an instant in UTC such as \"2026-11-22T09:30:00Z\".");
            return null;
        }
    }

    /** {@code {"amount":"12.50","currency":"EUR"}}. */
    record Price() implements Shape {
        private static final Pattern AMOUNT = Pattern.compile("-?\\d{1,15}(\\.\\d{1,6})?");
        private static final String RIGHT =
                "Send {\"amount\":\"12.50\",\"currency\":\"EUR\"}, the amount as a string with"
                        + " no more decimals than the currency has.";

        @Override
        public @Nullable Object read(JsonNode node, String path, Faults faults) {
            JsonNode amount = node.path("amount");
            JsonNode currency = node.path("currency");
            if (node.isObject()
                    && node.size() == 2
                    && amount.isString()
                    && currency.isString()
                    && AMOUNT.matcher(amount.stringValue()).matches()) {
                Money money = new Money(new BigDecimal(amount.stringValue()), currency.stringValue());
                if (money.isValid()) {
                    return money;
                }
            }
            faults.add(path, "malformed-money", RIGHT);
            return null;
        }
    }

    /** An ISO-8601 duration such as {@code PT30M} or {@code P7D}, not below zero, of ten years at most. */
    record Span() implements Shape {
        private static final Duration MOST = Duration.ofDays(3_660);

        @Override
        public @Nullable Object read(JsonNode node, String path, Faults faults) {
            if (node.isString() && node.stringValue().length() <= Limits.WORD) {
                try {
                    Duration span = Duration.parse(node.stringValue());
                    if (!span.isNegative() && span.compareTo(MOST) <= 0) {
                        return span;
                    }
                } catch (DateTimeParseException malformed) {
                    // told below
                }
            }
            faults.add(path, "malformed-duration", "Send a duration such as \"PT30M\", \"PT4H\" or \"P7D\".");
            return null;
        }
    }

    /** Who gets a ticket in a stage, e.g. {@code {"rule":"team","team":"team-network"}}. */
    record Rule() implements Shape {
        @Override
        public @Nullable Object read(JsonNode node, String path, Faults faults) {
            try {
                HolderRule rule = DaftarJson.web().treeToValue(node, HolderRule.class);
                if (rule != null && isComplete(rule)) {
                    return rule;
                }
            } catch (JacksonException unknown) {
                // told below
            }
            faults.add(
                    path,
                    "unknown-rule",
                    "Send one of {\"rule\":\"supervisor\"}, manager-of-department, role (with role), person (person), team"
                            + " (team), owner-of-category, chosen-by-triage, least-loaded (team), round-robin"
                            + " (team), lead-on-duty (team), who-had-it-before, vendor"
                            + " (vendor), requester, nobody, first-of (rules), each-of (rules).");
            return null;
        }

        private static boolean isComplete(HolderRule rule) {
            return switch (rule) {
                case HolderRule.HolderOfRole(String role) -> isWord(role);
                case HolderRule.NamedPerson(String person) -> isWord(person);
                case HolderRule.QueueOfTeam(String team) -> isWord(team);
                case HolderRule.LeastLoadedOfTeam(String team) -> isWord(team);
                case HolderRule.RoundRobinOfTeam(String team) -> isWord(team);
                case HolderRule.LeadOnDutyOfTeam(String team) -> isWord(team);
                case HolderRule.Provider(String vendor) -> isWord(vendor);
                case HolderRule.FirstOf(List<HolderRule> rules) ->
                    rules.size() <= Limits.ENTRIES && rules.stream().allMatch(Rule::isComplete);
                case HolderRule.EachOf(List<HolderRule> rules) ->
                    rules.size() <= Limits.ENTRIES && rules.stream().allMatch(Rule::isComplete);
                default -> true;
            };
        }

        private static boolean isWord(@Nullable String value) {
            return value != null && !value.isBlank() && value.length() <= Limits.WORD;
        }
    }

    /** A name by language, {@code {"en":"Printers"}}; not empty. */
    record ByLanguage(int most) implements Shape {
        @Override
        public @Nullable Object read(JsonNode node, String path, Faults faults) {
            if (!node.isObject() || node.isEmpty()) {
                faults.add(path, "wrong-type", "Send a text in at least one language: {\"en\":\"…\"}.");
                return null;
            }
            if (!isWithinEntries(node, path, faults)) {
                return null;
            }
            Map<String, String> texts = new LinkedHashMap<>();
            for (Map.Entry<String, JsonNode> entry : node.properties()) {
                String place = path + "." + Faults.echo(entry.getKey());
                if (Language.isLanguage(entry.getKey(), place, faults)) {
                    String text = Characters.read(entry.getValue(), place, most, most > Limits.WORD, faults);
                    if (text != null) {
                        texts.put(entry.getKey(), text);
                    }
                }
            }
            return texts.size() == node.size() ? new LocalizedText(texts) : null;
        }
    }

    /** @param distinct whether it becomes a set */
    record ListOf(Shape entry, boolean distinct) implements Shape {
        @Override
        public @Nullable Object read(JsonNode node, String path, Faults faults) {
            if (!node.isArray()) {
                faults.add(path, "wrong-type", "Send an array.");
                return null;
            }
            if (!isWithinEntries(node, path, faults)) {
                return null;
            }
            List<Object> values = new ArrayList<>(node.size());
            for (int i = 0; i < node.size() && !faults.isFull(); i++) {
                Object value = readEntry(entry, node.get(i), path + "[" + i + "]", faults);
                if (value != null) {
                    values.add(value);
                }
            }
            return distinct ? Collections.unmodifiableSet(new LinkedHashSet<>(values)) : List.copyOf(values);
        }
    }

    /** An object with names of the caller's own. */
    record MapOf(Shape entry) implements Shape {
        @Override
        public @Nullable Object read(JsonNode node, String path, Faults faults) {
            if (!node.isObject()) {
                faults.add(path, "wrong-type", "Send an object.");
                return null;
            }
            if (!isWithinEntries(node, path, faults)) {
                return null;
            }
            Map<String, Object> values = new LinkedHashMap<>();
            for (Map.Entry<String, JsonNode> field : node.properties()) {
                if (faults.isFull()) {
                    break;
                }
                String place = path + "." + Faults.echo(field.getKey());
                String name = Characters.check(field.getKey(), place, Limits.WORD, false, faults);
                Object value = readEntry(entry, field.getValue(), place, faults);
                if (name != null && value != null) {
                    values.put(name, value);
                }
            }
            return Collections.unmodifiableMap(values);
        }
    }

    /** A record's components, by their names. */
    record Fields(RecordFields of) implements Shape {
        @Override
        public @Nullable Object read(JsonNode node, String path, Faults faults) {
            return of.read(node, path, Map.of(), faults);
        }
    }

    private static @Nullable Object readEntry(Shape entry, JsonNode node, String path, Faults faults) {
        if (node.isNull()) {
            faults.add(path, "null-entry", "Leave the entry out, or give it a value; it must not be null.");
            return null;
        }
        return entry.read(node, path, faults);
    }

    private static boolean isWithinEntries(JsonNode node, String path, Faults faults) {
        if (node.size() > Limits.ENTRIES) {
            faults.add(
                    path,
                    "too-many-entries",
                    "Send at most " + Limits.ENTRIES + " entries; these are " + node.size() + ".");
            return false;
        }
        return true;
    }
}
