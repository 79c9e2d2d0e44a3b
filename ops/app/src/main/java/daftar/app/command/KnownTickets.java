package daftar.app.command;

import daftar.eventstore.EventLog;
import daftar.http.write.TicketRefs;
import daftar.query.Elastic;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Numbers by realtime get from the index of numbers, ids by the register itself. */
record KnownTickets(Elastic elastic, String numbers, EventLog log) implements TicketRefs {

    @Override
    public @Nullable String idOf(String ref) {
        if (ref.startsWith("ticket-")) {
            return log.read(ref, 0, 1).isEmpty() ? null : ref;
        }
        JsonNode found = elastic.get(numbers, ref);
        return found == null ? null : found.path("_source").path("ticket").asString();
    }
}
