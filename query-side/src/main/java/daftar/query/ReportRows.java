package daftar.query;

import daftar.messages.Refused;
import daftar.messages.report.Grouping;
import daftar.messages.report.Period;
import daftar.messages.report.ReportWish;
import daftar.messages.report.Stretch;
import daftar.query.ReportPlan.Population;
import daftar.readmodel.Measures;
import daftar.readmodel.ReadModel;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The rows of a report: how Elasticsearch tells them apart, how they are read, and which documents are in one. Pure. */
final class ReportRows {

    /** Rows that are shown of what has no natural number of them. */
    static final int MOST = 1_000;

    private static final int QUARTERS_OF_HOUR = 4;
    private static final int HOURS_OF_DAY = 24;
    private static final String BY = "by";

    private final ReportPlan plan;
    private final ReportWish wish;
    private final Grouping group;
    private final List<Stretch> stretches;

    ReportRows(ReportPlan plan) {
        this.plan = plan;
        this.wish = plan.wish();
        this.group = wish.group();
        this.stretches = wish.stretches(plan.period());
    }

    /** What a document has of a grouping. */
    static String field(ReadModel source, Grouping by) {
        boolean work = source == ReadModel.WORKLOG;
        return switch (by) {
            case DEPARTMENT -> "department";
            case DEPARTMENT_TREE -> "departmentPath";
            case SERVICE -> "service";
            case CATEGORY -> "category";
            case TYPE -> "type";
            case PRIORITY -> "priority";
            case STATUS -> "status";
            case TEAM -> work ? "team" : "measures.team";
            case SPECIALIST -> work ? "performer" : "measures.specialist";
            case CHANNEL -> "measures.channel";
            case LOCATION -> "measures.location";
            case VENDOR -> "measures.vendors";
            case REQUEST_TYPE -> "measures.requestType";
            case ACTIVITY -> "activity";
            case STAGE -> work ? "stage" : "measures.stages.of";
            case TEAM_PAIR -> "measures.passes";
            case RATING -> "measures.rating";
            case NONE, MONTH, WEEK, DAY, WEEKDAY, HOUR, WEEK_HOUR ->
                throw new IllegalArgumentException(by + " is no property");
        };
    }

    /** Documents with one of these values; {@link ReportWish#WITHOUT} for none. */
    static Map<String, ?> anyOf(String field, Collection<String> values) {
        Map<String, ?> named = Json.terms(field, new TreeSet<>(values));
        return values.contains(ReportWish.WITHOUT) ? Json.any(List.of(Json.not(Json.exists(field)), named)) : named;
    }

    /** Whether the register is looked at as it stood at the end of each row, not at one instant for all. */
    boolean throughTime() {
        return wish.report().kind() == daftar.messages.report.Report.Kind.INSTANT && group.isOfTime();
    }

    /** How rows that are instants one after the other are asked for; null where there are none. */
    @Nullable ThroughTime through() {
        List<Stretch> rows = throughTime() ? begun() : List.of();
        return rows.isEmpty()
                ? null
                : new ThroughTime(rows, rows.stream().map(this::endOf).toList(), wish.zone());
    }

    /** The instant of a stretch's end, as far as the report reaches. */
    private Instant endOf(Stretch stretch) {
        return stretch.to().isAfter(plan.at()) ? plan.at() : stretch.to();
    }

    private List<Stretch> begun() {
        return stretches.stream()
                .filter(stretch -> !stretch.from().isAfter(plan.at()))
                .toList();
    }

    /** The aggregations of a population: what is measured of all of it, and of its rows. */
    Map<String, Object> aggregations(Population population) {
        Map<String, Object> all = new LinkedHashMap<>();
        String nested = population.nested();
        if (nested != null) {
            Map<String, Object> inner = new LinkedHashMap<>(population.measured());
            inner.put(BY, terms(nested + ".of", false, population.measured()));
            all.put("spells", Map.of("nested", Map.of("path", nested), "aggs", inner));
            return all;
        }
        all.putAll(population.measured());
        if (group == Grouping.NONE || throughTime()) {
            return all;
        }
        if (group.isOfTime()) {
            List<Map<String, ?>> ranges = new ArrayList<>();
            for (Stretch stretch : stretches) {
                ranges.add(Map.of(
                        "key",
                        stretch.key(),
                        "from",
                        stretch.from().toString(),
                        "to",
                        stretch.to().toString()));
            }
            all.put(
                    BY,
                    withAggs(
                            Map.of("date_range", Map.of("field", population.date(), "ranges", ranges)),
                            population.measured()));
        } else if (group.isRhythm()) {
            List<Piece> pieces = pieces(plan.period(), wish.zone());
            for (int i = 0; i < pieces.size(); i++) {
                Piece piece = pieces.get(i);
                all.put(
                        BY + i,
                        Map.of(
                                "filter",
                                ReportPlan.within("raisedAt", piece.from(), piece.to()),
                                "aggs",
                                Map.of(
                                        "quarters",
                                        Map.of(
                                                "terms",
                                                Map.of(
                                                        "field",
                                                        "measures.raisedQuarter",
                                                        "size",
                                                        Measures.QUARTERS)))));
            }
        } else {
            boolean keyword = group != Grouping.RATING;
            all.put(BY, terms(field(population.source(), group), keyword, population.measured()));
        }
        return all;
    }

