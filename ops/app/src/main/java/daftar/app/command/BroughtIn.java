package daftar.app.command;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/**
 * Tickets that are being brought in from another desk. What is recorded of them happened long ago, and their next event is on
 * the way: whatever the clock added now would stand before it, and would move its time. They are left alone until nothing of
 * them has been recorded for ten minutes.
 */
final class BroughtIn {

    private static final Duration REST = Duration.ofMinutes(10);

    private BroughtIn() {}

    /**
     * The clause of a filter that leaves them out.
     *
     * @param field an instant of the ticket's document, in business time: what is so only since a moment ago is none of them
     */
    static Map<String, ?> not(String field, Instant now) {
        Instant rested = now.minus(REST);
        return Map.of("bool", Map.of("should", List.of(range(field, "gt", rested), range("recordedAt", "lt", rested))));
    }

    /** Whether it is one. @param ticket its document, with {@code updatedAt} and {@code recordedAt} */
    static boolean is(JsonNode ticket, Instant now) {
        Instant rested = now.minus(REST);
        return !Instant.parse(ticket.path("updatedAt").asString()).isAfter(rested)
                && !Instant.parse(ticket.path("recordedAt").asString()).isBefore(rested);
    }

    private static Map<String, ?> range(String field, String bound, Instant instant) {
        return Map.of("range", Map.of(field, Map.of(bound, instant.toString())));
    }
}
