package daftar.mail.out;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import daftar.mail.MessageIds;
import daftar.mail.ReplyTokens;
import daftar.mail.out.SmtpOffice.Security;
import daftar.mail.out.SmtpOffice.Smtp;
import daftar.messages.Envelope;
import daftar.messages.ledger.LedgerView;
import daftar.messages.outbox.LetterChannel;
import daftar.messages.outbox.LetterKind;
import daftar.messages.outbox.OutboxCommand.QueueLetter;
import daftar.messages.outbox.OutboxEvent.LetterDropped;
import daftar.messages.outbox.OutboxEvent.LetterQueued;
import daftar.messages.outbox.OutboxEvent.LetterSent;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Signed heads on their way to auditors elsewhere, over a real mail server. */
class HeadLettersTest {

    private static final String AUDITOR = "auditor@elsewhere.example";
    private static final String OTHER = "court@elsewhere.example";
    private static final Instant PERIOD = Instant.parse("2026-11-22T00:00:00Z");
    private static final LedgerView.Head HEAD = new LedgerView.Head(
            4, 501, "ab".repeat(32), 777, PERIOD.plusSeconds(60), "0123456789abcdef", "c2lnbmF0dXJl");
    private static final String LINE = "{\"revision\":4,\"size\":501,\"root\":\"" + HEAD.root()
            + "\",\"position\":777,\"signedAt\":\"2026-11-22T00:01:00Z\",\"keyId\":\"0123456789abcdef\","
            + "\"signature\":\"c2lnbmF0dXJl\"}";

    private final AtomicReference<Instant> now = new AtomicReference<>(PERIOD.plusSeconds(61));
    private final Book book = new Book(now::get);
    private final House house = new House();
    private GreenMail server;
    private int port;
    private @Nullable Mailer mailer;

    @BeforeEach
    void open() {
        server = serverAt(0);
        port = server.getSmtp().getPort();
    }

    @AfterEach
    void close() {
        stop();
        server.stop();
    }

    @Test
    void a_head_is_mailed_with_all_that_checks_it() throws Exception {
        start(letters("en", AUDITOR));
        queue(letters("en", AUDITOR));
        await(() -> book.events(LetterSent.class).size() == 1);

        MimeMessage mail = server.getReceivedMessages()[0];
        assertThat(mail.getAllRecipients()[0]).hasToString(AUDITOR);
        assertThat(mail.getSubject()).isEqualTo("Desk: the register’s signed head over 501 events");
        assertThat(mail.getHeader("List-Unsubscribe"))
                .as("nobody's wish is asked")
                .isNull();
        String text = text(mail);
        assertThat(text.lines()).contains(LINE);
        assertThat(text)
                .contains("Events: 501\n", "Root of the tree: " + HEAD.root(), "Signed at: 2026-11-22T00:01:00Z")
                .contains("Key: 0123456789abcdef", "Public key: cHVibGlj", "Signature: c2lnbmF0dXJl");
        assertThat(book.everything().toString()).as("addresses are in no event").doesNotContain("elsewhere");
    }

    @ParameterizedTest
    @ValueSource(strings = {"de", "fa", "ru", "zh"})
    void in_every_language_the_line_is_the_same(String language) {
        QueueLetter letter =
                letters(language, AUDITOR).of(HEAD, "cHVibGlj", LINE, PERIOD).getFirst();

        assertThat(letter.kind()).isEqualTo(LetterKind.LEDGER_HEAD);
        assertThat(letter.language()).isEqualTo(language);
        assertThat(letter.text().readable()).contains("\n" + LINE + "\n", ": " + HEAD.root());
        assertThat(letter.subject().readable()).contains("501").doesNotContain("signed head");
    }