    private static Map<String, ?> terms(String field, boolean withMissing, Map<String, ?> measured) {
        Map<String, Object> terms = new LinkedHashMap<>();
        terms.put("field", field);
        terms.put("size", MOST);
        terms.put("order", Map.of("_key", "asc"));
        if (withMissing && !field.equals("measures.passes")) {
            terms.put("missing", ReportWish.WITHOUT);
        }
        return withAggs(Map.of("terms", terms), measured);
    }

    private static Map<String, ?> withAggs(Map<String, ?> aggregation, Map<String, ?> measured) {
        if (measured.isEmpty()) {
            return aggregation;
        }
        Map<String, Object> both = new LinkedHashMap<>(aggregation);
        both.put("aggs", measured);
        return both;
    }

    /** The bucket of a population as a whole. */
    JsonNode total(Population population, JsonNode answered) {
        if (population.nested() == null) {
            return answered;
        }
        // the tickets are counted, the spells measured
        ObjectNode total = copy(answered.path("spells"));
        total.put("doc_count", answered.path("doc_count").asLong(0));
        return total;
    }

    /** The buckets of a population by row, in order. @param more is set where there are more of them */
    Map<String, JsonNode> rows(Population population, JsonNode answered, boolean[] more) {
        Map<String, JsonNode> rows = new LinkedHashMap<>();
        if (group == Grouping.NONE || throughTime()) {
            return rows;
        }
        if (group.isRhythm()) {
            List<Piece> pieces = pieces(plan.period(), wish.zone());
            Map<String, Long> counts = new LinkedHashMap<>();
            for (int i = 0; i < pieces.size(); i++) {
                for (JsonNode bucket : answered.path(BY + i).path("quarters").path("buckets")) {
                    counts.merge(
                            rhythmKey(bucket.path("key").asInt(), pieces.get(i).offset()),
                            bucket.path("doc_count").asLong(),
                            Long::sum);
                }
            }
            counts.forEach((key, count) ->
                    rows.put(key, JsonNodeFactory.instance.objectNode().put("doc_count", count)));
            return rows;
        }
        JsonNode by = population.nested() == null
                ? answered.path(BY)
                : answered.path("spells").path(BY);
        more[0] |= by.path("sum_other_doc_count").asLong(0) > 0;
        for (JsonNode bucket : by.path("buckets")) {
            rows.put(bucket.path("key").asString(), bucket);
        }
        return rows;
    }

    private static ObjectNode copy(JsonNode node) {
        return node instanceof ObjectNode object ? object.deepCopy() : JsonNodeFactory.instance.objectNode();
    }

    /** The rows that are there even where nothing is in them, in order; the others come after by their keys. */
    List<String> fixed() {
        if (throughTime()) {
            return begun().stream().map(Stretch::key).toList();
        }
        if (group.isOfTime()) {
            return stretches.stream().map(Stretch::key).toList();
        }
        if (!group.isRhythm()) {
            return List.of();
        }
        List<String> keys = new ArrayList<>();
        for (int day = 0; day < (group == Grouping.HOUR ? 1 : DayOfWeek.values().length); day++) {
            DayOfWeek weekday = wish.firstDay().plus(day);
            if (group == Grouping.WEEKDAY) {
                keys.add(weekday.name());
                continue;
            }
            for (int hour = 0; hour < HOURS_OF_DAY; hour++) {
                keys.add(group == Grouping.HOUR ? hourKey(hour) : weekday.name() + "-" + hourKey(hour));
            }
        }
        return keys;
    }

