package daftar.http.read;

import daftar.messages.Refused;
import daftar.messages.query.Facet;
import daftar.messages.query.TicketSort;
import daftar.messages.ticket.Channel;
import daftar.messages.ticket.HoldReason;
import daftar.messages.ticket.Priority;
import daftar.messages.ticket.Status;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads what a search may be asked for. What is not understood is refused with what would be. */
final class Filters {

    /** What a search counts where nothing is said of it. */
    static final List<Facet> USUAL =
            List.of(Facet.STATUS, Facet.PRIORITY, Facet.TYPE, Facet.CATEGORY, Facet.TEAM, Facet.ASSIGNEE);

    private static final int MOST_VALUES = 200;

    private final Map<Facet, Set<String>> values = new EnumMap<>(Facet.class);

    /** Adds a filter. @param sent null or empty for none; enum names in any case */
    Filters with(Facet facet, @Nullable List<String> sent) {
        if (sent == null) {
            return this;
        }
        Set<String> read = new LinkedHashSet<>();
        for (String value : sent) {
            if (!value.isBlank()) {
                read.add(value(facet, value.strip()));
            }
        }
        if (read.size() > MOST_VALUES) {
            throw Refused.invalid("too-many-values", facet.key(), "Send at most " + MOST_VALUES + " values.");
        }
        if (!read.isEmpty()) {
            values.put(facet, read);
        }
        return this;
    }

    Map<Facet, Set<String>> values() {
        return values;
    }

    private static String value(Facet facet, String value) {
        if (value.equalsIgnoreCase(Facet.NONE)) {
            return Facet.NONE;
        }
        return switch (facet) {
            case STATUS -> constant(facet, Status.values(), value);
            case PRIORITY -> constant(facet, Priority.values(), value);
            case CHANNEL -> constant(facet, Channel.values(), value);
            case HOLD_REASON -> constant(facet, HoldReason.values(), value);
            case TYPE, CATEGORY, SERVICE, TEAM, ASSIGNEE, REQUESTER, DEPARTMENT -> value;
        };
    }

    private static String constant(Facet facet, Enum<?>[] constants, String value) {
        String name = value.toUpperCase(Locale.ROOT).replace('-', '_');
        for (Enum<?> constant : constants) {
            if (constant.name().equals(name)) {
                return name;
            }
        }
        throw Refused.invalid(
                "unknown-value", facet.key(), "The values of " + facet.key() + " are " + list(constants) + ".");
    }

    /** @param sent names; null for the usual ones; empty for none */
    static List<Facet> facets(@Nullable List<String> sent) {
        if (sent == null) {
            return USUAL;
        }
        List<Facet> facets = new ArrayList<>();
        for (String name : sent) {
            if (name.isBlank()) {
                continue;
            }
            Facet facet = Facet.of(name.strip());
            if (facet == null) {
                throw Refused.invalid(
                        "unknown-facet",
                        "facets",
                        "The facets are "
                                + Arrays.stream(Facet.values()).map(Facet::key).collect(Collectors.joining(", "))
                                + ".");
            }
            if (!facets.contains(facet)) {
                facets.add(facet);
            }
        }
        return facets;
    }

    /** @param sent null for the best fit of a text, and without a text for the newest change */
    static TicketSort sort(@Nullable String sent, boolean withText) {
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

    /** The text of a search; null for none. */
    static @Nullable String text(@Nullable String sent) {
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
        return sent;
    }

    private static String list(Enum<?>[] constants) {
        return Arrays.stream(constants).map(Enum::name).collect(Collectors.joining(", "));
    }
}
