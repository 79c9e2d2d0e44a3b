package daftar.query;

import daftar.messages.Actor;
import daftar.messages.Role;
import daftar.messages.query.Caller;
import daftar.messages.query.Query.FindTimers;
import daftar.messages.query.Query.SearchWorklog;
import daftar.messages.query.TimersView;
import daftar.messages.query.WorklogFilter;
import daftar.messages.query.WorklogPage;
import daftar.messages.ticket.Timers;
import daftar.readmodel.DocumentJson;
import daftar.readmodel.Ledger;
import daftar.readmodel.ReadModel;
import daftar.readmodel.WorkDocument;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.axonframework.queryhandling.QueryHandler;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Answers what was worked and spent, and whose time runs. */
public final class WorklogQueries {

    private static final int MOST_TIMERS = 1_000;

    private final ReadSide readSide;

    public WorklogQueries(ReadSide readSide) {
        this.readSide = readSide;
    }

    private record Bound(
            String query,
            String person,
            Set<String> people,
            Set<String> teams,
            Set<String> activities,
            Set<String> currencies,
            List<String> states,
            @Nullable String ticket,
            @Nullable Instant from,
            @Nullable Instant to) {

        static Bound of(String person, WorklogFilter filter) {
            return new Bound(
                    "worklog",
                    person,
                    new TreeSet<>(filter.people()),
                    new TreeSet<>(filter.teams()),
                    new TreeSet<>(filter.activities()),
                    new TreeSet<>(filter.currencies()),
                    filter.states().stream().map(Enum::name).sorted().toList(),
                    filter.ticket(),
                    filter.from(),
                    filter.to());
        }
    }

    @QueryHandler
    public WorklogPage find(SearchWorklog query) {
        return readSide.meters().timed(QueryMeters.Kind.WORKLOG, () -> {
            SearchQueries.checkSize(query.size());
            Caller caller = query.caller();
            String person = caller.actor().person();
            Bound bound = Bound.of(person, query.filter());
            List<Object> after = Cursor.read(bound, query.cursor());
            boolean stale = readSide.isStale(caller.atLeast());
            Map<String, Object> body = new LinkedHashMap<>();
            body.put("query", Json.all(conditions(query)));
            body.put("size", query.size() + 1);
            body.put("track_total_hits", true);
            body.put("sort", List.of(Map.of("performedAt", "desc"), Map.of("ticket", "asc"), Map.of("entry", "asc")));
            body.put(
                    "aggs",
                    Map.of(
                            "minutes",
                            Sums.of("minutes"),
                            "sums",
                            Sums.perCurrency("sums"),
                            "waiting",
                            Sums.perCurrency("waiting"),
                            "declined",
                            Sums.perCurrency("declined")));
            if (after != null) {
                body.put("search_after", after);
            }
            JsonNode found = readSide.elastic().search(readSide.alias(ReadModel.WORKLOG), person, body);
            Page page = Page.of(found, query.size());
            Naming naming = readSide.naming(caller);
            JsonNode sums = found.path("aggregations");
            return new WorklogPage(
                    page.hits().stream().map(hit -> entry(hit, naming)).toList(),
                    new WorklogPage.Sums(
                            Sums.whole(sums.path("minutes")),
                            Sums.money(sums, "sums"),
                            Sums.money(sums, "waiting"),
                            Sums.money(sums, "declined")),
                    page.total(),
                    page.next(bound),
                    stale);
        });
    }

    private List<Map<String, ?>> conditions(SearchWorklog query) {
        Caller caller = query.caller();
        WorklogFilter filter = query.filter();
        List<Map<String, ?>> conditions = new ArrayList<>();
        conditions.add(visible(caller.actor()));
        conditions.add(Json.not(Json.exists("validTo")));
        any(conditions, "performer", filter.people());
        any(conditions, "team", filter.teams());
        any(conditions, "activity", filter.activities());
        any(conditions, "approval", filter.states().stream().map(Enum::name).toList());
        if (!filter.currencies().isEmpty()) {
            List<Map<String, ?>> of = new ArrayList<>();
            for (String path : List.of("sums", "waiting", "declined")) {
                of.add(Map.of(
                        "nested",
                        Map.of(
                                "path",
                                path,
                                "query",
                                Json.terms(path + ".currency", List.copyOf(filter.currencies())))));
            }
            conditions.add(Json.any(of));
        }
        if (filter.ticket() != null) {
            conditions.add(
                    Json.any(List.of(Json.term("ticket", filter.ticket()), Json.term("number", filter.ticket()))));
        }
        if (filter.from() != null) {
            conditions.add(Json.range("performedAt", "gte", filter.from()));
        }
        if (filter.to() != null) {
            conditions.add(Json.range("performedAt", "lt", filter.to()));
        }
        return conditions;
    }

    private static void any(List<Map<String, ?>> conditions, String field, Collection<String> values) {
        if (!values.isEmpty()) {
            conditions.add(Json.terms(field, List.copyOf(values)));
        }
    }

    /** Managers and auditors: all that may be counted for them. Others: their own, their team's if they lead it, what they are asked about. */
    private Map<String, ?> visible(Actor actor) {
        if (actor.isAny(Role.MANAGER, Role.AUDITOR)) {
            return Visibility.counted(actor, readSide.people(), "performer");
        }
        String person = actor.person();
        List<String> led = readSide.people().teamsLedBy(person).stream()
                .flatMap(team -> readSide.people().membersOf(team).stream())
                .distinct()
                .toList();
        return Json.any(List.of(
                Json.term("performer", person),
                Json.term("loggedBy", person),
                Json.term("approvers", person),
                Json.all(List.of(
                        Json.terms("performer", led), Visibility.counted(actor, readSide.people(), "performer")))));
    }

    private static WorklogPage.Entry entry(JsonNode hit, Naming naming) {
        WorkDocument work = DocumentJson.reader(WorkDocument.class).readValue(hit.path("_source"));
        return new WorklogPage.Entry(
                work.ticket(),
                work.number(),
                naming.department(work.department()),
                naming.category(work.category()),
                work.service(),
                naming.type(work.type()),
                WorkViews.of(work, naming));
    }

    @QueryHandler
    public TimersView find(FindTimers query) {
        return readSide.meters().timed(QueryMeters.Kind.TIMERS, () -> {
            String person = query.caller().actor().person();
            boolean stale = readSide.isStale(query.caller().atLeast());
            Instant now = readSide.now();
            JsonNode found = readSide.elastic()
                    .search(
                            readSide.alias(ReadModel.TICKETS),
                            person,
                            Map.of(
                                    "size",
                                    MOST_TIMERS,
                                    "_source",
                                    List.of("id", "number", "ledger"),
                                    "query",
                                    Json.all(List.of(Json.term("ledger.timers.person", person)))));
            List<TimersView.Timer> timers = new ArrayList<>();
            for (JsonNode hit : found.path("hits").path("hits")) {
                JsonNode source = hit.path("_source");
                Ledger ledger = DocumentJson.reader(Ledger.class).readValue(source.path("ledger"));
                for (Ledger.Timer timer : ledger.timers()) {
                    if (timer.person().equals(person)) {
                        timers.add(new TimersView.Timer(
                                source.path("id").asString(),
                                source.path("number").asString(),
                                timer.activity(),
                                timer.note(),
                                timer.startedAt(),
                                Timers.minutes(timer.startedAt(), now),
                                timer.forgotten()));
                    }
                }
            }
            timers.sort(Comparator.comparing(TimersView.Timer::startedAt));
            return new TimersView(timers, stale);
        });
    }
}
