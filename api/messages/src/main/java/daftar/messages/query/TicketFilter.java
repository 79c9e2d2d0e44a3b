package daftar.messages.query;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Which tickets; what is empty or null does not matter. All conditions must hold, of the values of one facet any.
 *
 * @param values ids, codes or enum names by facet; {@link Facet#NONE} for tickets that have none
 * @param raisedFrom inclusive
 * @param raisedTo exclusive
 * @param updatedFrom inclusive
 * @param updatedTo exclusive
 * @param overdue whether it is open and something of it that was promised (response, resolution, stage) is due
 * @param reopened whether it went back to work after it had been resolved or closed
 * @param waitingForMe whether it goes on only when the caller acts: an approval that is asked of them, work that they
 *     have and that is not on hold, a question to them, a solution that they are to confirm
 * @param externalRef the old desk's number
 * @param number {@code T-1042}
 * @param fields conditions on the form by which it was raised
 */
public record TicketFilter(
        Map<Facet, Set<String>> values,
        @Nullable Instant raisedFrom,
        @Nullable Instant raisedTo,
        @Nullable Instant updatedFrom,
        @Nullable Instant updatedTo,
        @Nullable Boolean overdue,
        @Nullable Boolean onHold,
        @Nullable Boolean reopened,
        @Nullable Boolean waitingForMe,
        @Nullable String externalRef,
        @Nullable String number,
        List<FieldFilter> fields) {

    public static final TicketFilter ALL = of(Map.of());

    /** Keeps the values in one order, so that equal filters look equal to a cursor. */
    public TicketFilter {
        Map<Facet, Set<String>> sorted = new TreeMap<>();
        values.forEach((facet, any) -> {
            if (!any.isEmpty()) {
                sorted.put(facet, java.util.Collections.unmodifiableSet(new TreeSet<>(any)));
            }
        });
        values = java.util.Collections.unmodifiableMap(sorted);
        fields = List.copyOf(fields);
    }

    public static TicketFilter of(Facet facet, String... any) {
        return of(Map.of(facet, Set.of(any)));
    }

    /** By values alone. */
    public static TicketFilter of(Map<Facet, Set<String>> values) {
        return new TicketFilter(values, null, null, null, null, null, null, null, null, null, null, List.of());
    }
}
