package daftar.query;

import static java.util.Objects.requireNonNull;

import daftar.messages.Role;
import daftar.messages.query.Caller;
import daftar.messages.query.InboxView;
import daftar.messages.query.InboxView.Because;
import daftar.messages.query.InboxView.Item;
import daftar.messages.query.Query.FindInbox;
import daftar.messages.query.TicketRow;
import daftar.messages.ticket.HoldReason;
import daftar.messages.ticket.Status;
import daftar.readmodel.ReadModel;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.axonframework.queryhandling.QueryHandler;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Answers what waits for a person: the most urgent first, then what falls due first. */
public final class InboxQueries {

    /** RESOLVED too: where the requester has asked something since, the desk has the ticket again. */
    static final List<String> WITH_A_HOLDER = List.of(
            Status.NEW.name(),
            Status.ASSIGNED.name(),
            Status.IN_PROGRESS.name(),
            Status.ON_HOLD.name(),
            Status.RESOLVED.name());

    /** The best of the ratings that a manager is shown, and for how long. */
    static final int LOW = 2;

    static final Duration LOW_SHOWN = Duration.ofDays(7);

    private static final List<String> FIELDS = Stream.concat(
                    TicketRows.FIELDS.stream(), Stream.of("waiting.stageOverdue", "waiting.reminders"))
            .toList();

    private final ReadSide readSide;

    public InboxQueries(ReadSide readSide) {
        this.readSide = readSide;
    }

    private record Bound(String query, String person, List<Because> because) {}

    @QueryHandler
    public InboxView find(FindInbox query) {
        return readSide.meters().timed(QueryMeters.Kind.INBOX, () -> {
            Caller caller = query.caller();
            SearchQueries.checkSize(query.size());
            Bound bound = new Bound(
                    "inbox",
                    caller.actor().person(),
                    query.because().stream().sorted().toList());
            List<Object> after = Cursor.read(bound, query.cursor());
            Visibility visibility = readSide.visibilityOf(caller.actor());
            boolean stale = readSide.isStale(caller.atLeast());
            Instant now = readSide.now();
            String person = caller.actor().person();
            Map<Because, Map<String, ?>> reasons =
                    reasons(person, readSide.people().teamsOf(person));
            if (caller.actor().is(Role.MANAGER)) {
                reasons.put(Because.LOW_RATING, lowRating(now));
            }
            JsonNode found = readSide.elastic()
                    .search(
                            readSide.alias(ReadModel.TICKETS),
                            person,
                            body(visibility, reasons, query.because(), query.size() + 1, after));
            Page page = Page.of(found, query.size());
            TicketRows rows = new TicketRows(visibility, readSide.naming(caller), now);
            return new InboxView(
                    page.hits().stream().map(hit -> item(hit, rows.row(hit))).toList(),
                    counts(found),
                    page.total(),
                    page.next(bound),
                    stale);
        });
    }

    /** The tickets that go on only when this person acts: without queues, and without what is on hold for others. */
    static Map<String, ?> waitingFor(Self self) {
        Map<Because, Map<String, ?>> reasons = reasons(self.person(), self.teams());
        Map<String, ?> work = Json.all(List.of(
                requireNonNull(reasons.get(Because.ASSIGNED)), Json.not(Json.term("status", Status.ON_HOLD.name()))));
        return Json.any(List.of(
                requireNonNull(reasons.get(Because.APPROVAL)),
                requireNonNull(reasons.get(Because.COST_APPROVAL)),
                work,
                requireNonNull(reasons.get(Because.QUESTION)),
                requireNonNull(reasons.get(Because.CONFIRMATION))));
    }

