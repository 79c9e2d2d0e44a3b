package daftar.report;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * Writes well-formed markup. Whatever comes from outside passes {@link #text}, so that it is text and nothing else; what people
 * typed stands in an element of its own, so that its direction reaches no further.
 */
final class Markup {

    private final StringBuilder out = new StringBuilder(1 << 14);
    private final UnaryOperator<String> written;
    private final boolean mirrored;

    /**
     * @param written what becomes of each text before it is escaped
     * @param mirrored whether the cells of a row are written from the last to the first, for who draws them from the left
     */
    Markup(UnaryOperator<String> written, boolean mirrored) {
        this.written = written;
        this.mirrored = mirrored;
    }

    Markup raw(String markup) {
        out.append(markup);
        return this;
    }

    /** A text, harmless in content and attributes. */
    String text(String text) {
        StringBuilder escaped = new StringBuilder(text.length() + 16);
        written.apply(text).codePoints().forEach(c -> {
            switch (c) {
                case '&' -> escaped.append("&amp;");
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                case '"' -> escaped.append("&quot;");
                case '\'' -> escaped.append("&#39;");
                default -> escaped.appendCodePoint(isAllowed(c) ? c : 0xFFFD);
            }
        });
        return escaped.toString();
    }

    /** What XML 1.0 lets stand in a document. */
    private static boolean isAllowed(int c) {
        return c == '\t'
                || c == '\n'
                || c == '\r'
                || (c >= 0x20 && c <= 0xD7FF)
                || (c >= 0xE000 && c <= 0xFFFD)
                || c >= 0x10000;
    }

    /** Text of people within a line. */
    String isolated(String text) {
        return "<bdi>" + text(text) + "</bdi>";
    }

    /** Text of people, its lines as they were typed, each a paragraph with its own direction. */
    String typed(String text) {
        StringBuilder lines = new StringBuilder();
        text.lines().map(line -> line.isBlank() ? "&#160;" : text(line)).forEach(line -> lines.append(
                        "<div dir=\"auto\" class=\"t\">")
                .append(line)
                .append("</div>"));
        return lines.toString();
    }

    /** What machines read: from left to right in every language. */
    String code(String text) {
        return "<code dir=\"ltr\">" + text(text) + "</code>";
    }

    /** A sentence with markup in its places {@code {0}}, {@code {1}} and so on. */
    String say(String sentence, String... markup) {
        String said = text(sentence);
        for (int i = 0; i < markup.length; i++) {
            said = said.replace("{" + i + "}", markup[i]);
        }
        return said;
    }

    /** A row of a table; the first cell heads it. @param markup of each cell */
    String row(boolean head, String... markup) {
        List<String> cells = new ArrayList<>();
        for (int i = 0; i < markup.length; i++) {
            String tag = head || i == 0 ? "th" : "td";
            cells.add("<" + tag + (i == 0 ? " class=\"k\"" : "") + ">" + markup[i] + "</" + tag + ">");
        }
        return "<tr>" + String.join("", mirrored ? cells.reversed() : cells) + "</tr>\n";
    }

    @Override
    public String toString() {
        return out.toString();
    }
}
