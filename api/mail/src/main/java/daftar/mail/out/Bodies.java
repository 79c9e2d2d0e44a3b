package daftar.mail.out;

import daftar.messages.outbox.LinkPurpose;
import daftar.words.Words;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A letter's body as it is sent: links in their places, the frame around it; as text and as HTML. Pure. */
final class Bodies {

    private static final String PAGE = """
            <!doctype html>
            <html lang="%s" dir="%s">
            <head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>%s</title></head>
            <body style="margin:0;padding:16px;background:#f4f5f7;color:#1c1e21;font:16px/1.5 sans-serif">
            <div style="max-width:38em;margin:0 auto;padding:24px;background:#ffffff;border-radius:6px">
            %s%s
            </div>
            </body>
            </html>
            """;

    private static final String FOOTER = """

            <hr style="border:0;border-top:1px solid #d0d4da;margin:24px 0 12px">
            <div style="font-size:13px;color:#555b63">
            %s
            </div>""";

    private Bodies() {}

    /**
     * What stands around a letter.
     *
     * @param links by purpose; those that are missing are left out
     * @param confidential whether to say that nothing more is said
     * @param answers whether it can be answered
     * @param ticket where the ticket is seen; null for nowhere
     * @param unsubscribe null for none
     */
    record Frame(
            String language,
            Map<LinkPurpose, URI> links,
            boolean confidential,
            boolean answers,
            @Nullable String ticket,
            @Nullable URI unsubscribe) {}

    static String text(String body, Frame frame) {
        Words words = Words.in(frame.language);
        String filled = body;
        for (LinkPurpose purpose : LinkPurpose.values()) {
            URI link = frame.links.get(purpose);
            filled = filled.replace(
                    Wordings.mark(purpose), link == null ? "" : words.of("button." + purpose) + ":\n" + link);
        }
        StringBuilder text =
                new StringBuilder(filled.replaceAll("\\n{3,}", "\n\n").strip());
        List<String> lines = footer(words, frame);
        if (frame.unsubscribe != null) {
            lines.add(words.of("footer.unsubscribe") + " " + frame.unsubscribe);
        }
        if (!lines.isEmpty()) {
            text.append("\n\n-- \n").append(String.join("\n", lines));
        }
        return text.append('\n').toString();
    }

    /** @param own the organisation's own fragment; null to make it from the text */
    static String html(String subject, String body, @Nullable String own, Frame frame) {
        Words words = Words.in(frame.language);
        String filled = linked(own == null ? fragment(body) : own, frame.links, frame.language);
        List<String> lines = new ArrayList<>();
        footer(words, frame).forEach(line -> lines.add(linked(escaped(line))));
        if (frame.unsubscribe != null) {
            lines.add(escaped(words.of("footer.unsubscribe")) + " <a href=\"" + escaped(frame.unsubscribe.toString())
                    + "\">" + escaped(words.of("button.UNSUBSCRIBE")) + "</a>");
        }
        return PAGE.formatted(
                escaped(frame.language),
                Words.direction(frame.language),
                escaped(subject),
                filled,
                lines.isEmpty() ? "" : FOOTER.formatted(String.join("<br>\n", lines)));
    }

    /** A fragment with its links in their places; those that are missing are left out. */
    static String linked(String fragment, Map<LinkPurpose, URI> links, String language) {
        Words words = Words.in(language);
        String filled = fragment;
        for (LinkPurpose purpose : LinkPurpose.values()) {
            URI link = links.get(purpose);
            filled = filled.replace(
                    Wordings.mark(purpose), link == null ? "" : button(link, words.of("button." + purpose), purpose));
        }
        return filled;
    }

    private static List<String> footer(Words words, Frame frame) {
        List<String> lines = new ArrayList<>();
        if (frame.confidential) {
            lines.add(words.of("footer.confidential"));
        }
        if (frame.ticket != null) {
            lines.add(words.of("footer.open") + " " + frame.ticket);
        }
        if (frame.answers) {
            lines.add(words.of("footer.reply"));
        }
        return lines;
    }

    /** Paragraphs, and quotations where lines begin with {@code >}. */
    static String fragment(String body) {
        StringBuilder html = new StringBuilder();
        for (String paragraph : body.strip().split("\\n\\s*\\n")) {
            boolean quotation = paragraph.startsWith(">");
            List<String> lines = paragraph
                    .lines()
                    .map(line -> quotation ? line.replaceFirst("^> ?", "") : line)
                    .map(Bodies::escaped)
                    .toList();
            html.append(
                            quotation
                                    ? "<blockquote dir=\"auto\" style=\"margin:0 0 16px;padding:8px 16px;background:#f4f5f7;"
                                            + "border-inline-start:4px solid #3a6ea5\">"
                                    : "<p style=\"margin:0 0 16px\">")
                    .append(String.join("<br>\n", lines))
                    .append(quotation ? "</blockquote>\n" : "</p>\n");
        }
        return html.toString();
    }

    private static String button(URI link, String label, LinkPurpose purpose) {
        boolean yes =
                switch (purpose) {
                    case APPROVE, APPROVE_COST, CONFIRM, SURVEY -> true;
                    case DECLINE, DECLINE_COST, REJECT, UNSUBSCRIBE -> false;
                };
        return "<a href=\"" + escaped(link.toString())
                + "\" style=\"display:inline-block;padding:10px 20px;border-radius:4px;border:1px solid #2f5d8c;"
                + "text-decoration:none;"
                + (yes ? "background:#2f5d8c;color:#ffffff" : "background:#ffffff;color:#2f5d8c")
                + "\">" + escaped(label) + "</a>";
    }

    private static String linked(String escaped) {
        return escaped.replaceAll("(https?://[^\\s<]+)", "<a href=\"$1\">$1</a>");
    }

    static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }
}
