package daftar.http.read;

import daftar.messages.query.Caller;
import daftar.messages.query.Query.FindView;
import daftar.messages.query.Query.FindViews;
import daftar.messages.query.Query.SearchView;
import daftar.messages.query.TicketPage;
import daftar.messages.query.ViewList;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import org.axonframework.queryhandling.QueryGateway;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/** Saved views: which there are, how many tickets each has now, and which. */
@RestController
@RequestMapping("/api/views")
@Tag(name = "views", description = "Searches that are kept, with live counts")
public final class ViewController {

    private static final String SIZE = "25";
    private static final String WHOSE =
            "For everybody: the shipped views (unassigned, mine, overdue, waiting-for-me, reopened), one's own, and those of"
                    + " one's teams. ";

    private final Ask ask;
    private final EventStreams streams;

    public ViewController(QueryGateway queries, EventStreams streams) {
        this.ask = new Ask(queries);
        this.streams = streams;
    }

    @Operation(
            summary = "Saved views with their counts",
            description = WHOSE + "Counts are of tickets that one may know of.")
    @GetMapping(produces = MediaType.APPLICATION_JSON_VALUE)
    public ResponseEntity<ViewList> views(@Parameter(hidden = true) Caller caller) {
        return ask.answer(new FindViews(caller), ViewList.class);
    }

    @Operation(
            summary = "A saved view with its count",
            description = WHOSE + "The ETag is its version, for If-Match of a change; a shipped one has none.")
    @GetMapping(path = "/{id}", produces = MediaType.APPLICATION_JSON_VALUE)
    public ResponseEntity<ViewList.Entry> view(@Parameter(hidden = true) Caller caller, @PathVariable String id) {
        ViewList.One found = ask.view(new FindView(caller, id), ViewList.One.class);
        ResponseEntity.BodyBuilder answer = Ask.headers(found);
        Long version = found.view().version();
        if (version != null) {
            answer.header(HttpHeaders.ETAG, "\"" + version + "\"");
        }
        return answer.body(found.view());
    }

    @Operation(
            summary = "The tickets of a saved view",
            description = WHOSE + "Paged as a search is, in the view's order.")
    @GetMapping(path = "/{id}/tickets", produces = MediaType.APPLICATION_JSON_VALUE)
    public ResponseEntity<TicketPage> tickets(
            @Parameter(hidden = true) Caller caller,
            @PathVariable String id,
            @Parameter(description = "What to count, as in a search; nothing if left out")
                    @RequestParam(required = false)
                    @Nullable List<String> facets,
            @Parameter(description = "Tickets of a page, 1 to 200") @RequestParam(defaultValue = SIZE) int size,
            @Parameter(description = "next of the page before, of the same view")
                    @RequestParam(required = false)
                    @Nullable String cursor,
            @RequestParam(defaultValue = "true") boolean highlight) {
        return ask.answer(
                new SearchView(
                        caller,
                        id,
                        facets == null ? List.of() : Filters.facets(facets),
                        size,
                        Filters.emptyToNull(cursor),
                        highlight),
                TicketPage.class);
    }

    @Operation(
            summary = "Saved views with their counts, live",
            description =
                    WHOSE + "Server-sent events named views: as they stand, and again whenever a count or a view has"
                            + " changed. Ends after half an hour, and within a minute once"
                            + " the caller may not come in any more; browsers connect again by themselves.")
    @GetMapping(path = "/stream", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    public SseEmitter stream(@Parameter(hidden = true) Caller caller, HttpServletRequest request) {
        ViewList first = ask.view(new FindViews(caller), ViewList.class);
        return streams.open(
                null,
                caller,
                request,
                new LiveView<>(
                        "views",
                        first,
                        now -> ask.view(new FindViews(now), ViewList.class),
                        ViewList::views,
                        views -> Integer.toHexString(views.views().hashCode())));
    }
}
