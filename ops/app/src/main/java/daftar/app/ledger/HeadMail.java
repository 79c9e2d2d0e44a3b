package daftar.app.ledger;

import daftar.ledger.PublicKey;
import daftar.ledgertree.HeadsFile;
import daftar.ledgertree.SignedHeads.Kept;
import daftar.mail.out.HeadLetters;
import daftar.mail.out.LetterLog;
import daftar.messages.Actor;
import daftar.messages.Commands;
import daftar.messages.Envelope;
import daftar.messages.ledger.LedgerView;
import daftar.messages.outbox.OutboxCommand.QueueLetter;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Has the first head of each period mailed. The letters are written into an outbox of that period, where none is written
 * twice, whoever does it and however often; sending them, and trying again, is the mailer's.
 */
final class HeadMail {

    private final HeadLetters letters;
    private final LetterLog register;
    private final Commands commands;
    private final Duration period;
    private @Nullable Instant done;

    HeadMail(HeadLetters letters, LetterLog register, Commands commands, Duration period) {
        this.letters = letters;
        this.register = register;
        this.commands = commands;
        this.period = period;
    }

    /** Has a head mailed unless another of its period was. @param key that signed it; gives null where it is not known here */
    void mail(Kept head, Supplier<@Nullable PublicKey> key) {
        Instant began = beginOf(head.head().signedAt());
        // before the mailer has begun, what is written is its past, which it does not send
        if (letters.readers().isEmpty() || began.equals(done) || register.mark() == null) {
            return;
        }
        LedgerView.Head shown = new LedgerView.Head(
                head.revision(),
                head.head().size(),
                head.head().root().toString(),
                head.head().position(),
                head.head().signedAt(),
                head.signed().keyId(),
                head.signed().signature());
        PublicKey signer = key.get();
        String publicKey = signer == null ? null : signer.text();
        for (QueueLetter letter : letters.of(shown, publicKey, HeadsFile.text(head), began)) {
            UUID command = UUID.nameUUIDFromBytes(
                    ("ledger mail:" + letter.outbox() + ":" + letter.key()).getBytes(StandardCharsets.UTF_8));
            commands.send(letter, Envelope.of(Actor.clock(), command));
        }
        done = began;
    }

    private Instant beginOf(Instant at) {
        long millis = period.toMillis();
        return Instant.ofEpochMilli(Math.floorDiv(at.toEpochMilli(), millis) * millis);
    }
}
