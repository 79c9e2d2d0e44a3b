package daftar.report;

import daftar.messages.audit.TicketHistory.Change;
import daftar.messages.audit.TicketHistory.Happened;
import daftar.messages.audit.TicketHistory.Linked;
import daftar.messages.ledger.LedgerView;
import daftar.messages.query.Named;
import daftar.messages.query.TicketEvents;
import daftar.messages.query.TicketFile;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The report as one page of HTML that needs nothing else: no script, no picture, no other file. It is well-formed XML, since the
 * PDF is drawn from the same page.
 */
public final class CourtPage {

    /** What is told of how the ticket stands, as the API calls it, in this order. Times and files follow. */
    static final List<String> STANDING = List.of(
            "number",
            "externalRef",
            "status",
            "holdReason",
            "holdUntil",
            "type",
            "requestType",
            "category",
            "service",
            "symptom",
            "location",
            "affectedItems",
            "affectedPeople",
            "impact",
            "urgency",
            "priority",
            "channel",
            "language",
            "requester",
            "raisedBy",
            "department",
            "stage",
            "holder",
            "owner",
            "observers",
            "confidential",
            "description",
            "fields",
            "contact",
            "links",
            "solution",
            "closeReason",
            "raisedAt",
            "responseDueAt",
            "respondedAt",
            "resolutionDueAt",
            "resolvedAt",
            "closedAt");

    private static final String STYLE = """
            body { font-family: 'Report', 'DejaVu Sans', 'Noto Sans', 'Vazirmatn', 'Noto Sans SC', 'Microsoft YaHei', 'PingFang SC', sans-serif;
                   font-size: 10pt; line-height: 1.45; color: #111; margin: 0 auto; max-width: 60em; padding: 1em; }
            h1 { font-size: 17pt; margin: 0 0 4pt 0; } h2 { font-size: 13pt; margin: 18pt 0 6pt 0; border-bottom: 1pt solid #888; }
            h3 { font-size: 11pt; margin: 0 0 4pt 0; } h4 { font-size: 9pt; margin: 6pt 0 2pt 0; color: #444; }
            table { border-collapse: collapse; width: 100%%; }
            th, td { text-align: %1$s; vertical-align: top; padding: 2pt 5pt; border: 0.5pt solid #bbb; font-weight: normal; }
            th { background-color: #f1f1f1; } th.k { width: 26%%; font-weight: bold; }
            table.v th.k { width: 34%%; font-weight: normal; }
            .e { border: 0.75pt solid #888; padding: 6pt; margin: 0 0 9pt 0; } .r { color: #444; font-style: normal; background-color: #ddd; }
            .t { word-wrap: break-word; } .i { margin: 0 0 2pt 0; } .w { border: 1.5pt solid #111; padding: 5pt; }
            code, pre { font-family: 'Report', 'DejaVu Sans', monospace; font-size: 8.5pt; word-wrap: break-word; white-space: pre-wrap; }
            small { font-size: 8.5pt; color: #333; }
            @page { size: A4; margin: 18mm 15mm 20mm 15mm;
                    @bottom-center { content: counter(page) ' / ' counter(pages); font-family: 'Report', sans-serif; font-size: 8pt; } }
            @media print { body { padding: 0; max-width: none; } h2, h3 { page-break-after: avoid; } tr { page-break-inside: avoid; } }
            """;

    private final CaseReport report;
    private final Labels labels;
    private final Markup page;
    private final Values values;

    private CourtPage(CaseReport report, UnaryOperator<String> written, boolean mirrored) {
        this.report = report;
        this.labels = new Labels(report.language(), report.zone());
        this.page = new Markup(written, mirrored && labels.isRightToLeft());
        this.values = new Values(labels, page, names(report));
    }

    /** The report as HTML. */
    public static String html(CaseReport report) {
        return new CourtPage(report, UnaryOperator.identity(), false).whole(null);
    }

    /**
     * For the PDF.
     *
     * @param written what becomes of each text, as fonts may not have all characters
     * @param unwritable how a character stands there for which no font was found; null where there is none
     */
    static String forDrawing(CaseReport report, UnaryOperator<String> written, @Nullable String unwritable) {
        return new CourtPage(report, written, true).whole(unwritable);
    }

