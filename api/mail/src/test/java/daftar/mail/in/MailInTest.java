package daftar.mail.in;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.icegreen.greenmail.imap.ImapHostManager;
import com.icegreen.greenmail.store.FolderException;
import com.icegreen.greenmail.user.GreenMailUser;
import com.icegreen.greenmail.user.UserException;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import daftar.mail.MessageIds;
import daftar.mail.ReplyTokens;
import daftar.mail.in.Taken.Result;
import daftar.messages.Actor;
import daftar.messages.Refused;
import daftar.messages.Text;
import daftar.messages.directory.DirectoryCommand.RegisterPerson;
import daftar.messages.mail.AsideReason;
import daftar.messages.mail.Bystanders;
import daftar.messages.mail.MailCommand.SetMailAside;
import daftar.messages.mail.MailCommand.TakeMail;
import daftar.messages.mail.MailPolicy;
import daftar.messages.mail.Originals;
import daftar.messages.mail.UnknownSenders;
import daftar.messages.outbox.OutboxCommand.RecordBounce;
import daftar.messages.ticket.Channel;
import daftar.messages.ticket.LinkKind;
import daftar.messages.ticket.Status;
import daftar.messages.ticket.TicketCommand.AddComment;
import daftar.messages.ticket.TicketCommand.AttachFile;
import daftar.messages.ticket.TicketCommand.LinkTicket;
import daftar.messages.ticket.TicketCommand.RaiseTicket;
import daftar.messages.ticket.TicketCommand.ReopenTicket;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** From a mailbox on a real server to commands, and without one what mails become. */
class MailInTest {

    private static final Instant NOW = Instant.parse("2026-11-28T20:00:00Z");
    private static final String ANN = "Ann <ann@example.org>";

    private final RememberingCommands commands = new RememberingCommands();
    private final MemoryFiles files = new MemoryFiles();
    private final ReplyTokens tokens = new ReplyTokens(new byte[32]);
    private final MessageIds ids = new MessageIds("desk.example");
    private final OnePerson reference = new OnePerson();
    private final MailDesk desk = new MailDesk(
            commands, reference, commands, files, files, tokens, ids, Set.of("desk@desk.example"), () -> NOW);
    private final List<MailIn> running = new ArrayList<>();
    private GreenMail server = new GreenMail(new ServerSetup(0, null, ServerSetup.PROTOCOL_IMAP));
    private GreenMailUser user = null;

    @BeforeEach
    void start() throws UserException {
        server.start();
        user = server.getUserManager().createUser("desk@desk.example", "desk", "secret");
    }

    @AfterEach
    void stop() {
        running.forEach(MailIn::close);
        server.stop();
    }

    // ---- the mailbox ----

    @Test
    void a_mail_in_the_mailbox_becomes_a_ticket_and_is_moved_away() throws Exception {
        deliver(Raw.plain(ANN, "<1@example.org>", "Принтер", "Не печатает."));
        read(desk, "secret", () -> true);
        await(() -> count("Processed") == 1);
        RaiseTicket raised = commands.all(RaiseTicket.class).getFirst();
        assertThat(raised.channel()).isEqualTo(Channel.MAIL);
        assertThat(raised.title()).isEqualTo(Text.of("Принтер"));
        assertThat(raised.description()).isEqualTo(Text.of("Не печатает."));
        assertThat(raised.category()).isEqualTo("printing");
        assertThat(raised.language()).as("of the directory").isEqualTo("de");
        assertThat(commands.actors()).extracting(Actor::person, Actor::client).containsExactly(tuple());
        await(() -> count("INBOX") == 0);
        // it waits for the server to say that there is more
        deliver(Raw.plain("stranger@elsewhere.example", "<2@x>", "hi", "who am I"));
        await(() -> count("Set aside") == 1);
        assertThat(commands.all(SetMailAside.class))
                .extracting(SetMailAside::reason)
                .containsExactly(AsideReason.UNKNOWN_SENDER);
    }

    private static org.assertj.core.groups.Tuple tuple() {
        return org.assertj.core.groups.Tuple.tuple("person-ann", "mail");
    }

