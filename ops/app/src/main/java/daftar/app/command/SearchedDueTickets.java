package daftar.app.command;

import daftar.automations.DueTickets;
import daftar.messages.ticket.Status;
import daftar.query.Elastic;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** What is due, asked of the index of tickets. */
record SearchedDueTickets(Elastic elastic, String tickets) implements DueTickets {

    @Override
    public List<DueTicket> dueAt(Instant instant, int most) {
        List<DueTicket> due = new ArrayList<>();
        due.addAll(find(Due.CONFIRMATION, Status.RESOLVED, "stageDueAt", instant, most));
        due.addAll(find(Due.HOLD, Status.ON_HOLD, "holdUntil", instant, most));
        return due;
    }

    private List<DueTicket> find(Due what, Status status, String field, Instant instant, int most) {
        JsonNode found = elastic.search(
                tickets,
                "clock",
                Map.of(
                        "size",
                        Math.min(most, 10_000),
                        "_source",
                        List.of("id", field),
                        "track_total_hits",
                        false,
                        "sort",
                        List.of(Map.of(field, "asc")),
                        "query",
                        Map.of(
                                "bool",
                                Map.of(
                                        "filter",
                                        List.of(
                                                Map.of("term", Map.of("status", status.name())),
                                                Map.of("range", Map.of(field, Map.of("lte", instant.toString()))))))));
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
}
