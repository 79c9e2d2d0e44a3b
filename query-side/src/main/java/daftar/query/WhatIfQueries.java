package daftar.query;

import daftar.messages.Refused;
import daftar.messages.directory.Reference;
import daftar.messages.query.Caller;
import daftar.messages.query.Query.FindWhatIf;
import daftar.messages.query.TicketRow;
import daftar.messages.report.Period;
import daftar.messages.report.ReportWish;
import daftar.messages.report.WhatIf;
import daftar.messages.sla.BusinessCalendar;
import daftar.messages.sla.Calendars;
import daftar.messages.sla.PromiseRegister;
import daftar.messages.sla.ServiceLevels;
import daftar.messages.sla.Sla;
import daftar.messages.sla.SlaChecks;
import daftar.messages.sla.SlaHistory;
import daftar.messages.sla.SlaState;
import daftar.messages.sla.Target;
import daftar.messages.sla.TargetState;
import daftar.messages.sla.TargetState.Progress;
import daftar.messages.ticket.Status;
import daftar.readmodel.DocumentJson;
import daftar.readmodel.ReadModel;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.axonframework.queryhandling.QueryHandler;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Tells what would have become of the promises to closed tickets under other service levels or another calendar. Reads what
 * their documents keep of it, at one point in time and page by page, and touches nothing.
 */
public final class WhatIfQueries {

    private static final int PAGE = 2_000;
    private static final int LISTED = 100;
    private static final Duration LONGEST = Duration.ofSeconds(60);
    private static final Map<String, String> GROUPS = new TreeMap<>(Map.of(
            "priority",
            "priority",
            "service",
            "service",
            "team",
            "deskTeam",
            "type",
            "type",
            "category",
            "category",
            "department",
            "department"));

    private final ReadSide readSide;
    private final Reference reference;

    /** @param reference the calendars and policies as they are known now, and what a draft may name */
    public WhatIfQueries(ReadSide readSide, Reference reference) {
        this.readSide = readSide;
        this.reference = reference;
    }

    /** Under which levels and calendars. */
    private record Promised(ServiceLevels levels, Calendars calendars) {}

    /** A ticket told twice. @param figures those that it counts in */
    private record Told(String id, String row, List<String> figures) {}

    @QueryHandler
    public WhatIf.View find(FindWhatIf query) {
        return readSide.meters().timed(QueryMeters.Kind.WHAT_IF, () -> {
            ReportQueries.check(query.caller().actor());
            WhatIf.Request request = query.request();
            PromiseRegister register = reference.promises();
            Promised now = new Promised(register.levels(), register);
            Promised other = other(request, register);
            Period period = period(request);
            String field = group(request);
            if (request.figure() != null && !FIGURES.contains(request.figure())) {
                throw Refused.invalid(
                        "unknown-figure", "figure", "The figures are " + String.join(", ", FIGURES) + ".");
            }
            return told(query.caller(), request, period, field, now, other);
        });
    }

    private static Period period(WhatIf.Request request) {
        Map<String, List<String>> sent = new LinkedHashMap<>();
        sent.put("from", List.of(request.from()));
        sent.put("to", List.of(request.to()));
        if (request.zone() != null) {
            sent.put("zone", List.of(request.zone()));
        }
        return ReportWish.of("sla", sent, Instant.parse("2199-12-31T00:00:00Z"), ZoneOffset.UTC, DayOfWeek.MONDAY, "")
                .period();
    }

    private static @Nullable String group(WhatIf.Request request) {
        String group = request.group();
        if (group == null) {
            return null;
        }
        String field = GROUPS.get(group);
        if (field == null) {
            throw Refused.invalid(
                    "unknown-group", "group", "The groups are " + String.join(", ", GROUPS.keySet()) + ".");
        }
        return field;
    }

    private Promised other(WhatIf.Request request, PromiseRegister register) {
        BusinessCalendar calendar = calendar(request, register);
        ServiceLevels levels = levels(request, calendar, register);
        if (levels == null && calendar == null) {
            throw Refused.invalid("nothing-else", "policy", "Send another policy or calendar, whole or by its code.");
        }
        return new Promised(
                levels == null ? register.levels() : levels, calendar == null ? register : code -> calendar);
    }

    private @Nullable ServiceLevels levels(
            WhatIf.Request request, @Nullable BusinessCalendar calendar, PromiseRegister register) {
        String code = request.policyCode();
        Integer number = request.policyVersion();
        oneOf("policy", request.policy(), code, number);
        if (request.policy() != null) {
            SlaChecks.check(request.policy(), calendar, reference, "policy.");
            return ServiceLevels.of(request.policy(), 1);
        }
        if (code == null) {
            return null;
        }
        var kept = register.policy(code);
        ServiceLevels.Version version =
                kept == null ? null : number == null ? kept.newest() : register.policy(code, number);
        if (version == null) {
            throw Refused.invalid(
                    "unknown-policy",
                    kept == null ? "policyCode" : "policyVersion",
                    "Send the code, and a version, of a policy of /api/service-levels.");
        }
        return new ServiceLevels(List.of(version));
    }

