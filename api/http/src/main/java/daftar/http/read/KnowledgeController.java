package daftar.http.read;

import daftar.http.request.Body;
import daftar.http.request.RecordFields;
import daftar.messages.Refused;
import daftar.messages.Text;
import daftar.messages.query.ArticleHistory;
import daftar.messages.query.ArticleView;
import daftar.messages.query.Caller;
import daftar.messages.query.ClustersView;
import daftar.messages.query.DeflectionReport;
import daftar.messages.query.Facet;
import daftar.messages.query.KnowledgeKind;
import daftar.messages.query.KnowledgePage;
import daftar.messages.query.KnowledgeQuery.ArticleList;
import daftar.messages.query.KnowledgeQuery.FindArticle;
import daftar.messages.query.KnowledgeQuery.FindArticleHistory;
import daftar.messages.query.KnowledgeQuery.FindClusters;
import daftar.messages.query.KnowledgeQuery.FindDeflections;
import daftar.messages.query.KnowledgeQuery.FindSimilar;
import daftar.messages.query.KnowledgeQuery.FindStandingOut;
import daftar.messages.query.KnowledgeQuery.ListArticles;
import daftar.messages.query.KnowledgeQuery.SearchKnowledge;
import daftar.messages.query.KnowledgeQuery.SearchKnowledgeView;
import daftar.messages.query.KnowledgeQuery.SuggestKnowledge;
import daftar.messages.query.Selection;
import daftar.messages.query.SimilarView;
import daftar.messages.query.StandingOut;
import daftar.messages.query.Suggestions;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.axonframework.queryhandling.QueryGateway;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The knowledge base as it is read: searched, listed, suggested, looked into. */
@RestController
@RequestMapping(path = "/api", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "knowledge", description = "Articles and what was solved before")
public final class KnowledgeController {

    private static final String SIZE = "25";
    private static final String CSV = "text/csv";
    private static final String JSON_LINES = "application/x-ndjson";
    private static final int AT_ONCE = 200;
    private static final int SUGGESTED = 5;
    private static final RecordFields WRITTEN = RecordFields.of(Written.class);

    private final Ask ask;

    public KnowledgeController(QueryGateway queries) {
        this.ask = new Ask(queries);
    }

    /** A request as far as it is written. */
    record Written(@Nullable Text title, @Nullable Text description) {}

    @Operation(
            summary = "Articles and solved tickets",
            description =
                    "For everybody, within what they may read: published articles meant for them; the desk also drafts of"
                            + " its own and what waits for review; analysts, the desk and auditors also solved tickets,"
                            + " analysts without internal texts and people. The best fit first, each article in the"
                            + " caller's language where there is one; without a text the newest change.")
    @GetMapping("/knowledge")
    public ResponseEntity<KnowledgePage> knowledge(
            @Parameter(hidden = true) Caller caller,
            @RequestParam(required = false) @Nullable String q,
            @Parameter(description = "ARTICLE or TICKET; both if left out") @RequestParam(required = false) @Nullable Set<KnowledgeKind> kind,
            @RequestParam(required = false) @Nullable List<String> type,
            @RequestParam(required = false) @Nullable List<String> category,
            @RequestParam(required = false) @Nullable List<String> service,
            @Parameter(description = "Solved or published from then on") @RequestParam(required = false) @Nullable Instant from,
            @Parameter(description = "Exclusive") @RequestParam(required = false) @Nullable Instant to,
            @Parameter(description = "What to count besides the kind") @RequestParam(required = false) @Nullable List<String> facets,
            @RequestParam(defaultValue = SIZE) int size,
            @RequestParam(required = false) @Nullable String cursor) {
        Selection selection = selection(q, type, category, service, from, to);
        return ask.answer(
                new SearchKnowledge(
                        caller,
                        selection.text(),
                        selection.filter(),
                        facets(facets),
                        kind == null ? Set.of() : kind,
                        from,
                        to,
                        size,
                        Filters.emptyToNull(cursor)),
                KnowledgePage.class);
    }

