package daftar.query;

import daftar.messages.report.Period;
import daftar.messages.report.Report;
import daftar.messages.report.ReportView.Unit;
import daftar.messages.ticket.Status;
import daftar.query.ReportFigure.Buckets;
import daftar.query.ReportPlan.Population;
import daftar.readmodel.ReadModel;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What each report counts: collects the populations and the figures that are reckoned from them. Pure. */
final class ReportBuilding {

    /** Days of throughput by which {@link Report#QUEUES} reckons. */
    private static final int THROUGHPUT_DAYS = 28;

    /** What is thought of as satisfied. */
    private static final double SATISFACTION_TARGET = 0.975;

    private static final List<Integer> PERCENTS = List.of(50, 80, 90, 95);
    private static final int SECONDS_OF_DAY = 24 * 60 * 60;

    /** The names of the statuses that are open, and those that are an end. */
    private static final List<String> OPEN = statuses(true);

    private static final List<String> ENDED = statuses(false);

    private final Period period;
    private final Instant at;
    private final Map<String, Population> populations = new LinkedHashMap<>();
    private final List<ReportFigure> figures = new ArrayList<>();

    ReportBuilding(Period period, Instant at) {
        this.period = period;
        this.at = at;
    }

    Map<String, Population> populations() {
        return populations;
    }

    List<ReportFigure> figures() {
        return figures;
    }

    private static List<String> statuses(boolean open) {
        return Arrays.stream(Status.values())
                .filter(status -> open ? status.isOpen() : status.isEnd())
                .map(Status::name)
                .toList();
    }

    void work() {
        Map<String, Object> measured = new LinkedHashMap<>();
        measured.put("minutes", Map.of("sum", Map.of("field", "minutes")));
        measured.put("sums", WorkloadQueries.sums().get("sums"));
        populations.put(
                "work",
                new Population(
                        ReadModel.WORKLOG,
                        Json.all(List.of(
                                ReportPlan.within("performedAt", period.from(), period.to()),
                                Json.term("struckOut", false))),
                        "performedAt",
                        measured,
                        null));
        count("entries", "work");
        figures.add(ReportFigure.of(
                "minutes", Unit.MINUTES, "work", row -> Math.round(value(row.of("work"), "minutes", 0))));
    }

    void volume() {
        tickets("raised", "raisedAt");
        count("raised", "raised");
        tickets("resolved", "measures.resolvedAt");
        count("resolved", "resolved");
        for (Status status : List.of(Status.CLOSED, Status.DECLINED, Status.CANCELLED)) {
            String name = status.name().toLowerCase(java.util.Locale.ROOT);
            tickets(name, "measures.closedAt", Json.term("status", status.name()));
            count(name, name);
        }
    }

    void times() {
        durations("responded", "response", "measures.respondedAt", "measures.responseMillis");
        durations("resolved", "resolution", "measures.resolvedAt", "measures.resolutionMillis");
    }

    private void durations(String population, String word, String date, String millis) {
        populations.put(
                population, new Population(ReadModel.ASSIGNMENTS, inPeriod(date), date, durationsOf(millis), null));
        count(population, population);
        durationFigures(population, word);
    }

    private void durationFigures(String population, String word) {
        figures.add(ReportFigure.of(word + "Mean", Unit.DURATION, population, row -> mean(row.of(population))));
        for (int percent : PERCENTS) {
            figures.add(ReportFigure.of(
                    word + "P" + percent, Unit.DURATION, population, row -> percentile(row.of(population), percent)));
        }
    }

    void firstContact() {
        tickets("resolved", "measures.resolvedAt");
        tickets("firstContact", "measures.resolvedAt", Json.term("measures.firstContact", true));
        count("resolved", "resolved");
        count("firstContact", "firstContact");
        share("firstContactShare", "firstContact", "resolved", null);
    }

    void reopening() {
        String date = "measures.firstResolvedAt";
        Map<String, ?> reopened = Json.atLeast("measures.reopened", 1);
        Map<String, ?> rejected = Json.atLeast("measures.rejected", 1);
        tickets("solved", date);
        tickets("reopened", date, reopened);
        tickets("rejected", date, rejected);
        tickets("wentBack", date, Json.any(List.of(reopened, rejected)));
        count("solved", "solved");
        count("reopened", "reopened");
        count("rejected", "rejected");
        count("wentBack", "wentBack");
        share("wentBackShare", "wentBack", "solved", null);
    }

    void sla() {
        target("response", List.of());
        target("resolution", List.of());
    }

