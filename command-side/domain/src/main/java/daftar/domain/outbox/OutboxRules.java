package daftar.domain.outbox;

import daftar.domain.Decision;
import daftar.messages.Actor;
import daftar.messages.Limits;
import daftar.messages.Refused;
import daftar.messages.Role;
import daftar.messages.outbox.OutboxCommand;
import daftar.messages.outbox.OutboxCommand.DropLetter;
import daftar.messages.outbox.OutboxCommand.QueueLetter;
import daftar.messages.outbox.OutboxCommand.RecordBounce;
import daftar.messages.outbox.OutboxCommand.RecordLetterFailure;
import daftar.messages.outbox.OutboxCommand.RecordLetterSent;
import daftar.messages.outbox.OutboxEvent.LetterBounced;
import daftar.messages.outbox.OutboxEvent.LetterDropped;
import daftar.messages.outbox.OutboxEvent.LetterFailed;
import daftar.messages.outbox.OutboxEvent.LetterGivenUp;
import daftar.messages.outbox.OutboxEvent.LetterQueued;
import daftar.messages.outbox.OutboxEvent.LetterSent;
import org.jspecify.annotations.Nullable;

/** Decides what becomes of letters: pure. Doing anything twice does nothing. */
final class OutboxRules {

    private static final String BY = Role.CLOCK.name();

    private OutboxRules() {}

    static Decision decide(@Nullable Outbox outbox, OutboxCommand command, Actor actor) {
        if (!actor.is(Role.CLOCK)) {
            throw Refused.forbidden("not-allowed", "Letters are written by Daftar itself.");
        }
        return switch (command) {
            case QueueLetter queue -> queued(outbox, queue);
            case RecordLetterSent sent -> {
                Outbox.Standing standing = known(outbox, sent.key());
                // a letter that was sent was sent, even if it had been given up meanwhile
                yield standing.settled() && standing.attempts() == 0
                        ? Decision.of(BY)
                        : Decision.of(BY, new LetterSent(sent.key(), sent.messageId(), sent.acceptedAt()));
            }
            case RecordLetterFailure failure -> {
                Outbox.Standing standing = known(outbox, failure.key());
                if (standing.settled() || standing.attempts() >= failure.attempt()) {
                    yield Decision.of(BY);
                }
                yield failure.retryAt() == null
                        ? Decision.of(BY, new LetterGivenUp(failure.key(), failure.attempt(), failure.reason()))
                        : Decision.of(
                                BY,
                                new LetterFailed(
                                        failure.key(), failure.attempt(), failure.reason(), failure.retryAt()));
            }
            case RecordBounce bounce -> {
                String key = outbox == null ? null : outbox.sent().get(bounce.messageId());
                if (key == null) {
                    throw Refused.notFound("unknown-letter", "No letter that went out from here has come back so.");
                }
                yield Decision.of(BY, new LetterBounced(key, bounce.reason()));
            }
            case DropLetter drop ->
                known(outbox, drop.key()).settled()
                        ? Decision.of(BY)
                        : Decision.of(BY, new LetterDropped(drop.key(), drop.reason()));
        };
    }

    private static Decision queued(@Nullable Outbox outbox, QueueLetter letter) {
        if (letter.key().isBlank() || letter.key().length() > Limits.WORD) {
            throw Refused.invalid("wrong-key", "key", "key must have 1 to " + Limits.WORD + " characters.");
        }
        if (outbox != null && outbox.letters().containsKey(letter.key())) {
            return Decision.of(BY);
        }
        return Decision.of(
                BY,
                new LetterQueued(
                        letter.key(),
                        letter.kind(),
                        letter.recipient(),
                        letter.channel(),
                        letter.language(),
                        letter.number(),
                        letter.revision(),
                        letter.subject(),
                        letter.text(),
                        letter.html(),
                        letter.links(),
                        letter.inReplyTo(),
                        letter.notBefore(),
                        letter.digest()));
    }

    private static Outbox.Standing known(@Nullable Outbox outbox, String key) {
        Outbox.Standing standing = outbox == null ? null : outbox.letters().get(key);
        if (standing == null) {
            throw Refused.notFound("unknown-letter", "There is no letter " + key + " here.");
        }
        return standing;
    }
}
