package daftar.domain.redaction;

import daftar.domain.Decision;
import daftar.messages.Actor;
import daftar.messages.Refused;
import daftar.messages.Role;
import daftar.messages.redaction.Place;
import daftar.messages.redaction.Redaction;
import daftar.messages.redaction.Redaction.State;
import daftar.messages.redaction.RedactionCommand;
import daftar.messages.redaction.RedactionCommand.*;
import daftar.messages.redaction.RedactionEvent.*;
import org.jspecify.annotations.Nullable;

/** Decides what is asked of a redaction: pure. Two people with the right are needed, since it cannot be undone. */
final class RedactionRules {

    private static final int MOST_TEXTS = 10_000;

    private RedactionRules() {}

    /** @throws Refused if the actor may not, or it is decided already */
    static Decision decide(@Nullable Redaction before, RedactionCommand command, Actor actor) {
        if (command instanceof RecordRedaction || command instanceof RecordErasure) {
            if (!actor.is(Role.CLOCK)) {
                throw Refused.forbidden("not-allowed", "What was carried out is recorded by Daftar itself.");
            }
            return recorded(known(before), command);
        }
        if (!actor.is(Role.REDACTOR)) {
            throw Refused.forbidden("not-allowed", "Making texts unreadable is for people with the role REDACTOR.");
        }
        if (command instanceof RequestRedaction wish) {
            return requested(before, wish);
        }
        return decided(known(before), command, actor);
    }

    private static Decision requested(@Nullable Redaction before, RequestRedaction wish) {
        if (before != null) {
            throw Refused.conflict("redaction-exists", "There is a redaction " + wish.redaction() + " already.");
        }
        if (wish.places().isEmpty() && wish.files().isEmpty()) {
            throw Refused.invalid("nothing-to-redact", "texts", "Nothing that can still be read is meant by this.");
        }
        int texts = 0;
        for (Place place : wish.places()) {
            texts += place.texts().size();
        }
        if (texts > MOST_TEXTS) {
            throw Refused.invalid(
                    "too-many-texts",
                    "texts",
                    "One redaction takes at most " + MOST_TEXTS + " texts; this is " + texts + ".");
        }
        return Decision.of(
                Role.REDACTOR.name(),
                new RedactionRequested(wish.subject(), wish.places(), wish.files(), wish.reason()));
    }

    private static Decision decided(Redaction redaction, RedactionCommand command, Actor actor) {
        boolean own = redaction.requestedBy().equals(actor.person());
        boolean declines = command instanceof DeclineRedaction;
        if (own && !declines) {
            throw Refused.forbidden(
                    "four-eyes", "Who asks for a redaction does not approve it: another REDACTOR has to.");
        }
        State wanted = declines ? State.DECLINED : State.APPROVED;
        boolean approved = redaction.state() != State.REQUESTED && redaction.state() != State.DECLINED;
        if (redaction.state() == wanted || !declines && approved) {
            return Decision.of(Role.REDACTOR.name());
        }
        if (redaction.state() != State.REQUESTED) {
            throw Refused.conflict(
                    "redaction-decided",
                    approved
                            ? "This redaction was approved and cannot be taken back."
                            : "This redaction was declined; ask for another.");
        }
        return switch (command) {
            case DeclineRedaction decline -> Decision.of(Role.REDACTOR.name(), new RedactionDeclined(decline.reason()));
            default -> Decision.of(Role.REDACTOR.name(), new RedactionApproved());
        };
    }

    private static Decision recorded(Redaction redaction, RedactionCommand command) {
        String role = Role.CLOCK.name();
        return switch (redaction.state()) {
            case REQUESTED, DECLINED ->
                throw Refused.conflict("redaction-not-approved", "This redaction was not approved.");
            case APPROVED ->
                command instanceof RecordRedaction ? Decision.of(role, new RedactionCarriedOut()) : Decision.of(role);
            case CARRIED_OUT ->
                command instanceof RecordErasure erasure
                        ? Decision.of(role, new RedactionErased(erasure.store()))
                        : Decision.of(role);
            case ERASED -> Decision.of(role);
        };
    }

    private static Redaction known(@Nullable Redaction redaction) {
        if (redaction == null) {
            throw Refused.notFound("unknown-redaction", "There is no such redaction.");
        }
        return redaction;
    }
}
