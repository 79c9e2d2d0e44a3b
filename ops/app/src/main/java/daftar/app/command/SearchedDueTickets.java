package daftar.app.command;

import daftar.automations.DueTickets;
import daftar.messages.ticket.Status;
import daftar.query.Elastic;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** What is due, asked of the index of tickets. */
record SearchedDueTickets(Elastic elastic, String tickets, MovedDepartments moved, LateSubstitutes late)
        implements DueTickets {

    /**
     * A ticket that is being brought in from another desk fell due long ago, and its next event is on the way. It is left
     * alone until nothing of it has been recorded for so long.
     */
    private static final Duration REST = Duration.ofMinutes(10);

    @Override
    public List<DueTicket> dueAt(Instant instant, int most) {
        List<DueTicket> due = new ArrayList<>();
        due.addAll(find(Due.CONFIRMATION, Status.RESOLVED, "stageDueAt", instant, most));
        due.addAll(find(Due.HOLD, Status.ON_HOLD, "holdUntil", instant, most));
        due.addAll(moved.find(instant, most));
        due.addAll(late.find(instant, most));
        return due;
    }

    private List<DueTicket> find(Due what, Status status, String field, Instant instant, int most) {
        Instant rested = instant.minus(REST);
        Map<String, ?> query = bool(
                "filter",
                Map.of("term", Map.of("status", status.name())),
                range(field, "lte", instant),
                bool("should", range(field, "gt", rested), range("recordedAt", "lt", rested)));
        JsonNode found = elastic.search(
                tickets,
                "clock",
                Map.of(
                        "size", Math.min(most, 10_000),
                        "_source", List.of("id", field),
                        "track_total_hits", false,
                        "sort", List.of(Map.of(field, "asc")),
                        "query", query));
        List<DueTicket> due = new ArrayList<>();
        for (JsonNode hit : found.path("hits").path("hits")) {
            JsonNode source = hit.path("_source");
            due.add(new DueTicket(
                    source.path("id").asString(),
                    what,
                    Instant.parse(source.path(field).asString())));
        }
        return due;
    }

    @SafeVarargs
    private static Map<String, ?> bool(String occurrence, Map<String, ?>... clauses) {
        return Map.of("bool", Map.of(occurrence, List.of(clauses)));
    }

    private static Map<String, ?> range(String field, String bound, Instant instant) {
        return Map.of("range", Map.of(field, Map.of(bound, instant.toString())));
    }
}
