package daftar.app.command;

import daftar.automations.Errands;
import daftar.messages.ticket.TicketCommand.AbsorbTicket;
import daftar.query.Elastic;
import daftar.readmodel.DocumentJson;
import daftar.readmodel.TicketDocument;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/**
 * The tickets that were not told yet that another was merged into them. Found by what their documents say that they absorbed,
 * so whatever was missed is found later.
 */
final class MergedTickets implements Errands {

    /** How long after a merge it is looked for: longer than any clock is away. */
    private static final Duration LOOKED_AT = Duration.ofDays(30);

    private static final int MOST = 1_000;

    private final Elastic elastic;
    private final String tickets;

    MergedTickets(Elastic elastic, String tickets) {
        this.elastic = elastic;
        this.tickets = tickets;
    }

    @Override
    public List<Errand> due(Instant now, int most) {
        Map<String, TicketDocument> merged = new LinkedHashMap<>();
        for (JsonNode hit : elastic.search(
                        tickets,
                        "clock",
                        Map.of(
                                "size",
                                MOST,
                                "track_total_hits",
                                false,
                                "query",
                                Map.of(
                                        "bool",
                                        Map.of(
                                                "filter",
                                                List.of(
                                                        Map.of("exists", Map.of("field", "mergedInto")),
                                                        Map.of(
                                                                "range",
                                                                Map.of(
                                                                        "closedAt",
                                                                        Map.of(
                                                                                "gte",
                                                                                now.minus(LOOKED_AT)
                                                                                        .toString())))))),
                                "sort",
                                List.of(Map.of("closedAt", "desc"))))
                .path("hits")
                .path("hits")) {
            TicketDocument ticket = DocumentJson.reader(TicketDocument.class).readValue(hit.path("_source"));
            merged.put(ticket.id(), ticket);
        }
        if (merged.isEmpty()) {
            return List.of();
        }
        return untold(merged, most);
    }

    private List<Errand> untold(Map<String, TicketDocument> merged, int most) {
        List<String> targets = merged.values().stream()
                .map(ticket -> String.valueOf(ticket.mergedInto()))
                .distinct()
                .toList();
        Map<String, TicketDocument> known = new LinkedHashMap<>();
        for (JsonNode found : elastic.get(tickets, targets)) {
            TicketDocument target = DocumentJson.reader(TicketDocument.class).readValue(found.path("_source"));
            known.put(target.id(), target);
        }
        List<Errand> due = new ArrayList<>();
        for (TicketDocument ticket : merged.values()) {
            TicketDocument target = known.get(String.valueOf(ticket.mergedInto()));
            if (target == null || due.size() >= most) {
                continue;
            }
            List<String> owed = new ArrayList<>(ticket.enclosures().absorbed());
            owed.add(ticket.id());
            owed.removeAll(target.enclosures().absorbed());
            for (String other : owed) {
                List<String> people = new ArrayList<>(ticket.observers());
                people.addFirst(ticket.requester());
                // with its revision, since what was taken back may be done again
                due.add(new Errand(
                        "absorb:" + target.id() + ":" + other + ":" + ticket.revision(),
                        new AbsorbTicket(target.id(), other, people)));
            }
        }
        return due;
    }
}
