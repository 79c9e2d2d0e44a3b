package daftar.json;

import java.time.Duration;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Brings the JSON of an old revision of an event to the present one, a revision at a time. Only a change that the record's reader
 * cannot take as it is needs a step here: a field that came is read as missing from what is older. A step never changes once it
 * has landed, as the events that it is for never do. Pure.
 */
public final class Upcasters {

    /** Of one event: from a revision to the next. Revisions without a step are read as they are. */
    private static final Map<String, Map<Integer, UnaryOperator<ObjectNode>>> STEPS = Map.of(
            // durations are ISO-8601 everywhere; this one was a bare number whose unit only its name told
            "MajorIncidentDeclared", Map.of(1, json -> {
                JsonNode minutes = json.remove("updateEveryMinutes");
                return json.put(
                        "updateEvery", Duration.ofMinutes(minutes.asLong()).toString());
            }));

    private Upcasters() {}

    /** Whether JSON of this revision has to be changed before it is read. @param revision null for the first */
    public static boolean isOld(String name, @Nullable String revision) {
        Map<Integer, UnaryOperator<ObjectNode>> steps = STEPS.get(name);
        return steps != null && steps.keySet().stream().anyMatch(step -> step >= number(revision));
    }

    /** The JSON in the present revision. @param json is changed where it is old */
    public static JsonNode upcast(String name, @Nullable String revision, JsonNode json) {
        Map<Integer, UnaryOperator<ObjectNode>> steps = STEPS.getOrDefault(name, Map.of());
        JsonNode present = json;
        int newest = steps.keySet().stream().mapToInt(Integer::intValue).max().orElse(0);
        for (int step = number(revision); step <= newest; step++) {
            UnaryOperator<ObjectNode> up = steps.get(step);
            if (up != null && present instanceof ObjectNode object) {
                present = up.apply(object);
            }
        }
        return present;
    }

    private static int number(@Nullable String revision) {
        return revision == null ? 1 : Integer.parseInt(revision);
    }
}
