package daftar.mail.out;

import static org.assertj.core.api.Assertions.assertThat;

import daftar.mail.out.LinkDesk.Page;
import daftar.mail.out.SignedLinks.Claim;
import daftar.messages.Command;
import daftar.messages.Commands;
import daftar.messages.Envelope;
import daftar.messages.Meta;
import daftar.messages.Receipt;
import daftar.messages.Recorded;
import daftar.messages.Refused;
import daftar.messages.Text;
import daftar.messages.outbox.LetterKind;
import daftar.messages.outbox.LinkPurpose;
import daftar.messages.outbox.PreferenceCommand.Unsubscribe;
import daftar.messages.ticket.Holder;
import daftar.messages.ticket.TicketCommand.Approve;
import daftar.messages.ticket.TicketCommand.Decline;
import daftar.messages.ticket.TicketEvent.ApprovalGiven;
import daftar.messages.ticket.TicketEvent.StageEntered;
import daftar.messages.workflow.StageKind;
import daftar.words.Words;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LinkDeskTest {

    private final AtomicReference<Instant> now = new AtomicReference<>(Told.BEGIN.plusSeconds(60));
    private final Book book = new Book(now::get);
    private final House house = new House();
    private final SignedLinks links = new SignedLinks(new byte[32]);
    private final List<Command> sent = new ArrayList<>();
    private final List<Envelope> envelopes = new ArrayList<>();
    private RuntimeException fault;
    private final Commands commands = (command, envelope) -> {
        if (fault != null) {
            throw fault;
        }
        sent.add(command);
        envelopes.add(envelope);
        return new Receipt(command.stream(), null, 1, 1, false);
    };
    private final LinkDesk desk = new LinkDesk(links, book, house, commands, now::get);

    @BeforeEach
    void a_ticket_waits_for_its_approval() {
        Told told = new Told();
        told.letters(
                "requester",
                Told.raisedEvent(null),
                new StageEntered(
                        "approval", StageKind.APPROVAL, null, Holder.person("person-supervisor"), "supervisor", null));
        for (Recorded recorded : told.all()) {
            book.append(Told.ID, recorded.metadata(), recorded.event());
        }
    }

    private String token(LinkPurpose purpose) {
        return links.sign(new Claim(
                purpose,
                "person-supervisor",
                Told.ID,
                SignedLinks.bound("approval", Told.BEGIN),
                Told.BEGIN.plus(Duration.ofDays(14))));
    }

    @Test
    void looking_changes_nothing_and_asks_in_the_readers_language() {
        Page page = desk.show(token(LinkPurpose.APPROVE));
        assertThat(page.status()).isEqualTo(200);
        assertThat(page.html())
                .contains("<html lang=\"ru\" dir=\"ltr\">", "Согласовать T-1042?", "<form method=\"post\">")
                .contains("Printer &lt;b&gt;3.12&lt;/b&gt;")
                .doesNotContain("<script", "person-", "ticket-");
        assertThat(sent).isEmpty();
    }

    @Test
    void saying_yes_sends_the_ordinary_command_as_that_person() {
        Page page = desk.act(token(LinkPurpose.APPROVE), Map.of("remark", " fine "));
        assertThat(page.status()).isEqualTo(200);
        assertThat(sent).containsExactly(new Approve(Told.ID, Text.of("fine")));
        assertThat(envelopes.getFirst().actor().person()).isEqualTo("person-supervisor");
        assertThat(envelopes.getFirst().actor().client()).isEqualTo("mail");
        assertThat(envelopes.getFirst().commandId()).isEqualTo(SignedLinks.commandId(token(LinkPurpose.APPROVE)));
    }

    @Test
    void declining_needs_a_reason() {
        Page page = desk.act(token(LinkPurpose.DECLINE), Map.of("reason", "  "));
        assertThat(page.status()).isEqualTo(400);
        assertThat(page.html()).contains("role=\"alert\"", "aria-invalid=\"true\"");
        assertThat(sent).isEmpty();
        desk.act(token(LinkPurpose.DECLINE), Map.of("reason", "too dear"));
        assertThat(sent).containsExactly(new Decline(Told.ID, Text.of("too dear")));
    }

    @Test
    void a_link_that_was_used_says_so_and_one_that_is_over_does_nothing() {
        String token = token(LinkPurpose.APPROVE);
        book.append(
                Told.ID,
                Map.of(
                        Meta.ACTOR,
                        "person-supervisor",
                        Meta.COMMAND_ID,
                        SignedLinks.commandId(token).toString()),
                new ApprovalGiven("approval", "person-supervisor", null));
        assertThat(desk.act(token, Map.of()).html()).contains(Words.in("ru").of("page.already"));
        // the other link of the same letter
        assertThat(desk.act(token(LinkPurpose.DECLINE), Map.of("reason", "no")).status())
                .isEqualTo(410);
        now.set(Told.BEGIN.plus(Duration.ofDays(15)));
        assertThat(desk.show(token(LinkPurpose.DECLINE)).html())
                .contains(Words.in("ru").of("page.lapsed"));
        assertThat(desk.show("forged.token").status()).isEqualTo(404);
        assertThat(sent).isEmpty();
    }

    @Test
    void what_the_rules_refuse_is_gone_and_what_is_away_comes_back() {
        fault = Refused.conflict("wrong-status", "no");
        assertThat(desk.act(token(LinkPurpose.APPROVE), Map.of()).status()).isEqualTo(409);
        fault = new IllegalStateException("away");
        assertThat(desk.act(token(LinkPurpose.APPROVE), Map.of()).status()).isEqualTo(503);
    }

    @Test
    void one_click_ends_letters_of_one_kind() {
        String token = links.sign(new Claim(
                LinkPurpose.UNSUBSCRIBE,
                "person-requester",
                LetterKind.SOLVED.name(),
                "outbox-x/k",
                Told.BEGIN.plus(Duration.ofDays(365))));
        assertThat(desk.show(token).html()).contains("dir=\"rtl\"", "لغو دریافت");
        assertThat(sent).isEmpty();
        assertThat(desk.act(token, Map.of("List-Unsubscribe", "One-Click")).status())
                .isEqualTo(200);
        assertThat(sent).containsExactly(new Unsubscribe("person-requester", LetterKind.SOLVED));
    }
}
