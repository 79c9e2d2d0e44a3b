package daftar.query;

import java.util.List;
import tools.jackson.databind.JsonNode;

/** Where a page of a search through the log ended: after a position, or, while tickets are looked through, after one of them. */
final class LogCursor {

    private LogCursor() {}

    static List<?> at(long position) {
        return List.of(position);
    }

    static List<?> atTicket(String ticket) {
        return List.of(ticket);
    }

    static boolean isTicket(List<Object> cursor) {
        return cursor.getFirst() instanceof JsonNode node && node.isString();
    }

    static String ticket(List<Object> cursor) {
        return ((JsonNode) cursor.getFirst()).asString();
    }

    static long position(List<Object> cursor) {
        return ((JsonNode) cursor.getFirst()).asLong();
    }
}
