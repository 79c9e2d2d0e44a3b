package daftar.query;

import daftar.messages.report.Stretch;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * What the register held at the end of each month, week or day. To ask for each of these instants by itself would mean to look
 * at every interval for every one of them. So intervals are told apart, in one pass, by the row in which they began and
 * the day on which they ended; which instants lie in between is reckoned here. Pure.
 */
final class ThroughTime {

    /** Buckets that Elasticsearch makes for one answer at most are 65,536. */
    private static final int MOST_BUCKETS = 50_000;

    /** Documents know milliseconds: what began at an instant counts in it, what ended at it does not. */
    private static final Duration JUST_AFTER = Duration.ofMillis(1);

    private static final String LATER = "later";
    private static final String DAYS = "days";
    private static final String RAISED = "raised";
    private static final String OLDEST = "oldest";

    private final List<Stretch> rows;
    private final List<Instant> ends;
    private final ZoneId zone;

    /**
     * @param rows in order, one at least
     * @param ends the instant of each; all but the last are the beginning of a day
     * @param zone of these days
     */
    ThroughTime(List<Stretch> rows, List<Instant> ends, ZoneId zone) {
        this.rows = rows;
        this.ends = ends;
        this.zone = zone;
    }

    /** Rows that are asked for together. @param to exclusive */
    record Part(int from, int to) {}

    /** As many rows at once as cannot make too many buckets. */
    List<Part> parts() {
        long days = Duration.between(ends.getFirst(), ends.getLast()).toDays() + 2;
        int most = (int) Math.clamp(MOST_BUCKETS / days, 1, rows.size());
        List<Part> parts = new ArrayList<>();
        for (int from = 0; from < rows.size(); from += most) {
            parts.add(new Part(from, Math.min(from + most, rows.size())));
        }
        return parts;
    }

    /** The intervals of a part that reach into a row at all. */
    Map<String, ?> within(Part part) {
        List<Map<String, ?>> all = new ArrayList<>();
        all.add(Json.exists("measures.raisedQuarter"));
        all.add(Json.range("from", "lte", ends.get(part.to() - 1)));
        if (part.from() > 0) {
            all.add(Json.not(Json.range("from", "lte", ends.get(part.from() - 1))));
        }
        all.add(Json.not(Json.range("to", "lte", ends.get(part.from()))));
        return Json.all(all);
    }

    /** @param ages whether it is also asked how old what is counted was */
    Map<String, ?> aggregation(Part part, boolean ages) {
        Map<String, ?> measured = ages
                ? Map.of(
                        RAISED,
                        Map.of("sum", Map.of("field", "raisedAt")),
                        OLDEST,
                        Map.of("min", Map.of("field", "raisedAt")))
                : Map.of();
        Map<String, ?> past = Json.range("to", "lte", ends.getLast());
        Map<String, Object> histogram = new LinkedHashMap<>();
        histogram.put("field", "to");
        histogram.put("calendar_interval", "day");
        histogram.put("time_zone", zone.getId());
        histogram.put("offset", "+1ms");
        histogram.put("min_doc_count", 1);
        Map<String, ?> days =
                Map.of("filter", past, "aggs", Map.of(DAYS, with(Map.of("date_histogram", histogram), measured)));
        Map<String, ?> later = with(Map.of("filter", Json.not(past)), measured);
        List<Map<String, ?>> ranges = new ArrayList<>();
        for (int row = part.from(); row < part.to(); row++) {
            Map<String, Object> range = new LinkedHashMap<>();
            range.put("key", Integer.toString(row));
            if (row > 0) {
                range.put("from", ends.get(row - 1).plus(JUST_AFTER).toString());
            }
            range.put("to", ends.get(row).plus(JUST_AFTER).toString());
            ranges.add(range);
        }
        return Map.of(
                "date_range", Map.of("field", "from", "ranges", ranges), "aggs", Map.of(LATER, later, DAYS, days));
    }

    private static Map<String, ?> with(Map<String, ?> aggregation, Map<String, ?> measured) {
        if (measured.isEmpty()) {
            return aggregation;
        }
        Map<String, Object> both = new LinkedHashMap<>(aggregation);
        both.put("aggs", measured);
        return both;
    }

    /** Puts together what the parts were answered. */
    final class Counted {

        private final long[] counts = new long[rows.size()];
        private final long[] raised = new long[rows.size()];
        private final long[] oldest = new long[rows.size()];

        Counted() {
            Arrays.fill(oldest, Long.MAX_VALUE);
        }

        void add(JsonNode answered) {
            for (JsonNode begun : answered.path("buckets")) {
                int first = Integer.parseInt(begun.path("key").asString());
                add(begun.path(LATER), first, rows.size());
                for (JsonNode day : begun.path(DAYS).path(DAYS).path("buckets")) {
                    add(day, first, reachedBefore(day.path("key").asLong()));
                }
            }
        }

        private void add(JsonNode bucket, int from, int to) {
            long count = bucket.path("doc_count").asLong(0);
            if (count == 0) {
                return;
            }
            // exact: a sum of as many milliseconds as have one bucket's intervals is a whole number of a double
            long sum = Math.round(bucket.path(RAISED).path("value").asDouble(0));
            long least = Math.round(bucket.path(OLDEST).path("value").asDouble(Long.MAX_VALUE));
            for (int row = from; row < to; row++) {
                counts[row] += count;
                raised[row] += sum;
                oldest[row] = Math.min(oldest[row], least);
            }
        }

        /** The rows that end before the day's ends, the last row aside: what has ended by it is not in it. */
        private int reachedBefore(long firstMilli) {
            int low = 0;
            int high = rows.size() - 1;
            while (low < high) {
                int middle = (low + high) >>> 1;
                if (ends.get(middle).toEpochMilli() < firstMilli) {
                    low = middle + 1;
                } else {
                    high = middle;
                }
            }
            return low;
        }

        /** Row → bucket, as an aggregation would have it, with the row's instant as {@code at}. */
        Map<String, JsonNode> buckets(boolean ages) {
            Map<String, JsonNode> buckets = new LinkedHashMap<>();
            for (int row = 0; row < rows.size(); row++) {
                ObjectNode bucket = JsonNodeFactory.instance.objectNode();
                bucket.put("doc_count", counts[row]);
                bucket.put("at", ends.get(row).toEpochMilli());
                if (ages && counts[row] > 0) {
                    double mean = raised[row] / counts[row] + (double) (raised[row] % counts[row]) / counts[row];
                    bucket.putObject(RAISED).put("value", mean);
                    bucket.putObject(OLDEST).put("value", (double) oldest[row]);
                }
                buckets.put(rows.get(row).key(), bucket);
            }
            return buckets;
        }
    }
}