    /** In time, late (done late, or owed and past due), and not due yet. */
    private void target(String word, List<Map<String, ?>> none) {
        String met = "measures." + word + "Met";
        String due = "measures." + word + "DueAt";
        Map<String, ?> owed =
                Json.all(List.of(Json.terms("status", OPEN), Json.exists(due), Json.not(Json.exists(met))));
        Map<String, ?> past = Json.range(due, "lt", at);
        Map<String, ?> late = Json.any(List.of(Json.term(met, false), Json.all(List.of(owed, past))));
        tickets(word + "Met", "raisedAt", Json.term(met, true));
        tickets(word + "Breached", "raisedAt", late);
        tickets(word + "Judged", "raisedAt", Json.any(List.of(Json.term(met, true), late)));
        tickets(word + "Pending", "raisedAt", owed, Json.not(past));
        count(word + "Met", word + "Met");
        count(word + "Breached", word + "Breached");
        count(word + "Pending", word + "Pending");
        share(word + "Compliance", word + "Met", word + "Judged", null);
    }

    void satisfaction() {
        String date = "measures.ratedAt";
        populations.put(
                "ratings",
                new Population(
                        ReadModel.ASSIGNMENTS,
                        inPeriod(date),
                        date,
                        Map.of("mean", Map.of("avg", Map.of("field", "measures.rating"))),
                        null));
        count("ratings", "ratings");
        figures.add(ReportFigure.of("mean", Unit.NUMBER, "ratings", row -> {
            JsonNode mean = row.of("ratings").path("mean").path("value");
            return mean.isNumber() ? rounded(mean.asDouble()) : null;
        }));
        for (int stars = 1; stars <= 5; stars++) {
            String name = "rated" + stars;
            tickets(name, date, Json.term("measures.rating", stars));
            count(name, name);
        }
        tickets("satisfied", date, Json.atLeast("measures.rating", 4));
        count("satisfied", "satisfied");
        share("satisfiedShare", "satisfied", "ratings", SATISFACTION_TARGET);
    }

    void rhythm() {
        tickets("raised", "raisedAt");
        count("raised", "raised");
    }

    /** @param through whether its rows are instants one after the other, of which each has its own overdue and ages */
    void backlog(boolean through) {
        Map<String, ?> age = Map.of(
                "raised",
                Map.of("avg", Map.of("field", "raisedAt")),
                "oldest",
                Map.of("min", Map.of("field", "raisedAt")));
        Map<String, ?> open = Json.terms("status", OPEN);
        populations.put("open", new Population(ReadModel.ASSIGNMENTS, open, "at", age, null));
        count("open", "open");
        state("inProgress", Json.term("status", Status.IN_PROGRESS.name()));
        state("onHold", Json.term("status", Status.ON_HOLD.name()));
        if (!through) {
            state("overdue", Json.all(List.of(open, Json.range("overdueAt", "lte", at))));
        }
        figures.add(ReportFigure.of("ageMean", Unit.DURATION, "open", row -> age(row, "raised")));
        figures.add(ReportFigure.of("ageMost", Unit.DURATION, "open", row -> age(row, "oldest")));
        if (!through) {
            int[] days = {0, 1, 3, 7, 30, 90};
            for (int i = 0; i < days.length; i++) {
                Instant youngest = at.minusSeconds((long) days[i] * SECONDS_OF_DAY);
                boolean last = i == days.length - 1;
                Map<String, Object> raised = new LinkedHashMap<>();
                raised.put("lte", youngest.toString());
                if (!last) {
                    raised.put(
                            "gt",
                            at.minusSeconds((long) days[i + 1] * SECONDS_OF_DAY).toString());
                }
                String name = last ? "daysFrom" + days[i] : "days" + days[i] + "To" + days[i + 1];
                state(name, Json.all(List.of(open, Map.of("range", Map.of("raisedAt", raised)))));
            }
        }
    }

    private void state(String name, Map<String, ?> filter) {
        populations.put(name, new Population(ReadModel.ASSIGNMENTS, filter, "at", Map.of(), null));
        count(name, name);
    }

    /** The age at the instant of the row, which stands in the bucket. */
    private @Nullable Object age(Buckets row, String measure) {
        JsonNode raised = row.of("open").path(measure).path("value");
        JsonNode instant = row.of("open").path("at");
        long then = instant.isNumber() ? instant.asLong() : at.toEpochMilli();
        return raised.isNumber() ? Duration.ofMillis(then - Math.round(raised.asDouble())) : null;
    }

    void queues() {
        Instant since = at.minus(Duration.ofDays(THROUGHPUT_DAYS));
        populations.put(
                "open", new Population(ReadModel.ASSIGNMENTS, Json.terms("status", OPEN), "at", Map.of(), null));
        // at itself counts: what happened then is known then
        populations.put(
                "resolved",
                new Population(
                        ReadModel.ASSIGNMENTS,
                        recently("measures.resolvedAt", since),
                        "measures.resolvedAt",
                        Map.of(),
                        null));
        populations.put(
                "worked",
                new Population(
                        ReadModel.WORKLOG,
                        Json.all(List.of(recently("performedAt", since), Json.term("struckOut", false))),
                        "performedAt",
                        Map.of("minutes", Map.of("sum", Map.of("field", "minutes"))),
                        null));
        count("open", "open");
        count("resolved", "resolved");
        figures.add(ReportFigure.of(
                "minutes", Unit.MINUTES, "worked", row -> Math.round(value(row.of("worked"), "minutes", 0))));
        figures.add(ReportFigure.of("hoursQueued", Unit.HOURS, "open", row -> {
            long resolved = row.count("resolved");
            double minutes = value(row.of("worked"), "minutes", 0);
            return resolved == 0 ? null : hundredths(row.count("open") * (minutes / resolved) / 60);
        }));
        figures.add(ReportFigure.of("daysToClear", Unit.DAYS, "open", row -> {
            long resolved = row.count("resolved");
            return resolved == 0 ? null : hundredths(row.count("open") * (double) THROUGHPUT_DAYS / resolved);
        }));
    }

