package daftar.messages.query;

import daftar.messages.Refused;
import daftar.messages.sla.Target;
import daftar.messages.ticket.Channel;
import daftar.messages.ticket.HoldReason;
import daftar.messages.ticket.Priority;
import daftar.messages.ticket.Status;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Which tickets, in which order: what a search is asked for and what a saved view keeps, read and checked by one rule. What
 * is not understood is refused with what would be.
 *
 * @param text null for all tickets
 */
public record Selection(@Nullable String text, TicketFilter filter, TicketSort sort) {

    /** UTF-16 units of a text that is searched for. */
    public static final int LONGEST_TEXT = 1_000;

    private static final int MOST_VALUES = 200;
    private static final List<String> MOMENTS = List.of("raisedFrom", "raisedTo", "updatedFrom", "updatedTo");
    private static final List<String> YES_OR_NO = List.of("overdue", "onHold", "reopened", "waitingForMe");
    private static final List<String> WORDS = List.of("externalRef", "number", "field");

    private static final Instant FIRST = Instant.parse("1900-01-01T00:00:00Z");
    private static final Instant AFTER_LAST = Instant.parse("2200-01-01T00:00:00Z");

    /** What tickets can be filtered by. */
    public static final List<String> FILTERS = Stream.of(
                    Arrays.stream(Facet.values()).map(Facet::key).toList(), MOMENTS, YES_OR_NO, WORDS)
            .flatMap(List::stream)
            .toList();

    /**
     * Reads what was sent.
     *
     * @param text the words, as typed; null or blank for all tickets
     * @param filters by the names of {@link #FILTERS}; none and blank values do not matter; several are for facets only
     * @param sort such as {@code -updatedAt}; null for the best fit of a text, and without a text for the newest change
     * @param place what stands before a filter's name in the field of a refusal, such as {@code filters.}
     * @throws Refused INVALID with the field
     */
    public static Selection of(
            @Nullable String text, Map<String, List<String>> filters, @Nullable String sort, String place) {
        String words = text(text);
        return new Selection(words, new Reading(filters, place).filter(), sort(sort, words != null));
    }

    /** The same as it was saved. */
    public static Selection of(@Nullable String text, Map<String, List<String>> filters, @Nullable String sort) {
        return of(text, filters, sort, "");
    }

    /** The words of a search; null for none. */
    public static @Nullable String text(@Nullable String sent) {
        if (sent == null || sent.isBlank()) {
            return null;
        }
        for (int i = 0; i < sent.length(); i++) {
            char c = sent.charAt(i);
            if (Character.isISOControl(c) && c != '\t' && c != '\n' && c != '\r') {
                throw Refused.invalid(
                        "control-character",
                        "q",
                        String.format("Leave out the control character U+%04X at place %d.", (int) c, i));
            }
        }
        String stripped = sent.strip();
        if (stripped.length() > LONGEST_TEXT) {
            throw Refused.invalid(
                    "text-too-long", "q", "A search takes at most " + LONGEST_TEXT + " characters; send fewer words.");
        }
        return stripped;
    }

    private static TicketSort sort(@Nullable String sent, boolean withText) {
        if (sent == null || sent.isBlank()) {
            return withText ? TicketSort.BY_RELEVANCE : TicketSort.NEWEST_CHANGE;
        }
        TicketSort sort = TicketSort.of(sent.strip());
        if (sort == null) {
            throw Refused.invalid(
                    "unknown-sort",
                    "sort",
                    "Sort by "
                            + Arrays.stream(TicketSort.By.values())
                                    .map(TicketSort.By::key)
                                    .collect(Collectors.joining(", "))
                            + "; with a minus before it for the opposite direction, such as -updatedAt.");
        }
        return sort;
    }

    /** One reading of filters. */
    private record Reading(Map<String, List<String>> sent, String place) {