    @Test
    void a_mail_server_that_is_away_loses_none_and_a_crash_before_or_after_doubles_none() throws Exception {
        server.stop();
        HeadLetters letters = letters("en", AUDITOR, OTHER);
        start(letters);
        await(() -> book.mark() != null);
        queue(letters);
        await(() -> mailer != null && mailer.state().trouble() != null);
        stop(); // it dies while the letters wait
        server = serverAt(port);
        start(letters);
        queue(letters); // whoever wrote them died before it knew
        await(() -> book.events(LetterSent.class).size() == 2);
        stop();
        start(letters);
        queue(letters);
        queue(letters, HEAD, PERIOD.plus(Duration.ofDays(1)));
        await(() -> book.events(LetterSent.class).size() == 4);

        assertThat(book.events(LetterQueued.class)).hasSize(4);
        assertThat(Arrays.stream(server.getReceivedMessages()).map(HeadLettersTest::id))
                .doesNotHaveDuplicates()
                .hasSize(4);
    }

    @Test
    void an_address_that_was_taken_out_of_the_settings_gets_nothing_more() {
        start(letters("en", AUDITOR));
        await(() -> book.mark() != null);
        queue(letters("en", AUDITOR, OTHER));
        await(() -> book.events(LetterSent.class).size() == 1
                && book.events(LetterDropped.class).size() == 1);

        assertThat(server.getReceivedMessages()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"auditor", "auditor@", "@elsewhere.example", "a@b.example, c@d.example", "Anna <a@b.example>", ""
            })
    void what_is_no_address_is_named(String address) {
        assertThatThrownBy(() -> letters("en", address))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("\"" + address + "\" is no mail address");
    }

    private HeadLetters letters(String language, String... addresses) {
        return new HeadLetters(house, "Desk", language, List.of(addresses));
    }

    private void queue(HeadLetters letters) {
        queue(letters, HEAD, PERIOD);
    }

    private void queue(HeadLetters letters, LedgerView.Head head, Instant period) {
        await(() -> book.mark() != null);
        letters.of(head, "cHVibGlj", LINE, period)
                .forEach(letter -> book.send(letter, Envelope.of(Mailer.ACTOR, UUID.randomUUID())));
    }

    private static GreenMail serverAt(int port) {
        GreenMail server = new GreenMail(new ServerSetup(port, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
        server.start();
        return server;
    }

    private void start(HeadLetters letters) {
        Smtp smtp = new Smtp(
                "127.0.0.1", port, Security.NONE, null, null, "desk@desk.example", "Desk", "desk@desk.example");
        Mailer started = new Mailer(
                book,
                new Mailer.Lease() {
                    @Override
                    public boolean hold() {
                        return true;
                    }

                    @Override
                    public void release() {}
                },
                book,
                house,
                new Drafting(Set.of(LetterChannel.MAIL), "Desk", null, true),
                new Sending.Setup(
                        List.of(PostOffice.Maker.of(
                                LetterChannel.MAIL,
                                () -> new SmtpOffice(
                                        smtp,
                                        new MessageIds("desk.example"),
                                        new ReplyTokens(new byte[32]),
                                        null,
                                        now::get))),
                        2,
                        0,
                        Duration.ofDays(3),
                        URI.create("https://desk.example"),
                        true,
                        null,
                        new SignedLinks(new byte[32]),
                        letters.readers()),
                now::get,
                new SimpleMeterRegistry(),
                false);
        started.start();
        mailer = started;
    }

    private void stop() {
        Mailer running = mailer;
        mailer = null;
        if (running != null) {
            running.close();
        }
    }

    /** Looks again and again until it is so; the clock of the letters moves on meanwhile. */
    private void await(BooleanSupplier so) {
        for (int i = 0; i < 2_000 && !so.getAsBoolean(); i++) {
            now.updateAndGet(at -> at.plusMillis(20));
            try {
                Thread.sleep(2);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
        assertThat(so.getAsBoolean()).isTrue();
    }

    private static String id(MimeMessage mail) {
        try {
            return mail.getMessageID() + mail.getAllRecipients()[0];
        } catch (jakarta.mail.MessagingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String text(MimeMessage mail) throws Exception {
        return ((MimeMultipart) mail.getContent())
                .getBodyPart(0)
                .getContent()
                .toString()
                .replace("\r\n", "\n");
    }
}
