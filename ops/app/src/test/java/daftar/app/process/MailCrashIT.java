package daftar.app.process;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.store.FolderException;
import com.icegreen.greenmail.user.GreenMailUser;
import daftar.embedded.eventstore.EmbeddedEventStore;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Transport;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;

/**
 * The node that sends and reads mail is killed where that does the most harm: letters are with the server and not recorded
 * yet, a mail has become a ticket or a comment and is not moved yet. Another node takes over, and then the first one again.
 */
class MailCrashIT {

    private static final int TICKETS = 40;
    private static final int SENT_BEFORE = 8;
    private static final int CONNECTIONS = 4;
    private static final Duration PATIENCE = Duration.ofSeconds(120);
    private static final Pattern TICKET = Pattern.compile("\\[(T-[0-9]+)-");

    @TempDir
    Path folder;

    private final String installationKey = Installation.newKey();
    private Installation installation;
    private Path logins;

    @BeforeEach
    void install() throws IOException {
        installation = Installation.onSharedElasticsearch(folder);
        String hash = new BCryptPasswordEncoder(4).encode("demo");
        logins = Files.write(
                folder.resolve("logins.properties"),
                List.of("rita=person-rita;REQUESTER;" + hash, "admin=person-admin;ADMINISTRATOR;" + hash));
    }

    @Test
    @Timeout(value = 8, unit = TimeUnit.MINUTES)
    void no_letter_and_no_mail_is_lost_and_only_letters_in_flight_come_twice() throws Exception {
        try (HeldMail mail = new HeldMail();
                EmbeddedEventStore _ = installation.store();
                Node one = node("one", mail);
                Node other = node("other", mail)) {
            try {
                GreenMailUser desk = mail.server().getUserManager().createUser("desk@desk.example", "desk", "secret");
                mail.server().getUserManager().createUser("rita@desk.example", "rita", "secret");
                one.start().awaitReady();
                run(mail, desk, one, other);
            } catch (AssertionError failed) {
                Node.show(failed, one, other);
                throw failed;
            }
        }
    }

    private void run(HeldMail mail, GreenMailUser desk, Node one, Node other) throws Exception {
        awaitMailIsDoneBy(one, 1);
        other.start();
        one.as("admin")
                .post(
                        "/api/directory/people",
                        Map.of(
                                "person", "person-rita",
                                "name", "Rita Reiter",
                                "mail", "rita@desk.example",
                                "roles", List.of("REQUESTER"),
                                "language", "de",
                                "zone", "Europe/Berlin"))
                .expect(200);
        other.awaitReady();

        mail.hold("COPY");
        String request = write(mail, "Der Beamer bleibt dunkel", "Seit heute morgen.", null);
        Waiting.until("the mail is a ticket", PATIENCE, mail::holdsReader);
        mail.acknowledge(SENT_BEFORE);
        IntStream.range(0, TICKETS).parallel().forEach(i -> one.as("rita")
                .post("/api/tickets", Map.of("channel", "PORTAL", "title", "Drucker " + i))
                .expect(201));
        Waiting.until(
                "as many letters as there are connections are in flight",
                PATIENCE,
                () -> mail.unacknowledged().size() == CONNECTIONS);

        Set<String> inFlight = mail.unacknowledged();
        one.kill();
        mail.goOn();
        everyLetterArrives(mail, inFlight);
        theMailIsMoved(mail, desk, 1);

        mail.hold("STORE");
        String unused = write(mail, "AW: Der Beamer bleibt dunkel", "Er steht in Raum 2.17.", request);
        Waiting.until("the answer is a comment", PATIENCE, mail::holdsReader);
        other.kill();
        mail.goOn();
        one.start().awaitReady();
        awaitMailIsDoneBy(one, 2);
        // it was copied, and then killed: so it is there twice, and a comment once
        theMailIsMoved(mail, desk, 3);

        try (Register register = installation.register()) {
            Map<String, List<String>> commands = register.commandsOfTickets();
            assertThat(commands).hasSize(TICKETS + 1);
            assertThat(commands.values().stream().mapToInt(List::size).sum())
                    .as("one for each request, and one for the answer")
                    .isEqualTo(TICKETS + 2);
            assertThat(register.entries().stream().filter(entry -> entry.contains(" CommentAdded ")))
                    .hasSize(1);
        }
        assertThat(mail.server().getReceivedMessagesForDomain("rita@desk.example"))
                .as("nothing was sent again after the second kill")
                .hasSize(TICKETS + 1 + CONNECTIONS);
    }

