package daftar.http.read;

import daftar.messages.audit.AuditQuery.FindTicketHistory;
import daftar.messages.audit.TicketHistory;
import daftar.messages.query.Caller;
import daftar.messages.query.LettersView;
import daftar.messages.query.Query.FindLetters;
import daftar.messages.query.Query.FindTicketAsOf;
import daftar.messages.query.Query.FindTicketEvents;
import daftar.messages.query.TicketAsOf;
import daftar.messages.query.TicketEvents;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import org.axonframework.queryhandling.QueryGateway;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The register itself, for auditors: straight from the log, never from a read model. */
@RestController
@RequestMapping(path = "/api/audit/tickets/{ref}", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "audit")
public final class AuditController {

    private final Ask ask;

    public AuditController(QueryGateway queries) {
        this.ask = new Ask(queries);
    }

    @Operation(
            summary = "The entries of a ticket",
            description = "For auditors: every event with its metadata and both times, its texts opened.")
    @GetMapping("/events")
    public TicketEvents events(
            @Parameter(hidden = true) Caller caller,
            @PathVariable String ref,
            @Parameter(description = "The first revision to show") @RequestParam(defaultValue = "0") long from,
            @Parameter(description = "Events of a page, 1 to 1000") @RequestParam(defaultValue = "200") int size) {
        return ask.view(new FindTicketEvents(caller, ref, from, size), TicketEvents.class);
    }

    @Operation(
            summary = "What happened to a ticket, and why",
            description =
                    "For auditors: every event with who did it, in whose name, through what and when by both times;"
                            + " what it followed from and what followed from it; and each field that it changed, before and after, in"
                            + " full.")
    @GetMapping("/history")
    public TicketHistory history(
            @Parameter(hidden = true) Caller caller,
            @PathVariable String ref,
            @Parameter(description = "The first revision to show") @RequestParam(defaultValue = "0") long from,
            @Parameter(description = "Events of a page, 1 to 500") @RequestParam(defaultValue = "100") int size) {
        return ask.view(new FindTicketHistory(caller, ref, from, size), TicketHistory.class);
    }

    @Operation(
            summary = "The letters about a ticket",
            description = "For auditors: what was written to whom, what became of it, and when.")
    @GetMapping("/letters")
    public LettersView letters(@Parameter(hidden = true) Caller caller, @PathVariable String ref) {
        return ask.view(new FindLetters(caller, ref), LettersView.class);
    }

    @Operation(
            summary = "A ticket as it stood",
            description = "For auditors: at an instant of business time (at), as far as the register held it at an"
                    + " instant of its own time (recordedAt), or both.")
    @GetMapping
    public TicketAsOf asOf(
            @Parameter(hidden = true) Caller caller,
            @PathVariable String ref,
            @Parameter(description = "What was so at this instant") @RequestParam(required = false) @Nullable Instant at,
            @Parameter(description = "What the register held at this instant") @RequestParam(required = false) @Nullable Instant recordedAt) {
        return ask.view(new FindTicketAsOf(caller, ref, at, recordedAt), TicketAsOf.class);
    }
}
