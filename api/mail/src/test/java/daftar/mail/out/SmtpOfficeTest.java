package daftar.mail.out;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import com.sun.net.httpserver.HttpServer;
import daftar.mail.MessageIds;
import daftar.mail.OAuthTokens;
import daftar.mail.ReplyTokens;
import daftar.mail.out.PostOffice.Outcome;
import daftar.mail.out.PostOffice.Parcel;
import daftar.mail.out.SmtpOffice.Security;
import daftar.mail.out.SmtpOffice.Smtp;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SmtpOfficeTest {

    private static final String ABOUT = "ticket-0193a5b0-0000-7000-8000-000000000001";
    private static final MessageIds IDS = new MessageIds("desk.example");
    private static final ReplyTokens TOKENS = new ReplyTokens(new byte[32]);

    private static Smtp at(int port) {
        return new Smtp(
                "127.0.0.1", port, Security.NONE, null, null, "desk@desk.example", "میز خدمت", "desk@desk.example");
    }

    private static SmtpOffice office(Smtp smtp, @Nullable OAuthTokens oauth) {
        return new SmtpOffice(smtp, IDS, TOKENS, oauth, InstantSource.system());
    }

    private static Parcel parcel(String key) {
        return new Parcel(
                "anna@house.example",
                "Anna Schmidt",
                ABOUT,
                key,
                "T-1042",
                "fa",
                "حل شد: چاپگر",
                "متن\n\n-- \n",
                "<p dir=\"rtl\">متن</p>",
                null,
                URI.create("https://desk.example/api/links/a.b"),
                false);
    }

    @Test
    void a_letter_arrives_whole_threaded_and_marked_as_automatic() throws Exception {
        GreenMail server = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
        server.start();
        try (SmtpOffice office = office(at(server.getSmtp().getPort()), null)) {
            assertThat(office.deliver(parcel("3.SOLVED.person-anna")))
                    .isEqualTo(new Outcome.Accepted(IDS.of(ABOUT, "3.SOLVED.person-anna")));
            assertThat(office.deliver(parcel("7.CLOSED.person-anna"))).isInstanceOf(Outcome.Accepted.class);
            MimeMessage mail = server.getReceivedMessages()[0];
            String token = TOKENS.of("T-1042");
            assertThat(mail.getSubject()).isEqualTo("[" + token + "] حل شد: چاپگر");
            assertThat(TOKENS.ticketIn(mail.getSubject())).isEqualTo("T-1042");
            assertThat(mail.getReplyTo()[0].toString()).isEqualTo("desk+" + token + "@desk.example");
            assertThat(TOKENS.ticketIn(mail.getReplyTo()[0].toString())).isEqualTo("T-1042");
            assertThat(mail.getFrom()[0].toString()).endsWith("<desk@desk.example>");
            assertThat(mail.getMessageID()).isEqualTo(IDS.of(ABOUT, "3.SOLVED.person-anna"));
            assertThat(IDS.ticketIn(mail.getMessageID())).isEqualTo(ABOUT);
            assertThat(IDS.ticketIn(mail.getHeader("References", " "))).isEqualTo(ABOUT);
            assertThat(mail.getHeader("In-Reply-To", "")).isEqualTo(IDS.threadOf(ABOUT));
            assertThat(mail.getHeader("Auto-Submitted", "")).isEqualTo("auto-generated");
            assertThat(mail.getHeader("X-Auto-Response-Suppress", "")).isEqualTo("All");
            assertThat(mail.getHeader("Precedence", "")).isNull();
            assertThat(mail.getHeader("List-Unsubscribe", "")).isEqualTo("<https://desk.example/api/links/a.b>");
            assertThat(mail.getHeader("List-Unsubscribe-Post", "")).isEqualTo("List-Unsubscribe=One-Click");
            assertThat(server.getReceivedMessages()[1].getMessageID()).isNotEqualTo(mail.getMessageID());
            List<String> parts = new ArrayList<>();
            collect(mail.getContent(), mail.getContentType(), parts);
            assertThat(parts).containsExactly("text/plain: متن\n\n-- \n", "text/html: <p dir=\"rtl\">متن</p>");
        } finally {
            server.stop();
        }
    }

    private static void collect(Object content, String type, List<String> parts) throws Exception {
        if (content instanceof MimeMultipart multi) {
            for (int i = 0; i < multi.getCount(); i++) {
                collect(multi.getBodyPart(i).getContent(), multi.getBodyPart(i).getContentType(), parts);
            }
        } else {
            parts.add(type.split(";")[0] + ": " + content.toString().replace("\r\n", "\n"));
        }
    }

    private static Outcome told(UnaryOperator<String> script) throws IOException {
        try (ScriptedSmtp server = new ScriptedSmtp(script);
                SmtpOffice office = office(at(server.port()), null)) {
            return office.deliver(parcel("k"));
        }
    }

    @Test
    void what_the_server_says_decides_whether_it_is_tried_again() throws Exception {
        assertThat(told(line -> line.startsWith("RCPT") ? "451 4.7.1 greylisted" : null))
                .isInstanceOfSatisfying(
                        Outcome.Later.class, later -> assertThat(later.reason()).contains("greylisted"));
        assertThat(told(line -> line.startsWith("RCPT") ? "550 5.1.1 unknown" : null))
                .isInstanceOfSatisfying(
                        Outcome.Never.class, never -> assertThat(never.reason()).contains("5.1.1"));
        assertThat(told(line -> line.equals(".") ? "452 4.3.1 full" : null)).isInstanceOf(Outcome.Later.class);
        assertThat(told(line -> line.equals(".") ? "554 5.6.0 no" : null)).isInstanceOf(Outcome.Never.class);
        assertThat(told(line -> line.startsWith("MAIL") ? "421 4.3.2 closing" : null))
                .isInstanceOf(Outcome.Away.class);
        assertThat(told(line -> line.startsWith("EHLO") || line.startsWith("HELO") ? "554 go away" : null))
                .isInstanceOf(Outcome.Away.class);
    }

    @Test
    void one_connection_carries_many_letters_and_a_refused_one_does_not_stop_the_next() throws Exception {
        boolean[] refuse = {true};
        try (ScriptedSmtp server = new ScriptedSmtp(line -> line.startsWith("RCPT") && refuse[0] ? "450 later" : null);
                SmtpOffice office = office(at(server.port()), null)) {
            assertThat(office.deliver(parcel("a"))).isInstanceOf(Outcome.Later.class);
            refuse[0] = false;
            for (int i = 0; i < 20; i++) {
                assertThat(office.deliver(parcel("b" + i))).isInstanceOf(Outcome.Accepted.class);
            }
            assertThat(server.connections).hasValueLessThanOrEqualTo(2);
        }
    }

    @Test
    void a_server_that_is_not_there_or_hangs_up_is_away_and_is_found_again() throws Exception {
        int port;
        try (ScriptedSmtp server = new ScriptedSmtp(line -> null)) {
            port = server.port();
        }
        try (SmtpOffice office = office(at(port), null)) {
            assertThat(office.deliver(parcel("a"))).isInstanceOf(Outcome.Away.class);
        }
        GreenMail server = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
        server.start();
        int there = server.getSmtp().getPort();
        try (SmtpOffice office = office(at(there), null)) {
            assertThat(office.deliver(parcel("a"))).isInstanceOf(Outcome.Accepted.class);
            server.stop();
            assertThat(office.deliver(parcel("b")))
                    .isNotInstanceOf(Outcome.Accepted.class)
                    .isNotInstanceOf(Outcome.Never.class);
        }
    }

    @Test
    void a_broken_address_is_given_up_and_never_thrown() throws Exception {
        try (ScriptedSmtp server = new ScriptedSmtp(line -> null);
                SmtpOffice office = office(at(server.port()), null)) {
            Parcel good = parcel("a");
            Parcel broken = new Parcel(
                    "not an address\r\nBcc: all@house.example",
                    null,
                    good.about(),
                    "a",
                    null,
                    "en",
                    "s",
                    "t",
                    null,
                    null,
                    null,
                    false);
            assertThat(office.deliver(broken)).isInstanceOf(Outcome.Never.class);
            assertThat(server.heard).noneMatch(line -> line.contains("all@house.example"));
        }
    }

    @Test
    void a_token_is_got_and_used_and_got_anew_after_it_was_not_taken() throws Exception {
        int[] asked = {0};
        HttpServer authority = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        authority.createContext("/token", exchange -> {
            String form = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(form).contains("grant_type=client_credentials", "client_id=desk", "client_secret=s%26cret");
            byte[] body = ("{\"access_token\":\"token-" + ++asked[0] + "\",\"expires_in\":3600}")
                    .getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        authority.start();
        boolean[] refuse = {true};
        try (ScriptedSmtp server = new ScriptedSmtp(line -> {
            if (!line.startsWith("AUTH XOAUTH2 ")) {
                return null;
            }
            return refuse[0] ? "535 5.7.8 no" : null;
        })) {
            URI uri = URI.create("http://127.0.0.1:" + authority.getAddress().getPort() + "/token");
            OAuthTokens tokens =
                    new OAuthTokens(new OAuthTokens.Grant(uri, "desk", "s&cret", null, null), InstantSource.system());
            Smtp smtp = new Smtp(
                    "127.0.0.1",
                    server.port(),
                    Security.NONE,
                    "desk@desk.example",
                    null,
                    "desk@desk.example",
                    null,
                    null);
            try (SmtpOffice office = office(smtp, tokens)) {
                assertThat(office.deliver(parcel("a"))).isInstanceOf(Outcome.Away.class);
                refuse[0] = false;
                assertThat(office.deliver(parcel("a"))).isInstanceOf(Outcome.Accepted.class);
                assertThat(office.deliver(parcel("b"))).isInstanceOf(Outcome.Accepted.class);
            }
            assertThat(asked[0]).isEqualTo(2);
            String last = server.heard.stream()
                    .filter(line -> line.startsWith("AUTH XOAUTH2 "))
                    .reduce((a, b) -> b)
                    .orElseThrow();
            assertThat(new String(
                            Base64.getDecoder().decode(last.substring("AUTH XOAUTH2 ".length())),
                            StandardCharsets.UTF_8))
                    .isEqualTo("user=desk@desk.example\u0001auth=Bearer token-2\u0001\u0001");
        } finally {
            authority.stop(0);
        }
    }

    @Test
    void the_gateway_to_messengers_gets_json_with_a_stable_id() throws Exception {
        List<String> got = new ArrayList<>();
        int[] status = {202};
        HttpServer gateway = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        gateway.createContext("/send", exchange -> {
            ByteArrayOutputStream body = new ByteArrayOutputStream();
            exchange.getRequestBody().transferTo(body);
            got.add(exchange.getRequestHeaders().getFirst("Authorization") + " "
                    + body.toString(StandardCharsets.UTF_8));
            exchange.sendResponseHeaders(status[0], -1);
            exchange.close();
        });
        gateway.start();
        URI uri = URI.create("http://127.0.0.1:" + gateway.getAddress().getPort() + "/send");
        try (HttpMessenger messenger = new HttpMessenger(new HttpMessenger.Gateway(uri, "secret"))) {
            Parcel parcel = new Parcel(
                    "+49 30 1234",
                    null,
                    ABOUT,
                    "3.SOLVED.person-a",
                    "T-1042",
                    "en",
                    "Solved",
                    "Text",
                    null,
                    null,
                    null,
                    false);
            assertThat(messenger.deliver(parcel)).isEqualTo(new Outcome.Accepted(ABOUT + ".3.SOLVED.person-a"));
            assertThat(got.getFirst())
                    .startsWith("Bearer secret {\"id\":\"" + ABOUT + ".3.SOLVED.person-a\",\"to\":\"+49 30 1234\"")
                    .contains("\"ticket\":\"T-1042\"", "\"text\":\"Text\"");
            status[0] = 503;
            assertThat(messenger.deliver(parcel)).isInstanceOf(Outcome.Later.class);
            status[0] = 400;
            assertThat(messenger.deliver(parcel)).isInstanceOf(Outcome.Never.class);
            status[0] = 401;
            assertThat(messenger.deliver(parcel)).isInstanceOf(Outcome.Away.class);
        } finally {
            gateway.stop(0);
        }
    }
}
