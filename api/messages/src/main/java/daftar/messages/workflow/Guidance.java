package daftar.messages.workflow;

import daftar.messages.LocalizedText;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What helps whoever has a ticket in a stage, and what the stage wants to know before it is left.
 *
 * @param instructions what to do here; null for none
 * @param checklist what is to be done, each ticked off by its code
 * @param questions what is to be asked, each answered by its code
 * @param required outcome → what must be there before the stage is left by it: codes of the checklist and of questions, or
 *     one of {@link #FIELDS} of the ticket itself
 */
public record Guidance(
        @Nullable LocalizedText instructions,
        List<Item> checklist,
        List<Item> questions,
        Map<String, List<String>> required) {

    /** What an outcome may require of the ticket itself. {@code work}: an entry of work logged. */
    public static final List<String> FIELDS = List.of("category", "service", "symptom", "location", "priority", "work");

    public Guidance {
        checklist = List.copyOf(Objects.requireNonNullElse(checklist, List.of()));
        questions = List.copyOf(Objects.requireNonNullElse(questions, List.of()));
        Map<String, List<String>> copy = new LinkedHashMap<>();
        Objects.requireNonNullElse(required, Map.<String, List<String>>of())
                .forEach((outcome, names) -> copy.put(outcome, List.copyOf(names)));
        required = Collections.unmodifiableMap(copy);
    }

    /** @param code unique in the stage, and none of {@link #FIELDS} */
    public record Item(String code, LocalizedText text) {}
}
