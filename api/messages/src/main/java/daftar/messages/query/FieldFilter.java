package daftar.messages.query;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A condition on a field of the form by which a ticket was raised. All that is given must hold.
 *
 * @param field its code
 * @param any the value is one of these; empty for any value
 * @param least of a number, inclusive
 * @param most of a number, inclusive
 * @param from of a day, inclusive
 * @param to of a day, inclusive
 */
public record FieldFilter(
        String field,
        List<String> any,
        @Nullable BigDecimal least,
        @Nullable BigDecimal most,
        @Nullable LocalDate from,
        @Nullable LocalDate to) {

    /** Keeps the values in one order, so that equal filters look equal to a cursor. */
    public FieldFilter {
        any = List.copyOf(new TreeSet<>(any));
    }

    /** The value is one of these. */
    public static FieldFilter of(String field, Collection<String> any) {
        return new FieldFilter(field, List.copyOf(any), null, null, null, null);
    }
}