    private static @Nullable BusinessCalendar calendar(WhatIf.Request request, PromiseRegister register) {
        String code = request.calendarCode();
        Integer number = request.calendarVersion();
        oneOf("calendar", request.calendar(), code, number);
        if (request.calendar() != null) {
            SlaChecks.check(request.calendar(), "calendar.");
            return new BusinessCalendar(request.calendar(), 1);
        }
        if (code == null) {
            return null;
        }
        BusinessCalendar found = number == null ? register.find(code) : register.calendar(code, number);
        if (found == null) {
            throw Refused.invalid(
                    "unknown-calendar",
                    register.find(code) == null ? "calendarCode" : "calendarVersion",
                    "Send the code, and a version, of a calendar of /api/calendars.");
        }
        return found;
    }

    /** Neither of two ways to say it may be left unheard. */
    private static void oneOf(String what, @Nullable Object whole, @Nullable String code, @Nullable Integer version) {
        if (whole != null && code != null) {
            throw Refused.invalid("one-of-two", what, "Send " + what + " or " + what + "Code, not both.");
        }
        if (version != null && code == null) {
            throw Refused.invalid(
                    "needs-code",
                    what + "Version",
                    "A version is one of the register's; send " + what + "Code as well.");
        }
    }

    private WhatIf.View told(
            Caller caller,
            WhatIf.Request request,
            Period period,
            @Nullable String field,
            Promised now,
            Promised other) {
        boolean stale = readSide.isStale(caller.atLeast());
        Instant until = readSide.now().plus(LONGEST);
        Instant at = readSide.now();
        String person = caller.actor().person();
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("query", Json.all(conditions(request, period, caller)));
        body.put("size", PAGE);
        body.put("track_total_hits", false);
        List<String> source = new ArrayList<>(List.of("id", "sla.history"));
        if (field != null) {
            source.add(field);
        }
        body.put("_source", source);
        // the order in which they lie there, which costs nothing
        body.put("sort", List.of("_shard_doc"));
        Map<String, Long> total = new HashMap<>();
        Map<String, Map<String, Long>> rows = new TreeMap<>();
        TreeSet<String> listed = new TreeSet<>();
        long tickets = 0;
        long without = 0;
        String point = readSide.elastic().openPoint(readSide.alias(ReadModel.TICKETS), LONGEST);
        try {
            body.put("pit", Map.of("id", point, "keep_alive", "60s"));
            while (true) {
                List<JsonNode> hits = readSide.elastic()
                        .searchAtPoint(body)
                        .path("hits")
                        .path("hits")
                        .valueStream()
                        .toList();
                // reckoning is the greater part, and each ticket stands for itself
                List<Told> all = hits.parallelStream()
                        .map(hit -> told(hit.path("_source"), field, now, other, at))
                        .toList();
                for (Told one : all) {
                    if (one.figures().isEmpty()) {
                        without++;
                        continue;
                    }
                    tickets++;
                    for (String figure : one.figures()) {
                        total.merge(figure, 1L, Long::sum);
                        if (field != null) {
                            rows.computeIfAbsent(one.row(), none -> new HashMap<>())
                                    .merge(figure, 1L, Long::sum);
                        }
                        if (figure.equals(request.figure())
                                && (request.row() == null || request.row().equals(one.row()))) {
                            listed.add(one.id());
                        }
                    }
                }
                if (hits.size() < PAGE) {
                    break;
                }
                if (readSide.now().isAfter(until)) {
                    throw Refused.invalid(
                            "too-many-tickets", "from", "It takes more than a minute; send a shorter period.");
                }
                body.put("search_after", hits.getLast().path("sort"));
            }
        } finally {
            readSide.elastic().closePoint(point);
        }
        Map<String, Map<String, @Nullable Number>> shown = new TreeMap<>();
        rows.forEach((row, figures) -> shown.put(row, withShares(figures)));
        return new WhatIf.View(
                period.from(),
                period.to(),
                tickets,
                without,
                withShares(total),
                shown,
                request.figure() == null ? null : listed(request, listed, person, caller),
                stale);
    }