    private static void awaitMailIsDoneBy(Node node, int times) {
        for (String said : List.of("Mail is sent by this node", "Reading the mailbox desk")) {
            Waiting.until(node + " says " + said, PATIENCE, () -> node.output().split(said, -1).length > times);
        }
    }

    /** Each request's receipt is there; twice, and the very same, are those that were in flight and no others. */
    private static void everyLetterArrives(HeldMail mail, Set<String> inFlight) throws MessagingException {
        Waiting.until(
                "every letter is there",
                PATIENCE,
                () -> mail.server().getReceivedMessagesForDomain("rita@desk.example").length
                        >= TICKETS + 1 + inFlight.size());
        Map<String, List<String>> letters = Arrays.stream(
                        mail.server().getReceivedMessagesForDomain("rita@desk.example"))
                .collect(Collectors.groupingBy(
                        MailCrashIT::ticketOf, Collectors.mapping(MailCrashIT::idOf, Collectors.toList())));
        assertThat(letters).hasSize(TICKETS + 1);
        Set<String> twice = new HashSet<>();
        letters.forEach((ticket, ids) -> {
            assertThat(new HashSet<>(ids)).as("Message-IDs of " + ticket).hasSize(1);
            if (ids.size() > 1) {
                twice.add(ids.getFirst());
            }
        });
        assertThat(twice).isEqualTo(inFlight);
    }

    private static void theMailIsMoved(HeldMail mail, GreenMailUser desk, int processed) {
        var folders = mail.server().getManagers().getImapHostManager();
        Waiting.until("the mailbox is empty", PATIENCE, () -> {
            try {
                return folders.getInbox(desk).getMessageCount() == 0;
            } catch (FolderException broken) {
                throw new IllegalStateException(broken);
            }
        });
        assertThat(folders.getFolder(desk, "Processed").getMessageCount()).isEqualTo(processed);
    }

    private static String ticketOf(MimeMessage letter) {
        try {
            Matcher found = TICKET.matcher(letter.getSubject());
            return found.find() ? found.group(1) : letter.getSubject();
        } catch (MessagingException broken) {
            throw new IllegalStateException(broken);
        }
    }

    private static String idOf(MimeMessage letter) {
        try {
            return letter.getMessageID();
        } catch (MessagingException broken) {
            throw new IllegalStateException(broken);
        }
    }

    /** @return its Message-ID */
    private static String write(HeldMail mail, String subject, String text, @Nullable String answered)
            throws MessagingException {
        MimeMessage message = new MimeMessage(mail.server().getSmtp().createSession());
        message.setFrom("rita@desk.example");
        message.setRecipients(Message.RecipientType.TO, "desk@desk.example");
        message.setSubject(subject, "UTF-8");
        message.setText(text, "UTF-8");
        if (answered != null) {
            message.setHeader("In-Reply-To", answered);
        }
        message.saveChanges();
        Transport.send(message);
        return message.getMessageID();
    }

    private Node node(String name, HeldMail mail) {
        return installation
                .desk(name, "command,projection,query")
                .with("daftar.logins", logins)
                .withSecret("DAFTAR_INSTALLATION_KEY", installationKey)
                .with("daftar.mail.host", "127.0.0.1")
                .with("daftar.mail.port", mail.smtpPort())
                .with("daftar.mail.security", "none")
                .with("daftar.mail.from", "desk@desk.example")
                .with("daftar.mail.connections", CONNECTIONS)
                .with("daftar.mail.in[0].host", "127.0.0.1")
                .with("daftar.mail.in[0].port", mail.imapPort())
                .with("daftar.mail.in[0].tls", "none")
                .with("daftar.mail.in[0].user", "desk")
                .with("daftar.mail.in[0].password", "secret")
                .with("daftar.mail.in[0].address", "desk@desk.example")
                .with("daftar.mail.in[0].poll", "1s");
    }
}
