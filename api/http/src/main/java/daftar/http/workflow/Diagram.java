package daftar.http.workflow;

import daftar.messages.workflow.Outcome;
import daftar.messages.workflow.Stage;
import daftar.messages.workflow.StageKind;
import daftar.messages.workflow.Workflow;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A workflow laid out to be drawn: the path that most requests take in one row, what leads away from it below. Pure.
 *
 * @param title of the workflow, or the ticket's number
 * @param boxes in the order of the definition
 * @param lines one per pair of stages that an outcome joins
 * @param language BCP 47, that the words are in
 * @param rightToLeft whether it begins at the right
 */
public record Diagram(String title, List<Box> boxes, List<Line> lines, String language, boolean rightToLeft) {

    /** Languages that are written from right to left. */
    private static final Set<String> RIGHT_TO_LEFT =
            Set.of("fa", "ar", "he", "ur", "ps", "ckb", "yi", "dv", "sd", "ug");

    /** The outcomes that lead on, the usual one first. */
    private static final List<String> ONWARD =
            List.of(Outcome.APPROVED, Outcome.TRIAGED, Outcome.SOLVED, Outcome.CONFIRMED);

    /**
     * What a ticket did in a stage.
     *
     * @param times how often it was entered
     * @param took all of them together, up to now where it is there
     * @param here whether it is there now
     * @param holder who has it there now; null where it is not there, or nobody has it
     */
    public record Passed(
            int times,
            Duration took,
            boolean here,
            @Nullable String holder) {}

    /** A stage at its place; columns count in the direction of reading, rows downwards, both from 0. */
    public record Box(
            String code,
            String name,
            String kind,
            StageKind stageKind,
            @Nullable Duration due,
            @Nullable Passed passed,
            int column,
            int row) {}

    /** @param label the outcomes, in the diagram's language */
    public record Line(Box from, Box to, String label) {}

    /** @param passed stage's code → what a ticket did there; empty for the workflow alone */
    public static Diagram of(Workflow workflow, String title, Map<String, Passed> passed, String language) {
        String base = language.split("-", 2)[0];
        DiagramWords words = DiagramWords.in(base);
        Map<String, int[]> places = places(workflow);
        Map<String, Box> boxes = new LinkedHashMap<>();
        for (Stage stage : workflow.stages()) {
            int[] place = places.getOrDefault(stage.code(), new int[] {0, 0});
            boxes.put(
                    stage.code(),
                    new Box(
                            stage.code(),
                            stage.name().in(language),
                            words.of(stage.kind()),
                            stage.kind(),
                            stage.due(),
                            passed.get(stage.code()),
                            place[0],
                            place[1]));
        }
        List<Line> lines = new ArrayList<>();
        for (Stage stage : workflow.stages()) {
            Map<String, List<String>> labels = new LinkedHashMap<>();
            stage.outcomes().keySet().stream()
                    .sorted(java.util.Comparator.comparingInt(Diagram::order)
                            .thenComparing(java.util.Comparator.naturalOrder()))
                    .forEach(outcome -> labels.computeIfAbsent(
                                    String.valueOf(stage.outcomes().get(outcome)), next -> new ArrayList<>())
                            .add(words.of(outcome)));
            labels.forEach((next, names) -> {
                Box from = boxes.get(stage.code());
                Box to = boxes.get(next);
                if (from != null && to != null) {
                    lines.add(new Line(from, to, String.join(" / ", names)));
                }
            });
        }
        return new Diagram(title, List.copyOf(boxes.values()), lines, base, RIGHT_TO_LEFT.contains(base));
    }

    private static int order(String outcome) {
        int place = ONWARD.indexOf(outcome);
        return place < 0 ? ONWARD.size() : place;
    }

    /** Code → column and row. */
    private static Map<String, int[]> places(Workflow workflow) {
        Map<String, int[]> places = new HashMap<>();
        Map<Integer, Integer> filled = new HashMap<>();
        List<Stage> open = new ArrayList<>();
        int column = 0;
        for (Stage stage = workflow.first(); stage != null; stage = onward(stage, workflow, places)) {
            places.put(stage.code(), new int[] {column, 0});
            filled.put(column, 1);
            open.add(stage);
            column++;
        }
        Set<String> seen = new HashSet<>(places.keySet());
        while (!open.isEmpty()) {
            Stage stage = open.removeFirst();
            for (String code : stage.outcomes().values()) {
                Stage next = workflow.stage(code);
                if (next != null && seen.add(code)) {
                    int after = places.getOrDefault(stage.code(), new int[] {0, 0})[0] + 1;
                    places.put(code, new int[] {after, filled.merge(after, 1, Integer::sum) - 1});
                    open.add(next);
                }
            }
        }
        return places;
    }

    private static @Nullable Stage onward(Stage stage, Workflow workflow, Map<String, int[]> placed) {
        List<String> outcomes = new ArrayList<>(stage.outcomes().keySet());
        outcomes.remove(Outcome.DECLINED);
        outcomes.remove(Outcome.REJECTED);
        outcomes.sort(
                java.util.Comparator.comparingInt(Diagram::order).thenComparing(java.util.Comparator.naturalOrder()));
        for (String outcome : outcomes) {
            String next = stage.outcomes().get(outcome);
            if (next != null && !placed.containsKey(next)) {
                return workflow.stage(next);
            }
        }
        return null;
    }
}
