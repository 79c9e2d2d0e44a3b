package daftar.http.read;

import daftar.messages.audit.AuditQuery.FindActs;
import daftar.messages.audit.AuditQuery.SearchLog;
import daftar.messages.audit.LogFilter;
import daftar.messages.audit.LogFindings;
import daftar.messages.query.Caller;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.util.Set;
import org.axonframework.queryhandling.QueryGateway;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The whole log, for auditors: what anybody did anywhere, and what they were denied. */
@RestController
@RequestMapping(path = "/api/audit", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "audit")
public final class AuditLogController {

    private static final String PAGED =
            " In the log's order. A page may be short, even empty, and have a next one: send next"
                    + " as cursor until there is none; progress tells how far the log was looked through.";

    private final Ask ask;

    public AuditLogController(QueryGateway queries) {
        this.ask = new Ask(queries);
    }

    @Operation(
            summary = "Entries of the whole log",
            description = "For auditors, of every stream: tickets, directory, workflows, rights, letters and the rest."
                    + PAGED)
    @GetMapping("/log")
    public LogFindings log(
            @Parameter(hidden = true) Caller caller,
            @Parameter(description = "Stored names of events") @RequestParam(required = false) @Nullable Set<String> type,
            @Parameter(description = "Who acted: a person's id, or system") @RequestParam(required = false) @Nullable String actor,
            @Parameter(description = "A stream's name, or the beginning of names and *")
                    @RequestParam(required = false)
                    @Nullable String stream,
            @RequestParam(required = false) @Nullable Instant occurredFrom,
            @RequestParam(required = false) @Nullable Instant occurredTo,
            @RequestParam(required = false) @Nullable Instant recordedFrom,
            @RequestParam(required = false) @Nullable Instant recordedTo,
            @RequestParam(required = false) @Nullable String commandId,
            @Parameter(description = "Joins all that one request or mail caused")
                    @RequestParam(required = false)
                    @Nullable String correlation,
            @Parameter(description = "api, mail, import or clock") @RequestParam(required = false) @Nullable String client,
            @Parameter(
                            description =
                                    "Words in what was typed; a page of these has the events of so many tickets, then of the"
                                            + " other streams")
                    @RequestParam(required = false)
                    @Nullable String q,
            @Parameter(description = "Entries of a page, 1 to 500") @RequestParam(defaultValue = "100") int size,
            @RequestParam(required = false) @Nullable String cursor) {
        return ask.view(
                new SearchLog(
                        caller,
                        new LogFilter(
                                type == null ? Set.of() : type,
                                actor,
                                null,
                                stream,
                                occurredFrom,
                                occurredTo,
                                recordedFrom,
                                recordedTo,
                                commandId,
                                correlation,
                                client,
                                q),
                        size,
                        cursor),
                LogFindings.class);
    }

    @Operation(
            summary = "Everything that a person did, and what they were denied",
            description =
                    "For auditors, over all streams: what the person did, what was done in their name, and what they"
                            + " were refused (AccessDenied, AdministrativeActRefused)." + PAGED)
    @GetMapping("/people/{id}/acts")
    public LogFindings acts(
            @Parameter(hidden = true) Caller caller,
            @Parameter(description = "A person's id, or system") @PathVariable String id,
            @RequestParam(required = false) @Nullable Instant occurredFrom,
            @RequestParam(required = false) @Nullable Instant occurredTo,
            @RequestParam(required = false) @Nullable Instant recordedFrom,
            @RequestParam(required = false) @Nullable Instant recordedTo,
            @Parameter(description = "Entries of a page, 1 to 500") @RequestParam(defaultValue = "100") int size,
            @RequestParam(required = false) @Nullable String cursor) {
        LogFilter period = new LogFilter(
                Set.of(), null, null, null, occurredFrom, occurredTo, recordedFrom, recordedTo, null, null, null, null);
        return ask.view(new FindActs(caller, id, period, size, cursor), LogFindings.class);
    }
}
