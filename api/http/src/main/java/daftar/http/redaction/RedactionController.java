package daftar.http.redaction;

import daftar.http.DaftarPosition;
import daftar.http.directory.Answered;
import daftar.http.directory.Page;
import daftar.http.directory.Register;
import daftar.messages.Actor;
import daftar.messages.Refused;
import daftar.messages.Role;
import daftar.messages.redaction.Place;
import daftar.messages.redaction.RedactedText;
import daftar.messages.redaction.Redaction;
import daftar.messages.redaction.Redactions;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Shows what was asked to be made unreadable, and what became of it. */
@RestController
@RequestMapping(path = RedactionCommandController.REDACTIONS, produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "redactions")
public final class RedactionController {

    private static final String WHO = "For REDACTOR and AUDITOR.";

    private final Redactions redactions;
    private final Register register;

    public RedactionController(Redactions redactions, Register register) {
        this.redactions = redactions;
        this.register = register;
    }

    /**
     * Texts of one event.
     *
     * @param texts how many
     */
    public record ShownPlace(String stream, long revision, long texts) {}

    /**
     * A redaction as it is shown. It never says anything of the texts.
     *
     * @param reason null where it was redacted itself
     * @param refusal why it was declined; null where it was not, or none was given
     * @param carriedOutAt when the texts became unreadable; null before
     * @param erasedAt when the servers' files were cleaned; null before
     * @param storeScavenged whether that included the event store; false where its owner has to scavenge it
     */
    public record ShownRedaction(
            String id,
            Redaction.State state,
            String subject,
            List<ShownPlace> places,
            List<String> files,
            @Nullable String reason,
            String requestedBy,
            Instant requestedAt,
            @Nullable String decidedBy,
            @Nullable Instant decidedAt,
            @Nullable String refusal,
            @Nullable Instant carriedOutAt,
            @Nullable Instant erasedAt,
            @Nullable Boolean storeScavenged) {}

    @Operation(summary = "Redactions, in the order in which they were asked for", description = WHO)
    @GetMapping
    public ResponseEntity<Page<ShownRedaction>> redactions(
            @Parameter(hidden = true) Actor actor,
            @RequestParam(required = false) @Nullable String after,
            @RequestParam(defaultValue = "100") int limit,
            @RequestHeader(name = DaftarPosition.HEADER, required = false) @Nullable String position) {
        check(actor);
        ResponseEntity.BodyBuilder answer = Answered.after(register, position);
        return answer.body(Page.of(redactions.redactions(), Redaction::id, after, limit, RedactionController::shown));
    }

    @Operation(
            summary = "A redaction",
            description = WHO + " Which texts it is about is told by stream and event, never by what they say.")
    @GetMapping("/{id}")
    public ResponseEntity<ShownRedaction> redaction(
            @Parameter(hidden = true) Actor actor,
            @PathVariable String id,
            @RequestHeader(name = DaftarPosition.HEADER, required = false) @Nullable String position) {
        check(actor);
        ResponseEntity.BodyBuilder answer = Answered.after(register, position);
        Redaction redaction = redactions.redaction(id);
        if (redaction == null) {
            throw RedactionCommandController.unknown();
        }
        return answer.header("ETag", "\"" + redaction.version() + "\"").body(shown(redaction));
    }

    private static void check(Actor actor) {
        if (!actor.isAny(Role.REDACTOR, Role.AUDITOR)) {
            throw Refused.forbidden("not-allowed", "Redactions are for REDACTOR and AUDITOR.");
        }
    }

    private static ShownRedaction shown(Redaction redaction) {
        Redaction.Decision decision = redaction.decision();
        Redaction.Erasure erasure = redaction.erasure();
        return new ShownRedaction(
                redaction.id(),
                redaction.state(),
                redaction.subject(),
                redaction.places().stream().flatMap(RedactionController::shown).toList(),
                redaction.files(),
                redaction.reason(),
                redaction.requestedBy(),
                redaction.requestedAt(),
                decision == null ? null : decision.by(),
                decision == null ? null : decision.at(),
                decision == null ? null : decision.refusal(),
                redaction.carriedOutAt(),
                erasure == null ? null : erasure.at(),
                erasure == null ? null : erasure.store());
    }

    private static java.util.stream.Stream<ShownPlace> shown(Place place) {
        return place.texts().stream()
                .map(RedactedText::revision)
                .distinct()
                .map(revision -> new ShownPlace(
                        place.stream(),
                        revision,
                        place.texts().stream()
                                .filter(text -> text.revision() == revision)
                                .count()));
    }
}
