package daftar.http.read;

import daftar.messages.Refused;
import daftar.messages.query.Facet;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Collects what a search is asked for, by the names of its parameters. */
final class Filters {

    /** What a search counts where nothing is said of it. */
    static final List<Facet> USUAL =
            List.of(Facet.STATUS, Facet.PRIORITY, Facet.TYPE, Facet.CATEGORY, Facet.TEAM, Facet.ASSIGNEE);

    private final Map<String, List<String>> sent = new LinkedHashMap<>();

    /** Adds a filter of several values. @param values null for none */
    Filters with(Facet facet, @Nullable List<String> values) {
        if (values != null) {
            sent.put(facet.key(), values);
        }
        return this;
    }

    /** Adds a filter of several values. @param values null for none */
    Filters with(String name, @Nullable List<String> values) {
        if (values != null) {
            sent.put(name, values);
        }
        return this;
    }

    /** Adds a filter of one value. @param value null for none */
    Filters with(String name, @Nullable String value) {
        if (value != null) {
            sent.put(name, List.of(value));
        }
        return this;
    }

    Map<String, List<String>> sent() {
        return sent;
    }

    /** A parameter as it was meant: one that was sent without a value was not. */
    static @Nullable String emptyToNull(@Nullable String sent) {
        return sent == null || sent.isBlank() ? null : sent.strip();
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
}
