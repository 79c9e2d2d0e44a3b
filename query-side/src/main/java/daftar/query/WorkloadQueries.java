package daftar.query;

import daftar.messages.Actor;
import daftar.messages.Refused;
import daftar.messages.Role;
import daftar.messages.audit.AsOf;
import daftar.messages.query.Caller;
import daftar.messages.query.Named;
import daftar.messages.query.Query.FindWorkload;
import daftar.messages.query.WorkloadView;
import daftar.messages.query.WorkloadView.Load;
import daftar.messages.query.WorkloadView.Logged;
import daftar.messages.ticket.Status;
import daftar.readmodel.ReadModel;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import java.time.temporal.WeekFields;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.axonframework.queryhandling.QueryHandler;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/**
 * Answers who has how much to do, now or at any instant: the intervals that were open then, and the work that had been
 * written down by then.
 */
public final class WorkloadQueries {

    private static final int MOST_TEAMS = 2_000;
    private static final int MOST_PEOPLE = 10_000;

    private final ReadSide readSide;

    public WorkloadQueries(ReadSide readSide) {
        this.readSide = readSide;
    }

    @QueryHandler
    public WorkloadView find(FindWorkload query) {
        return readSide.meters().timed(QueryMeters.Kind.WORKLOAD, () -> {
            Caller caller = query.caller();
            Actor actor = caller.actor();
            if (!Visibility.isDesk(actor) && !actor.is(Role.AUDITOR)) {
                throw Refused.forbidden("not-allowed", "The workload is for the desk, its managers and auditors.");
            }
            Instant now = readSide.now();
            Instant at = query.at() == null ? now : query.at();
            AsOf.checkPast("at", at, now);
            boolean stale = readSide.isStale(caller.atLeast());
            ZonedDateTime today =
                    at.atZone(zone(query.zone(), caller, readSide.people())).truncatedTo(ChronoUnit.DAYS);
            ZonedDateTime week = today.with(
                    TemporalAdjusters.previousOrSame(firstDay(query.firstDay(), readSide.languageOf(caller))));
            String person = actor.person();
            JsonNode open = readSide.elastic()
                    .search(
                            readSide.alias(ReadModel.ASSIGNMENTS),
                            person,
                            openAt(at, query.teams(), Visibility.counted(actor, readSide.people(), "assignee")))
                    .path("aggregations");
            JsonNode logged = readSide.elastic()
                    .search(
                            readSide.alias(ReadModel.WORKLOG),
                            person,
                            loggedAt(
                                    week.toInstant(),
                                    today.toInstant(),
                                    at,
                                    query.teams(),
                                    Visibility.counted(actor, readSide.people(), "performer")))
                    .path("aggregations");
            return view(
                    at,
                    today.toInstant(),
                    week.toInstant(),
                    open,
                    logged,
                    query.teams(),
                    readSide.people(),
                    readSide.naming(caller),
                    query.at() == null ? timing(caller) : null,
                    stale);
        });
    }

    /**
     * What was counted, as it is shown.
     *
     * @param open of the intervals that were open at the instant
     * @param logged of the work that had been written down by then
     * @param teams that were asked for; empty for all
     * @param timing on how many tickets each person's time runs; null where that is not told
     */
    static WorkloadView view(
            Instant at,
            Instant today,
            Instant week,
            JsonNode open,
            JsonNode logged,
            Set<String> teams,
            People people,
            Naming naming,
            @Nullable Map<String, Long> timing,
            boolean stale) {
        JsonNode leading = open.path("leading");
        List<String> members = teams.stream()
                .flatMap(team -> people.membersOf(team).stream())
                .distinct()
                .toList();
        return new WorkloadView(
                at,
                today,
                week,
                load(null, leading, logged, at, null),
                loads(leading.path("teams"), logged.path("teams"), List.copyOf(teams), naming::team, at, null),
                loads(open.path("people"), logged.path("people"), members, naming::person, at, timing),
                stale);
    }

    /** @param asked null for the caller's own */
    static ZoneId zone(@Nullable ZoneId asked, Caller caller, People people) {
        ZoneId zone = asked == null ? people.zoneOf(caller.actor().person()) : asked;
        return zone == null ? ZoneOffset.UTC : zone;
    }

    /** @param asked null for the usual one of the language */
    static DayOfWeek firstDay(@Nullable DayOfWeek asked, String language) {
        return asked != null
                ? asked
                : WeekFields.of(Locale.forLanguageTag(language)).getFirstDayOfWeek();
    }

    private static Map<String, Object> openAt(Instant at, Set<String> teams, Map<String, ?> visible) {
        List<Map<String, ?>> conditions = new ArrayList<>();
        conditions.add(visible);
        conditions.add(Json.range("from", "lte", at));
        conditions.add(Json.not(Json.range("to", "lte", at)));
        addTeams(conditions, teams);
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("inProgress", Map.of("filter", Json.term("status", Status.IN_PROGRESS.name())));
        figures.put("onHold", Map.of("filter", Json.term("status", Status.ON_HOLD.name())));
        figures.put("overdue", Map.of("filter", Json.range("overdueAt", "lte", at)));
        figures.put("oldest", Map.of("min", Map.of("field", "raisedAt")));
        Map<String, Object> ofTickets = new LinkedHashMap<>(figures);
        ofTickets.put("teams", by("team", MOST_TEAMS, figures));
        return body(
                conditions,
                Map.of(
                        "leading", Map.of("filter", Json.term("leading", true), "aggs", ofTickets),
                        "people", by("assignee", MOST_PEOPLE, figures)));
    }

