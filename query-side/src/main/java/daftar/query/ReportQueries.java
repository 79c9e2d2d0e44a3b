package daftar.query;

import daftar.messages.Actor;
import daftar.messages.Refused;
import daftar.messages.Role;
import daftar.messages.query.Caller;
import daftar.messages.query.Query.FindReport;
import daftar.messages.query.Query.FindReportCases;
import daftar.messages.query.TicketRow;
import daftar.messages.report.Report;
import daftar.messages.report.ReportCases;
import daftar.messages.report.ReportCases.Case;
import daftar.messages.report.ReportView;
import daftar.messages.report.ReportView.Column;
import daftar.messages.report.ReportView.Figure;
import daftar.messages.report.ReportView.Row;
import daftar.messages.report.ReportWish;
import daftar.query.ReportFigure.Buckets;
import daftar.query.ReportPlan.Population;
import daftar.readmodel.Cost;
import daftar.readmodel.ReadModel;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.WeekFields;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import org.axonframework.queryhandling.QueryHandler;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/**
 * Answers reports by aggregations over the intervals of tickets and over their work, both as they were known at an instant;
 * and lists what is behind each figure by the very filter that counted it.
 */
public final class ReportQueries {

    private final ReadSide readSide;

    public ReportQueries(ReadSide readSide) {
        this.readSide = readSide;
    }

    @QueryHandler
    public ReportView find(FindReport query) {
        return readSide.meters().timed(QueryMeters.Kind.REPORTS, () -> {
            Caller caller = query.caller();
            check(caller.actor());
            ReportWish wish = wish(query.report(), query.parameters(), caller, "");
            boolean stale = readSide.isStale(caller.atLeast());
            Side own = answered(ReportPlan.of(wish), caller.actor());
            ReportPlan other = ReportPlan.compared(wish);
            return view(wish, own, other == null ? null : answered(other, caller.actor()), caller, stale);
        });
    }

    @QueryHandler
    public ReportCases find(FindReportCases query) {
        return readSide.meters().timed(QueryMeters.Kind.REPORT_CASES, () -> {
            Caller caller = query.caller();
            check(caller.actor());
            SearchQueries.checkSize(query.size());
            ReportWish wish = wish(query.report(), query.parameters(), caller, "");
            ReportPlan plan = ReportPlan.of(wish);
            ReportFigure figure = plan.figure(query.figure());
            Population population = Objects.requireNonNull(plan.populations().get(figure.population()));
            String row = query.row() == null || query.row().isEmpty() ? null : query.row();
            List<Map<String, ?>> conditions = conditions(plan, population.source(), caller.actor());
            ReportRows rows = new ReportRows(plan);
            if (row != null) {
                conditions.add(rows.filter(population, row));
            }
            if (row == null || !rows.throughTime()) {
                conditions.add(ReportPlan.asOf(population.source(), plan.at()));
            }
            conditions.add(population.filter());
            if (figure.narrowed() != null) {
                conditions.add(figure.narrowed());
            }
            Bound bound = new Bound(
                    query.report(),
                    caller.actor().person(),
                    new TreeMap<>(query.parameters()).toString(),
                    row,
                    figure.key());
            List<Object> after = Cursor.read(bound, query.cursor());
            boolean stale = readSide.isStale(caller.atLeast());
            Page page = Page.of(
                    readSide.elastic()
                            .search(
                                    readSide.alias(population.source()),
                                    caller.actor().person(),
                                    listing(population.source(), conditions, query.size() + 1, after)),
                    query.size());
            return new ReportCases(cases(population.source(), page, caller), page.total(), page.next(bound), stale);
        });
    }

    /** What binds a cursor to its query. */
    private record Bound(
            String report,
            String person,
            String parameters,
            @Nullable String row,
            String figure) {}

    /**
     * A report that somebody asks for.
     *
     * @param place what stands before a parameter's name in the field of a refusal
     * @throws Refused if there is no such report, or a parameter is not understood
     */
    ReportWish wish(String report, Map<String, List<String>> parameters, Caller caller, String place) {
        ZoneId zone = readSide.people().zoneOf(caller.actor().person());
        DayOfWeek firstDay = WeekFields.of(Locale.forLanguageTag(readSide.languageOf(caller)))
                .getFirstDayOfWeek();
        return ReportWish.of(report, parameters, readSide.now(), zone == null ? ZoneOffset.UTC : zone, firstDay, place);
    }

