package daftar.http.workflow;

import daftar.http.workflow.Diagram.Box;
import daftar.http.workflow.Diagram.Line;
import daftar.http.workflow.Diagram.Passed;
import daftar.messages.workflow.StageKind;
import java.util.ArrayList;
import java.util.List;

/** A diagram as SVG: text and shapes only, nothing fetched, nothing run. */
final class SvgDiagram {

    private static final int WIDTH = 180;
    private static final int HEIGHT = 96;
    private static final int GAP = 116;
    private static final int ROW_GAP = 70;
    private static final int MARGIN = 24;
    private static final int HEAD = 110;
    private static final int NAME_LINE = 21;

    private final Diagram diagram;
    private final DiagramWords words;
    private final int columns;
    private final int rows;
    private final StringBuilder svg = new StringBuilder(8_000);

    private SvgDiagram(Diagram diagram) {
        this.diagram = diagram;
        this.words = DiagramWords.in(diagram.language());
        this.columns = diagram.boxes().stream().mapToInt(Box::column).max().orElse(0) + 1;
        this.rows = diagram.boxes().stream().mapToInt(Box::row).max().orElse(0) + 1;
    }

    static String of(Diagram diagram) {
        return new SvgDiagram(diagram).draw();
    }

    private String draw() {
        int width = 2 * MARGIN + columns * WIDTH + (columns - 1) * GAP;
        int height = HEAD + rows * HEIGHT + (rows - 1) * ROW_GAP + 100;
        svg.append("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" width=\"%d\" height=\"%d\""
                .formatted(width, height, width, height));
        svg.append(" xml:lang=\"%s\" direction=\"%s\" role=\"img\">\n"
                .formatted(escaped(diagram.language()), diagram.rightToLeft() ? "rtl" : "ltr"));
        svg.append("<title>").append(escaped(diagram.title())).append("</title>\n");
        svg.append("""
                <style>text{font-family:Vazirmatn,'Noto Sans Arabic','Noto Sans CJK SC','Noto Sans',Tahoma,'DejaVu Sans',sans-serif;font-size:13px;fill:#1b2733;text-anchor:middle}
                .t{font-size:19px;font-weight:bold}.n{font-size:15px;font-weight:bold}.s{font-size:12px;fill:#52606d}.l{font-size:12px;fill:#334e68;stroke:#fff;stroke-width:4px;paint-order:stroke}
                .b{fill:#f5f7fa;stroke:#829ab1;stroke-width:1.5}.p{fill:#e3f8e8;stroke:#2f855a;stroke-width:1.5}.h{fill:#fff3c4;stroke:#b7791f;stroke-width:3.5}.e{fill:none;stroke:#829ab1;stroke-width:1.5}</style>
                <defs><marker id="a" viewBox="0 0 10 10" refX="9" refY="5" markerWidth="8" markerHeight="8" orient="auto-start-reverse"><path d="M0 0 10 5 0 10z" fill="#829ab1"/></marker></defs>
                """);
        svg.append("<rect width=\"100%\" height=\"100%\" fill=\"#fff\"/>\n");
        text("t", width / 2, 30, diagram.title());
        for (Box box : diagram.boxes()) {
            box(box);
        }
        for (Line line : diagram.lines()) {
            line(line);
        }
        return svg.append("</svg>\n").toString();
    }

    private void box(Box box) {
        Passed passed = box.passed();
        String style = passed == null ? "b" : passed.here() ? "h" : "p";
        int round = box.stageKind() == StageKind.END ? HEIGHT / 2 : 10;
        svg.append("<rect class=\"%s\" x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" rx=\"%d\"/>\n"
                .formatted(style, left(box), top(box), WIDTH, HEIGHT, round));
        List<String> name = wrapped(box.name());
        List<String> small = new ArrayList<>();
        small.add(
                box.due() == null || passed != null
                        ? box.kind()
                        : box.kind() + " · " + words.due() + " " + words.of(box.due()));
        if (passed != null && box.stageKind() != StageKind.END) {
            String times = passed.times() > 1 ? " (" + words.number(passed.times()) + "×)" : "";
            small.add(words.of(passed.took()) + times);
            if (passed.holder() != null) {
                small.add(cut(passed.holder()));
            }
        }
        int lines = name.size() * 18 + small.size() * 16;
        int y = top(box) + (HEIGHT - lines) / 2 + 13;
        for (String part : name) {
            text("n", middle(box), y, part);
            y += 18;
        }
        for (String part : small) {
            text("s", middle(box), y, part);
            y += 16;
        }
    }

