package daftar.http.read;

import daftar.http.directory.OrganisationController;
import daftar.http.directory.OrganisationController.Branch;
import daftar.http.directory.OrganisationController.TeamView;
import daftar.http.directory.Page;
import daftar.http.directory.PeopleController;
import daftar.http.directory.Register;
import daftar.http.workflow.WorkflowController;
import daftar.http.workflow.WorkflowController.Choices;
import daftar.http.workflow.WorkflowView;
import daftar.messages.Refused;
import daftar.messages.Role;
import daftar.messages.audit.AsOf;
import daftar.messages.directory.Reference.Person;
import daftar.messages.directory.Reference.Post;
import daftar.messages.query.Caller;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * The directory as it stood and the workflows that were in force, for auditors: answered by the very controllers that answer of
 * the present, over the register of that moment.
 */
@RestController
@RequestMapping(path = "/api/audit", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "audit")
public final class AuditDirectoryController {

    private static final String TIMES = AuditDeskController.TIMES;

    private final PastRegister past;
    private final InstantSource clock;

    public AuditDirectoryController(PastRegister past, InstantSource clock) {
        this.past = past;
        this.clock = clock;
    }

    @Operation(summary = "People as they were, in the order of their ids", description = TIMES)
    @GetMapping("/directory/people")
    public ResponseEntity<Page<Person>> people(
            @Parameter(hidden = true) Caller caller,
            @RequestParam(required = false) @Nullable Instant at,
            @RequestParam(required = false) @Nullable Instant recordedAt,
            @RequestParam(required = false) @Nullable String department,
            @RequestParam(required = false) @Nullable Role role,
            @RequestParam(required = false) @Nullable Boolean active,
            @RequestParam(required = false) @Nullable String after,
            @RequestParam(defaultValue = "100") int limit) {
        return new PeopleController(register(caller, at, recordedAt))
                .people(caller.actor(), null, department, role, null, active, after, limit, null);
    }

    @Operation(summary = "A person as they were", description = TIMES)
    @GetMapping("/directory/people/{id}")
    public ResponseEntity<Person> person(
            @Parameter(hidden = true) Caller caller,
            @PathVariable String id,
            @RequestParam(required = false) @Nullable Instant at,
            @RequestParam(required = false) @Nullable Instant recordedAt) {
        return new PeopleController(register(caller, at, recordedAt)).person(caller.actor(), id, null);
    }

    @Operation(summary = "The departments as a tree, with their posts, as they were", description = TIMES)
    @GetMapping("/directory/departments/tree")
    public ResponseEntity<List<Branch>> departments(
            @Parameter(hidden = true) Caller caller,
            @RequestParam(required = false) @Nullable Instant at,
            @RequestParam(required = false) @Nullable Instant recordedAt) {
        return organisation(caller, at, recordedAt).tree(null);
    }

    @Operation(summary = "Teams as they were, in the order of their ids", description = TIMES)
    @GetMapping("/directory/teams")
    public ResponseEntity<Page<TeamView>> teams(
            @Parameter(hidden = true) Caller caller,
            @RequestParam(required = false) @Nullable Instant at,
            @RequestParam(required = false) @Nullable Instant recordedAt,
            @RequestParam(required = false) @Nullable String after,
            @RequestParam(defaultValue = "100") int limit) {
        return organisation(caller, at, recordedAt).teams(after, limit, null);
    }

    @Operation(summary = "A team as it was", description = TIMES)
    @GetMapping("/directory/teams/{id}")
    public ResponseEntity<TeamView> team(
            @Parameter(hidden = true) Caller caller,
            @PathVariable String id,
            @RequestParam(required = false) @Nullable Instant at,
            @RequestParam(required = false) @Nullable Instant recordedAt) {
        return organisation(caller, at, recordedAt).team(id, null);
    }

    @Operation(summary = "Posts as they were, in the order of their ids", description = TIMES)
    @GetMapping("/directory/posts")
    public ResponseEntity<Page<Post>> posts(
            @Parameter(hidden = true) Caller caller,
            @RequestParam(required = false) @Nullable Instant at,
            @RequestParam(required = false) @Nullable Instant recordedAt,
            @RequestParam(required = false) @Nullable String after,
            @RequestParam(defaultValue = "100") int limit) {
        return organisation(caller, at, recordedAt).posts(after, limit, null);
    }

    @Operation(summary = "The workflows that were in force", description = TIMES)
    @GetMapping("/workflows")
    public ResponseEntity<Page<WorkflowView>> workflows(
            @Parameter(hidden = true) Caller caller,
            @RequestParam(required = false) @Nullable Instant at,
            @RequestParam(required = false) @Nullable Instant recordedAt,
            @RequestParam(required = false) @Nullable String after,
            @RequestParam(defaultValue = "100") int limit) {
        return new WorkflowController(register(caller, at, recordedAt)).workflows(after, limit, null);
    }

    @Operation(summary = "A workflow in the version that was in force, or in the one asked for", description = TIMES)
    @GetMapping("/workflows/{name}")
    public ResponseEntity<WorkflowView> workflow(
            @Parameter(hidden = true) Caller caller,
            @PathVariable String name,
            @RequestParam(required = false) @Nullable Instant at,
            @RequestParam(required = false) @Nullable Instant recordedAt,
            @RequestParam(required = false) @Nullable Integer version) {
        return new WorkflowController(register(caller, at, recordedAt)).workflow(name, version, null);
    }

    @Operation(summary = "The rules that chose a workflow, in their order", description = TIMES)
    @GetMapping("/workflows/choices")
    public ResponseEntity<Choices> choices(
            @Parameter(hidden = true) Caller caller,
            @RequestParam(required = false) @Nullable Instant at,
            @RequestParam(required = false) @Nullable Instant recordedAt) {
        return new WorkflowController(register(caller, at, recordedAt)).choices(null);
    }

    private OrganisationController organisation(Caller caller, @Nullable Instant at, @Nullable Instant recordedAt) {
        Instant then = new AsOf(at, recordedAt).instant(clock.instant());
        return new OrganisationController(register(caller, at, recordedAt), InstantSource.fixed(then));
    }

    private Register register(Caller caller, @Nullable Instant at, @Nullable Instant recordedAt) {
        if (!caller.actor().is(Role.AUDITOR)) {
            throw Refused.forbidden("not-allowed", "The register itself is for auditors.");
        }
        AsOf asOf = new AsOf(at, recordedAt);
        asOf.checkPast(clock.instant());
        return past.asOf(asOf);
    }
}
