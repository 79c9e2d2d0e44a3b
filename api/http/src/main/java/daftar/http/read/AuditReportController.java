package daftar.http.read;

import daftar.http.InvalidRequest;
import daftar.http.Problem;
import daftar.messages.Refused;
import daftar.messages.audit.AuditQuery;
import daftar.messages.audit.AuditQuery.FindTicketHistory;
import daftar.messages.audit.TicketHistory;
import daftar.messages.audit.TicketHistory.Happened;
import daftar.messages.file.FileStore;
import daftar.messages.ledger.Ledger;
import daftar.messages.query.Caller;
import daftar.messages.query.Named;
import daftar.messages.query.Query.FindTicketAsOf;
import daftar.messages.query.Query.FindTicketEvents;
import daftar.messages.query.TicketAsOf;
import daftar.messages.query.TicketEvents;
import daftar.messages.query.TicketFile;
import daftar.messages.query.TicketView;
import daftar.report.CaseReport;
import daftar.report.CaseReport.Content;
import daftar.report.CourtPage;
import daftar.report.CourtPdf;
import daftar.report.NoFont;
import daftar.words.Words;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.axonframework.queryhandling.QueryGateway;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** A ticket as a court reads it, for auditors. */
@RestController
@RequestMapping(path = "/api/audit/tickets/{ref}/report")
@Tag(name = "audit")
public final class AuditReportController {

    private static final MediaType HTML = new MediaType(MediaType.TEXT_HTML, StandardCharsets.UTF_8);

    private final Ask ask;
    private final FileStore files;
    private final Supplier<@Nullable Ledger> ledger;
    private final Supplier<CourtPdf> pdf;
    private final InstantSource clock;

    /**
     * @param ledger null on a node that has none
     * @param pdf asked for when the first is drawn, as it reads fonts
     */
    public AuditReportController(
            QueryGateway queries,
            FileStore files,
            Supplier<@Nullable Ledger> ledger,
            Supplier<CourtPdf> pdf,
            InstantSource clock) {
        this.ask = new Ask(queries);
        this.files = files;
        this.ledger = ledger;
        this.pdf = pdf;
        this.clock = clock;
    }

    /** What the report is made as. */
    public enum Format {
        html,
        pdf
    }

    @Operation(
            summary = "The report of a ticket for a court",
            description =
                    "For auditors: how it stands, every event with both times, its texts and what it changed, its files"
                            + " with their digests, the ledger's head and how to check it. What was redacted is shown as such."
                            + " 409 for a PDF in a language that no font of the node has; as HTML it is whole everywhere.")
    @GetMapping(produces = {MediaType.TEXT_HTML_VALUE, MediaType.APPLICATION_PDF_VALUE})
    public ResponseEntity<byte[]> report(
            @Parameter(hidden = true) Caller caller,
            @PathVariable String ref,
            @Parameter(description = "html or pdf; without it what Accept wants more, and html")
                    @RequestParam(required = false)
                    @Nullable Format format,
            @Parameter(description = "en, de, fa, ru or zh; without it what Accept-Language wants most, else en")
                    @RequestParam(required = false)
                    @Nullable String language,
            @Parameter(description = "In which times are written; UTC where there is none")
                    @RequestParam(required = false)
                    @Nullable ZoneId zone,
            @Parameter(hidden = true) @RequestHeader(name = HttpHeaders.ACCEPT, required = false) @Nullable String accept) {
        if (language != null && !Words.LANGUAGES.contains(language)) {
            throw Refused.invalid(
                    "unknown-language",
                    "language",
                    "A report is in one of " + String.join(", ", Words.LANGUAGES) + ".");
        }
        String read = language != null ? language : Words.shipped(caller.language() == null ? "en" : caller.language());
        CaseReport report = report(
                new Caller(caller.actor(), read, caller.atLeast()), ref, zone == null ? ZoneOffset.UTC : zone, read);
        boolean drawn = format == null ? wantsPdf(accept) : format == Format.pdf;
        String name = report.ticket().number() + "-" + read;
        return drawn
                ? answer(MediaType.APPLICATION_PDF, name + ".pdf", drawn(report))
                : answer(HTML, name + ".html", CourtPage.html(report).getBytes(StandardCharsets.UTF_8));
    }

    private static boolean wantsPdf(@Nullable String accept) {
        if (accept == null) {
            return false;
        }
        List<MediaType> wanted = new ArrayList<>(MediaType.parseMediaTypes(accept));
        wanted.sort((one, other) -> Double.compare(other.getQualityValue(), one.getQualityValue()));
        return wanted.stream()
                .filter(type -> type.includes(MediaType.TEXT_HTML) || type.includes(MediaType.APPLICATION_PDF))
                .findFirst()
                .map(type -> !type.includes(MediaType.TEXT_HTML))
                .orElse(false);
    }

    private static ResponseEntity<byte[]> answer(MediaType type, String name, byte[] body) {
        return ResponseEntity.ok()
                .contentType(type)
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.inline().filename(name).build().toString())
                .header(HttpHeaders.CACHE_CONTROL, "private, no-store")
                .header("X-Content-Type-Options", "nosniff")
                .header("Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'; sandbox")
                .body(body);
    }

    private byte[] drawn(CaseReport report) {
        try {
            return pdf.get().draw(report);
        } catch (NoFont none) {
            throw new InvalidRequest(Problem.of(
                    409,
                    "no-font",
                    "language",
                    none.getMessage() + "; ask for format=html, or have an administrator put such a font into the"
                            + " folder daftar.report.fonts."));
        }
    }

    private CaseReport report(Caller caller, String ref, ZoneId zone, String language) {
        List<Happened> history = new ArrayList<>();
        String ticket = ref;
        for (Long from = 0L; from != null; ) {
            TicketHistory page =
                    ask.view(new FindTicketHistory(caller, ticket, from, AuditQuery.LARGEST_PAGE), TicketHistory.class);
            history.addAll(page.events());
            ticket = page.ticket();
            from = page.next();
        }
        List<TicketEvents.Entry> events = new ArrayList<>();
        for (Long from = 0L; from != null && events.size() < history.size(); ) {
            TicketEvents page =
                    ask.view(new FindTicketEvents(caller, ticket, from, AuditQuery.LARGEST_PAGE), TicketEvents.class);
            events.addAll(page.events());
            from = page.next();
        }
        TicketView view = ask.view(new FindTicketAsOf(caller, ticket, null, null), TicketAsOf.class)
                .ticket();
        return new CaseReport(
                view,
                history,
                events,
                contents(view),
                ledger(),
                new Named(caller.actor().person(), null),
                clock.instant(),
                zone,
                language);
    }

    private CaseReport.@Nullable Ledger ledger() {
        Ledger there = ledger.get();
        try {
            return there == null ? null : new CaseReport.Ledger(there.standing(), there.key());
        } catch (Refused none) {
            return null; // it has no key yet, or this node does not have it: the report says so
        }
    }

    /** Whether the contents can still be read: a redacted one is gone, its digest stays. */
    private Map<String, Content> contents(TicketView ticket) {
        Map<String, Content> contents = new HashMap<>();
        for (TicketFile file : ticket.enclosures() == null
                ? List.<TicketFile>of()
                : ticket.enclosures().files()) {
            contents.put(file.id(), content(file.id()));
        }
        return contents;
    }

    private Content content(String sha256) {
        try (InputStream content = files.open(sha256)) {
            content.read();
            return Content.THERE;
        } catch (NoSuchFileException gone) {
            return Content.GONE;
        } catch (IOException away) {
            return Content.UNKNOWN;
        }
    }
}