    @Test
    void a_mail_that_is_delivered_twice_and_read_by_two_makes_one_event() throws Exception {
        byte[] mail = Raw.plain(ANN, "<1@example.org>", "x", "y");
        deliver(mail);
        deliver(mail);
        read(desk, "secret", () -> true);
        read(desk, "secret", () -> true);
        await(() -> count("INBOX") == 0);
        assertThat(commands.count()).isEqualTo(1);
    }

    @Test
    void a_node_that_dies_between_the_command_and_the_marking_leaves_a_mail_that_does_nothing() throws Exception {
        deliver(Raw.plain(ANN, "<1@example.org>", "x", "y"));
        // the first node has the mail taken, and is gone before it marks it
        Taken first = desk.take(bytesOf(inbox().getFirst()), mailbox("secret"), null);
        assertThat(first.result()).isEqualTo(Result.RAISED);
        read(desk, "secret", () -> true);
        await(() -> count("Processed") == 1);
        assertThat(commands.count()).isEqualTo(1);
    }

    @Test
    void while_it_is_not_this_nodes_turn_nothing_is_read() throws Exception {
        deliver(Raw.plain(ANN, "<1@example.org>", "x", "y"));
        AtomicBoolean turn = new AtomicBoolean();
        AtomicInteger asked = new AtomicInteger();
        MailIn waiting = read(desk, "secret", () -> {
            asked.incrementAndGet();
            return turn.get();
        });
        await(() -> asked.get() >= 1);
        assertThat(commands.count()).isZero();
        assertThat(waiting.standings())
                .extracting(MailboxStanding::state)
                .containsExactly(MailboxStanding.State.ELSEWHERE);
        turn.set(true);
        await(() -> count("Processed") == 1);
    }

    @Test
    void a_part_that_is_away_loses_no_mail_and_a_mail_that_cannot_be_processed_holds_up_no_other() throws Exception {
        AtomicInteger faults = new AtomicInteger();
        commands.before = (command, envelope) -> {
            if (command instanceof RaiseTicket raise && Text.of("bad").equals(raise.title())) {
                faults.incrementAndGet();
                throw new IllegalStateException("a fault of ours");
            }
        };
        deliver(Raw.plain(ANN, "<1@example.org>", "bad", "y"));
        deliver(Raw.plain(ANN, "<2@example.org>", "good", "y"));
        read(desk, "secret", () -> true);
        await(() -> count("Processed") == 1);
        await(() -> count("Set aside") == 1);
        assertThat(faults).hasValue(5);
        assertThat(commands.all(SetMailAside.class).getFirst().reason()).isEqualTo(AsideReason.FAULT);
    }

    @Test
    void a_wrong_password_is_said_without_it_and_a_right_one_later_works() throws Exception {
        deliver(Raw.plain(ANN, "<1@example.org>", "x", "y"));
        MailIn in = read(desk, "wrong", () -> true);
        await(() -> in.standings().getFirst().failures() > 0);
        assertThat(in.standings().getFirst().said()).contains("login").doesNotContain("wrong");
        user.setPassword("wrong");
        await(() -> count("Processed") == 1);
    }

