package daftar.http.read;

import daftar.messages.audit.AsOf;
import daftar.messages.audit.AuditQuery.FindDeskAsOf;
import daftar.messages.audit.AuditQuery.FindInboxAsOf;
import daftar.messages.audit.AuditQuery.FindWorkloadAsOf;
import daftar.messages.audit.DeskAsOf;
import daftar.messages.audit.InboxAsOf;
import daftar.messages.audit.WorkloadAsOf;
import daftar.messages.query.Caller;
import daftar.messages.query.InboxView;
import daftar.messages.ticket.Status;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Set;
import org.axonframework.queryhandling.QueryGateway;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The desk as it stood, for auditors. */
@RestController
@RequestMapping(path = "/api/audit", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "audit")
public final class AuditDeskController {

    static final String TIMES =
            "For auditors: at an instant of business time (at), as far as the register held it at an"
                    + " instant of its own time (recordedAt), or both; now where neither is sent.";

    private final Ask ask;

    public AuditDeskController(QueryGateway queries) {
        this.ask = new Ask(queries);
    }

    @Operation(summary = "Every ticket as it stood", description = TIMES)
    @GetMapping("/desk")
    public DeskAsOf desk(
            @Parameter(hidden = true) Caller caller,
            @RequestParam(required = false) @Nullable Instant at,
            @RequestParam(required = false) @Nullable Instant recordedAt,
            @Parameter(description = "Only tickets of these") @RequestParam(required = false) @Nullable Set<Status> status,
            @Parameter(description = "Tickets of a page, 1 to 20000") @RequestParam(defaultValue = "100") int size,
            @RequestParam(required = false) @Nullable String cursor) {
        return ask.view(
                new FindDeskAsOf(caller, new AsOf(at, recordedAt), status == null ? Set.of() : status, size, cursor),
                DeskAsOf.class);
    }

    @Operation(summary = "A person's inbox as it stood", description = TIMES)
    @GetMapping("/people/{id}/inbox")
    public InboxAsOf inbox(
            @Parameter(hidden = true) Caller caller,
            @PathVariable String id,
            @RequestParam(required = false) @Nullable Instant at,
            @RequestParam(required = false) @Nullable Instant recordedAt,
            @RequestParam(required = false) @Nullable Set<InboxView.Because> because,
            @Parameter(description = "Tickets of a page, 1 to 200") @RequestParam(defaultValue = "20") int size,
            @RequestParam(required = false) @Nullable String cursor) {
        return ask.view(
                new FindInboxAsOf(
                        caller, id, new AsOf(at, recordedAt), because == null ? Set.of() : because, size, cursor),
                InboxAsOf.class);
    }

    @Operation(summary = "The load of people and teams as it stood", description = TIMES)
    @GetMapping("/workload")
    public WorkloadAsOf workload(
            @Parameter(hidden = true) Caller caller,
            @RequestParam(required = false) @Nullable Instant at,
            @RequestParam(required = false) @Nullable Instant recordedAt,
            @Parameter(description = "Time zone of today and this week; the caller's own if left out")
                    @RequestParam(required = false)
                    @Nullable ZoneId zone,
            @Parameter(description = "First day of the week; the usual one of the language if left out")
                    @RequestParam(required = false)
                    @Nullable DayOfWeek firstDay,
            @Parameter(description = "Only these teams") @RequestParam(required = false) @Nullable Set<String> team) {
        return ask.view(
                new FindWorkloadAsOf(caller, new AsOf(at, recordedAt), zone, firstDay, team == null ? Set.of() : team),
                WorkloadAsOf.class);
    }
}
