package daftar.app.command;

import daftar.automations.DueTickets;
import daftar.messages.ticket.Status;
import daftar.query.Elastic;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;

/**
 * What is due, asked of the index of tickets. What falls due at an instant that every ticket's document carries is one row
 * of {@link #ROWS}; the command that is sent for it is one line of {@link daftar.automations.DeskClock}'s switch.
 */
record SearchedDueTickets(Elastic elastic, String tickets, MovedDepartments moved, LateSubstitutes late)
        implements DueTickets {

    /**
     * A kind of thing that falls due by itself.
     *
     * @param statuses in which it can fall due
     * @param field of the ticket's document, the instant at which it does; {@code a.b} for a field of a part of it. It is
     *     absent, or later, once the thing is done
     * @param more what else must be so, as clauses of a filter
     */
    record Row(Due what, Set<Status> statuses, String field, List<Map<String, ?>> more) {

        Row(Due what, Set<Status> statuses, String field) {
            this(what, statuses, field, List.of());
        }
    }

    static final List<Row> ROWS = List.of(
            new Row(Due.CONFIRMATION, EnumSet.of(Status.RESOLVED), "stageDueAt"),
            new Row(Due.HOLD, EnumSet.of(Status.ON_HOLD), "holdUntil"),
            // a timer runs on, whatever becomes of its ticket
            new Row(Due.TIMER, EnumSet.allOf(Status.class), "ledger.timerDueAt"),
            // nor does what was spent
            new Row(Due.COST, EnumSet.allOf(Status.class), "ledger.approvalDueAt"),
            new Row(
                    Due.TARGET,
                    EnumSet.of(
                            Status.AWAITING_APPROVAL, Status.NEW, Status.ASSIGNED, Status.IN_PROGRESS, Status.ON_HOLD),
                    "sla.nextPointAt"),
            new Row(Due.SILENCE, EnumSet.of(Status.AWAITING_APPROVAL, Status.ON_HOLD), "waiting.nextAt"),
            new Row(
                    Due.STAGE,
                    EnumSet.of(
                            Status.AWAITING_APPROVAL, Status.NEW, Status.ASSIGNED, Status.IN_PROGRESS, Status.ON_HOLD),
                    "stageDueAt",
                    List.of(Map.of(
                            "bool",
                            Map.of("must_not", List.of(Map.of("term", Map.of("waiting.stageOverdue", true))))))));

    /** How many are asked for at once; what the clock leaves alone is passed over, page by page. */
    private static final int PAGE = 1_000;

    private static final int MOST = 10_000;

    @Override
    public List<DueTicket> dueAt(Instant instant, int most, Predicate<DueTicket> wanted) {
        List<DueTicket> due = atAnInstant(instant, most, wanted);
        moved.find(instant, MOST).stream().filter(wanted).limit(most).forEach(due::add);
        late.find(instant, MOST).stream().filter(wanted).limit(most).forEach(due::add);
        return due;
    }

    /** What the rows find: all are asked together, since most often none finds anything. */
    List<DueTicket> atAnInstant(Instant instant, int most, Predicate<DueTicket> wanted) {
        List<Elastic.Search> searches = ROWS.stream()
                .map(row -> new Elastic.Search(List.of(tickets), search(row, instant)))
                .toList();
        List<JsonNode> found = elastic.searchAll("clock", searches);
        List<DueTicket> due = new ArrayList<>();
        for (int i = 0; i < found.size(); i++) {
            due.addAll(read(ROWS.get(i), found.get(i), searches.get(i).body(), most, wanted));
        }
        return due;
    }

    /** What is wanted of a search's first page, and of those after it while there are not enough. */
    private List<DueTicket> read(
            Row row, JsonNode first, Map<String, Object> search, int most, Predicate<DueTicket> wanted) {
        List<DueTicket> due = new ArrayList<>();
        JsonNode hits = first.path("hits").path("hits");
        while (true) {
            for (JsonNode hit : hits) {
                JsonNode source = hit.path("_source");
                DueTicket ticket =
                        new DueTicket(source.path("id").asString(), row.what(), Instant.parse(at(source, row.field())));
                if (wanted.test(ticket)) {
                    due.add(ticket);
                    if (due.size() == most) {
                        return due;
                    }
                }
            }
            if (hits.size() < PAGE) {
                return due;
            }
            search.put("search_after", hits.get(hits.size() - 1).path("sort"));
            hits = elastic.search(tickets, "clock", search).path("hits").path("hits");
        }
    }

    private static Map<String, Object> search(Row row, Instant instant) {
        List<Map<String, ?>> filter = new ArrayList<>(row.more());
        filter.add(Map.of(
                "terms",
                Map.of("status", row.statuses().stream().map(Status::name).toList())));
        filter.add(Map.of("range", Map.of(row.field(), Map.of("lte", instant.toString()))));
        filter.add(BroughtIn.not(row.field(), instant));
        Map<String, Object> search = new HashMap<>();
        search.put("size", PAGE);
        search.put("_source", List.of("id", row.field()));
        search.put("track_total_hits", false);
        // an index from before the field was kept has none of it due
        search.put(
                "sort",
                List.of(Map.of(row.field(), Map.of("order", "asc", "unmapped_type", "date")), Map.of("id", "asc")));
        search.put("query", Map.of("bool", Map.of("filter", filter)));
        return search;
    }

    private static String at(JsonNode source, String field) {
        JsonNode node = source;
        for (String part : field.split("\\.", -1)) {
            node = node.path(part);
        }
        return node.asString();
    }
}
