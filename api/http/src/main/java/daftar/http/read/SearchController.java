package daftar.http.read;

import daftar.messages.query.Caller;
import daftar.messages.query.Facet;
import daftar.messages.query.InboxView;
import daftar.messages.query.Query.FindInbox;
import daftar.messages.query.Query.SearchTickets;
import daftar.messages.query.Selection;
import daftar.messages.query.TicketPage;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.axonframework.queryhandling.QueryGateway;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Lists of tickets: search, what waits for the caller. */
@RestController
@RequestMapping(path = "/api", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "search")
public final class SearchController {

    private static final String SIZE = "25";

    private final Ask ask;

    public SearchController(QueryGateway queries) {
        this.ask = new Ask(queries);
    }

    @Operation(
            summary = "Tickets by text and properties",
            description = "For everybody, within what they may know: requesters find their own and observed tickets by"
                    + " what they may read; supervisors their people's, approvers what they were asked; analysts what"
                    + " was resolved; the desk and auditors everything. Filters take several values, separated by"
                    + " commas; none stands for tickets without such a value, me for the caller (of a team: the"
                    + " caller's teams).")
    @GetMapping("/tickets")
    public ResponseEntity<TicketPage> search(
            @Parameter(hidden = true) Caller caller,
            @Parameter(
                            description = "Words in any language, \"a phrase\", -without, one | other, begin*; or a"
                                    + " number")
                    @RequestParam(required = false)
                    @Nullable String q,
            @RequestParam(required = false) @Nullable List<String> status,
            @RequestParam(required = false) @Nullable List<String> type,
            @RequestParam(required = false) @Nullable List<String> category,
            @RequestParam(required = false) @Nullable List<String> service,
            @RequestParam(required = false) @Nullable List<String> team,
            @RequestParam(required = false) @Nullable List<String> assignee,
            @RequestParam(required = false) @Nullable List<String> requester,
            @RequestParam(required = false) @Nullable List<String> department,
            @RequestParam(required = false) @Nullable List<String> priority,
            @RequestParam(required = false) @Nullable List<String> channel,
            @RequestParam(required = false) @Nullable List<String> holdReason,
            @RequestParam(required = false) @Nullable List<String> requestType,
            @Parameter(description = "Promises that were broken: RESPONSE, RESOLUTION, NEXT_WORD; or none")
                    @RequestParam(required = false)
                    @Nullable List<String> breach,
            @Parameter(
                            description = "A field of the form by which it was raised: model:thinkpad, amount:10..20,"
                                    + " from:2026-01-01.., several of them; both ends are included")
                    @RequestParam(required = false)
                    @Nullable List<String> field,
            @Parameter(description = "Inclusive", schema = @Schema(type = "string", format = "date-time"))
                    @RequestParam(required = false)
                    @Nullable String raisedFrom,
            @Parameter(description = "Exclusive", schema = @Schema(type = "string", format = "date-time"))
                    @RequestParam(required = false)
                    @Nullable String raisedTo,
            @Parameter(description = "Inclusive", schema = @Schema(type = "string", format = "date-time"))
                    @RequestParam(required = false)
                    @Nullable String updatedFrom,
            @Parameter(description = "Exclusive", schema = @Schema(type = "string", format = "date-time"))
                    @RequestParam(required = false)
                    @Nullable String updatedTo,
            @Parameter(schema = @Schema(type = "boolean")) @RequestParam(required = false) @Nullable String overdue,
            @Parameter(schema = @Schema(type = "boolean")) @RequestParam(required = false) @Nullable String onHold,
            @Parameter(
                            description = "Whether it went back to work after it had been resolved or closed",
                            schema = @Schema(type = "boolean"))
                    @RequestParam(required = false)
                    @Nullable String reopened,
            @Parameter(description = "Whether it goes on only when you act", schema = @Schema(type = "boolean"))
                    @RequestParam(required = false)
                    @Nullable String waitingForMe,
            @Parameter(description = "The old desk's number") @RequestParam(required = false) @Nullable String externalRef,
            @Parameter(description = "Such as T-1042") @RequestParam(required = false) @Nullable String number,
            @Parameter(
                            description =
                                    "What to count: status, type, category, service, team, assignee, requester,"
                                            + " department, priority, channel, holdReason, requestType, breach; empty for nothing")
                    @RequestParam(required = false)
                    @Nullable List<String> facets,
            @Parameter(
                            description = "relevance, raisedAt, updatedAt, priority or dueAt, with a minus before it"
                                    + " for descending")
                    @RequestParam(required = false)
                    @Nullable String sort,
            @Parameter(description = "Tickets of a page, 1 to 200") @RequestParam(defaultValue = SIZE) int size,
            @Parameter(description = "next of the page before, of the same query")
                    @RequestParam(required = false)
                    @Nullable String cursor,
            @RequestParam(defaultValue = "true") boolean highlight) {
        Map<String, List<String>> filters = new Filters()
                .with(Facet.STATUS, status)
                .with(Facet.TYPE, type)
                .with(Facet.CATEGORY, category)
                .with(Facet.SERVICE, service)
                .with(Facet.TEAM, team)
                .with(Facet.ASSIGNEE, assignee)
                .with(Facet.REQUESTER, requester)
                .with(Facet.DEPARTMENT, department)
                .with(Facet.PRIORITY, priority)
                .with(Facet.CHANNEL, channel)
                .with(Facet.HOLD_REASON, holdReason)
                .with(Facet.REQUEST_TYPE, requestType)
                .with(Facet.BREACH, breach)
                .with("field", field)
                .with("raisedFrom", raisedFrom)
                .with("raisedTo", raisedTo)
                .with("updatedFrom", updatedFrom)
                .with("updatedTo", updatedTo)
                .with("overdue", overdue)
                .with("onHold", onHold)
                .with("reopened", reopened)
                .with("waitingForMe", waitingForMe)
                .with("externalRef", externalRef)
                .with("number", number)
                .sent();
        Selection selection = Selection.of(q, filters, sort);
        return ask.answer(
                new SearchTickets(
                        caller,
                        selection.text(),
                        selection.filter(),
                        Filters.facets(facets),
                        selection.sort(),
                        size,
                        Filters.emptyToNull(cursor),
                        highlight),
                TicketPage.class);
    }

    @Operation(
            summary = "What waits for the caller",
            description = "For everybody: approvals that are asked, tickets that one has, the queue of one's teams,"
                    + " questions of the desk, solutions to confirm. The most urgent first.")
    @GetMapping("/inbox")
    public ResponseEntity<InboxView> inbox(
            @Parameter(hidden = true) Caller caller,
            @RequestParam(required = false) @Nullable Set<InboxView.Because> because,
            @RequestParam(defaultValue = SIZE) int size,
            @RequestParam(required = false) @Nullable String cursor) {
        return ask.answer(
                new FindInbox(caller, because == null ? Set.of() : because, size, Filters.emptyToNull(cursor)),
                InboxView.class);
    }
}
