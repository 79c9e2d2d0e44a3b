package daftar.mail.out;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import daftar.mail.HouseCertificates;
import daftar.mail.MessageIds;
import daftar.mail.ReplyTokens;
import daftar.mail.TlsFront;
import daftar.mail.out.PostOffice.Outcome;
import daftar.mail.out.PostOffice.Parcel;
import daftar.mail.out.SmtpOffice.Security;
import daftar.mail.out.SmtpOffice.Smtp;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Base64;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Letters over TLS, from the first byte and after STARTTLS, and to whom they are not given. */
class SmtpTlsTest {

    private static final Parcel PARCEL = new Parcel(
            "anna@house.example",
            null,
            "ticket-0193a5b0-0000-7000-8000-000000000001",
            "k",
            "T-1042",
            "en",
            "Subject",
            "Text",
            null,
            null,
            null,
            false);

    @TempDir
    static Path folder;

    private static HouseCertificates certificates;

    @BeforeAll
    static void issue() throws Exception {
        certificates = new HouseCertificates(folder);
    }

    private static Outcome deliver(int port, Security security) {
        Smtp smtp = new Smtp(
                "127.0.0.1", port, security, "desk", "s3cret-word", "desk@desk.example", null, "desk@desk.example");
        try (SmtpOffice office = new SmtpOffice(
                smtp, new MessageIds("desk.example"), new ReplyTokens(new byte[32]), null, InstantSource.system())) {
            return office.deliver(PARCEL);
        }
    }

    private static GreenMail smtp() throws Exception {
        GreenMail server = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
        server.start();
        server.getUserManager().createUser("desk@desk.example", "desk", "s3cret-word");
        return server;
    }

    @Test
    void a_letter_goes_over_tls_from_the_first_byte() throws Exception {
        GreenMail server = smtp();
        try (TlsFront front =
                        new TlsFront(certificates.of("good"), server.getSmtp().getPort());
                AutoCloseable trusted = certificates.trusted()) {
            assertThat(deliver(front.port(), Security.TLS)).isInstanceOf(Outcome.Accepted.class);
            assertThat(server.getReceivedMessages()).hasSize(1);
        } finally {
            server.stop();
        }
    }

    @Test
    void after_a_plain_beginning_all_but_the_beginning_is_over_tls() throws Exception {
        try (ScriptedSmtp server = new ScriptedSmtp(line -> null, certificates.of("good"));
                AutoCloseable trusted = certificates.trusted()) {
            assertThat(deliver(server.port(), Security.STARTTLS)).isInstanceOf(Outcome.Accepted.class);
            assertThat(server.heard.stream().filter(line -> !line.startsWith("\uD83D\uDD12")))
                    .allMatch(line -> line.startsWith("EHLO ") || line.equals("STARTTLS"));
            assertThat(server.heard)
                    .anyMatch(line -> line.startsWith("\uD83D\uDD12 AUTH "))
                    .anyMatch(line -> line.startsWith("\uD83D\uDD12 RCPT TO:<anna@house.example>"));
        }
    }

    @Test
    void a_server_without_starttls_gets_neither_letter_nor_login() throws Exception {
        try (ScriptedSmtp server = new ScriptedSmtp(line -> null)) {
            assertThat(deliver(server.port(), Security.STARTTLS))
                    .isInstanceOfSatisfying(Outcome.Away.class, away -> assertThat(away.reason())
                            .contains("STARTTLS"));
            assertThat(server.heard).noneMatch(line -> line.startsWith("AUTH") || line.startsWith("MAIL"));
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
        GreenMail server = smtp();
        try (TlsFront front = new TlsFront(
                        certificates.of(certificate), server.getSmtp().getPort());
                ScriptedSmtp plain = new ScriptedSmtp(line -> null, certificates.of(certificate));
                AutoCloseable trust = trusted ? certificates.trusted() : nothing) {
            assertThat(deliver(front.port(), Security.TLS))
                    .isEqualTo(new Outcome.Away("The mail server cannot be trusted: the certificate of 127.0.0.1:"
                            + front.port() + " is refused: " + why));
            assertThat(server.getReceivedMessages()).isEmpty();
            assertThat(deliver(plain.port(), Security.STARTTLS))
                    .isEqualTo(new Outcome.Away("The mail server cannot be trusted: the certificate of 127.0.0.1:"
                            + plain.port() + " is refused: " + why));
            assertThat(plain.heard).noneMatch(line -> line.contains("AUTH") || line.contains("MAIL"));
        } finally {
            server.stop();
        }
    }

    @Test
    void a_login_that_is_not_taken_is_told_without_what_the_server_says_about_it() throws Exception {
        String login = Base64.getEncoder().encodeToString("\0desk\0s3cret-word".getBytes(StandardCharsets.UTF_8));
        try (ScriptedSmtp server =
                        new ScriptedSmtp(line -> line.startsWith("AUTH") ? "535 5.7.8 you sent " + login : null);
                ScriptedSmtp secured = new ScriptedSmtp(
                        line -> line.startsWith("AUTH") ? "535 5.7.8 s3cret-word is wrong" : null,
                        certificates.of("good"));
                AutoCloseable trusted = certificates.trusted()) {
            Outcome told = new Outcome.Away("The mail server did not let the desk in.");
            assertThat(deliver(server.port(), Security.NONE)).isEqualTo(told);
            assertThat(deliver(secured.port(), Security.STARTTLS)).isEqualTo(told);
        }
    }
}
