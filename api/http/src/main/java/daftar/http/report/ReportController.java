package daftar.http.report;

import daftar.http.InvalidRequest;
import daftar.http.Problem;
import daftar.http.read.Ask;
import daftar.http.request.Body;
import daftar.http.request.Faults;
import daftar.http.request.RecordFields;
import daftar.http.sla.PersianDays;
import daftar.messages.Refused;
import daftar.messages.query.Caller;
import daftar.messages.query.Query.FindReport;
import daftar.messages.query.Query.FindReportCases;
import daftar.messages.query.Query.FindWhatIf;
import daftar.messages.report.Grouping;
import daftar.messages.report.Report;
import daftar.messages.report.ReportCases;
import daftar.messages.report.ReportView;
import daftar.messages.report.WhatIf;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Semaphore;
import org.axonframework.queryhandling.QueryGateway;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Reports as JSON and as CSV, and the tickets behind each of their figures. */
@RestController
@RequestMapping("/api/reports")
@Tag(name = "reports")
public final class ReportController {

    static final String CSV = "text/csv";

    private static final String BOM = "bom";
    private static final int PAGE = 25;
    private static final String WHO =
            "For managers and auditors, of what they may see counted. Filters by department (with"
                    + " all below it), service, category, type, priority, status, team, specialist, channel, location, vendor,"
                    + " requestType; of work also activity and stage; several values by repeating the parameter, none for"
                    + " without. ";

    private static final RecordFields WHAT_IF = RecordFields.of(WhatIf.Request.class);

    private final Ask ask;
    private final Semaphore running = new Semaphore(2);

    public ReportController(QueryGateway queries) {
        this.ask = new Ask(queries);
    }

    /** @param groups by what its rows can be, the usual one first @param filters by what it can be filtered */
    public record Offer(String report, List<String> groups, List<String> filters) {}

    /** The reports that there are. */
    public record Offers(List<Offer> reports) {}

    @Operation(summary = "The reports that there are", description = "For everybody who is signed in.")
    @GetMapping(produces = MediaType.APPLICATION_JSON_VALUE)
    public Offers reports(@RequestParam MultiValueMap<String, String> sent) {
        if (!sent.isEmpty()) {
            throw Refused.invalid(
                    "unknown-parameter", sent.keySet().iterator().next(), "This address takes no parameters.");
        }
        return new Offers(Arrays.stream(Report.values())
                .map(report -> new Offer(
                        report.key(),
                        report.groupings().stream().map(Grouping::key).toList(),
                        report.filters().stream().map(Grouping::key).toList()))
                .toList());
    }

    @Operation(summary = "A report", description = WHO + "Each figure says where the tickets behind it are listed.")
    @Parameter(name = "from", in = ParameterIn.QUERY, description = FROM, schema = @Schema(type = "string"))
    @Parameter(name = "to", in = ParameterIn.QUERY, description = TO, schema = @Schema(type = "string"))
    @Parameter(name = "at", in = ParameterIn.QUERY, description = AT, schema = @Schema(type = "string"))
    @Parameter(name = "zone", in = ParameterIn.QUERY, description = ZONE, schema = @Schema(type = "string"))
    @Parameter(name = "firstDay", in = ParameterIn.QUERY, description = FIRST, schema = @Schema(type = "string"))
    @Parameter(name = "group", in = ParameterIn.QUERY, description = GROUP, schema = @Schema(type = "string"))
    @Parameter(name = "compare", in = ParameterIn.QUERY, description = COMPARE, schema = @Schema(type = "string"))
    @GetMapping(path = "/{report}", produces = MediaType.APPLICATION_JSON_VALUE)
    public ResponseEntity<ReportView> report(
            @Parameter(hidden = true) Caller caller,
            @PathVariable String report,
            @Parameter(hidden = true) @RequestParam MultiValueMap<String, String> sent) {
        return ask.answer(new FindReport(caller, report, several(sent)), ReportView.class);
    }