    /** Neighbours by a straight line; on past others above, back below, to another row from below. */
    private void line(Line line) {
        Box from = line.from();
        Box to = line.to();
        int span = to.column() - from.column();
        int way = diagram.rightToLeft() ? -1 : 1;
        if (from.row() == to.row() && span == 1) {
            int x1 = way > 0 ? left(from) + WIDTH : left(from);
            int x2 = way > 0 ? left(to) : left(to) + WIDTH;
            int y = top(from) + HEIGHT / 2;
            path("M%d %d L%d %d".formatted(x1, y, x2, y));
            labels((x1 + x2) / 2, y - 8, line.label(), GAP - 14);
        } else if (from.row() == to.row() && span > 0) {
            int rise = 34 + 10 * Math.min(3, span);
            int y = top(from);
            path("M%d %d C%d %d %d %d %d %d"
                    .formatted(middle(from), y, middle(from), y - rise, middle(to), y - rise, middle(to), y));
            labels((middle(from) + middle(to)) / 2, y - rise * 3 / 4 - 5, line.label(), 400);
        } else if (span == 0 && from.row() < to.row()) {
            path("M%d %d L%d %d".formatted(middle(from), top(from) + HEIGHT, middle(to), top(to)));
            labels(middle(from) - way * 40, (top(from) + HEIGHT + top(to)) / 2 + 4, line.label(), 400);
        } else if (span <= 0) {
            int deep = 46 + 8 * Math.min(4, -span);
            int y1 = top(from) + HEIGHT;
            int y2 = top(to) + HEIGHT;
            int x1 = middle(from) - 24 * way;
            int x2 = middle(to) + 24 * way;
            path("M%d %d C%d %d %d %d %d %d"
                    .formatted(x1, y1, x1, Math.max(y1, y2) + deep, x2, Math.max(y1, y2) + deep, x2, y2));
            labels((x1 + x2) / 2, Math.max(y1, y2) + deep * 3 / 4 + 14, line.label(), 400);
        } else {
            int x1 = middle(from);
            int y1 = from.row() < to.row() ? top(from) + HEIGHT : top(from);
            int x2 = way > 0 ? left(to) : left(to) + WIDTH;
            int y2 = top(to) + HEIGHT / 2;
            path("M%d %d C%d %d %d %d %d %d".formatted(x1, y1, x1, y2, x1, y2, x2, y2));
            labels(x1 + way * (12 + Math.abs(x2 - x1) / 3), y2 - 9, line.label(), 130);
        }
    }

    private void path(String data) {
        svg.append("<path class=\"e\" marker-end=\"url(#a)\" d=\"").append(data).append("\"/>\n");
    }

    /** Several outcomes one above the other where they would not fit side by side. */
    private void labels(int x, int y, String label, int room) {
        String[] parts = label.length() * 7 > room ? label.split(" / ") : new String[] {label};
        for (int i = 0; i < parts.length; i++) {
            text("l", x, y - 15 * (parts.length - 1 - i), parts[i]);
        }
    }

    private void text(String style, int x, int y, String text) {
        svg.append("<text class=\"%s\" x=\"%d\" y=\"%d\">%s</text>\n".formatted(style, x, y, escaped(text)));
    }

    private int left(Box box) {
        int column = diagram.rightToLeft() ? columns - 1 - box.column() : box.column();
        return MARGIN + column * (WIDTH + GAP);
    }

    private int middle(Box box) {
        return left(box) + WIDTH / 2;
    }

    private static int top(Box box) {
        return HEAD + box.row() * (HEIGHT + ROW_GAP);
    }

    /** In two lines at most. */
    private static List<String> wrapped(String name) {
        if (name.length() <= NAME_LINE) {
            return List.of(name);
        }
        int at = name.lastIndexOf(' ', NAME_LINE);
        if (at <= 0) {
            return List.of(cut(name));
        }
        return List.of(name.substring(0, at), cut(name.substring(at + 1)));
    }

    private static String cut(String text) {
        int most = NAME_LINE + 5;
        return text.codePointCount(0, text.length()) <= most
                ? text
                : text.substring(0, text.offsetByCodePoints(0, most - 1)) + "…";
    }

    static String escaped(String text) {
        StringBuilder safe = new StringBuilder(text.length() + 16);
        text.codePoints()
                .filter(point ->
                        point >= 0x20 && point != 0xFFFE && point != 0xFFFF && !(point >= 0xD800 && point < 0xE000))
                .forEach(point -> {
                    switch (point) {
                        case '<' -> safe.append("&lt;");
                        case '>' -> safe.append("&gt;");
                        case '&' -> safe.append("&amp;");
                        case '"' -> safe.append("&quot;");
                        case '\'' -> safe.append("&#39;");
                        default -> safe.appendCodePoint(point);
                    }
                });
        return safe.toString();
    }
}