    /** Which tickets wait for a person, by reason. A ticket that waits for several is told under the first. */
    static Map<Because, Map<String, ?>> reasons(String person, List<String> teams) {
        Map<Because, Map<String, ?>> reasons = new EnumMap<>(Because.class);
        Map<String, ?> question = Json.all(List.of(
                Json.term("status", Status.ON_HOLD.name()),
                Json.term("holdReason", HoldReason.REQUESTER.name()),
                Json.term("requester", person)));
        Map<String, ?> confirmation =
                Json.all(List.of(Json.term("status", Status.RESOLVED.name()), Json.term("requester", person)));
        reasons.put(
                Because.UPDATE_OVERDUE,
                Json.all(List.of(
                        Map.of("term", Map.of("relations.updateMissed", true)),
                        Map.of("exists", Map.of("field", "relations.updateDueAt")),
                        Json.any(List.of(
                                Json.term("owner", person),
                                Json.term("deskPeople", person),
                                Json.all(List.of(
                                        Json.terms("deskTeam", teams), Json.not(Json.exists("deskPeople")))))))));
        reasons.put(
                Because.APPROVAL,
                Json.all(
                        List.of(Json.term("status", Status.AWAITING_APPROVAL.name()), Json.term("assignees", person))));
        reasons.put(Because.COST_APPROVAL, Json.term("ledger.approvers", person));
        reasons.put(
                Because.ASSIGNED,
                Json.all(List.of(
                        Json.terms("status", WITH_A_HOLDER),
                        Json.term("assignees", person),
                        Json.not(question),
                        Json.not(confirmation))));
        reasons.put(
                Because.TEAM_QUEUE,
                Json.all(List.of(
                        Json.terms("status", WITH_A_HOLDER),
                        Json.terms("team", teams),
                        Json.not(Json.exists("assignees")))));
        reasons.put(Because.QUESTION, question);
        reasons.put(Because.CONFIRMATION, confirmation);
        reasons.put(
                Because.STAGE_OVERDUE,
                Json.all(List.of(
                        Map.of("term", Map.of("waiting.stageOverdue", true)), Json.term("waiting.tells", person))));
        return reasons;
    }

    private static Map<String, ?> lowRating(Instant now) {
        return Json.all(List.of(
                Map.of("range", Map.of("satisfaction.rating", Map.of("lte", LOW))),
                Json.range("satisfaction.ratedAt", "gt", now.minus(LOW_SHOWN))));
    }

    private static Map<String, Object> body(
            Visibility visibility,
            Map<Because, Map<String, ?>> reasons,
            Set<Because> chosen,
            int size,
            @Nullable List<Object> after) {
        List<Map<String, ?>> named = new ArrayList<>();
        List<Map<String, ?>> wanted = new ArrayList<>();
        Map<String, Object> counted = new LinkedHashMap<>();
        reasons.forEach((because, filter) -> {
            named.add(Map.of("bool", Map.of("filter", List.of(filter), "_name", because.name())));
            counted.put(because.name(), filter);
            if (chosen.contains(because)) {
                wanted.add(filter);
            }
        });
        Map<String, Object> query = new LinkedHashMap<>();
        query.put("filter", List.of(visibility.filter()));
        query.put("should", named);
        query.put("minimum_should_match", 1);
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("query", SearchBody.byPriority(Map.of("bool", query)));
        if (!wanted.isEmpty()) {
            body.put("post_filter", Json.any(wanted));
        }
        body.put("size", size);
        body.put("track_total_hits", true);
        body.put("_source", FIELDS);
        body.put(
                "sort",
                List.of(
                        Map.of("_score", Map.of("order", "desc")),
                        Map.of("overdueAt", Map.of("order", "asc", "missing", "_last")),
                        Map.of("id", Map.of("order", "asc"))));
        if (after != null) {
            body.put("search_after", after);
        }
        body.put("aggs", Map.of("because", Map.of("filters", Map.of("filters", counted))));
        return body;
    }

    private static Item item(JsonNode hit, TicketRow row) {
        JsonNode waiting = hit.path("_source").path("waiting");
        return new Item(
                because(hit),
                row,
                waiting.path("stageOverdue").asBoolean(false),
                waiting.path("reminders").asInt(0));
    }

    private static Because because(JsonNode hit) {
        return hit.path("matched_queries")
                .valueStream()
                .map(name -> Because.valueOf(name.asString()))
                .min(Because::compareTo)
                .orElseThrow();
    }

    private static Map<Because, Long> counts(JsonNode found) {
        Map<Because, Long> counts = new EnumMap<>(Because.class);
        JsonNode buckets = found.path("aggregations").path("because").path("buckets");
        for (Because because : Because.values()) {
            counts.put(because, buckets.path(because.name()).path("doc_count").asLong(0));
        }
        return counts;
    }
}