    private Map<String, ?> recently(String field, Instant since) {
        return Map.of("range", Map.of(field, Map.of("gt", since.toString(), "lte", at.toString())));
    }

    void pingPong() {
        populations.put(
                "raised",
                new Population(
                        ReadModel.ASSIGNMENTS,
                        inPeriod("raisedAt"),
                        "raisedAt",
                        Map.of(
                                "mean",
                                Map.of("avg", Map.of("field", "measures.teamChanges")),
                                "most",
                                Map.of("max", Map.of("field", "measures.teamChanges"))),
                        null));
        tickets("passedOn", "raisedAt", Json.atLeast("measures.teamChanges", 1));
        tickets("cameBack", "raisedAt", Json.atLeast("measures.teamReturns", 1));
        count("raised", "raised");
        count("passedOn", "passedOn");
        count("cameBack", "cameBack");
        share("cameBackShare", "cameBack", "raised", null);
        figures.add(ReportFigure.of("changesMean", Unit.NUMBER, "raised", row -> {
            JsonNode mean = row.of("raised").path("mean").path("value");
            return mean.isNumber() ? rounded(mean.asDouble()) : null;
        }));
        figures.add(ReportFigure.of("changesMost", Unit.COUNT, "raised", row -> {
            JsonNode most = row.of("raised").path("most").path("value");
            return most.isNumber() ? Math.round(most.asDouble()) : null;
        }));
    }

    void spells(String path) {
        Map<String, Object> measured = new LinkedHashMap<>(durationsOf(path + ".millis"));
        measured.put("sum", Map.of("sum", Map.of("field", path + ".millis")));
        populations.put(
                "ended",
                new Population(
                        ReadModel.ASSIGNMENTS,
                        Json.all(List.of(
                                inPeriod("measures.closedAt"),
                                Json.terms("status", ENDED),
                                Map.of("nested", Map.of("path", path, "query", Json.exists(path + ".of"))))),
                        "measures.closedAt",
                        measured,
                        path));
        count("tickets", "ended");
        figures.add(ReportFigure.of(
                "timeSum",
                Unit.DURATION,
                "ended",
                row -> Duration.ofMillis(Math.round(value(row.of("ended"), "sum", 0)))));
        durationFigures("ended", "time");
    }

    private void tickets(String name, String date, Map<String, ?>... more) {
        List<Map<String, ?>> all = new ArrayList<>(List.of(more));
        all.addFirst(inPeriod(date));
        populations.put(name, new Population(ReadModel.ASSIGNMENTS, Json.all(all), date, Map.of(), null));
    }

    private Map<String, ?> inPeriod(String date) {
        return ReportPlan.within(date, period.from(), period.to());
    }

    private void count(String key, String population) {
        figures.add(ReportFigure.of(key, Unit.COUNT, population, row -> row.count(population)));
    }

    private void share(String key, String part, String whole, @Nullable Double target) {
        Function<Buckets, @Nullable Object> read = row -> {
            long all = row.count(whole);
            return all == 0 ? null : rounded((double) row.count(part) / all);
        };
        figures.add(new ReportFigure(key, Unit.SHARE, whole, null, read, target));
    }

    private static Map<String, ?> durationsOf(String field) {
        return Map.of(
                "mean",
                Map.of("avg", Map.of("field", field)),
                "percentiles",
                Map.of(
                        "percentiles",
                        // exact up to 20 times the compression, between two neighbours in proportion
                        Map.of("field", field, "percents", PERCENTS, "tdigest", Map.of("compression", 1_000))));
    }

    private static @Nullable Duration mean(JsonNode bucket) {
        JsonNode mean = bucket.path("mean").path("value");
        return mean.isNumber() ? Duration.ofMillis(Math.round(mean.asDouble())) : null;
    }

    private static @Nullable Duration percentile(JsonNode bucket, int percent) {
        JsonNode value = bucket.path("percentiles").path("values").path(percent + ".0");
        return value.isNumber() ? Duration.ofMillis(Math.round(value.asDouble())) : null;
    }

    private static double value(JsonNode bucket, String measure, double otherwise) {
        return bucket.path(measure).path("value").asDouble(otherwise);
    }

    /** To four decimals. */
    static double rounded(double value) {
        return Math.round(value * 10_000) / 10_000.0;
    }

    /** To two decimals. */
    static double hundredths(double value) {
        return Math.round(value * 100) / 100.0;
    }
}