    /** @throws Refused FORBIDDEN */
    static void check(Actor actor) {
        if (!actor.isAny(Role.MANAGER, Role.AUDITOR)) {
            throw Refused.forbidden("not-allowed", "Reports are for managers and auditors.");
        }
    }

    // ---- asking

    /** One side with what was aggregated for it. @param rows row → population → bucket */
    private record Side(
            ReportPlan plan,
            ReportRows rowsOf,
            Map<String, JsonNode> total,
            Map<String, Map<String, JsonNode>> rows,
            boolean more) {

        Buckets all() {
            return population -> total.getOrDefault(population, MissingNode.getInstance());
        }

        Buckets row(String key) {
            Map<String, JsonNode> row = rows.getOrDefault(key, Map.of());
            return population -> row.getOrDefault(population, MissingNode.getInstance());
        }
    }

    private Side answered(ReportPlan plan, Actor actor) {
        ReportRows rows = new ReportRows(plan);
        Map<String, JsonNode> total = new HashMap<>();
        Map<String, Map<String, JsonNode>> byRow = new HashMap<>();
        boolean[] more = new boolean[1];
        for (ReadModel source : plan.sources()) {
            JsonNode aggregated = readSide.elastic()
                    .search(readSide.alias(source), actor.person(), body(plan, rows, source, actor))
                    .path("aggregations");
            plan.populations().forEach((name, population) -> {
                if (population.source() == source) {
                    JsonNode answer = aggregated.path(name);
                    total.put(name, rows.total(population, answer));
                    rows.rows(population, answer, more)
                            .forEach((row, bucket) -> byRow.computeIfAbsent(row, none -> new HashMap<>())
                                    .put(name, bucket));
                }
            });
        }
        ThroughTime through = rows.through();
        if (through != null) {
            throughTime(plan, through, actor)
                    .forEach((name, buckets) -> buckets.forEach((row, bucket) ->
                            byRow.computeIfAbsent(row, none -> new HashMap<>()).put(name, bucket)));
        }
        return new Side(plan, rows, total, byRow, more[0]);
    }

    /** Population → row → bucket. */
    private Map<String, Map<String, JsonNode>> throughTime(ReportPlan plan, ThroughTime through, Actor actor) {
        Map<String, ThroughTime.Counted> counted = new LinkedHashMap<>();
        plan.populations().keySet().forEach(name -> counted.put(name, through.new Counted()));
        for (ThroughTime.Part part : through.parts()) {
            List<Map<String, ?>> conditions = conditions(plan, ReadModel.ASSIGNMENTS, actor);
            conditions.add(through.within(part));
            Map<String, Object> aggregations = new LinkedHashMap<>();
            plan.populations()
                    .forEach((name, population) -> aggregations.put(
                            name,
                            Map.of(
                                    "filter",
                                    population.filter(),
                                    "aggs",
                                    Map.of("by", through.aggregation(part, hasAges(population))))));
            JsonNode answered = readSide.elastic()
                    .search(readSide.alias(ReadModel.ASSIGNMENTS), actor.person(), body(conditions, aggregations))
                    .path("aggregations");
            counted.forEach((name, into) -> into.add(answered.path(name).path("by")));
        }
        Map<String, Map<String, JsonNode>> buckets = new LinkedHashMap<>();
        plan.populations()
                .forEach((name, population) -> buckets.put(
                        name, Objects.requireNonNull(counted.get(name)).buckets(hasAges(population))));
        return buckets;
    }

    private static boolean hasAges(Population population) {
        return !population.measured().isEmpty();
    }

    private Map<String, Object> body(ReportPlan plan, ReportRows rows, ReadModel source, Actor actor) {
        List<Map<String, ?>> conditions = conditions(plan, source, actor);
        conditions.add(ReportPlan.asOf(source, plan.at()));
        Map<String, Object> aggregations = new LinkedHashMap<>();
        plan.populations().forEach((name, population) -> {
            if (population.source() == source) {
                Map<String, Object> counted = new LinkedHashMap<>();
                counted.put("filter", population.filter());
                Map<String, Object> inner = rows.aggregations(population);
                if (!inner.isEmpty()) {
                    counted.put("aggs", inner);
                }
                aggregations.put(name, counted);
            }
        });
        return body(conditions, aggregations);
    }

