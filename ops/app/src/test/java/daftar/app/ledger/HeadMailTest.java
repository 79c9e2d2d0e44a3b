package daftar.app.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import daftar.ledger.Hash;
import daftar.ledger.SigningKey;
import daftar.ledger.TreeHead;
import daftar.ledgertree.HeadsFile;
import daftar.ledgertree.SignedHeads.Kept;
import daftar.mail.out.HeadLetters;
import daftar.mail.out.LetterLog;
import daftar.messages.Receipt;
import daftar.messages.Recorded;
import daftar.messages.outbox.OutboxCommand.QueueLetter;
import daftar.reference.ReferenceState;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Which heads are mailed. */
class HeadMailTest {

    private static final SigningKey KEY = SigningKey.of(SigningKey.fresh());
    private static final Instant DAY = Instant.parse("2026-11-22T00:00:00Z");

    private final List<QueueLetter> written = new ArrayList<>();
    private LetterLog.@Nullable Mark mark = new LetterLog.Mark(1, 1);
    private boolean away;
    private HeadMail mail = mail("auditor@elsewhere.example");

    @Test
    void the_first_head_of_each_period_is_mailed_with_what_checks_it() {
        mail(DAY.plusSeconds(10));
        mail(DAY.plusSeconds(70));
        mail(DAY.plus(Duration.ofHours(23)));
        mail(DAY.plus(Duration.ofDays(3)));

        assertThat(written)
                .extracting(QueueLetter::outbox)
                .containsExactly("outbox-ledger-20261122T000000Z", "outbox-ledger-20261125T000000Z");
        assertThat(written.getFirst().text().readable())
                .contains(
                        HeadsFile.text(head(DAY.plusSeconds(10))),
                        KEY.publicKey().text());
    }

    @Test
    void after_a_crash_the_same_letters_are_asked_for_which_the_outbox_has_already() {
        mail(DAY.plusSeconds(10));
        mail = mail("auditor@elsewhere.example");
        mail(DAY.plusSeconds(10));

        assertThat(written).hasSize(2);
        assertThat(written.get(1).outbox()).isEqualTo(written.get(0).outbox());
        assertThat(written.get(1).key()).isEqualTo(written.get(0).key());
    }

    @Test
    void what_could_not_be_written_is_written_at_the_next_turn() {
        away = true;
        assertThatThrownBy(() -> mail(DAY.plusSeconds(10))).isInstanceOf(IllegalStateException.class);
        away = false;
        mail(DAY.plusSeconds(10));

        assertThat(written).hasSize(1);
    }

    @Test
    void nothing_is_written_before_the_mailer_has_begun_nor_where_nobody_reads_it() {
        mark = null;
        mail(DAY.plusSeconds(10));
        assertThat(written).isEmpty();
        mark = new LetterLog.Mark(1, 1);
        mail = mail();
        mail(DAY.plusSeconds(10));
        assertThat(written).isEmpty();
    }

    private void mail(Instant signedAt) {
        mail.mail(head(signedAt), KEY::publicKey);
    }

    private static Kept head(Instant signedAt) {
        return new Kept(4, KEY.sign(new TreeHead(501, Hash.EMPTY, 777, signedAt)));
    }

    private HeadMail mail(String... addresses) {
        return new HeadMail(
                new HeadLetters(ReferenceState.EMPTY, "Desk", "en", List.of(addresses)),
                new Begun(),
                (command, envelope) -> {
                    if (away) {
                        throw new IllegalStateException("away");
                    }
                    written.add((QueueLetter) command);
                    return new Receipt(command.stream(), null, 0, 0, false);
                },
                Duration.ofDays(1));
    }

    /** Knows only whether the mailer has begun. */
    private final class Begun implements LetterLog {

        @Override
        public long head() {
            return 0;
        }

        @Override
        public List<Recorded> read(String stream, long fromRevision) {
            return List.of();
        }

        @Override
        public AutoCloseable follow(long afterPosition, String prefix, Listener listener) {
            return () -> {};
        }

        @Override
        public @Nullable Mark mark() {
            return mark;
        }

        @Override
        public void store(Mark stored) {
            mark = stored;
        }
    }
}
