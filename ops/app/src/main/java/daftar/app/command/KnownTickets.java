package daftar.app.command;

import daftar.eventstore.EventLog;
import daftar.http.write.TicketRefs;
import daftar.query.Elastic;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Numbers by realtime get from the index of numbers, ids by the register itself. */
record KnownTickets(Elastic elastic, String numbers, EventLog log) implements TicketRefs {

    /** Somebody who was told a number may use it before the projectors have written it. */
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private static final Duration PAUSE = Duration.ofMillis(100);

    @Override
    public @Nullable String idOf(String ref) {
        if (ref.startsWith("ticket-")) {
            return log.read(ref, 0, 1).isEmpty() ? null : ref;
        }
        long giveUpAt = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            JsonNode found = elastic.get(numbers, ref);
            if (found != null) {
                return found.path("_source").path("ticket").asString();
            }
            if (System.nanoTime() > giveUpAt) {
                return null;
            }
            try {
                Thread.sleep(PAUSE);
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
                return null;
            }
        }
    }
}
