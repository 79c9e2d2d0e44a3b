package daftar.http.read;

import daftar.messages.Actor;
import daftar.messages.Refused;
import daftar.messages.Role;
import daftar.messages.query.Operations;
import daftar.messages.query.Operations.DeadLetter;
import daftar.messages.query.Operations.Projection;
import daftar.messages.query.Operations.Purpose;
import daftar.messages.query.Operations.Rebuild;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** What keeps the read models going, for administrators. */
@RestController
@RequestMapping(path = "/api/operations", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "operations", description = "For administrators")
public final class OperationsController {

    private final Operations operations;

    public OperationsController(Operations operations) {
        this.operations = operations;
    }

    /** Every projector with its segments. */
    public record Projections(List<Projection> projections) {}

    /** Tickets whose events wait. */
    public record DeadLetters(List<DeadLetter> deadLetters) {}

    /** @param worked whether nothing of the ticket is parked any more */
    public record Retried(String sequence, boolean worked) {}

    /** The ticket whose parked events were given up. */
    public record Discarded(String sequence) {}

    @Operation(
            summary = "The projectors, their positions and how far they are behind",
            description = "For administrators")
    @GetMapping("/projections")
    public Projections projections(@Parameter(hidden = true) Actor actor) {
        checkAdministrator(actor);
        return new Projections(operations.projections());
    }

    @Operation(summary = "Tickets whose events could not be applied", description = "For administrators")
    @GetMapping("/dead-letters")
    public DeadLetters deadLetters(
            @Parameter(hidden = true) Actor actor, @RequestParam(defaultValue = "100") int size) {
        checkAdministrator(actor);
        if (size < 1 || size > 1_000) {
            throw Refused.invalid("wrong-size", "size", "A page holds 1 to 1000 entries.");
        }
        return new DeadLetters(operations.deadLetters(size));
    }

    @Operation(summary = "Applies the parked events of a ticket again", description = "For administrators")
    @PostMapping("/dead-letters/{sequence}/retry")
    public Retried retry(@Parameter(hidden = true) Actor actor, @PathVariable String sequence) {
        checkAdministrator(actor);
        return new Retried(sequence, operations.retry(sequence));
    }

    @Operation(
            summary = "Gives the parked events of a ticket up",
            description = "For administrators. The ticket's documents stay behind: its next event finds that others are"
                    + " missing before it and is parked in its turn, until a rebuild makes the ticket whole.")
    @PostMapping("/dead-letters/{sequence}/discard")
    public Discarded discard(@Parameter(hidden = true) Actor actor, @PathVariable String sequence) {
        checkAdministrator(actor);
        operations.discard(sequence);
        return new Discarded(sequence);
    }

    @Operation(summary = "The rebuild that runs, or the last one", description = "For administrators")
    @GetMapping("/rebuild")
    public Rebuild rebuild(@Parameter(hidden = true) Actor actor) {
        checkAdministrator(actor);
        Rebuild rebuild = operations.rebuild();
        if (rebuild == null) {
            throw Refused.notFound("no-rebuild", "There has been no rebuild; POST here to start one.");
        }
        return rebuild;
    }

    @Operation(
            summary = "Builds the read models anew, beside those that are read",
            description =
                    "For administrators. Goes on from the last checkpoint of a rebuild that was stopped. SWITCH takes"
                            + " the new documents into use if they equal the present ones, or if it is known why not (other"
                            + " folds or definitions, tickets that were behind), SWITCH_IF_EQUAL only if they are equal,"
                            + " REPLACE whatever the present ones hold; CHECK compares them and throws them away. 409 if a"
                            + " rebuild runs already.")
    @PostMapping("/rebuild")
    @ResponseStatus(HttpStatus.ACCEPTED)
    public Rebuild startRebuild(
            @Parameter(hidden = true) Actor actor, @RequestParam(defaultValue = "SWITCH") Purpose purpose) {
        checkAdministrator(actor);
        return operations.startRebuild(purpose);
    }

    @Operation(
            summary = "Stops the running rebuild",
            description = "For administrators. The next start goes on from there. 409 if none runs.")
    @PostMapping("/rebuild/stop")
    public Rebuild stopRebuild(@Parameter(hidden = true) Actor actor) {
        checkAdministrator(actor);
        return operations.stopRebuild();
    }

    private static void checkAdministrator(Actor actor) {
        if (!actor.is(Role.ADMINISTRATOR)) {
            throw Refused.forbidden("not-allowed", "Operations are for administrators.");
        }
    }
}