    private String whole(@Nullable String unwritable) {
        String title =
                page.say(labels.of("report.title"), page.text(report.ticket().number()));
        page.raw("<!DOCTYPE html>\n<html xmlns=\"http://www.w3.org/1999/xhtml\" lang=\"")
                .raw(report.language())
                .raw("\" dir=\"")
                .raw(labels.isRightToLeft() ? "rtl" : "ltr")
                .raw(
                        "\">\n<head>\n<meta charset=\"utf-8\"/>\n<meta name=\"viewport\" content=\"width=device-width\"/>\n<title>")
                .raw(title)
                .raw("</title>\n<style>\n")
                .raw(STYLE.formatted(labels.isRightToLeft() ? "right" : "left"))
                .raw("</style>\n</head>\n<body>\n<h1>")
                .raw(title)
                .raw("</h1>\n");
        page.raw(subject());
        paragraph(page.say(labels.of("report.made"), values.moment(report.madeAt()), values.named(report.madeFor())));
        paragraph(page.say(labels.of("report.zone"), page.code(labels.zone())));
        paragraph(page.text(labels.of("report.contents")));
        if (isRedacted()) {
            warning(page.text(labels.of("report.redacted.some")));
        }
        if (unwritable != null) {
            warning(page.say(labels.of("report.missing.glyphs"), page.code(unwritable)));
        }
        standing();
        history();
        files();
        proof();
        return page.raw("</body>\n</html>\n").toString();
    }

    private String subject() {
        String title = report.ticket().title();
        return "<div><b>" + (title == null ? values.redacted() : page.typed(title)) + "</b></div>\n";
    }

    private void paragraph(String markup) {
        page.raw("<p>").raw(markup).raw("</p>\n");
    }

    private void warning(String markup) {
        page.raw("<p class=\"w\">").raw(markup).raw("</p>\n");
    }

    private void heading(String key) {
        page.raw("<h2>").raw(page.text(labels.of(key))).raw("</h2>\n");
    }

    private boolean isRedacted() {
        return report.events().stream().anyMatch(entry -> Redacted.in(entry.event()));
    }

    private void standing() {
        heading("report.now");
        page.raw("<table>\n");
        Map<String, @Nullable Object> fields = Values.fields(report.ticket());
        for (String name : STANDING) {
            Object value = fields.get(name);
            if (!Values.isNothing(value) && !Boolean.FALSE.equals(value)) {
                row(labels.field(name), values.of(name, value));
            }
        }
        page.raw("</table>\n");
    }

    private void row(String label, String value) {
        page.raw(page.row(false, page.text(label), value));
    }

    private void history() {
        heading("report.history");
        Map<Long, TicketEvents.Entry> said = new HashMap<>();
        report.events().forEach(entry -> said.put(entry.revision(), entry));
        for (Happened happened : report.history()) {
            event(happened, said.get(happened.revision()));
        }
    }

    private void event(Happened event, TicketEvents.@Nullable Entry entry) {
        page.raw("<div class=\"e\">\n<h3>")
                .raw(page.say(
                        labels.of("report.event"),
                        Long.toString(event.revision() + 1),
                        page.text(labels.event(event.type()))))
                .raw("</h3>\n<table>\n");
        row(labels.of("report.occurred"), values.moment(event.occurredAt()));
        row(labels.of("report.recorded"), values.moment(event.recordedAt()));
        row(
                labels.of("report.actor"),
                event.actor() == null ? page.text(labels.of("report.system")) : values.named(event.actor()));
        if (event.actorRole() != null) {
            row(labels.of("report.role"), page.text(labels.orName("role.", event.actorRole())));
        }
        if (event.onBehalfOf() != null) {
            row(labels.of("report.onBehalfOf"), values.named(event.onBehalfOf()));
        }
        if (event.client() != null) {
            row(labels.of("report.client"), page.text(labels.orName("client.", event.client())));
        }
        if (event.cause().kind() != null) {
            row(
                    labels.of("report.cause"),
                    page.text(labels.orName("cause.", event.cause().kind())));
        }
        row(
                labels.of("report.place"),
                page.say(
                        labels.of("report.place.of"),
                        Long.toString(event.revision()),
                        Long.toString(event.position()),
                        page.code(event.eventId().toString())));
        page.raw("</table>\n");
        if (entry != null) {
            says(entry);
        }
        changes(event.changes());
        led(event.led());
        page.raw("</div>\n");
    }

    private void says(TicketEvents.Entry entry) {
        Map<String, @Nullable Object> fields = Values.fields(entry.event());
        if (fields.values().stream().allMatch(Values::isNothing)) {
            return;
        }
        caption("report.says");
        page.raw("<table>\n");
        fields.forEach((name, value) -> {
            if (!Values.isNothing(value)) {
                row(labels.field(name), values.of(name, value));
            }
        });
        page.raw("</table>\n");
    }

    private void changes(List<Change> changes) {
        if (changes.isEmpty()) {
            return;
        }
        caption("report.changed");
        page.raw("<table>\n")
                .raw(page.row(
                        true,
                        page.text(labels.of("report.field")),
                        page.text(labels.of("report.before")),
                        page.text(labels.of("report.after"))));
        for (Change change : changes) {
            page.raw(page.row(
                    false,
                    page.isolated(labels.field(change.field())),
                    values.of(change.field(), change.before()),
                    values.of(change.field(), change.after())));
        }
        page.raw("</table>\n");
    }

