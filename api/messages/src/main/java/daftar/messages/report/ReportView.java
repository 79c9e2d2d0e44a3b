package daftar.messages.report;

import daftar.messages.query.Answer;
import java.time.DayOfWeek;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A report.
 *
 * @param report its name
 * @param at as the register stood then
 * @param from of its period, inclusive; {@code to} exclusive
 * @param compared the period beside it; null for none
 * @param comparedAt the instant beside it, of a report of an instant; null for none
 * @param group what the rows are by
 * @param columns what the figures are, in order
 * @param total over all rows; not their sum where a ticket counts in several, and for means and shares
 * @param more whether there are more rows than are shown
 */
public record ReportView(
        String report,
        Instant at,
        Instant from,
        Instant to,
        @Nullable Period compared,
        @Nullable Instant comparedAt,
        String zone,
        DayOfWeek firstDay,
        String group,
        List<Column> columns,
        Row total,
        List<Row> rows,
        boolean more,
        boolean stale)
        implements Answer {

    /** What a figure's value is. */
    public enum Unit {
        /** A whole number. */
        COUNT,
        /** A whole number of minutes. */
        MINUTES,
        /** A decimal number of hours. */
        HOURS,
        /** A decimal number of days. */
        DAYS,
        /** ISO-8601. */
        DURATION,
        /** 0 to 1. */
        SHARE,
        /** A decimal number. */
        NUMBER,
        /** {@code {"amount":"12.50","currency":"EUR"}}. */
        MONEY
    }

    /** @param target what it should be at least; null for none */
    public record Column(String key, Unit unit, @Nullable Double target) {}

    /**
     * @param key an id, a code, a day; empty of the total; {@link ReportWish#WITHOUT} of what has none
     * @param name as people call it; null where it has no name
     * @param comparedKey the key of the row beside it, where that is another one: its month, week or day
     * @param figures by column
     */
    public record Row(
            String key, @Nullable String name, @Nullable String comparedKey, Map<String, Figure> figures) {}

    /**
     * @param value by the column's unit; null where there is nothing to reckon from
     * @param tickets where the tickets behind it are listed, exactly those
     * @param compared the figure beside it; null where nothing is compared
     */
    public record Figure(
            @Nullable Object value,
            String tickets,
            @Nullable Figure compared) {}
}
