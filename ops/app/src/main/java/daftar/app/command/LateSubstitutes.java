package daftar.app.command;

import daftar.automations.DueTickets.Due;
import daftar.automations.DueTickets.DueTicket;
import daftar.domain.directory.Delegations;
import daftar.http.directory.Register;
import daftar.messages.directory.Reference;
import daftar.messages.ticket.Status;
import daftar.query.Elastic;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;

/**
 * What waits for somebody who went away after they had been asked, approvals and what was spent, while who acts for them is not
 * asked yet. Who is away is in memory; for each of them one clause of either kind is asked of the index.
 */
final class LateSubstitutes {

    /** How often they are looked for. */
    private static final Duration EVERY = Duration.ofSeconds(5);

    /** Clauses of one search; Elasticsearch allows some more. */
    private static final int AT_ONCE = 300;

    private final Elastic elastic;
    private final String tickets;
    private final Register register;
    private Instant next = Instant.MIN;

    LateSubstitutes(Elastic elastic, String tickets, Register register) {
        this.elastic = elastic;
        this.tickets = tickets;
        this.register = register;
    }

    /** Asked by one thread, the clock's; empty where it was asked a moment ago. */
    List<DueTicket> find(Instant now, int most) {
        if (now.isBefore(next)) {
            return List.of();
        }
        next = now.plus(EVERY);
        List<Map<String, ?>> approvals = new ArrayList<>();
        List<Map<String, ?>> costs = new ArrayList<>();
        away(now).forEach((person, substitute) -> {
            approvals.add(approval(person, substitute));
            costs.add(cost(person, substitute));
        });
        List<DueTicket> due = new ArrayList<>();
        for (int from = 0; from < approvals.size() && due.size() < most; from += AT_ONCE) {
            int to = Math.min(from + AT_ONCE, approvals.size());
            due.addAll(search(Due.SUBSTITUTE, approvals.subList(from, to), now, most - due.size()));
            due.addAll(search(Due.COST_SUBSTITUTE, costs.subList(from, to), now, most - due.size()));
        }
        return due;
    }

    /** Person → who acts for them now. */
    private Map<String, String> away(Instant now) {
        Map<String, String> away = new TreeMap<>();
        for (Reference.Person person : register.people()) {
            if (!person.delegations().isEmpty()) {
                String acting = Delegations.actingFor(person.id(), now, register.reference());
                if (!acting.equals(person.id())) {
                    away.put(person.id(), acting);
                }
            }
        }
        return away;
    }

    /** A requester is never asked for another. */
    private static Map<String, ?> approval(String person, String substitute) {
        return Map.of(
                "bool",
                Map.of(
                        "filter",
                        List.of(term("status", Status.AWAITING_APPROVAL.name()), term("assignees", person)),
                        "must_not",
                        List.of(term("assignees", substitute), term("requester", substitute))));
    }

    private static Map<String, ?> cost(String person, String substitute) {
        return Map.of(
                "bool",
                Map.of(
                        "filter",
                        List.of(term("ledger.approvers", person)),
                        "must_not",
                        List.of(term("ledger.approvers", substitute))));
    }

    private static Map<String, ?> term(String field, String value) {
        return Map.of("term", Map.of(field, value));
    }

    private List<DueTicket> search(Due what, List<Map<String, ?>> clauses, Instant now, int most) {
        JsonNode found = elastic.search(
                tickets,
                "clock",
                Map.of(
                        "size",
                        Math.clamp(most, 0, 10_000),
                        "_source",
                        List.of("id", "updatedAt"),
                        "track_total_hits",
                        false,
                        "sort",
                        List.of(Map.of("stepFrom", "asc")),
                        "query",
                        Map.of(
                                "bool",
                                Map.of(
                                        "filter",
                                        List.of(
                                                BroughtIn.not("updatedAt", now),
                                                Map.of(
                                                        "bool",
                                                        Map.of("should", clauses, "minimum_should_match", 1)))))));
        List<DueTicket> due = new ArrayList<>();
        for (JsonNode hit : found.path("hits").path("hits")) {
            JsonNode source = hit.path("_source");
            due.add(new DueTicket(
                    source.path("id").asString(),
                    what,
                    Instant.parse(source.path("updatedAt").asString())));
        }
        return due;
    }
}
