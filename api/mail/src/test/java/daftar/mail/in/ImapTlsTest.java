package daftar.mail.in;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.user.GreenMailUser;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import daftar.mail.HouseCertificates;
import daftar.mail.MessageIds;
import daftar.mail.ReplyTokens;
import daftar.mail.TlsFront;
import daftar.messages.ticket.TicketCommand.RaiseTicket;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A mailbox over TLS, one whose certificate is not to be trusted, and a login by a token. */
class ImapTlsTest {

    private static final String LOCK = "\uD83D\uDD12 ";

    @TempDir
    static Path folder;

    private static HouseCertificates certificates;

    private final RememberingCommands commands = new RememberingCommands();

    @BeforeAll
    static void issue() throws Exception {
        certificates = new HouseCertificates(folder);
    }

    private MailIn read(int port, Mailbox.Tls tls, Mailbox.Login login) {
        Mailbox mailbox = new Mailbox(
                "desk",
                "desk@desk.example",
                "127.0.0.1",
                port,
                tls,
                "desk",
                login,
                "INBOX",
                "Processed",
                "Set aside",
                Duration.ofMillis(100),
                null,
                null,
                null,
                null);
        MemoryFiles files = new MemoryFiles();
        MailDesk desk = new MailDesk(
                commands,
                new OnePerson(),
                commands,
                files,
                files,
                new ReplyTokens(new byte[32]),
                new MessageIds("desk.example"),
                Set.of("desk@desk.example"),
                () -> Instant.parse("2026-11-28T20:00:00Z"));
        MailIn in = new MailIn(
                List.of(mailbox),
                desk,
                new MailIn.Turn() {
                    @Override
                    public boolean hold() {
                        return true;
                    }

                    @Override
                    public void release() {}
                },
                fault -> false,
                1_000_000,
                Instant::now,
                new SimpleMeterRegistry());
        in.start();
        return in;
    }

    private record Password(String secret) implements Mailbox.Login {
        @Override
        public boolean isToken() {
            return false;
        }

        @Override
        public void refused() {}
    }

    private static GreenMail imap() throws Exception {
        GreenMail server = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_IMAP));
        server.start();
        GreenMailUser user = server.getUserManager().createUser("desk@desk.example", "desk", "s3cret-word");
        user.deliver(new MimeMessage(
                Session.getInstance(new Properties()),
                new ByteArrayInputStream(Raw.plain("Ann <ann@example.org>", "<1@example.org>", "x", "y"))));
        return server;
    }

    @Test
    void a_mail_is_taken_over_tls_from_the_first_byte() throws Exception {
        GreenMail server = imap();
        try (TlsFront front =
                        new TlsFront(certificates.of("good"), server.getImap().getPort());
                AutoCloseable trusted = certificates.trusted();
                MailIn in = read(front.port(), Mailbox.Tls.IMPLICIT, new Password("s3cret-word"))) {
            await(() -> commands.all(RaiseTicket.class).size() == 1);
            assertThat(in.standings().getFirst().state()).isEqualTo(MailboxStanding.State.READ);
        } finally {
            server.stop();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "true,  elsewhere, it is made out for another name",
        "true,  lapsed,    it has lapsed",
        "false, good,      no authority that this machine trusts has signed it"
    })
    void a_wrong_certificate_is_refused_and_it_is_said_why(boolean trusted, String certificate, String why)
            throws Exception {
        AutoCloseable nothing = () -> {};
        GreenMail server = imap();
        try (TlsFront front = new TlsFront(
                        certificates.of(certificate), server.getImap().getPort());
                ScriptedImap plain = new ScriptedImap(command -> null, certificates.of(certificate));
                AutoCloseable trust = trusted ? certificates.trusted() : nothing;
                MailIn secured = read(front.port(), Mailbox.Tls.IMPLICIT, new Password("s3cret-word"));
                MailIn begun = read(plain.port(), Mailbox.Tls.STARTTLS, new Password("s3cret-word"))) {
            await(() -> said(secured) != null && said(begun) != null);
            assertThat(said(secured)).isEqualTo("the certificate of 127.0.0.1:" + front.port() + " is refused: " + why);
            assertThat(said(begun)).isEqualTo("the certificate of 127.0.0.1:" + plain.port() + " is refused: " + why);
            assertThat(commands.count()).isZero();
            assertThat(plain.heard).contains("STARTTLS").allMatch(line -> line.matches("CAPABILITY|STARTTLS|LOGOUT"));
        } finally {
            server.stop();
        }
    }

    @Test
    void a_server_without_starttls_does_not_get_the_login() throws Exception {
        try (ScriptedImap server = new ScriptedImap(command -> null, null);
                MailIn in = read(server.port(), Mailbox.Tls.STARTTLS, new Password("s3cret-word"))) {
            await(() -> said(in) != null);
            assertThat(said(in)).contains("STARTTLS");
            assertThat(server.heard).allMatch(line -> line.matches("CAPABILITY|LOGOUT"));
        }
    }

    @Test
    void a_token_goes_in_the_place_of_the_password_and_is_got_anew_where_it_was_not_taken() throws Exception {
        AtomicInteger got = new AtomicInteger();
        AtomicInteger refused = new AtomicInteger();
        Mailbox.Login token = new Mailbox.Login() {
            @Override
            public boolean isToken() {
                return true;
            }

            @Override
            public String secret() {
                return "token-" + got.incrementAndGet();
            }

            @Override
            public void refused() {
                refused.incrementAndGet();
            }
        };
        try (ScriptedImap server = new ScriptedImap(
                        command -> command.contains("AUTHENTICATE") && got.get() == 1
                                ? "NO [AUTHENTICATIONFAILED] token-1 is not known"
                                : null,
                        certificates.of("good"));
                AutoCloseable trusted = certificates.trusted();
                MailIn in = read(server.port(), Mailbox.Tls.STARTTLS, token)) {
            await(() -> said(in) != null);
            assertThat(said(in)).isEqualTo("the server does not take the login");
            await(() -> in.standings().getFirst().state() == MailboxStanding.State.READ);
            assertThat(refused).hasValue(1);
            assertThat(server.heard.stream()
                            .filter(line -> line.contains("AUTHENTICATE") || line.contains("LOGIN"))
                            .map(ImapTlsTest::decoded))
                    .containsExactly(
                            "user=desk\u0001auth=Bearer token-1\u0001\u0001",
                            "user=desk\u0001auth=Bearer token-2\u0001\u0001");
        }
    }

    private static String decoded(String line) {
        String begin = LOCK + "AUTHENTICATE XOAUTH2 ";
        assertThat(line).startsWith(begin);
        return new String(Base64.getDecoder().decode(line.substring(begin.length())), StandardCharsets.UTF_8);
    }

    private static String said(MailIn in) {
        return in.standings().getFirst().said();
    }

    private static void await(BooleanSupplier wanted) throws InterruptedException {
        long giveUp = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (!wanted.getAsBoolean()) {
            assertThat(System.nanoTime()).as("in time").isLessThan(giveUp);
            Thread.sleep(20);
        }
    }
}