    private static Map<String, Object> loggedAt(
            Instant week, Instant today, Instant at, Set<String> teams, Map<String, ?> visible) {
        List<Map<String, ?>> conditions = new ArrayList<>();
        conditions.add(visible);
        conditions.add(Json.range("loggedAt", "gte", week));
        conditions.add(Json.range("loggedAt", "lte", at));
        conditions.add(Json.not(Json.exists("validTo")));
        addTeams(conditions, teams);
        Map<String, Object> figures = new LinkedHashMap<>(sums());
        figures.put("today", Map.of("filter", Json.range("loggedAt", "gte", today), "aggs", sums()));
        Map<String, Object> all = new LinkedHashMap<>(figures);
        all.put("teams", by("team", MOST_TEAMS, figures));
        all.put("people", by("performer", MOST_PEOPLE, figures));
        return body(conditions, all);
    }

    static Map<String, ?> sums() {
        return Map.of("minutes", Sums.of("minutes"), "sums", Sums.perCurrency("sums"));
    }

    private static Map<String, ?> by(String field, int size, Map<String, ?> figures) {
        return Map.of("terms", Map.of("field", field, "size", size), "aggs", figures);
    }

    private static void addTeams(List<Map<String, ?>> conditions, Set<String> teams) {
        if (!teams.isEmpty()) {
            conditions.add(Json.terms("team", teams));
        }
    }

    private static Map<String, Object> body(List<Map<String, ?>> conditions, Map<String, ?> aggregations) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("size", 0);
        body.put("query", Json.all(conditions));
        body.put("aggs", aggregations);
        return body;
    }

    /** One load for each who has something open, has logged something, or was asked for; the most loaded first. */
    private static List<Load> loads(
            JsonNode open,
            JsonNode logged,
            List<String> askedFor,
            Function<String, @Nullable Named> name,
            Instant at,
            @Nullable Map<String, Long> timing) {
        Map<String, JsonNode> openById = byId(open);
        Map<String, JsonNode> loggedById = byId(logged);
        Map<String, Boolean> ids = new LinkedHashMap<>();
        openById.keySet().forEach(id -> ids.put(id, true));
        loggedById.keySet().forEach(id -> ids.put(id, true));
        askedFor.forEach(id -> ids.put(id, true));
        JsonNode nothing = MissingNode.getInstance();
        return ids.keySet().stream()
                .map(id -> load(
                        name.apply(id),
                        openById.getOrDefault(id, nothing),
                        loggedById.getOrDefault(id, nothing),
                        at,
                        timing == null ? null : timing.getOrDefault(id, 0L)))
                .sorted(Comparator.comparingLong(Load::open)
                        .reversed()
                        .thenComparing(
                                load -> load.of() == null ? "" : load.of().id()))
                .toList();
    }

    private static Map<String, JsonNode> byId(JsonNode terms) {
        Map<String, JsonNode> buckets = new LinkedHashMap<>();
        for (JsonNode bucket : terms.path("buckets")) {
            buckets.put(bucket.path("key").asString(), bucket);
        }
        return buckets;
    }

    private static Load load(@Nullable Named of, JsonNode open, JsonNode logged, Instant at, @Nullable Long timing) {
        JsonNode oldest = open.path("oldest").path("value");
        return new Load(
                of,
                open.path("doc_count").asLong(0),
                open.path("inProgress").path("doc_count").asLong(0),
                open.path("onHold").path("doc_count").asLong(0),
                open.path("overdue").path("doc_count").asLong(0),
                oldest.isNumber() ? Duration.between(Instant.ofEpochMilli((long) oldest.asDouble()), at) : null,
                logged(logged.path("today")),
                logged(logged),
                timing);
    }

    /** On how many of the tickets that the caller may know of the time of each person runs now. */
    private Map<String, Long> timing(Caller caller) {
        Map<String, Object> body = body(
                List.of(readSide.visibilityOf(caller.actor()).filter(), Json.exists("ledger.running")),
                Map.of("people", by("ledger.running", MOST_PEOPLE, Map.of())));
        JsonNode found = readSide.elastic()
                .search(readSide.alias(ReadModel.TICKETS), caller.actor().person(), body);
        Map<String, Long> timing = new LinkedHashMap<>();
        byId(found.path("aggregations").path("people"))
                .forEach((person, bucket) ->
                        timing.put(person, bucket.path("doc_count").asLong()));
        return timing;
    }

    private static Logged logged(JsonNode sums) {
        if (sums.isMissingNode()) {
            return Logged.NOTHING;
        }
        return new Logged(Sums.whole(sums.path("minutes")), Sums.money(sums, "sums"));
    }
}
