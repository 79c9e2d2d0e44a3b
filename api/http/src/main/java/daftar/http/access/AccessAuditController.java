package daftar.http.access;

import daftar.messages.Actor;
import daftar.messages.Refused;
import daftar.messages.Role;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Who was refused what only an administrative right allows, for auditors. */
@RestController
@Tag(name = "audit")
public final class AccessAuditController {

    private static final int MOST = 1_000;

    private final AccessAudit audit;

    public AccessAuditController(AccessAudit audit) {
        this.audit = audit;
    }

    @Operation(summary = "Refused administrative acts, the newest first", description = "For auditors")
    @GetMapping(path = "/api/audit/access", produces = MediaType.APPLICATION_JSON_VALUE)
    public AccessAudit.Refusals refusals(
            @Parameter(hidden = true) Actor actor,
            @Parameter(description = "As the page before gave it") @RequestParam(required = false) @Nullable Long before,
            @Parameter(description = "1 to 1000") @RequestParam(defaultValue = "100") int size) {
        if (!actor.is(Role.AUDITOR)) {
            throw Refused.forbidden("not-allowed", "The register of access is for auditors.");
        }
        if (size < 1 || size > MOST) {
            throw Refused.invalid("wrong-size", "size", "A page holds 1 to " + MOST + " entries.");
        }
        if (before != null && before < 0) {
            throw Refused.invalid("wrong-position", "before", "Send before as the page before gave it.");
        }
        return audit.refusals(before, size);
    }
}
