package daftar.app.command;

import daftar.automations.DueTickets.Due;
import daftar.automations.DueTickets.DueTicket;
import daftar.messages.directory.Reference;
import daftar.messages.ticket.Status;
import daftar.query.Elastic;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/**
 * The tickets that are not at their end and whose department stands elsewhere in the tree than they have pinned: found by
 * one count per department, since a reorganisation is rare and most often there is none.
 */
final class MovedDepartments {

    /** How often they are looked for. */
    private static final Duration EVERY = Duration.ofSeconds(30);

    private static final int MOST_DEPARTMENTS = 10_000;
    private static final List<String> LIVING = Arrays.stream(Status.values())
            .filter(status -> !status.isEnd())
            .map(Status::name)
            .toList();

    private final Elastic elastic;
    private final String tickets;
    private final Reference reference;
    private Instant next = Instant.MIN;

    MovedDepartments(Elastic elastic, String tickets, Reference reference) {
        this.elastic = elastic;
        this.tickets = tickets;
        this.reference = reference;
    }

    /** Asked by one thread, the clock's; empty where it was asked a moment ago. */
    List<DueTicket> find(Instant now, int most) {
        if (now.isBefore(next)) {
            return List.of();
        }
        List<DueTicket> due = search(now, most);
        // while there are any the next ones follow at once
        next = due.isEmpty() ? now.plus(EVERY) : now;
        return due;
    }

    private List<DueTicket> search(Instant now, int most) {
        JsonNode found = elastic.search(
                tickets,
                "clock",
                Map.of(
                        "size",
                        0,
                        "query",
                        Map.of("terms", Map.of("status", LIVING)),
                        "aggs",
                        Map.of(
                                "departments",
                                Map.of(
                                        "terms",
                                        Map.of("field", "department", "size", MOST_DEPARTMENTS),
                                        "aggs",
                                        Map.of(
                                                "path",
                                                Map.of("terms", Map.of("field", "departmentPath", "size", 200)))))));
        List<DueTicket> due = new ArrayList<>();
        for (JsonNode bucket : found.path("aggregations").path("departments").path("buckets")) {
            String department = bucket.path("key").asString();
            List<String> path = reference.pathOf(department);
            Map<String, Long> seen = new HashMap<>();
            for (JsonNode each : bucket.path("path").path("buckets")) {
                seen.put(each.path("key").asString(), each.path("doc_count").asLong());
            }
            if (!path.isEmpty()
                    && due.size() < most
                    && !seen.equals(all(path, bucket.path("doc_count").asLong()))) {
                due.addAll(of(department, now, most - due.size(), path, seen.keySet()));
            }
        }
        return due;
    }

    /** What is counted where all tickets of a department have this path and no other. */
    private static Map<String, Long> all(List<String> path, long tickets) {
        Map<String, Long> counts = new HashMap<>();
        path.forEach(department -> counts.put(department, tickets));
        return counts;
    }

    private List<DueTicket> of(String department, Instant now, int most, List<String> path, Set<String> seen) {
        List<Map<String, ?>> expected = path.stream()
                .<Map<String, ?>>map(each -> Map.of("term", Map.of("departmentPath", each)))
                .toList();
        Set<String> left = new HashSet<>(seen);
        path.forEach(left::remove);
        Map<String, ?> lacksOne =
                Map.of("bool", Map.of("must_not", List.of(Map.of("bool", Map.of("filter", expected)))));
        Map<String, ?> hasAnother = Map.of("terms", Map.of("departmentPath", List.copyOf(left)));
        JsonNode found = elastic.search(
                tickets,
                "clock",
                Map.of(
                        "size",
                        Math.min(most, 10_000),
                        "_source",
                        List.of("id", "updatedAt"),
                        "track_total_hits",
                        false,
                        "query",
                        Map.of(
                                "bool",
                                Map.of(
                                        "filter",
                                        List.of(
                                                BroughtIn.not("updatedAt", now),
                                                Map.of("terms", Map.of("status", LIVING)),
                                                Map.of("term", Map.of("department", department)),
                                                Map.of("bool", Map.of("should", List.of(lacksOne, hasAnother))))))));
        List<DueTicket> due = new ArrayList<>();
        for (JsonNode hit : found.path("hits").path("hits")) {
            JsonNode source = hit.path("_source");
            due.add(new DueTicket(
                    source.path("id").asString(),
                    Due.DEPARTMENT,
                    Instant.parse(source.path("updatedAt").asString())));
        }
        return due;
    }
}