    private static Map<String, Object> body(List<Map<String, ?>> conditions, Map<String, Object> aggregations) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("size", 0);
        body.put("track_total_hits", false);
        body.put("query", Json.all(conditions));
        body.put("aggs", aggregations);
        return body;
    }

    /** What the caller may see counted, and what the report is narrowed to. */
    private List<Map<String, ?>> conditions(ReportPlan plan, ReadModel source, Actor actor) {
        List<Map<String, ?>> conditions = new ArrayList<>();
        conditions.add(
                source == ReadModel.WORKLOG
                        ? Visibility.counted(actor, readSide.people(), "performer")
                        : Visibility.counted(actor, readSide.people(), "measures.people", "measures.team"));
        plan.wish().filters().forEach((by, values) -> conditions.add(ReportPlan.condition(source, by, values)));
        return conditions;
    }

    // ---- telling

    private ReportView view(ReportWish wish, Side own, @Nullable Side other, Caller caller, boolean stale) {
        List<ReportFigure> figures = figures(own, other);
        Naming naming = readSide.naming(caller);
        List<Row> rows = new ArrayList<>();
        List<Pair> pairs = pairs(own, other);
        for (Pair pair : pairs.subList(0, Math.min(pairs.size(), ReportRows.MOST))) {
            rows.add(new Row(
                    pair.key(),
                    own.rowsOf().name(pair.key(), naming),
                    pair.other().equals(pair.key()) ? null : pair.other(),
                    told(figures, own, pair.key(), other, pair.other())));
        }
        return new ReportView(
                wish.report().key(),
                wish.at(),
                wish.period().from(),
                wish.period().to(),
                wish.compared(),
                wish.comparedAt(),
                wish.zone().getId(),
                wish.firstDay(),
                wish.group().key(),
                figures.stream()
                        .map(figure -> new Column(figure.key(), figure.unit(), figure.target()))
                        .toList(),
                new Row("", null, null, told(figures, own, null, other, null)),
                rows,
                own.more() || (other != null && other.more()) || pairs.size() > ReportRows.MOST,
                stale);
    }

    /** The figures, with one for each currency that there is. */
    private static List<ReportFigure> figures(Side own, @Nullable Side other) {
        List<ReportFigure> figures = new ArrayList<>(own.plan().figures());
        if (own.plan().wish().report() == Report.WORK) {
            TreeSet<String> currencies = new TreeSet<>();
            for (Side side : other == null ? List.of(own) : List.of(own, other)) {
                for (JsonNode bucket : ReportPlan.currencies(side.all().of("work"))) {
                    currencies.add(bucket.path("key").asString());
                }
            }
            currencies.forEach(currency -> figures.add(ReportPlan.costs(currency)));
        }
        return figures;
    }

    /** Which row of the own side stands beside which of the other. */
    private record Pair(String key, String other) {}

    private static List<Pair> pairs(Side own, @Nullable Side other) {
        List<Pair> pairs = new ArrayList<>();
        if (other != null && own.plan().wish().group().isOfTime()) {
            // the first month beside the first month
            List<String> mine = own.rowsOf().fixed();
            List<String> others = other.rowsOf().fixed();
            for (int i = 0; i < mine.size(); i++) {
                pairs.add(new Pair(mine.get(i), i < others.size() ? others.get(i) : ""));
            }
            return pairs;
        }
        TreeSet<String> found = new TreeSet<>(own.rows().keySet());
        if (other != null) {
            found.addAll(other.rows().keySet());
        }
        own.rowsOf().order(found).forEach(key -> {
            boolean empty =
                    own.rowsOf().fixed().isEmpty() && isEmpty(own, key) && (other == null || isEmpty(other, key));
            if (!empty) {
                pairs.add(new Pair(key, key));
            }
        });
        return pairs;
    }

    private static boolean isEmpty(Side side, String key) {
        return side.rows().getOrDefault(key, Map.of()).values().stream()
                .allMatch(bucket -> bucket.path("doc_count").asLong(0) == 0);
    }

    /** @param row null for the total @param otherRow empty where there is none beside it */
    private static Map<String, Figure> told(
            List<ReportFigure> figures,
            Side own,
            @Nullable String row,
            @Nullable Side other,
            @Nullable String otherRow) {
        Map<String, Figure> told = new LinkedHashMap<>();
        for (ReportFigure figure : figures) {
            Figure beside = other == null || (otherRow != null && otherRow.isEmpty())
                    ? null
                    : figure(other.plan().figure(figure.key()), other, otherRow, null);
            told.put(figure.key(), figure(figure, own, row, beside));
        }
        return told;
    }

    private static Figure figure(ReportFigure figure, Side side, @Nullable String row, @Nullable Figure beside) {
        return new Figure(
                figure.read().apply(row == null ? side.all() : side.row(row)), link(figure, side.plan(), row), beside);
    }

    private static String link(ReportFigure figure, ReportPlan plan, @Nullable String row) {
        StringBuilder link = new StringBuilder("/api/reports/")
                .append(plan.wish().report().key())
                .append("/tickets?figure=");
        link.append(encoded(figure.key()));
        if (row != null) {
            link.append("&row=").append(encoded(row));
        }
        plan.wish()
                .parameters(plan.period(), plan.at())
                .forEach((name, values) -> values.forEach(
                        value -> link.append('&').append(name).append('=').append(encoded(value))));
        return link.toString();
    }

    private static String encoded(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20");
    }

    // ---- listing

    private static Map<String, Object> listing(
            ReadModel source, List<Map<String, ?>> conditions, int size, @Nullable List<Object> after) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("query", Json.all(conditions));
        body.put("size", size);
        body.put("track_total_hits", true);
        body.put(
                "sort",
                List.of(Map.of("ticket", "asc"), Map.of(source == ReadModel.WORKLOG ? "entry" : "from", "asc")));
        body.put(
                "_source",
                source == ReadModel.WORKLOG
                        ? List.of("ticket", "entry", "performer", "performedAt", "activity", "minutes", "sums")
                        : List.of("ticket"));
        if (after != null) {
            body.put("search_after", after);
        }
        return body;
    }

    private List<Case> cases(ReadModel source, Page page, Caller caller) {
        List<String> ids = page.hits().stream()
                .map(hit -> hit.path("_source").path("ticket").asString())
                .toList();
        Map<String, TicketRow> tickets = tickets(ids, caller);
        Naming naming = readSide.naming(caller);
        List<Case> cases = new ArrayList<>();
        for (int i = 0; i < ids.size(); i++) {
            TicketRow ticket = tickets.get(ids.get(i));
            JsonNode counted = page.hits().get(i).path("_source");
            cases.add(new Case(ticket, source == ReadModel.WORKLOG ? entry(counted, naming) : null));
        }
        return cases;
    }

    private static ReportCases.Entry entry(JsonNode work, Naming naming) {
        return new ReportCases.Entry(
                work.path("entry").asString(),
                naming.person(work.path("performer").asString()),
                Objects.requireNonNull(Json.instant(work, "performedAt")),
                work.path("activity").asString(),
                work.path("minutes").asInt(),
                work.path("sums")
                        .valueStream()
                        .map(sum -> Cost.money(
                                sum.path("currency").asString(),
                                sum.path("minor").asLong()))
                        .toList());
    }

    /** Those of the tickets that the caller may know of, as they stand now. */
    private Map<String, TicketRow> tickets(List<String> ids, Caller caller) {
        if (ids.isEmpty()) {
            return Map.of();
        }
        Visibility visibility = readSide.visibilityOf(caller.actor());
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("query", Json.all(List.of(Json.terms("id", new TreeSet<>(ids)), visibility.filter())));
        body.put("size", ids.size());
        body.put("_source", TicketRows.FIELDS);
        Instant now = readSide.now();
        TicketRows rows = new TicketRows(visibility, readSide.naming(caller), now);
        Map<String, TicketRow> tickets = new HashMap<>();
        for (JsonNode hit : readSide.elastic()
                .search(readSide.alias(ReadModel.TICKETS), caller.actor().person(), body)
                .path("hits")
                .path("hits")) {
            TicketRow row = rows.row(hit);
            tickets.put(row.id(), row);
        }
        return tickets;
    }
}
