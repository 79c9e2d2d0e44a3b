package daftar.http.workflow;

import daftar.http.workflow.Diagram.Box;
import daftar.http.workflow.Diagram.Line;
import daftar.http.workflow.Diagram.Passed;
import daftar.messages.workflow.StageKind;
import java.util.HashMap;
import java.util.Map;

/** A diagram as a Mermaid flowchart, from right to left where the language is. */
final class MermaidDiagram {

    private MermaidDiagram() {}

    static String of(Diagram diagram) {
        DiagramWords words = DiagramWords.in(diagram.language());
        StringBuilder chart = new StringBuilder();
        chart.append("---\ntitle: \"").append(plain(diagram.title())).append("\"\n---\n");
        chart.append("flowchart ").append(diagram.rightToLeft() ? "RL" : "LR").append('\n');
        Map<String, String> ids = new HashMap<>();
        for (Box box : diagram.boxes()) {
            String id = "s" + ids.size();
            ids.put(box.code(), id);
            boolean end = box.stageKind() == StageKind.END;
            chart.append("    ").append(id).append(end ? "([\"" : "[\"").append(label(box, words));
            chart.append(end ? "\"])" : "\"]").append(style(box.passed())).append('\n');
        }
        for (Line line : diagram.lines()) {
            chart.append("    ")
                    .append(ids.get(line.from().code()))
                    .append(" -- \"")
                    .append(plain(line.label()));
            chart.append("\" --> ").append(ids.get(line.to().code())).append('\n');
        }
        chart.append("    classDef passed fill:#e3f8e8,stroke:#2f855a\n");
        chart.append("    classDef here fill:#fff3c4,stroke:#b7791f,stroke-width:4px\n");
        return chart.toString();
    }

    private static String label(Box box, DiagramWords words) {
        StringBuilder label = new StringBuilder(plain(box.name()));
        Passed passed = box.passed();
        if (passed != null && box.stageKind() != StageKind.END) {
            label.append("<br/>").append(words.of(passed.took()));
            if (passed.times() > 1) {
                label.append(" (").append(words.number(passed.times())).append("×)");
            }
            if (passed.holder() != null) {
                label.append("<br/>").append(plain(passed.holder()));
            }
        } else if (passed == null && box.due() != null) {
            label.append("<br/>").append(words.due()).append(' ').append(words.of(box.due()));
        }
        return label.toString();
    }

    private static String style(@org.jspecify.annotations.Nullable Passed passed) {
        return passed == null ? "" : passed.here() ? ":::here" : ":::passed";
    }

    /** Without what Mermaid would take as its own: its entities are written as {@code #name;}. */
    private static String plain(String text) {
        return text.replace("#", "#35;")
                .replace("\"", "#quot;")
                .replace("<", "#lt;")
                .replace(">", "#gt;")
                .replaceAll("[\\p{Cntrl}\\\\]", " ");
    }
}
