package daftar.http.access;

import daftar.http.DaftarPosition;
import daftar.http.directory.Page;
import daftar.http.directory.Register;
import daftar.messages.Actor;
import daftar.messages.Refused;
import daftar.messages.Role;
import daftar.messages.access.AccessView;
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
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Shows API tokens, never their secrets: to everybody their own, to administrators and auditors all. */
@RestController
@RequestMapping(path = TokenController.TOKENS, produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "access")
public final class TokenReadController {

    private final AccessView view;
    private final Register register;
    private final InstantSource clock;

    public TokenReadController(AccessView view, Register register, InstantSource clock) {
        this.view = view;
        this.register = register;
        this.clock = clock;
    }

    /**
     * A token as it is shown.
     *
     * @param state {@code VALID}, {@code EXPIRED} or {@code REVOKED}
     * @param lastUsedAt the first use of the last day on which it was used; null for never
     */
    public record ShownToken(
            String id,
            String person,
            @Nullable String name,
            List<String> scopes,
            String state,
            String createdBy,
            Instant createdAt,
            Instant expiresAt,
            @Nullable Instant revokedAt,
            @Nullable Instant lastUsedAt) {}

    @Operation(
            summary = "API tokens, in the order of their ids",
            description = "One's own; ADMINISTRATOR and AUDITOR see everybody's, and may name a person.")
    @GetMapping
    public ResponseEntity<Page<ShownToken>> tokens(
            @Parameter(hidden = true) Actor actor,
            @RequestParam(required = false) @Nullable String person,
            @RequestParam(required = false) @Nullable String after,
            @RequestParam(defaultValue = "100") int limit,
            @RequestHeader(name = DaftarPosition.HEADER, required = false) @Nullable String position) {
        if (person != null && !person.equals(actor.person()) && !seesAll(actor)) {
            throw Refused.forbidden("not-yours", "You see your own tokens; all are seen by ADMINISTRATOR and AUDITOR.");
        }
        boolean fresh = await(position);
        Instant now = clock.instant();
        List<AccessView.Token> seen = view.tokens().stream()
                .filter(token -> person == null
                        ? seesAll(actor) || token.person().equals(actor.person())
                        : token.person().equals(person))
                .toList();
        ResponseEntity.BodyBuilder answer = ResponseEntity.ok();
        if (!fresh) {
            answer.header(DaftarPosition.STALE_HEADER, "true");
        }
        return answer.body(Page.of(seen, AccessView.Token::id, after, limit, token -> shown(token, now)));
    }

    @Operation(summary = "An API token")
    @GetMapping("/{id}")
    public ResponseEntity<ShownToken> token(
            @Parameter(hidden = true) Actor actor,
            @PathVariable String id,
            @RequestHeader(name = DaftarPosition.HEADER, required = false) @Nullable String position) {
        boolean fresh = await(position);
        AccessView.Token token = view.token(id);
        if (token == null || (!seesAll(actor) && !token.person().equals(actor.person()))) {
            throw Refused.notFound("unknown-token", "There is no such token, or it is not yours.");
        }
        ResponseEntity.BodyBuilder answer = ResponseEntity.ok().header("ETag", "\"" + token.revision() + "\"");
        if (!fresh) {
            answer.header(DaftarPosition.STALE_HEADER, "true");
        }
        return answer.body(shown(token, clock.instant()));
    }

    private boolean await(@Nullable String position) {
        return position == null
                || register.awaitPosition(DaftarPosition.decode(position).position());
    }

    private static boolean seesAll(Actor actor) {
        return actor.isAny(Role.ADMINISTRATOR, Role.AUDITOR);
    }

    private static ShownToken shown(AccessView.Token token, Instant now) {
        String state = token.revokedAt() != null ? "REVOKED" : token.isValidAt(now) ? "VALID" : "EXPIRED";
        return new ShownToken(
                token.id(),
                token.person(),
                token.name(),
                token.scopes(),
                state,
                token.createdBy(),
                token.createdAt(),
                token.expiresAt(),
                token.revokedAt(),
                token.lastUsedAt());
    }
}
