package daftar.query;

import daftar.messages.Recorded;
import daftar.messages.Text;
import daftar.messages.outbox.OutboxEvent;
import daftar.messages.outbox.OutboxEvent.LetterBounced;
import daftar.messages.outbox.OutboxEvent.LetterDropped;
import daftar.messages.outbox.OutboxEvent.LetterFailed;
import daftar.messages.outbox.OutboxEvent.LetterGivenUp;
import daftar.messages.outbox.OutboxEvent.LetterQueued;
import daftar.messages.outbox.OutboxEvent.LetterSent;
import daftar.messages.query.LettersView.Letter;
import daftar.messages.query.LettersView.Standing;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** An outbox folded into the letters that were in it: pure. */
final class Letters {

    private Letters() {}

    /** @param events of one outbox, their texts opened */
    static List<Letter> of(Stream<Recorded> events, Naming naming) {
        Map<String, Letter> letters = new LinkedHashMap<>();
        events.forEach(recorded -> {
            if (recorded.event() instanceof OutboxEvent event) {
                fold(letters, event, recorded.occurredAt(), naming);
            }
        });
        return List.copyOf(letters.values());
    }

    private static void fold(Map<String, Letter> letters, OutboxEvent event, Instant at, Naming naming) {
        switch (event) {
            case LetterQueued e ->
                letters.put(
                        e.key(),
                        new Letter(
                                e.key(),
                                e.kind(),
                                naming.person(e.recipient()),
                                e.channel(),
                                e.language(),
                                e.revision(),
                                Text.read(e.subject()),
                                Text.read(e.text()),
                                at,
                                Standing.WAITING,
                                at,
                                e.notBefore() == null ? at : e.notBefore(),
                                0,
                                null,
                                null));
            case LetterSent e ->
                letters.computeIfPresent(
                        e.key(),
                        (key, letter) -> letter(
                                letter, Standing.SENT, e.acceptedAt(), null, letter.attempts(), e.messageId(), null));
            case LetterFailed e ->
                letters.computeIfPresent(
                        e.key(),
                        (key, letter) -> letter(
                                letter, Standing.WAITING, at, e.retryAt(), e.attempt(), null, Text.read(e.reason())));
            case LetterGivenUp e ->
                letters.computeIfPresent(
                        e.key(),
                        (key, letter) ->
                                letter(letter, Standing.GIVEN_UP, at, null, e.attempt(), null, Text.read(e.reason())));
            case LetterDropped e ->
                letters.computeIfPresent(
                        e.key(),
                        (key, letter) -> letter(
                                letter,
                                Standing.DROPPED,
                                at,
                                null,
                                letter.attempts(),
                                null,
                                e.reason().name()));
            case LetterBounced e ->
                letters.computeIfPresent(
                        e.key(),
                        (key, letter) -> letter(
                                letter,
                                Standing.BOUNCED,
                                at,
                                null,
                                letter.attempts(),
                                letter.messageId(),
                                Text.read(e.reason())));
        }
    }

    private static Letter letter(
            Letter before,
            Standing standing,
            Instant at,
            @Nullable Instant due,
            int attempts,
            @Nullable String messageId,
            @Nullable String reason) {
        return new Letter(
                before.key(),
                before.kind(),
                before.recipient(),
                before.channel(),
                before.language(),
                before.revision(),
                before.subject(),
                before.text(),
                before.queuedAt(),
                standing,
                at,
                due,
                attempts,
                messageId,
                reason);
    }
}