    @Test
    void each_mailbox_gives_its_tickets_their_type_category_service_and_form() throws Exception {
        desk.take(Raw.plain(ANN, "<1@example.org>", "a", "y"), mailbox("secret", null, "network", "wlan", null), null);
        desk.take(
                Raw.plain(ANN, "<2@example.org>", "b", "y"),
                mailbox("secret", "complaint", null, null, "say-something"),
                null);
        assertThat(commands.all(RaiseTicket.class))
                .extracting(RaiseTicket::type, RaiseTicket::category, RaiseTicket::service, RaiseTicket::requestType)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(null, "network", "wlan", null),
                        org.assertj.core.groups.Tuple.tuple("complaint", null, null, "say-something"));
    }

    // ---- what mails become ----

    @Test
    void an_answer_with_the_reply_token_is_a_comment_without_what_it_quotes() throws Exception {
        take(Raw.plain(ANN, "<1@example.org>", "Drucker", "Er druckt nicht."));
        byte[] answer = Raw.plain(
                ANN, "<2@example.org>", "Re: [" + tokens.of("T-1000") + "] Drucker", "Geht wieder.\n\n> alt\n> alt");
        assertThat(take(answer).result()).isEqualTo(Result.COMMENTED);
        assertThat(commands.all(AddComment.class).getFirst().text()).isEqualTo(Text.of("Geht wieder."));
        assertThat(commands.all(AttachFile.class)).as("the whole mail").hasSize(1);
        assertThat(take(answer).result()).isEqualTo(Result.REPEATED);
        assertThat(commands.all(AddComment.class)).hasSize(1);
        assertThat(commands.all(AttachFile.class)).hasSize(1);
    }

    @Test
    void an_answer_is_found_by_the_address_it_was_sent_to_and_by_what_it_refers_to() throws Exception {
        String ticket =
                String.valueOf(take(Raw.plain(ANN, "<1@example.org>", "x", "y")).ticket());
        byte[] byAddress = Raw.from(ANN)
                .line("Cc: desk+" + tokens.of("T-1000") + "@desk.example")
                .line("Message-ID: <3@example.org>")
                .line("Subject: x")
                .text("by address", "utf-8", "7bit")
                .bytes();
        byte[] byReference = Raw.from(ANN)
                .line("Message-ID: <4@example.org>")
                .line("In-Reply-To: " + ids.threadOf(ticket))
                .line("Subject: x")
                .text("by reference", "utf-8", "7bit")
                .bytes();
        byte[] byOwnMail = Raw.from(ANN)
                .line("Message-ID: <5@example.org>")
                .line("References: <1@example.org>")
                .line("Subject: x")
                .text("by own mail", "utf-8", "7bit")
                .bytes();
        byte[] forged = Raw.plain(ANN, "<6@example.org>", "[T-1000-aaaaaaaaaaaa]", "forged");
        assertThat(take(byAddress).ticket()).isEqualTo(ticket);
        assertThat(take(byReference).ticket()).isEqualTo(ticket);
        assertThat(take(byOwnMail).ticket()).isEqualTo(ticket);
        assertThat(take(forged).result()).isEqualTo(Result.RAISED);
    }

    @Test
    void an_answer_to_a_closed_ticket_reopens_it_and_too_late_it_is_one_that_follows() throws Exception {
        String ticket =
                String.valueOf(take(Raw.plain(ANN, "<1@example.org>", "x", "y")).ticket());
        commands.statuses.put(ticket, Status.CLOSED);
        String subject = "Re: " + tokens.of("T-1000");
        assertThat(take(Raw.plain(ANN, "<2@example.org>", subject, "again")).result())
                .isEqualTo(Result.REOPENED);
        assertThat(commands.all(ReopenTicket.class).getFirst().reason()).isEqualTo(Text.of("again"));
        commands.before = (command, envelope) -> {
            if (command instanceof ReopenTicket) {
                throw Refused.conflict("reopen-period-over", "too late");
            }
        };
        Taken late = take(Raw.plain(ANN, "<3@example.org>", subject, "once more"));
        assertThat(late.result()).isEqualTo(Result.RAISED);
        assertThat(commands.all(LinkTicket.class))
                .containsExactly(new LinkTicket(String.valueOf(late.ticket()), LinkKind.FOLLOWS, ticket));
    }

    @Test
    void who_is_not_known_is_registered_once_where_the_organisation_says_so() throws Exception {
        reference.policy = policy(UnknownSenders.REGISTER);
        take(Raw.plain("Новый <new@example.org>", "<1@example.org>", "x", "Помогите"));
        RegisterPerson registered = commands.all(RegisterPerson.class).getFirst();
        assertThat(registered.mail()).isEqualTo(Text.of("new@example.org"));
        assertThat(registered.name()).isEqualTo(Text.of("Новый"));
        assertThat(registered.language()).isEqualTo("ru");
        assertThat(registered.provisional()).isTrue();
        assertThat(commands.envelopes.getLast().actor().person()).isEqualTo(registered.person());
        assertThat(commands.envelopes.getLast().atLeast()).isEqualTo(7);
    }

    @Test
    void attachments_come_to_the_ticket_and_what_is_not_taken_is_said() throws Exception {
        byte[] mail = Raw.from(ANN)
                .line("Message-ID: <1@example.org>")
                .line("Subject: files")
                .line("MIME-Version: 1.0")
                .line("Content-Type: multipart/mixed; boundary=B")
                .line("")
                .line("--B")
                .text("Siehe Anhang.", "utf-8", "7bit")
                .line("--B")
                .line("Content-Type: text/plain; name=a.log")
                .line("Content-Disposition: attachment; filename=a.log")
                .line("")
                .line("log")
                .line("--B")
                .line("Content-Type: application/octet-stream; name=virus.exe")
                .line("Content-Transfer-Encoding: base64")
                .line("")
                .line(Base64.getEncoder().encodeToString("MZ".getBytes(java.nio.charset.StandardCharsets.UTF_8)))
                .line("--B--")
                .bytes();
        String ticket = String.valueOf(take(mail).ticket());
        assertThat(commands.all(RaiseTicket.class).getFirst().description())
                .isEqualTo(Text.of("Siehe Anhang.\n\nNicht angenommene Anhänge: virus.exe"));
        AttachFile attached = commands.all(AttachFile.class).getFirst();
        assertThat(attached.files()).hasSize(1);
        assertThat(files.kept).contains(attached.files().getFirst().sha256() + " " + ticket);
    }

    @Test
    void a_bounce_is_told_to_the_outbox_of_the_letter() throws Exception {
        String ticket =
                String.valueOf(take(Raw.plain(ANN, "<1@example.org>", "x", "y")).ticket());
        String letter = ids.of(ticket, "received");
        byte[] bounce = new String(
                        MailParserTest.bounce("failed", "5.1.1", "smtp; 550 unknown"),
                        java.nio.charset.StandardCharsets.UTF_8)
                .replace("<letter@desk.example>", letter)
                .getBytes(java.nio.charset.StandardCharsets.UTF_8);
        assertThat(take(bounce).result()).isEqualTo(Result.BOUNCED);
        assertThat(commands.all(RecordBounce.class))
                .containsExactly(new RecordBounce("outbox-" + ticket, letter, Text.of("5.1.1 550 unknown")));
    }

    @Test
    void a_mail_that_was_set_aside_is_kept_and_taken_by_a_retry() throws Exception {
        Taken aside = take(Raw.plain("stranger@example.org", "<1@example.org>", "x", "y"));
        SetMailAside command = commands.all(SetMailAside.class).getFirst();
        assertThat(aside.mail()).isEqualTo(command.mail());
        String raw = String.valueOf(command.raw());
        assertThat(files.kept).contains(raw + " " + command.mail());
        Taken retried = desk.retry(command.mail(), raw, mailbox("secret"), new Known.Told("person-ann", false));
        assertThat(retried.result()).isEqualTo(Result.RAISED);
        assertThat(commands.all(TakeMail.class))
                .containsExactly(new TakeMail(command.mail(), String.valueOf(retried.ticket())));
    }

    @Test
    void what_a_rule_refuses_is_set_aside_with_the_rule_and_a_store_that_is_away_comes_through() throws Exception {
        commands.before = (command, envelope) -> {
            if (command instanceof RaiseTicket) {
                throw Refused.invalid("category-retired", "category", "retired");
            }
        };
        take(Raw.plain(ANN, "<1@example.org>", "x", "y"));
        SetMailAside aside = commands.all(SetMailAside.class).getFirst();
        assertThat(aside.reason()).isEqualTo(AsideReason.REFUSED);
        assertThat(aside.because()).isEqualTo("category-retired");
        files.away = true;
        assertThatThrownBy(() -> take(Raw.plain("stranger@x.example", "<2@x>", "x", "y")))
                .isInstanceOf(IOException.class);
    }

    @Test
    void another_mail_with_the_same_id_is_set_aside_and_can_be_taken_anyway() throws Exception {
        take(Raw.plain(ANN, "<scanner@example.org>", "x", "one"));
        assertThat(take(Raw.plain(ANN, "<scanner@example.org>", "x", "two")).reason())
                .isEqualTo(AsideReason.SAME_ID);
        SetMailAside aside = commands.all(SetMailAside.class).getFirst();
        Taken retried =
                desk.retry(aside.mail(), String.valueOf(aside.raw()), mailbox("secret"), new Known.Told(null, true));
        assertThat(retried.result()).isEqualTo(Result.RAISED);
        assertThat(commands.all(RaiseTicket.class)).hasSize(2);
    }

    @Test
    void a_loop_that_nothing_shows_is_stopped_by_the_rate() throws Exception {
        for (int i = 0; i < 70; i++) {
            take(Raw.plain(ANN, "<" + i + "@example.org>", "x", "y " + i));
        }
        assertThat(commands.all(RaiseTicket.class)).hasSize(60);
        assertThat(commands.all(SetMailAside.class))
                .hasSize(10)
                .allMatch(aside -> aside.reason() == AsideReason.TOO_MANY);
    }

    // ---- around it ----

    private Taken take(byte[] raw) throws IOException {
        return desk.take(raw, mailbox("secret"), null);
    }

    private MailIn read(MailDesk by, String password, BooleanSupplier turn) {
        MailIn in = new MailIn(
                List.of(mailbox(password)),
                by,
                new MailIn.Turn() {
                    @Override
                    public boolean hold() {
                        return turn.getAsBoolean();
                    }

                    @Override
                    public void release() {}
                },
                fault -> false,
                1_000_000,
                () -> NOW,
                new SimpleMeterRegistry());
        running.add(in);
        in.start();
        return in;
    }

    private Mailbox mailbox(String password) {
        return mailbox(password, null, "printing", null, null);
    }

    private Mailbox mailbox(
            String password,
            @Nullable String type,
            @Nullable String category,
            @Nullable String service,
            @Nullable String requestType) {
        return new Mailbox(
                "desk",
                "desk@desk.example",
                "127.0.0.1",
                server.getImap().getPort(),
                Mailbox.Tls.NONE,
                "desk",
                new Mailbox.Login() {
                    @Override
                    public boolean isToken() {
                        return false;
                    }

                    @Override
                    public String secret() {
                        return password;
                    }

                    @Override
                    public void refused() {}
                },
                "INBOX",
                "Processed",
                "Set aside",
                Duration.ofMillis(100),
                type,
                category,
                service,
                requestType);
    }

    private void deliver(byte[] raw) throws MessagingException {
        user.deliver(new MimeMessage(Session.getInstance(new Properties()), new ByteArrayInputStream(raw)));
    }

    private List<MimeMessage> inbox() throws FolderException {
        ImapHostManager store = server.getManagers().getImapHostManager();
        return store.getInbox(user).getMessages().stream()
                .map(stored -> stored.getMimeMessage())
                .toList();
    }

    private static byte[] bytesOf(Message message) throws MessagingException, IOException {
        java.io.ByteArrayOutputStream bytes = new java.io.ByteArrayOutputStream();
        message.writeTo(bytes);
        return bytes.toByteArray();
    }

    private int count(String folder) {
        var found = server.getManagers().getImapHostManager().getFolder(user, folder);
        return found == null ? 0 : found.getMessageCount();
    }

    private static void await(BooleanSupplier wanted) throws InterruptedException {
        long giveUp = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (!wanted.getAsBoolean()) {
            assertThat(System.nanoTime()).as("in time").isLessThan(giveUp);
            Thread.sleep(20);
        }
    }

    private static MailPolicy policy(UnknownSenders unknown) {
        return new MailPolicy(
                unknown, Bystanders.SET_ASIDE, Originals.WHEN_CUT, false, List.of(), 60, new TreeSet<>(), 1);
    }
}
