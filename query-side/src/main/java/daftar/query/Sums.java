package daftar.query;

import daftar.messages.Money;
import daftar.readmodel.Cost;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/**
 * Sums that Elasticsearch adds up in whole smallest units. It answers with a floating-point number, which holds every whole
 * one up to 2^53: ninety billion times a thousand euros in cents. It is read as a decimal, and never becomes a float here.
 */
final class Sums {

    /** More currencies than there are. */
    private static final int MOST_CURRENCIES = 400;

    private Sums() {}

    /** The sum of a field of whole numbers. */
    static Map<String, ?> of(String field) {
        return Map.of("sum", Map.of("field", field));
    }

    /** One sum per currency of a nested field of {@link Cost}s. */
    static Map<String, ?> perCurrency(String path) {
        return Map.of(
                "nested",
                Map.of("path", path),
                "aggs",
                Map.of(
                        "currencies",
                        Map.of(
                                "terms",
                                Map.of(
                                        "field",
                                        path + ".currency",
                                        "size",
                                        MOST_CURRENCIES,
                                        "order",
                                        Map.of("_key", "asc")),
                                "aggs",
                                Map.of("minor", of(path + ".minor")))));
    }

    /** What {@link #of} found. */
    static long whole(JsonNode sum) {
        JsonNode value = sum.path("value");
        return value.isNumber() ? exact(value) : 0;
    }

    /** What {@link #perCurrency} found under this name. */
    static List<Money> money(JsonNode aggregations, String name) {
        List<Money> sums = new ArrayList<>();
        for (JsonNode currency : aggregations.path(name).path("currencies").path("buckets")) {
            sums.add(Cost.money(currency.path("key").asString(), whole(currency.path("minor"))));
        }
        return sums;
    }

    private static long exact(JsonNode value) {
        BigDecimal decimal = value.decimalValue();
        return decimal.longValue();
    }
}