    private void led(List<Linked> led) {
        if (led.isEmpty()) {
            return;
        }
        caption("report.letters");
        for (Linked linked : led) {
            page.raw("<div class=\"i\">")
                    .raw(page.isolated(labels.event(linked.type())))
                    .raw(" ")
                    .raw(values.moment(linked.occurredAt()))
                    .raw(" <small>")
                    .raw(page.code(linked.stream() + " " + linked.revision()))
                    .raw("</small></div>\n");
        }
    }

    private void caption(String key) {
        page.raw("<h4>").raw(page.text(labels.of(key))).raw("</h4>\n");
    }

    private void files() {
        heading("report.files");
        List<TicketFile> files = report.ticket().enclosures() == null
                ? List.of()
                : report.ticket().enclosures().files();
        if (files.isEmpty()) {
            paragraph(page.text(labels.of("report.files.none")));
        }
        for (TicketFile file : files) {
            page.raw("<table class=\"e\">\n");
            row(labels.of("report.file.name"), file.name() == null ? values.redacted() : page.isolated(file.name()));
            row(labels.of("report.file.type"), page.code(file.mediaType()));
            row(labels.of("report.file.size"), page.code(Long.toString(file.size())));
            row(labels.of("report.file.digest"), page.code(file.id()));
            row(labels.field("visibility"), page.text(labels.enumerated(file.visibility())));
            if (file.by() != null) {
                row(labels.of("report.actor"), values.named(file.by()));
            }
            row(labels.of("report.occurred"), values.moment(file.at()));
            row(labels.of("report.file.state"), state(file));
            page.raw("</table>\n");
        }
    }

    private String state(TicketFile file) {
        if (file.withheld() != null) {
            return page.say(labels.of("report.file.withheld"), page.isolated(file.withheld()));
        }
        return page.text(labels.of(
                switch (report.contents().getOrDefault(file.id(), CaseReport.Content.UNKNOWN)) {
                    case THERE -> "report.file.there";
                    case GONE -> "report.file.gone";
                    case UNKNOWN -> "report.file.unknown";
                }));
    }

    private void proof() {
        heading("report.proof");
        paragraph(page.text(labels.of("report.ledger")));
        LedgerView.Head head =
                report.ledger() == null ? null : report.ledger().standing().head();
        if (report.ledger() == null || head == null) {
            warning(page.text(labels.of("report.ledger.none")));
        } else {
            String disagreement = report.ledger().standing().disagreement();
            if (disagreement != null) {
                warning(page.say(labels.of("report.ledger.disagrees"), page.isolated(disagreement)));
            }
            page.raw("<table>\n");
            row(labels.of("report.ledger.size"), page.code(Long.toString(head.size())));
            row(labels.of("report.ledger.root"), page.code(head.root()));
            row(labels.of("report.ledger.signedAt"), values.moment(head.signedAt()));
            row(labels.of("report.ledger.signature"), page.code(head.signature()));
            row(labels.of("report.ledger.key"), page.code(head.keyId()));
            row(
                    labels.of("report.ledger.publicKey"),
                    page.code(report.ledger().key().publicKey()));
            page.raw("</table>\n");
            paragraph(covers(head));
        }
        paragraph(page.text(labels.of("report.verify")));
        page.raw("<pre dir=\"ltr\">")
                .raw(page.text(
                        "java -jar daftar-cli.jar verify EXPORT.zip --heads ledger-heads.jsonl --key ledger.pub"))
                .raw("</pre>\n");
    }

    private String covers(LedgerView.Head head) {
        return report.history().stream()
                .filter(event -> event.position() <= head.position())
                .reduce((before, next) -> next)
                .map(last -> page.say(labels.of("report.ledger.covers"), Long.toString(last.revision() + 1)))
                .orElseGet(() -> page.text(labels.of("report.ledger.uncovered")));
    }

    /** How people and teams are called, as far as the history and the ticket say it. */
    private static Map<String, String> names(CaseReport report) {
        Map<String, String> names = new HashMap<>();
        for (Happened event : report.history()) {
            collect(event.actor(), names);
            collect(event.onBehalfOf(), names);
            event.changes().forEach(change -> {
                collect(change.before(), names);
                collect(change.after(), names);
            });
        }
        Values.fields(report.ticket()).values().forEach(value -> collect(value, names));
        collect(report.madeFor(), names);
        return names;
    }

    private static void collect(@Nullable Object value, Map<String, String> names) {
        switch (value) {
            case Named named when named.name() != null -> names.put(named.id(), named.name());
            case Collection<?> many -> many.forEach(each -> collect(each, names));
            case Map<?, ?> map -> map.values().forEach(each -> collect(each, names));
            case null, default -> {}
        }
    }
}