    /**
     * The documents of a population that are in a row, besides the population's own filter.
     *
     * @throws Refused INVALID for a row that there cannot be
     */
    Map<String, ?> filter(Population population, String row) {
        String nested = population.nested();
        if (nested != null) {
            return Map.of("nested", Map.of("path", nested, "query", Json.term(nested + ".of", row)));
        }
        if (group == Grouping.NONE) {
            throw noRow("This report has no rows; leave row out.");
        }
        if (group.isOfTime()) {
            Stretch stretch = stretches.stream()
                    .filter(one -> one.key().equals(row))
                    .findFirst()
                    .orElseThrow(() -> noRow("Send the key of one of the report's rows."));
            return throughTime()
                    ? ReportPlan.asOf(population.source(), endOf(stretch))
                    : ReportPlan.within(population.date(), stretch.from(), stretch.to());
        }
        if (group.isRhythm()) {
            if (!fixed().contains(row)) {
                throw noRow("Send the key of one of the report's rows.");
            }
            List<Map<String, ?>> any = new ArrayList<>();
            for (Piece piece : pieces(plan.period(), wish.zone())) {
                List<Integer> quarters = new ArrayList<>();
                for (int quarter = 0; quarter < Measures.QUARTERS; quarter++) {
                    if (rhythmKey(quarter, piece.offset()).equals(row)) {
                        quarters.add(quarter);
                    }
                }
                any.add(Json.all(List.of(
                        ReportPlan.within("raisedAt", piece.from(), piece.to()),
                        Json.terms("measures.raisedQuarter", quarters))));
            }
            return Json.any(any);
        }
        if (group == Grouping.RATING) {
            if (!row.matches("[1-5]")) {
                throw noRow("A rating is 1 to 5.");
            }
            return Json.term("measures.rating", Integer.parseInt(row));
        }
        return anyOf(field(population.source(), group), List.of(row));
    }

    private static Refused noRow(String detail) {
        return Refused.invalid("unknown-row", "row", detail);
    }

    /** How a row is called; null for no other name than its key. */
    @Nullable String name(String key, Naming naming) {
        if (key.equals(ReportWish.WITHOUT)) {
            return null;
        }
        return switch (group) {
            case DEPARTMENT, DEPARTMENT_TREE -> naming.name(Names.Kind.DEPARTMENT, key);
            case SERVICE -> naming.name(Names.Kind.SERVICE, key);
            case CATEGORY -> naming.name(Names.Kind.CATEGORY, key);
            case TYPE -> naming.name(Names.Kind.TYPE, key);
            case TEAM -> naming.name(Names.Kind.TEAM, key);
            case SPECIALIST, VENDOR -> naming.name(Names.Kind.PERSON, key);
            case REQUEST_TYPE -> naming.name(Names.Kind.REQUEST_TYPE, key);
            case TEAM_PAIR -> pair(key, naming);
            default -> null;
        };
    }

    private static @Nullable String pair(String key, Naming naming) {
        int between = key.indexOf(' ');
        if (between < 0) {
            return null;
        }
        String from = naming.name(Names.Kind.TEAM, key.substring(0, between));
        String to = naming.name(Names.Kind.TEAM, key.substring(between + 1));
        return from == null || to == null ? null : from + " → " + to;
    }

    // ---- the rhythm of weeks

    /** A stretch of time in which the clocks of a zone stayed the same. */
    record Piece(Instant from, Instant to, ZoneOffset offset) {}

    static List<Piece> pieces(Period period, ZoneId zone) {
        List<Piece> pieces = new ArrayList<>();
        Instant from = period.from();
        while (from.isBefore(period.to())) {
            ZoneOffsetTransition next = zone.getRules().nextTransition(from);
            Instant to = next == null || !next.getInstant().isBefore(period.to()) ? period.to() : next.getInstant();
            pieces.add(new Piece(from, to, zone.getRules().getOffset(from)));
            from = to;
        }
        return pieces;
    }

    /** In which row a quarter of an hour of a week in UTC is. Offsets are whole quarters of hours since 1980. */
    private String rhythmKey(int quarter, ZoneOffset offset) {
        int shift = (int) Duration.ofSeconds(offset.getTotalSeconds()).toMinutes() / 15;
        int local = Math.floorMod(quarter + shift, Measures.QUARTERS);
        int hour = local / QUARTERS_OF_HOUR;
        String day = DayOfWeek.of(hour / HOURS_OF_DAY + 1).name();
        return switch (group) {
            case WEEKDAY -> day;
            case HOUR -> hourKey(hour % HOURS_OF_DAY);
            default -> day + "-" + hourKey(hour % HOURS_OF_DAY);
        };
    }

    private static String hourKey(int hour) {
        return hour < 10 ? "0" + hour : Integer.toString(hour);
    }

    /** Rows in order: those that are always there, then the others by their keys. */
    List<String> order(Collection<String> found) {
        Map<String, Boolean> keys = new LinkedHashMap<>();
        fixed().forEach(key -> keys.put(key, true));
        new TreeSet<>(found).forEach(key -> keys.put(key, true));
        return List.copyOf(keys.keySet());
    }
}
