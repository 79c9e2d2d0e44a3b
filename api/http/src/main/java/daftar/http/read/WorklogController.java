package daftar.http.read;

import daftar.messages.Refused;
import daftar.messages.query.Caller;
import daftar.messages.query.Query.FindTimers;
import daftar.messages.query.Query.SearchTickets;
import daftar.messages.query.Query.SearchWorklog;
import daftar.messages.query.TimersView;
import daftar.messages.query.WorklogFilter;
import daftar.messages.query.WorklogPage;
import daftar.messages.ticket.CostApproval;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import org.axonframework.queryhandling.QueryGateway;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What was worked and spent, and whose time runs. */
@RestController
@RequestMapping("/api")
@Tag(name = "worklog", description = "Hours and money")
public final class WorklogController {

    private static final String SIZE = "25";
    private static final int AT_ONCE = SearchTickets.LARGEST_PAGE;
    private static final String CSV = "text/csv";
    private static final String WHO =
            "For everybody: the work that one did or wrote down, that of the teams that one leads,"
                    + " and what one is asked to approve; for MANAGER and AUDITOR all that they may see.";

    private final Ask ask;

    public WorklogController(QueryGateway queries) {
        this.ask = new Ask(queries);
    }

    @Operation(
            summary = "Work entries, and what they come to",
            description =
                    WHO + " The newest work first; sums are of all pages, one per currency: what counts, what waits to"
                            + " be approved, what was declined. With Accept: text/csv all entries as CSV.")
    @GetMapping(path = "/worklog", produces = MediaType.APPLICATION_JSON_VALUE)
    public ResponseEntity<WorklogPage> worklog(
            @Parameter(hidden = true) Caller caller,
            @Parameter(description = "Who did the work; me for the caller") @RequestParam(required = false) @Nullable Set<String> person,
            @RequestParam(required = false) @Nullable Set<String> team,
            @RequestParam(required = false) @Nullable Set<String> activity,
            @Parameter(description = "Entries that have a cost in it, such as EUR")
                    @RequestParam(required = false)
                    @Nullable Set<String> currency,
            @Parameter(description = "How it stands with the cost") @RequestParam(required = false) @Nullable Set<CostApproval> state,
            @Parameter(description = "Id or number") @RequestParam(required = false) @Nullable String ticket,
            @Parameter(description = "When the work was done, inclusive") @RequestParam(required = false) @Nullable Instant from,
            @Parameter(description = "Exclusive") @RequestParam(required = false) @Nullable Instant to,
            @Parameter(description = "Entries of a page, 1 to 200") @RequestParam(defaultValue = SIZE) int size,
            @Parameter(description = "next of the page before, of the same query")
                    @RequestParam(required = false)
                    @Nullable String cursor) {
        WorklogFilter filter = filter(caller, person, team, activity, currency, state, ticket, from, to);
        return ask.answer(
                new SearchWorklog(caller, filter, size, cursor == null || cursor.isBlank() ? null : cursor),
                WorklogPage.class);
    }

    /** All pages, each asked for when the one before is written. */
    @Operation(hidden = true)
    @GetMapping(path = "/worklog", produces = CSV)
    public void csv(
            Caller caller,
            @RequestParam(required = false) @Nullable Set<String> person,
            @RequestParam(required = false) @Nullable Set<String> team,
            @RequestParam(required = false) @Nullable Set<String> activity,
            @RequestParam(required = false) @Nullable Set<String> currency,
            @RequestParam(required = false) @Nullable Set<CostApproval> state,
            @RequestParam(required = false) @Nullable String ticket,
            @RequestParam(required = false) @Nullable Instant from,
            @RequestParam(required = false) @Nullable Instant to,
            HttpServletResponse response) {
        WorklogFilter filter = filter(caller, person, team, activity, currency, state, ticket, from, to);
        WorklogPage page = ask.view(new SearchWorklog(caller, filter, AT_ONCE, null), WorklogPage.class);
        response.setContentType(CSV + ";charset=UTF-8");
        response.setHeader("Content-Disposition", "attachment; filename=\"worklog.csv\"");
        try (WorklogCsv csv = new WorklogCsv(response.getWriter())) {
            csv.write(page.entries());
            while (page.next() != null) {
                page = ask.view(new SearchWorklog(caller, filter, AT_ONCE, page.next()), WorklogPage.class);
                csv.write(page.entries());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Operation(
            summary = "The caller's timers, on all tickets",
            description =
                    "For everybody. A timer that has run for twelve hours is noted as forgotten: who stops it must"
                            + " say how many minutes it was.")
    @GetMapping(path = "/me/timers", produces = MediaType.APPLICATION_JSON_VALUE)
    public ResponseEntity<TimersView> timers(@Parameter(hidden = true) Caller caller) {
        return ask.answer(new FindTimers(caller), TimersView.class);
    }

    private static WorklogFilter filter(
            Caller caller,
            @Nullable Set<String> person,
            @Nullable Set<String> team,
            @Nullable Set<String> activity,
            @Nullable Set<String> currency,
            @Nullable Set<CostApproval> state,
            @Nullable String ticket,
            @Nullable Instant from,
            @Nullable Instant to) {
        if (from != null && to != null && !to.isAfter(from)) {
            throw Refused.invalid("empty-period", "to", "to must be after from.");
        }
        Set<String> people = new HashSet<>(orAll(person));
        if (people.remove("me")) {
            people.add(caller.actor().person());
        }
        return new WorklogFilter(people, orAll(team), orAll(activity), orAll(currency), orAll(state), ticket, from, to);
    }

    private static <T> Set<T> orAll(@Nullable Set<T> values) {
        return values == null ? Set.of() : values;
    }
}