    @Operation(
            summary = "All of a search as CSV or JSON lines",
            description = "What GET /api/knowledge finds for the same question, whole, as it is read: a line for each.")
    @GetMapping(
            path = "/knowledge/export",
            produces = {CSV, JSON_LINES, MediaType.APPLICATION_JSON_VALUE})
    public void export(
            @Parameter(hidden = true) Caller caller,
            @RequestParam(required = false) @Nullable String q,
            @RequestParam(required = false) @Nullable Set<KnowledgeKind> kind,
            @RequestParam(required = false) @Nullable List<String> type,
            @RequestParam(required = false) @Nullable List<String> category,
            @RequestParam(required = false) @Nullable List<String> service,
            @RequestParam(required = false) @Nullable Instant from,
            @RequestParam(required = false) @Nullable Instant to,
            @Parameter(description = "csv or jsonl") @RequestParam(defaultValue = "csv") String format,
            HttpServletResponse response) {
        if (!format.equals("csv") && !format.equals("jsonl")) {
            throw Refused.invalid("unknown-format", "format", "The formats are csv and jsonl.");
        }
        Selection selection = selection(q, type, category, service, from, to);
        Set<KnowledgeKind> kinds = kind == null ? Set.of() : kind;
        String cursor = null;
        KnowledgePage page = page(caller, selection, kinds, from, to, null);
        boolean csv = format.equals("csv");
        response.setContentType(csv ? CSV + ";charset=UTF-8" : JSON_LINES + ";charset=UTF-8");
        response.setHeader("Content-Disposition", "attachment; filename=\"knowledge." + format + "\"");
        try (KnowledgeLines lines = KnowledgeLines.of(csv, response.getWriter())) {
            lines.write(page.entries());
            while ((cursor = page.next()) != null) {
                page = page(caller, selection, kinds, from, to, cursor);
                lines.write(page.entries());
            }
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
    }

    private KnowledgePage page(
            Caller caller,
            Selection selection,
            Set<KnowledgeKind> kinds,
            @Nullable Instant from,
            @Nullable Instant to,
            @Nullable String cursor) {
        return ask.view(
                new SearchKnowledge(
                        caller, selection.text(), selection.filter(), List.of(), kinds, from, to, AT_ONCE, cursor),
                KnowledgePage.class);
    }

    @Operation(
            summary = "What a saved view finds in the knowledge base",
            description = "For everybody: the words and filters of a view, asked of articles and solved tickets.")
    @GetMapping("/views/{id}/knowledge")
    public ResponseEntity<KnowledgePage> view(
            @Parameter(hidden = true) Caller caller,
            @PathVariable String id,
            @RequestParam(required = false) @Nullable List<String> facets,
            @RequestParam(defaultValue = SIZE) int size,
            @RequestParam(required = false) @Nullable String cursor) {
        return ask.answer(
                new SearchKnowledgeView(caller, id, facets(facets), size, Filters.emptyToNull(cursor)),
                KnowledgePage.class);
    }

    @Operation(
            summary = "A list of articles",
            description = "For everybody, within what they may read: MOST_USED, FAVOURITES, MINE, IN_REVIEW, OUTDATED.")
    @GetMapping("/knowledge/articles")
    public ResponseEntity<KnowledgePage> articles(
            @Parameter(hidden = true) Caller caller,
            @RequestParam(defaultValue = "MOST_USED") ArticleList list,
            @RequestParam(defaultValue = SIZE) int size,
            @RequestParam(required = false) @Nullable String cursor) {
        return ask.answer(new ListArticles(caller, list, size, Filters.emptyToNull(cursor)), KnowledgePage.class);
    }

    @Operation(
            summary = "An article",
            description = "For everybody who may read it, in the caller's language where there is one. The ETag is its"
                    + " version, for If-Match of an edit; what readers say does not change it.")
    @GetMapping("/knowledge/articles/{ref}")
    public ResponseEntity<ArticleView> article(
            @Parameter(hidden = true) Caller caller,
            @Parameter(description = "Number or id") @PathVariable String ref,
            @Parameter(description = "BCP 47") @RequestParam(required = false) @Nullable String language) {
        ArticleView view = ask.view(new FindArticle(caller, ref, Filters.emptyToNull(language)), ArticleView.class);
        return Ask.headers(view)
                .header(HttpHeaders.ETAG, "\"" + view.version() + "\"")
                .body(view);
    }

    @Operation(summary = "All versions of an article", description = "For the desk and auditors; the oldest first.")
    @GetMapping("/knowledge/articles/{ref}/history")
    public ResponseEntity<ArticleHistory> history(
            @Parameter(hidden = true) Caller caller,
            @Parameter(description = "Number or id") @PathVariable String ref) {
        return ask.answer(new FindArticleHistory(caller, ref), ArticleHistory.class);
    }

    @Operation(
            summary = "What may answer a request that is being written",
            description =
                    "For everybody: articles, and solved tickets that the caller may read. Nothing is recorded; what"
                            + " was read instead of raising is said to POST /api/knowledge/deflections.")
    @PostMapping("/knowledge/suggest")
    public ResponseEntity<Suggestions> suggest(@Parameter(hidden = true) Caller caller, HttpServletRequest request) {
        Written written = WRITTEN.whole(Body.read(request), Map.of(), Written.class);
        return ask.answer(
                new SuggestKnowledge(caller, Text.read(written.title()), Text.read(written.description()), SUGGESTED),
                Suggestions.class);
    }

    @Operation(
            summary = "What resembles a ticket",
            description =
                    "For the desk and auditors: solved tickets with their solutions, articles, and open tickets that"
                            + " say the same and were raised about then.")
    @GetMapping("/tickets/{ref}/similar")
    public ResponseEntity<SimilarView> similar(
            @Parameter(hidden = true) Caller caller,
            @Parameter(description = "Number or id") @PathVariable String ref,
            @Parameter(description = "Of each, 1 to 50") @RequestParam(defaultValue = "5") int size) {
        return ask.answer(new FindSimilar(caller, ref, size), SimilarView.class);
    }

    @Operation(
            summary = "Open incidents that look like one problem",
            description = "For MANAGER and AUDITOR: of those raised in the last days, groups of three or more.")
    @GetMapping("/knowledge/clusters")
    public ResponseEntity<ClustersView> clusters(
            @Parameter(hidden = true) Caller caller,
            @Parameter(description = "1 to 30") @RequestParam(defaultValue = "3") int days) {
        return ask.answer(new FindClusters(caller, days), ClustersView.class);
    }

    @Operation(
            summary = "What was read instead of raising",
            description =
                    "For MANAGER, ANALYST and AUDITOR: how many requests were not raised, beside those that were.")
    @GetMapping("/knowledge/deflections")
    public ResponseEntity<DeflectionReport> deflections(
            @Parameter(hidden = true) Caller caller,
            @RequestParam Instant from,
            @Parameter(description = "Exclusive") @RequestParam Instant to,
            @Parameter(description = "IANA time zone of the days; the caller's if left out")
                    @RequestParam(required = false)
                    @Nullable ZoneId zone) {
        return ask.answer(new FindDeflections(caller, from, to, zone), DeflectionReport.class);
    }

    @Operation(
            summary = "Terms that stand out in a period",
            description =
                    "For ANALYST, the desk and auditors: what solved tickets of the period say more often than all.")
    @GetMapping("/knowledge/terms")
    public ResponseEntity<StandingOut> terms(
            @Parameter(hidden = true) Caller caller,
            @RequestParam Instant from,
            @Parameter(description = "Exclusive") @RequestParam Instant to,
            @RequestParam(required = false) @Nullable List<String> type,
            @RequestParam(required = false) @Nullable List<String> category,
            @RequestParam(required = false) @Nullable List<String> service,
            @Parameter(description = "1 to 200") @RequestParam(defaultValue = SIZE) int size) {
        Selection selection = selection(null, type, category, service, from, to);
        return ask.answer(new FindStandingOut(caller, from, to, selection.filter(), size), StandingOut.class);
    }

    private static Selection selection(
            @Nullable String q,
            @Nullable List<String> type,
            @Nullable List<String> category,
            @Nullable List<String> service,
            @Nullable Instant from,
            @Nullable Instant to) {
        if (from != null && to != null && !to.isAfter(from)) {
            throw Refused.invalid("empty-period", "to", "to must be after from.");
        }
        Map<String, List<String>> filters = new Filters()
                .with(Facet.TYPE, type)
                .with(Facet.CATEGORY, category)
                .with(Facet.SERVICE, service)
                .sent();
        return Selection.of(q, filters, null);
    }

    private static List<Facet> facets(@Nullable List<String> facets) {
        return facets == null ? List.of() : Filters.facets(facets);
    }
}