        TicketFilter filter() {
            for (String name : sent.keySet()) {
                if (!FILTERS.contains(name)) {
                    throw refused("unknown-parameter", name, "The filters are " + String.join(", ", FILTERS) + ".");
                }
            }
            Map<Facet, Set<String>> values = new EnumMap<>(Facet.class);
            for (Facet facet : Facet.values()) {
                Set<String> read = new LinkedHashSet<>();
                for (String value : sentOf(facet.key())) {
                    read.add(value(facet, value));
                }
                if (read.size() > MOST_VALUES) {
                    throw refused("too-many-values", facet.key(), "Send at most " + MOST_VALUES + " values.");
                }
                if (!read.isEmpty()) {
                    values.put(facet, read);
                }
            }
            return new TicketFilter(
                    values,
                    moment("raisedFrom"),
                    moment("raisedTo"),
                    moment("updatedFrom"),
                    moment("updatedTo"),
                    yesOrNo("overdue"),
                    yesOrNo("onHold"),
                    yesOrNo("reopened"),
                    yesOrNo("waitingForMe"),
                    single("externalRef"),
                    number(),
                    FieldFilters.read(sentOf("field"), place + "field"));
        }

        private List<String> sentOf(String name) {
            List<String> values = new ArrayList<>();
            for (String value : sent.getOrDefault(name, List.of())) {
                if (value != null && !value.isBlank()) {
                    values.add(value.strip());
                }
            }
            return values;
        }

        private @Nullable String single(String name) {
            List<String> values = sentOf(name);
            if (values.size() > 1) {
                throw refused("too-many-values", name, "Send one value.");
            }
            return values.isEmpty() ? null : values.getFirst();
        }

        private @Nullable Instant moment(String name) {
            String value = single(name);
            try {
                Instant moment = value == null ? null : Instant.parse(value);
                if (moment != null && (moment.isBefore(FIRST) || !moment.isBefore(AFTER_LAST))) {
                    throw refused("out-of-range", name, "Send a time of the years 1900 to 2199.");
                }
                return moment;
            } catch (DateTimeParseException malformed) {
                throw notUnderstood(name, "a value like 2026-11-22T09:30:00Z");
            }
        }

        private @Nullable Boolean yesOrNo(String name) {
            String value = single(name);
            return switch (value == null ? "" : value.toLowerCase(Locale.ROOT)) {
                case "" -> null;
                case "true", "yes", "on", "1" -> true;
                case "false", "no", "off", "0" -> false;
                default -> throw notUnderstood(name, "true or false");
            };
        }

        private @Nullable String number() {
            String value = single("number");
            if (value == null) {
                return null;
            }
            String upper = value.toUpperCase(Locale.ROOT);
            if (!upper.matches("[A-Z]{1,10}-[0-9]{1,18}")) {
                throw refused("malformed-number", "number", "Send a number such as T-1042.");
            }
            return upper;
        }

        private String value(Facet facet, String value) {
            if (value.equalsIgnoreCase(Facet.NONE)) {
                return Facet.NONE;
            }
            if (facet.knowsMe() && value.equalsIgnoreCase(Facet.ME)) {
                return Facet.ME;
            }
            return switch (facet) {
                case STATUS -> constant(facet, Status.values(), value);
                case PRIORITY -> constant(facet, Priority.values(), value);
                case CHANNEL -> constant(facet, Channel.values(), value);
                case HOLD_REASON -> constant(facet, HoldReason.values(), value);
                case BREACH -> constant(facet, Target.values(), value);
                case TYPE, CATEGORY, SERVICE, REQUEST_TYPE, TEAM, ASSIGNEE, REQUESTER, DEPARTMENT -> value;
            };
        }

        private String constant(Facet facet, Enum<?>[] constants, String value) {
            String name = value.toUpperCase(Locale.ROOT).replace('-', '_');
            for (Enum<?> constant : constants) {
                if (constant.name().equals(name)) {
                    return name;
                }
            }
            throw refused(
                    "unknown-value",
                    facet.key(),
                    "The values of " + facet.key() + " are "
                            + Arrays.stream(constants).map(Enum::name).collect(Collectors.joining(", ")) + ".");
        }

        private Refused notUnderstood(String name, String right) {
            return refused("wrong-parameter", name, "The value is not understood; send " + right + ".");
        }

        private Refused refused(String code, String name, String detail) {
            return Refused.invalid(code, place + name, detail);
        }
    }
}
