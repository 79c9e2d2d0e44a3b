package daftar.http.read;

import daftar.messages.query.Caller;
import daftar.messages.query.Query.FindWorkload;
import daftar.messages.query.WorkloadView;
import daftar.messages.query.WorkloadView.Load;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.axonframework.queryhandling.QueryGateway;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/** The load of people and teams, now, at any past instant, and live. */
@RestController
@RequestMapping("/api/workload")
@Tag(name = "workload")
public final class WorkloadController {

    private final Ask ask;
    private final EventStreams streams;

    public WorkloadController(QueryGateway queries, EventStreams streams) {
        this.ask = new Ask(queries);
        this.streams = streams;
    }

    @Operation(
            summary = "The load of people and teams",
            description = "For the desk, its managers and auditors: open tickets, in progress, on hold, overdue, age of"
                    + " the oldest, minutes and costs logged today and this week.")
    @GetMapping(produces = MediaType.APPLICATION_JSON_VALUE)
    public ResponseEntity<WorkloadView> workload(
            @Parameter(hidden = true) Caller caller,
            @Parameter(description = "A past instant; left out for now") @RequestParam(required = false) @Nullable Instant at,
            @Parameter(description = "Time zone of today and this week; the caller's own if left out")
                    @RequestParam(required = false)
                    @Nullable ZoneId zone,
            @Parameter(description = "First day of the week; the usual one of the language if left out")
                    @RequestParam(required = false)
                    @Nullable DayOfWeek firstDay,
            @Parameter(description = "Only these teams") @RequestParam(required = false) @Nullable Set<String> team) {
        return ask.answer(new FindWorkload(caller, at, zone, firstDay, orAll(team)), WorkloadView.class);
    }

    @Operation(
            summary = "The load of people and teams, live",
            description =
                    "For the desk, its managers and auditors. Server-sent events named workload: as it stands, and"
                            + " again whenever it has changed. Ends after half an hour, and within a minute once"
                            + " the caller may not come in any more; browsers connect again by themselves.")
    @GetMapping(path = "/stream", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    public SseEmitter stream(
            @Parameter(hidden = true) Caller caller,
            @RequestParam(required = false) @Nullable ZoneId zone,
            @RequestParam(required = false) @Nullable DayOfWeek firstDay,
            @RequestParam(required = false) @Nullable Set<String> team,
            HttpServletRequest request) {
        Set<String> teams = orAll(team);
        WorkloadView first = ask.view(new FindWorkload(caller, null, zone, firstDay, teams), WorkloadView.class);
        return streams.open(
                null,
                caller,
                request,
                new LiveView<>(
                        "workload",
                        first,
                        now -> ask.view(new FindWorkload(now, null, zone, firstDay, teams), WorkloadView.class),
                        WorkloadController::figures,
                        view -> view.at().toString()));
    }

    /** All that is worth telling; ages grow without news. */
    private static Object figures(WorkloadView view) {
        return List.of(figures(view.total()), figures(view.teams()), figures(view.people()));
    }

    private static List<Object> figures(List<Load> loads) {
        return loads.stream().map(WorkloadController::figures).toList();
    }

    private static Object figures(Load load) {
        // the list may hold null: the total is of nobody
        return Arrays.asList(
                load.of(),
                load.open(),
                load.inProgress(),
                load.onHold(),
                load.overdue(),
                load.today(),
                load.week(),
                load.timing());
    }

    private static Set<String> orAll(@Nullable Set<String> teams) {
        return teams == null ? Set.of() : teams;
    }
}
