package daftar.app.command;

import daftar.automations.DueTickets;
import daftar.messages.ticket.Status;
import daftar.query.Elastic;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
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
            new Row(Due.SILENCE, EnumSet.of(Status.AWAITING_APPROVAL, Status.ON_HOLD), "waiting.nextAt"),
            new Row(
                    Due.STAGE,
                    EnumSet.of(
                            Status.AWAITING_APPROVAL, Status.NEW, Status.ASSIGNED, Status.IN_PROGRESS, Status.ON_HOLD),
                    "stageDueAt",
                    List.of(Map.of(
                            "bool",
                            Map.of("must_not", List.of(Map.of("term", Map.of("waiting.stageOverdue", true))))))));

    /**
     * A ticket that is being brought in from another desk fell due long ago, and its next event is on the way. It is left
     * alone until nothing of it has been recorded for so long.
     */
    private static final Duration REST = Duration.ofMinutes(10);

    @Override
    public List<DueTicket> dueAt(Instant instant, int most) {
        List<DueTicket> due = new ArrayList<>();
        for (Row row : ROWS) {
            due.addAll(find(row, instant, most));
        }
        due.addAll(moved.find(instant, most));
        due.addAll(late.find(instant, most));
        return due;
    }

    private List<DueTicket> find(Row row, Instant instant, int most) {
        Instant rested = instant.minus(REST);
        List<Map<String, ?>> filter = new ArrayList<>(row.more());
        filter.add(Map.of(
                "terms",
                Map.of("status", row.statuses().stream().map(Status::name).toList())));
        filter.add(range(row.field(), "lte", instant));
        filter.add(Map.of(
                "bool",
                Map.of("should", List.of(range(row.field(), "gt", rested), range("recordedAt", "lt", rested)))));
        JsonNode found = elastic.search(
                tickets,
                "clock",
                Map.of(
                        "size", Math.min(most, 10_000),
                        "_source", List.of("id", row.field()),
                        "track_total_hits", false,
                        // an index from before the field was kept has none of it due
                        "sort", List.of(Map.of(row.field(), Map.of("order", "asc", "unmapped_type", "date"))),
                        "query", Map.of("bool", Map.of("filter", filter))));
        List<DueTicket> due = new ArrayList<>();
        for (JsonNode hit : found.path("hits").path("hits")) {
            JsonNode source = hit.path("_source");
            due.add(new DueTicket(source.path("id").asString(), row.what(), Instant.parse(at(source, row.field()))));
        }
        return due;
    }

    private static String at(JsonNode source, String field) {
        JsonNode node = source;
        for (String part : field.split("\\.", -1)) {
            node = node.path(part);
        }
        return node.asString();
    }

    private static Map<String, ?> range(String field, String bound, Instant instant) {
        return Map.of("range", Map.of(field, Map.of(bound, instant.toString())));
    }
}
