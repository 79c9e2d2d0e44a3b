package daftar.app.command;

import daftar.automations.Errands;
import daftar.messages.ticket.TicketCommand.ReleaseTicket;
import daftar.query.Elastic;
import daftar.readmodel.DocumentJson;
import daftar.readmodel.TicketDocument;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The tickets that were not told yet that another is merged into them no more. Found by where tickets say that they have left;
 * so few merges are taken back that all of them are looked at.
 */
final class UnmergedTickets implements Errands {

    private static final int MOST = 1_000;

    private final Elastic elastic;
    private final String tickets;

    UnmergedTickets(Elastic elastic, String tickets) {
        this.elastic = elastic;
        this.tickets = tickets;
    }

    @Override
    public List<Errand> due(Instant now, int most) {
        Known known = new Known(elastic, tickets);
        List<TicketDocument> gone = gone();
        gone.forEach(known::add);
        Map<String, Errand> due = new LinkedHashMap<>();
        for (TicketDocument ticket : gone) {
            for (String other : known.onwards(ticket.enclosures().left())) {
                TicketDocument target = known.get(other);
                if (target != null) {
                    target.enclosures().absorbed().stream()
                            .filter(one -> one.equals(ticket.id())
                                    || ticket.enclosures().absorbed().contains(one))
                            .filter(one -> !known.leads(one, target.id()))
                            .forEach(one -> {
                                Errand errand = release(target, one, known);
                                due.put(errand.key(), errand);
                            });
                }
            }
        }
        return due.values().stream().limit(most).toList();
    }

    /** The target's revision is in the key, since the same two may be merged and parted again. */
    private static Errand release(TicketDocument target, String other, Known known) {
        List<String> staying = target.enclosures().absorbed().stream()
                .filter(one -> !one.equals(other) && known.leads(one, target.id()))
                .map(known::get)
                .flatMap(one ->
                        one == null ? Stream.of() : Stream.concat(Stream.of(one.requester()), one.observers().stream()))
                .distinct()
                .toList();
        return new Errand(
                "release:" + target.id() + ":" + other + ":" + target.revision(),
                new ReleaseTicket(target.id(), other, staying));
    }

    private List<TicketDocument> gone() {
        List<TicketDocument> gone = new ArrayList<>();
        for (JsonNode hit : elastic.search(
                        tickets,
                        "clock",
                        Map.of(
                                "size",
                                MOST,
                                "track_total_hits",
                                false,
                                "query",
                                Map.of("exists", Map.of("field", "enclosures.left")),
                                "sort",
                                List.of(Map.of("updatedAt", "desc"))))
                .path("hits")
                .path("hits")) {
            gone.add(DocumentJson.reader(TicketDocument.class).readValue(hit.path("_source")));
        }
        return gone;
    }

    /** Tickets that were read once, and where they lead. */
    private static final class Known {

        private final Elastic elastic;
        private final String tickets;
        private final Map<String, TicketDocument> read = new LinkedHashMap<>();
        private final Set<String> asked = new HashSet<>();

        Known(Elastic elastic, String tickets) {
            this.elastic = elastic;
            this.tickets = tickets;
        }

        void add(TicketDocument ticket) {
            asked.add(ticket.id());
            read.put(ticket.id(), ticket);
        }

        @Nullable TicketDocument get(String id) {
            if (asked.add(id)) {
                for (JsonNode found : elastic.get(tickets, List.of(id))) {
                    add(DocumentJson.reader(TicketDocument.class).readValue(found.path("_source")));
                }
            }
            return read.get(id);
        }

        /** These, and those that they were merged into in their turn. */
        Set<String> onwards(List<String> ids) {
            Set<String> all = new LinkedHashSet<>();
            for (String id : ids) {
                String next = id;
                while (next != null && all.add(next)) {
                    TicketDocument ticket = get(next);
                    next = ticket == null ? null : ticket.mergedInto();
                }
            }
            return all;
        }

        boolean leads(String from, String to) {
            TicketDocument ticket = get(from);
            String into = ticket == null ? null : ticket.mergedInto();
            return into != null && onwards(List.of(into)).contains(to);
        }
    }
}
