package daftar.http.read;

import daftar.messages.query.Caller;
import daftar.messages.query.IncidentsView;
import daftar.messages.query.Query.FindIncidents;
import daftar.messages.query.Query.FindTicket;
import daftar.messages.query.Query.FindTimeline;
import daftar.messages.query.TicketView;
import daftar.messages.query.TimelineView;
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

/** A single ticket: as it stands, step by step, live. */
@RestController
@RequestMapping("/api/tickets/{ref}")
@Tag(name = "tickets")
public final class TicketReadController {

    private final Ask ask;
    private final EventStreams streams;

    public TicketReadController(QueryGateway queries, EventStreams streams) {
        this.ask = new Ask(queries);
        this.streams = streams;
    }

    @Operation(
            summary = "A ticket",
            description = "For everybody who may know of it; what the caller may not know is left out. The ETag is the"
                    + " ticket's version, for If-Match of the next action.")
    @GetMapping(produces = MediaType.APPLICATION_JSON_VALUE)
    public ResponseEntity<TicketView> ticket(
            @Parameter(hidden = true) Caller caller,
            @Parameter(description = "Number or id") @PathVariable String ref) {
        TicketView ticket = ask.view(new FindTicket(caller, ref), TicketView.class);
        return Ask.headers(ticket)
                .header(HttpHeaders.ETAG, "\"" + ticket.version() + "\"")
                .body(ticket);
    }

    @Operation(
            summary = "The steps of a ticket",
            description = "For everybody who may know of it, but analysts: what happened, who had it and how long each"
                    + " step took; without the desk's own entries for others.")
    @GetMapping(path = "/timeline", produces = MediaType.APPLICATION_JSON_VALUE)
    public ResponseEntity<TimelineView> timeline(@Parameter(hidden = true) Caller caller, @PathVariable String ref) {
        return ask.answer(new FindTimeline(caller, ref), TimelineView.class);
    }

    @Operation(
            summary = "The incidents of a problem, or the children of a major incident",
            description =
                    "For the desk and auditors: those that they may see, the newest first, and how many there are in"
                            + " each status.")
    @GetMapping(path = "/incidents", produces = MediaType.APPLICATION_JSON_VALUE)
    public ResponseEntity<IncidentsView> incidents(
            @Parameter(hidden = true) Caller caller,
            @PathVariable String ref,
            @RequestParam(defaultValue = "50") int size,
            @RequestParam(required = false) @Nullable String cursor) {
        return ask.answer(new FindIncidents(caller, ref, size, cursor), IncidentsView.class);
    }

    @Operation(
            summary = "A ticket, live",
            description = "Server-sent events named ticket: the ticket as it stands, and again whenever it has changed."
                    + " The event's id is the version. Ends after half an hour, and within a minute once"
                    + " the caller may not come in any more; browsers connect again by themselves.")
    @GetMapping(path = "/stream", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    public SseEmitter stream(
            @Parameter(hidden = true) Caller caller, @PathVariable String ref, HttpServletRequest request) {
        TicketView first = ask.view(new FindTicket(caller, ref), TicketView.class);
        return streams.open(
                first.id(),
                caller,
                request,
                new LiveView<>(
                        "ticket",
                        first,
                        now -> ask.view(new FindTicket(now, first.id()), TicketView.class),
                        ticket -> List.of(ticket.version(), ticket.overdue(), ticket.parked()),
                        ticket -> Long.toString(ticket.version())));
    }
}