    private List<Map<String, ?>> conditions(WhatIf.Request request, Period period, Caller caller) {
        List<Map<String, ?>> conditions = new ArrayList<>();
        conditions.add(readSide.visibilityOf(caller.actor()).filter());
        conditions.add(Json.term("status", Status.CLOSED.name()));
        conditions.add(ReportPlan.within("closedAt", period.from(), period.to()));
        Map<String, List<String>> filters = Map.of(
                "departmentPath",
                request.departments(),
                "service",
                request.services(),
                "type",
                request.types(),
                "category",
                request.categories(),
                "deskTeam",
                request.teams());
        filters.forEach((field, values) -> {
            if (!values.isEmpty()) {
                conditions.add(ReportRows.anyOf(field, values));
            }
        });
        return conditions;
    }

    private static Told told(JsonNode ticket, @Nullable String field, Promised now, Promised other, Instant at) {
        String id = ticket.path("id").asString();
        String value = field == null ? null : Json.text(ticket, field);
        String row = value == null ? ReportWish.WITHOUT : value;
        JsonNode kept = ticket.path("sla").path("history");
        SlaHistory history = kept.isMissingNode()
                ? SlaHistory.NONE
                : DocumentJson.reader(SlaHistory.class).readValue(kept);
        if (history.raisedAt() == null) {
            return new Told(id, row, List.of());
        }
        SlaState is = Sla.of(history, now.levels(), now.calendars(), at);
        SlaState would = Sla.of(history, other.levels(), other.calendars(), at);
        List<String> figures = new ArrayList<>(List.of("tickets"));
        for (Target target : Target.values()) {
            String word = word(target);
            TargetState a = is.target(target);
            TargetState b = would.target(target);
            add(figures, word, a, "now");
            add(figures, word, b, "other");
            boolean brokenA = a != null && a.isBreached();
            boolean brokenB = b != null && b.isBreached();
            if (brokenA && !brokenB) {
                figures.add(word + ".breached.onlyNow");
            }
            if (brokenB && !brokenA) {
                figures.add(word + ".breached.onlyOther");
            }
        }
        return new Told(id, row, figures);
    }

    private static void add(List<String> figures, String word, @Nullable TargetState state, String side) {
        if (state == null) {
            return;
        }
        if (state.isBreached()) {
            figures.add(word + ".breached." + side);
        } else if (state.progress() == Progress.MET) {
            figures.add(word + ".met." + side);
        }
    }

    private static String word(Target target) {
        return switch (target) {
            case RESPONSE -> "response";
            case RESOLUTION -> "resolution";
            case NEXT_WORD -> "nextWord";
        };
    }

    private static final List<String> FIGURES = figures();

    private static List<String> figures() {
        List<String> all = new ArrayList<>(List.of("tickets"));
        for (Target target : Target.values()) {
            for (String figure : List.of(
                    "met.now",
                    "met.other",
                    "breached.now",
                    "breached.other",
                    "breached.onlyNow",
                    "breached.onlyOther")) {
                all.add(word(target) + "." + figure);
            }
        }
        return all;
    }

    private static Map<String, @Nullable Number> withShares(Map<String, Long> counted) {
        Map<String, @Nullable Number> all = new LinkedHashMap<>();
        FIGURES.forEach(figure -> all.put(figure, counted.getOrDefault(figure, 0L)));
        for (Target target : Target.values()) {
            for (String side : List.of("now", "other")) {
                long met = counted.getOrDefault(word(target) + ".met." + side, 0L);
                long judged = met + counted.getOrDefault(word(target) + ".breached." + side, 0L);
                all.put(
                        word(target) + ".compliance." + side,
                        judged == 0 ? null : ReportBuilding.rounded((double) met / judged));
            }
        }
        return all;
    }

    private WhatIf.Listed listed(WhatIf.Request request, TreeSet<String> ids, String person, Caller caller) {
        List<String> page = (request.after() == null ? ids : ids.tailSet(request.after(), false))
                .stream().limit(LISTED).toList();
        Visibility visibility = readSide.visibilityOf(caller.actor());
        TicketRows rows = new TicketRows(visibility, readSide.naming(caller), readSide.now());
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("query", Json.all(List.of(Json.terms("id", page), visibility.filter())));
        body.put("size", LISTED);
        body.put("sort", List.of(Map.of("id", "asc")));
        body.put("_source", TicketRows.FIELDS);
        List<TicketRow> tickets = new ArrayList<>();
        for (JsonNode hit : readSide.elastic()
                .search(readSide.alias(ReadModel.TICKETS), person, body)
                .path("hits")
                .path("hits")) {
            tickets.add(rows.row(hit));
        }
        boolean more = !page.isEmpty() && ids.higher(page.getLast()) != null;
        return new WhatIf.Listed(tickets, ids.size(), more ? page.getLast() : null);
    }
}
