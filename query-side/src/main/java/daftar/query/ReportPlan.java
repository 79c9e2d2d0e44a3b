package daftar.query;

import daftar.messages.Refused;
import daftar.messages.report.Grouping;
import daftar.messages.report.Period;
import daftar.messages.report.Report;
import daftar.messages.report.ReportView.Unit;
import daftar.messages.report.ReportWish;
import daftar.readmodel.ReadModel;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * One side of a report: the populations that it counts, each a filter with what is measured of it, and the figures that are
 * reckoned from them. Pure. The same filters open the tickets behind a figure.
 *
 * @param at as the register stood then
 * @param populations by name
 */
record ReportPlan(
        ReportWish wish, Period period, Instant at, Map<String, Population> populations, List<ReportFigure> figures) {

    /**
     * @param filter which documents
     * @param date the field by which months, weeks and days are told apart
     * @param measured aggregations over it
     * @param nested the path of the spells that its rows are of; null where rows are of documents
     */
    record Population(
            ReadModel source,
            Map<String, ?> filter,
            String date,
            Map<String, ?> measured,
            @Nullable String nested) {}

    /** The report's own side. */
    static ReportPlan of(ReportWish wish) {
        return of(wish, wish.period(), wish.at());
    }

    /** The side that it is compared with; null for none. */
    static @Nullable ReportPlan compared(ReportWish wish) {
        Instant at = wish.comparedAt();
        if (at != null) {
            return of(wish, wish.period(), at);
        }
        Period period = wish.compared();
        return period == null ? null : of(wish, period, wish.at());
    }

    static ReportPlan of(ReportWish wish, Period period, Instant at) {
        ReportBuilding plan = new ReportBuilding(period, at);
        switch (wish.report()) {
            case WORK -> plan.work();
            case VOLUME -> plan.volume();
            case TIMES -> plan.times();
            case FIRST_CONTACT -> plan.firstContact();
            case REOPENING -> plan.reopening();
            case SLA -> plan.sla();
            case SATISFACTION -> plan.satisfaction();
            case RHYTHM -> plan.rhythm();
            case BACKLOG -> plan.backlog(wish.group().isOfTime());
            case QUEUES -> plan.queues();
            case PING_PONG -> plan.pingPong();
            case VENDORS -> plan.spells("measures.withVendors");
            case STAGES -> plan.spells("measures.stages");
        }
        return new ReportPlan(wish, period, at, plan.populations(), plan.figures());
    }

    /** @throws Refused INVALID for a figure that the report has not; money has one figure per currency */
    ReportFigure figure(String key) {
        for (ReportFigure figure : figures) {
            if (figure.key().equals(key)) {
                return figure;
            }
        }
        if (wish.report() == Report.WORK && key.startsWith(COSTS) && key.length() == COSTS.length() + 3) {
            return costs(key.substring(COSTS.length()));
        }
        throw Refused.invalid(
                "unknown-figure",
                "figure",
                "The figures of this report are "
                        + String.join(
                                ", ", figures.stream().map(ReportFigure::key).toList())
                        + (wish.report() == Report.WORK ? ", " + COSTS + "EUR and so on." : "."));
    }

    /** What the key of a sum of money begins with, before its currency. */
    static final String COSTS = "costs.";

    /** The figure of a currency. */
    static ReportFigure costs(String currency) {
        return new ReportFigure(
                COSTS + currency,
                Unit.MONEY,
                "work",
                Map.of("nested", Map.of("path", "sums", "query", Json.term("sums.currency", currency))),
                row -> {
                    for (JsonNode bucket : currencies(row.of("work"))) {
                        if (bucket.path("key").asString().equals(currency)) {
                            return daftar.readmodel.Cost.money(currency, Sums.whole(bucket.path("minor")));
                        }
                    }
                    return null;
                },
                null);
    }

    /** The buckets of the currencies of work. */
    static JsonNode currencies(JsonNode work) {
        return work.path("sums").path("currencies").path("buckets");
    }

    /** Documents as they were at an instant. */
    static Map<String, ?> asOf(ReadModel source, Instant at) {
        return source == ReadModel.WORKLOG
                ? Json.all(List.of(Json.range("validFrom", "lte", at), Json.not(Json.range("validTo", "lte", at))))
                : Json.all(List.of(
                        Json.exists("measures.raisedQuarter"),
                        Json.range("from", "lte", at),
                        Json.not(Json.range("to", "lte", at))));
    }

    static Map<String, ?> within(String field, Instant from, Instant to) {
        return Map.of("range", Map.of(field, Map.of("gte", from.toString(), "lt", to.toString())));
    }

    /** Which sources it asks. */
    List<ReadModel> sources() {
        return populations.values().stream().map(Population::source).distinct().toList();
    }

    /** The documents of a filter's values. */
    static Map<String, ?> condition(ReadModel source, Grouping by, Set<String> values) {
        return ReportRows.anyOf(by == Grouping.DEPARTMENT ? "departmentPath" : ReportRows.field(source, by), values);
    }
}
