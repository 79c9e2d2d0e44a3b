package daftar.mail.in;

import java.util.Set;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.safety.Cleaner;
import org.jsoup.safety.Safelist;
import org.jsoup.select.NodeVisitor;

/**
 * HTML as plain text. What is kept in a ticket is never HTML, so there is nothing in it that a browser could act on; what
 * cannot be seen in the mail is left out.
 */
final class Markup {

    private static final Set<String> BLOCKS = Set.of(
            "p",
            "div",
            "br",
            "tr",
            "table",
            "ul",
            "ol",
            "h1",
            "h2",
            "h3",
            "h4",
            "h5",
            "h6",
            "hr",
            "pre",
            "blockquote",
            "section",
            "article",
            "header",
            "footer",
            "address",
            "dl",
            "dt",
            "dd",
            "form",
            "fieldset");

    private static final int LONGEST = 2_000_000;

    /** By what mail programs mark what they quote: everything from there on, or in there, was said before. */
    private static final String QUOTED = ".gmail_quote, .gmail_quote_container, .yahoo_quoted, .moz-cite-prefix,"
            + " blockquote[type=cite], .OutlookMessageHeader, #divRplyFwdMsg, #appendonsend, #reply-intro,"
            + " #mail-editor-reference-message-container, .protonmail_quote, .zmail_extra, .WordSection1 ~ hr";

    private Markup() {}

    /** All of its text. */
    static String text(String html) {
        return render(read(html));
    }

    /** Its text without what it quotes. */
    static String answer(String html) {
        Document document = read(html);
        Element quoted = document.selectFirst(QUOTED);
        if (quoted != null) {
            removeFrom(quoted);
        }
        return render(document);
    }

    private static Document read(String html) {
        Document document = Jsoup.parse(html.length() > LONGEST ? html.substring(0, LONGEST) : html);
        document.select("[style~=(?i)display\\s*:\\s*none], [hidden]").remove();
        return document;
    }

    private static void removeFrom(Element quoted) {
        boolean isMark =
                quoted.is(".moz-cite-prefix, #divRplyFwdMsg, #appendonsend, #reply-intro, .OutlookMessageHeader");
        if (isMark) {
            Node next = quoted.nextSibling();
            while (next != null) {
                Node after = next.nextSibling();
                next.remove();
                next = after;
            }
        }
        quoted.remove();
    }

    private static String render(Document document) {
        // only elements that carry text are left, none with an attribute but links
        Document clean = new Cleaner(Safelist.relaxed().removeTags("img").addTags("hr", "form", "section", "article"))
                .clean(document);
        StringBuilder text = new StringBuilder();
        clean.body().traverse(new NodeVisitor() {
            @Override
            public void head(Node node, int depth) {
                if (node instanceof TextNode words) {
                    boolean kept = words.parent() instanceof Element parent && parent.closest("pre") != null;
                    String own = kept ? words.getWholeText() : words.text();
                    boolean lineBegins = text.isEmpty() || text.charAt(text.length() - 1) == '\n';
                    text.append(lineBegins && !kept ? own.stripLeading() : own);
                } else if (node instanceof Element element) {
                    if (element.normalName().equals("li")) {
                        newLine();
                        text.append("- ");
                    } else if (element.normalName().equals("td") && element.previousElementSibling() != null) {
                        text.append('\t');
                    } else if (!element.normalName().equals("br") && BLOCKS.contains(element.normalName())) {
                        newLine();
                    }
                }
            }

            @Override
            public void tail(Node node, int depth) {
                if (!(node instanceof Element element)) {
                    return;
                }
                switch (element.normalName()) {
                    case "br" -> text.append('\n');
                    case "p" -> {
                        newLine();
                        text.append('\n');
                    }
                    case "a" -> {
                        String to = element.attr("href");
                        if (to.startsWith("http") && !element.text().contains(to)) {
                            text.append(" <").append(to).append('>');
                        }
                    }
                    default -> {
                        if (BLOCKS.contains(element.normalName())) {
                            newLine();
                        }
                    }
                }
            }

            private void newLine() {
                if (!text.isEmpty() && text.charAt(text.length() - 1) != '\n') {
                    text.append('\n');
                }
            }
        });
        return text.toString()
                .replace('\u00a0', ' ')
                .replaceAll("[ \\t]+\\n", "\n")
                .replaceAll("\\n{3,}", "\n\n")
                .strip();
    }
}
