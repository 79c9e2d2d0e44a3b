package daftar.query;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Small words for the JSON of Elasticsearch. */
final class Json {

    private Json() {}

    static Map<String, ?> term(String field, Object value) {
        return Map.of("term", Map.of(field, value));
    }

    static Map<String, ?> terms(String field, Object values) {
        return Map.of("terms", Map.of(field, values));
    }

    static Map<String, ?> exists(String field) {
        return Map.of("exists", Map.of("field", field));
    }

    static Map<String, ?> not(Map<String, ?> filter) {
        return Map.of("bool", Map.of("must_not", List.of(filter)));
    }

    static Map<String, ?> all(List<? extends Map<String, ?>> filters) {
        return Map.of("bool", Map.of("filter", filters));
    }

    static Map<String, ?> any(List<? extends Map<String, ?>> filters) {
        return Map.of("bool", Map.of("should", filters, "minimum_should_match", 1));
    }

    static Map<String, ?> range(String field, String operator, Instant at) {
        return Map.of("range", Map.of(field, Map.of(operator, at.toString())));
    }

    static Map<String, ?> atLeast(String field, int least) {
        return Map.of("range", Map.of(field, Map.of("gte", least)));
    }

    static @Nullable String text(JsonNode node, String field) {
        JsonNode value = node.get(field);
        return value == null || value.isNull() ? null : value.asString();
    }

    static @Nullable Instant instant(JsonNode node, String field) {
        String value = text(node, field);
        return value == null ? null : Instant.parse(value);
    }

    static <E extends Enum<E>> @Nullable E constant(JsonNode node, String field, Class<E> type) {
        String value = text(node, field);
        return value == null ? null : Enum.valueOf(type, value);
    }

    static List<String> texts(JsonNode node, String field) {
        return node.path(field).valueStream().map(JsonNode::asString).toList();
    }
}
