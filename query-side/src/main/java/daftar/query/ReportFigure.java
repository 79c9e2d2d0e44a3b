package daftar.query;

import daftar.messages.report.ReportView.Unit;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A figure of a report: what it counts and how it is reckoned from what Elasticsearch aggregated.
 *
 * @param population the name of the population that is behind it, whose tickets it opens
 * @param narrowed what of that population is behind this figure; null for all of it
 * @param read from the populations' buckets of a row, to the value; null for nothing to reckon from
 * @param target what it should be at least; null for none
 */
record ReportFigure(
        String key,
        Unit unit,
        String population,
        @Nullable Map<String, ?> narrowed,
        Function<Buckets, @Nullable Object> read,
        @Nullable Double target) {

    static ReportFigure of(String key, Unit unit, String population, Function<Buckets, @Nullable Object> read) {
        return new ReportFigure(key, unit, population, null, read, null);
    }

    /** What was aggregated for one row, or for all. */
    interface Buckets {

        /** The bucket of a population; missing where it has nothing. */
        JsonNode of(String population);

        default long count(String population) {
            return of(population).path("doc_count").asLong(0);
        }
    }
}
