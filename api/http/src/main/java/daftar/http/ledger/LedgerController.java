package daftar.http.ledger;

import daftar.messages.Actor;
import daftar.messages.Refused;
import daftar.messages.Role;
import daftar.messages.ledger.Ledger;
import daftar.messages.ledger.LedgerView;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The proof that nothing of the register was altered, for auditors. */
@RestController
@RequestMapping(produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "ledger", description = "The proof that nothing was altered (RFC 6962), for auditors")
public final class LedgerController {

    private static final String LEDGER = "/api/ledger";
    private static final String WHO = "For auditors.";

    private final Ledger ledger;

    public LedgerController(Ledger ledger) {
        this.ledger = ledger;
    }

    /** @param state what happens now, in words */
    public record Begun(String state) {}

    @Operation(summary = "How far the ledger is, and its newest signed head", description = WHO)
    @GetMapping(LEDGER)
    public LedgerView.Standing standing(@Parameter(hidden = true) Actor actor) {
        checkAuditor(actor);
        return ledger.standing();
    }

    @Operation(
            summary = "The key that checks the signatures",
            description = WHO + " With the links that lead to it from the first key, each signed by the key before.")
    @GetMapping(LEDGER + "/key")
    public LedgerView.Key key(@Parameter(hidden = true) Actor actor) {
        checkAuditor(actor);
        return ledger.key();
    }

    @Operation(summary = "The signed heads, the oldest first", description = WHO)
    @GetMapping(LEDGER + "/heads")
    public LedgerView.Heads heads(
            @Parameter(hidden = true) Actor actor,
            @Parameter(description = "The first revision to show") @RequestParam(defaultValue = "0") long from,
            @Parameter(description = "1 to 1000") @RequestParam(defaultValue = "200") int size) {
        checkAuditor(actor);
        return ledger.heads(from, size);
    }

    @Operation(
            summary = "The proof that an event is in the tree",
            description = WHO + " The event by its id, or by its position in the log.")
    @GetMapping(LEDGER + "/events/{event}/proof")
    public LedgerView.Inclusion inclusion(
            @Parameter(hidden = true) Actor actor,
            @PathVariable String event,
            @Parameter(description = "Of the signed head that it is proved for; the newest where there is none")
                    @RequestParam(required = false)
                    @Nullable Long size) {
        checkAuditor(actor);
        return ledger.inclusion(event, size);
    }

    @Operation(summary = "The proof that a tree grew out of a smaller one by appending alone", description = WHO)
    @GetMapping(LEDGER + "/consistency")
    public LedgerView.Consistency consistency(
            @Parameter(hidden = true) Actor actor,
            @Parameter(description = "Events of the smaller tree") @RequestParam long from,
            @Parameter(description = "Events of the larger tree") @RequestParam long to) {
        checkAuditor(actor);
        return ledger.consistency(from, to);
    }

    @Operation(summary = "What the tree holds of each event, in its order", description = WHO)
    @GetMapping(LEDGER + "/leaves")
    public LedgerView.Leaves leaves(
            @Parameter(hidden = true) Actor actor,
            @Parameter(description = "The first index, from 0") @RequestParam(defaultValue = "0") long from,
            @Parameter(description = "1 to 1000") @RequestParam(defaultValue = "500") int size) {
        checkAuditor(actor);
        return ledger.leaves(from, size);
    }

    @Operation(
            summary = "The events that the tree is over, as the store holds them",
            description = WHO + " Texts are sealed in it, as they are in the store.")
    @GetMapping(LEDGER + "/events")
    public LedgerView.Log events(
            @Parameter(hidden = true) Actor actor,
            @Parameter(description = "A position, as next of the page before") @RequestParam(required = false) @Nullable Long after,
            @Parameter(description = "1 to 1000") @RequestParam(defaultValue = "500") int size) {
        checkAuditor(actor);
        return ledger.events(after, size);
    }

    @Operation(
            summary = "The events of a stream with their proofs, and how many there are, signed",
            description = WHO + " A ticket's stream is its id.")
    @GetMapping(LEDGER + "/streams/{stream}")
    public LedgerView.StreamProofs stream(
            @Parameter(hidden = true) Actor actor,
            @PathVariable String stream,
            @Parameter(description = "The first revision") @RequestParam(defaultValue = "0") long from,
            @Parameter(description = "1 to 1000") @RequestParam(defaultValue = "200") int page,
            @Parameter(description = "Of the signed head that they are proved for; the newest where there is none")
                    @RequestParam(required = false)
                    @Nullable Long size) {
        checkAuditor(actor);
        return ledger.stream(stream, from, page, size);
    }

    @Operation(
            summary = "Has the ledger's tree made anew from the log",
            description =
                    "For administrators. Each signed head is compared with it on the way; what the ledger had kept"
                            + " until now is forgotten, so an export comes first where it does not agree.")
    @PostMapping("/api/operations/ledger/rebuild")
    @ResponseStatus(HttpStatus.ACCEPTED)
    public Begun rebuild(@Parameter(hidden = true) Actor actor) {
        if (!actor.is(Role.ADMINISTRATOR)) {
            throw Refused.forbidden("not-allowed", "The ledger's tree is made anew by administrators.");
        }
        ledger.rebuild();
        return new Begun("The tree is being made anew from the log.");
    }

    private static void checkAuditor(Actor actor) {
        if (!actor.is(Role.AUDITOR)) {
            throw Refused.forbidden("not-allowed", "The ledger is for auditors.");
        }
    }
}
