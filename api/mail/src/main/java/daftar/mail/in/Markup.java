package daftar.mail.in;

import java.util.Set;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.safety.Cleaner;
import org.jsoup.safety.Safelist;
import org.jsoup.select.Elements;
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

    private static final String HIDDEN = "[hidden], [style~=(?i)display\\s*:\\s*none],"
            + " [style~=(?i)visibility\\s*:\\s*hidden], [style~=(?i)mso-hide\\s*:\\s*all],"
            + " [style~=(?i)(?<![\\w-])opacity\\s*:\\s*0(?![.\\d])],"
            + " [style~=(?i)max-height\\s*:\\s*0(?![.\\d])][style~=(?i)overflow\\s*:\\s*hidden]";

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
        document.select(HIDDEN).remove();
        // as a preview for lists of mails; around other text it only closes gaps in a layout
        document.select("[style~=(?i)(?<![\\w-])font-size\\s*:\\s*0(?![.\\d])]").stream()
                .filter(tiny -> tiny.select("[style~=(?i)font-size]").size() == 1)
                .forEach(Element::remove);
        document.select("img").forEach(Markup::describe);
        document.select("td, th").forEach(Markup::flatten);
        return document;
    }

    /** What a picture shows, where its mail says so; one of a pixel only tells its sender who reads. */
    private static void describe(Element image) {
        String alternative = image.attr("alt").strip();
        boolean pixel = image.is("[width~=^[01](px)?$], [height~=^[01](px)?$]")
                || image.is("[style~=(?i)(?<![\\w-])(width|height)\\s*:\\s*[01](px)?\\s*(;|$)]");
        if (pixel || alternative.isEmpty()) {
            image.remove();
        } else {
            image.replaceWith(new TextNode("[" + alternative + "]"));
        }
    }

    /** A cell whose text is in one paragraph stays in its row. */
    private static void flatten(Element cell) {
        Elements blocks = cell.select("> p, > div, > center");
        if (blocks.size() == 1 && cell.select("table, ul, ol, br, pre").isEmpty()) {
            blocks.forEach(Element::unwrap);
        }
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

    /** A dash, or of a numbered list the number; further to the right in a list within a list. */
    private static String mark(Element item) {
        long lists = item.parents().stream().filter(each -> each.is("ul, ol")).count();
        String indent = "  ".repeat((int) Math.clamp(lists - 1, 0, 8));
        if (!(item.parent() instanceof Element list) || !list.normalName().equals("ol")) {
            return indent + "- ";
        }
        int first = list.attr("start").matches("\\d{1,6}") ? Integer.parseInt(list.attr("start")) : 1;
        int before = (int) item.previousElementSiblings().stream()
                .filter(each -> each.normalName().equals("li"))
                .count();
        return indent + (first + before) + ". ";
    }

    private static boolean isBetweenCells(TextNode words) {
        return words.isBlank()
                && words.parent() instanceof Element parent
                && parent.is("table, thead, tbody, tfoot, tr");
    }

    private static String render(Document document) {
        // only elements that carry text are left, none with an attribute but links
        Document clean = new Cleaner(Safelist.relaxed()
                        .removeTags("img")
                        .addTags("hr", "form", "section", "article", "header", "footer", "address", "fieldset"))
                .clean(document);
        StringBuilder text = new StringBuilder();
        clean.body().traverse(new NodeVisitor() {
            /** Where the mark of a list's item ends: what is in the item begins behind it. */
            private int marked = -1;

            @Override
            public void head(Node node, int depth) {
                if (node instanceof TextNode words && !isBetweenCells(words)) {
                    boolean kept = words.parent() instanceof Element parent && parent.closest("pre") != null;
                    String own = kept ? words.getWholeText() : words.text();
                    boolean lineBegins =
                            text.isEmpty() || text.charAt(text.length() - 1) == '\n' || text.length() == marked;
                    text.append(lineBegins && !kept ? own.stripLeading() : own);
                } else if (node instanceof Element element) {
                    if (element.normalName().equals("li")) {
                        newLine();
                        text.append(mark(element));
                        marked = text.length();
                    } else if (element.is("td, th") && element.previousElementSibling() != null) {
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
                        String to = element.attr("href").replaceFirst("(?i)^mailto:([^?]*).*", "$1");
                        if (element.hasText() && !element.text().contains(to) && !to.isBlank()) {
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
                if (!text.isEmpty() && text.charAt(text.length() - 1) != '\n' && text.length() != marked) {
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