    @Operation(
            summary = "A report as CSV",
            description = WHO + "UTF-8, durations in seconds; bom=true puts a byte order mark before it, for"
                    + " spreadsheets that want one.")
    @Parameter(name = BOM, in = ParameterIn.QUERY, schema = @Schema(type = "boolean"))
    @GetMapping(path = "/{report}", produces = CSV)
    public ResponseEntity<byte[]> csv(
            @Parameter(hidden = true) Caller caller,
            @PathVariable String report,
            @Parameter(hidden = true) @RequestParam MultiValueMap<String, String> sent) {
        Map<String, List<String>> parameters = several(sent);
        String bom = single(BOM, parameters.remove(BOM));
        if (bom != null && !bom.equals("true") && !bom.equals("false")) {
            throw Refused.invalid("wrong-parameter", BOM, "Send true or false.");
        }
        ReportView view = ask.view(new FindReport(caller, report, parameters), ReportView.class);
        String text = ("true".equals(bom) ? ReportCsv.BYTE_ORDER_MARK : "") + ReportCsv.of(view);
        return Ask.headers(view)
                .contentType(new MediaType("text", "csv", StandardCharsets.UTF_8))
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment()
                                .filename(view.report() + ".csv")
                                .build()
                                .toString())
                .body(text.getBytes(StandardCharsets.UTF_8));
    }

    @Operation(summary = "A report as CSV", description = "The same as with Accept: text/csv.")
    @GetMapping(path = "/{report}.csv")
    public ResponseEntity<byte[]> file(
            @Parameter(hidden = true) Caller caller,
            @PathVariable String report,
            @Parameter(hidden = true) @RequestParam MultiValueMap<String, String> sent) {
        return csv(caller, report, sent);
    }

    @Operation(
            summary = "The tickets behind a figure",
            description = WHO + "Exactly those, as many as the figure counts; of work one for each entry. Reports give"
                    + " these addresses with each figure.")
    @Parameter(name = "figure", in = ParameterIn.QUERY, required = true, schema = @Schema(type = "string"))
    @Parameter(
            name = "row",
            in = ParameterIn.QUERY,
            description = "The row's key; left out for the total",
            schema = @Schema(type = "string"))
    @Parameter(
            name = "size",
            in = ParameterIn.QUERY,
            description = "Of a page, 1 to 200",
            schema = @Schema(type = "integer", defaultValue = "25"))
    @Parameter(
            name = "cursor",
            in = ParameterIn.QUERY,
            description = "next of the page before, of the same query",
            schema = @Schema(type = "string"))
    @GetMapping(path = "/{report}/tickets", produces = MediaType.APPLICATION_JSON_VALUE)
    public ResponseEntity<ReportCases> tickets(
            @Parameter(hidden = true) Caller caller,
            @PathVariable String report,
            @Parameter(hidden = true) @RequestParam MultiValueMap<String, String> sent) {
        Map<String, List<String>> parameters = several(sent);
        String figure = single("figure", parameters.remove("figure"));
        if (figure == null) {
            throw Refused.invalid("missing", "figure", "Say which figure, by the key of its column.");
        }
        String row = single("row", parameters.remove("row"));
        String cursor = single("cursor", parameters.remove("cursor"));
        int size = size(single("size", parameters.remove("size")));
        return ask.answer(
                new FindReportCases(caller, report, parameters, row, figure, size, cursor), ReportCases.class);
    }

    @Operation(
            summary = "What would have become of promises",
            description =
                    "For managers and auditors. Tickets that were closed in the period (from, to) are told anew, as the"
                            + " present policies and calendars have it and as another policy (whole, a draft that nobody"
                            + " published, or policyCode and policyVersion) or calendar (whole, or calendarCode and"
                            + " calendarVersion) would. Two at once on a node, a third gets 429. Nothing is"
                            + " changed. The same again with a figure and a row lists the tickets behind it, after= the next page.")
    @PostMapping(path = "/sla/what-if", produces = MediaType.APPLICATION_JSON_VALUE)
    public ResponseEntity<WhatIf.View> whatIf(@Parameter(hidden = true) Caller caller, HttpServletRequest request) {
        Faults faults = new Faults();
        WhatIf.Request wish =
                (WhatIf.Request) WHAT_IF.read(PersianDays.inIso(Body.read(request), "calendar"), "", Map.of(), faults);
        faults.throwIfAny();
        if (!running.tryAcquire()) {
            throw new InvalidRequest(new Problem(
                    429,
                    "what-if-busy",
                    "Two of these are being reckoned already; try again in a few seconds.",
                    null,
                    List.of(),
                    Map.of("Retry-After", "5"),
                    null));
        }
        try {
            return ask.answer(new FindWhatIf(caller, Objects.requireNonNull(wish)), WhatIf.View.class);
        } finally {
            running.release();
        }
    }

    private static int size(@Nullable String sent) {
        try {
            return sent == null ? PAGE : Integer.parseInt(sent);
        } catch (NumberFormatException malformed) {
            throw Refused.invalid("wrong-parameter", "size", "Send a whole number.");
        }
    }

    private static @Nullable String single(String name, @Nullable List<String> values) {
        List<String> all = values == null
                ? List.of()
                : values.stream().filter(value -> !value.isBlank()).toList();
        if (all.size() > 1) {
            throw Refused.invalid("too-many-values", name, "Send one value.");
        }
        return all.isEmpty() ? null : all.getFirst();
    }

    private static Map<String, List<String>> several(MultiValueMap<String, String> sent) {
        Map<String, List<String>> parameters = new LinkedHashMap<>();
        sent.forEach((name, values) -> parameters.put(name, new ArrayList<>(values)));
        return parameters;
    }

    private static final String FROM = "A day or an instant; 30 days before to if left out";
    private static final String TO = "A day, which is included, or an instant, which is not; at if left out";
    private static final String AT =
            "As the register stood then: a past instant or the beginning of a day; now if left out";
    private static final String ZONE = "Time zone of days, months, weekdays and hours; the caller's own if left out";
    private static final String FIRST = "First day of the week; the usual one of the language if left out";
    private static final String GROUP = "What the rows are by; GET /api/reports lists them for each report";
    private static final String COMPARE =
            "previous, year, or a period such as 2026-01-01/2026-01-31; of backlog and queues"
                    + " another instant or day";
}
