package daftar.mail.out;

import static org.assertj.core.api.Assertions.assertThat;

import daftar.mail.out.LinkDesk.Page;
import daftar.mail.out.SignedLinks.Claim;
import daftar.messages.Command;
import daftar.messages.Commands;
import daftar.messages.Event;
import daftar.messages.Meta;
import daftar.messages.Money;
import daftar.messages.Receipt;
import daftar.messages.Refused;
import daftar.messages.Text;
import daftar.messages.outbox.LetterKind;
import daftar.messages.outbox.LetterLink;
import daftar.messages.outbox.LinkPurpose;
import daftar.messages.ticket.CostKind;
import daftar.messages.ticket.CostLine;
import daftar.messages.ticket.TicketCommand.ApproveCost;
import daftar.messages.ticket.TicketCommand.DeclineCost;
import daftar.messages.ticket.TicketEvent.CostApprovalAsked;
import daftar.messages.ticket.TicketEvent.CostApproved;
import daftar.messages.ticket.TicketEvent.WorkCorrected;
import daftar.messages.ticket.TicketEvent.WorkLogged;
import daftar.words.Words;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A cost above a limit is approved or declined by the links of the letter that asks for it. */
class CostLinksTest {

    private final AtomicReference<Instant> now = new AtomicReference<>(Told.BEGIN.plusSeconds(600));
    private final Book book = new Book(now::get);
    private final SignedLinks links = new SignedLinks(new byte[32]);
    private final List<Command> sent = new ArrayList<>();
    private @Nullable RuntimeException fault;
    private final Commands commands = (command, envelope) -> {
        if (fault != null) {
            throw fault;
        }
        assertThat(envelope.actor().person()).isEqualTo("person-supervisor");
        sent.add(command);
        return new Receipt(command.stream(), null, 1, 1, false);
    };
    private final LinkDesk desk = new LinkDesk(links, book, new House(), commands, now::get);
    private final Told told = Told.raised();
    private List<Letter> letters = List.of();

    @BeforeEach
    void more_is_spent_than_may_be() {
        told.letters("dispatcher", Told.work("specialist"));
        letters = asked(
                new WorkLogged("e@1", "person-specialist", Told.BEGIN, 5, "repair", cost("300.00"), null, "work"),
                "300.00");
        told.all().forEach(recorded -> append(recorded.metadata(), recorded.event()));
    }

    private static List<CostLine> cost(String amount) {
        return List.of(
                new CostLine(CostKind.MATERIAL, BigDecimal.ONE, new Money(new BigDecimal(amount), "EUR"), null, null));
    }

    private List<Letter> asked(Event written, String amount) {
        return told.letters(
                "specialist",
                written,
                new CostApprovalAsked(
                        "e@1",
                        CostLine.sums(cost(amount)),
                        "person-specialist",
                        List.of("person-supervisor"),
                        List.of("person-supervisor")));
    }

    private String token(LinkPurpose purpose) {
        LetterLink link = letters.getFirst().links().stream()
                .filter(each -> each.purpose() == purpose)
                .findFirst()
                .orElseThrow();
        return links.sign(
                new Claim(purpose, "person-supervisor", Told.ID, link.bound(), Told.BEGIN.plus(Duration.ofDays(14))));
    }

    @Test
    void who_is_asked_and_nobody_else_gets_both_links_in_their_language() {
        assertThat(letters).singleElement().satisfies(letter -> {
            assertThat(letter.kind()).isEqualTo(LetterKind.COST_APPROVAL);
            assertThat(letter.recipient()).isEqualTo("person-supervisor");
            assertThat(letter.values()).containsEntry("amount", "300.00 EUR");
            assertThat(letter.links())
                    .extracting(LetterLink::purpose)
                    .containsExactly(LinkPurpose.APPROVE_COST, LinkPurpose.DECLINE_COST);
        });
        for (String language : Words.LANGUAGES) {
            assertThat(Wordings.word(
                                    letters.getFirst(),
                                    Wordings.shipped(LetterKind.COST_APPROVAL, language),
                                    language,
                                    ZoneOffset.UTC)
                            .text())
                    .contains("300.00 EUR", "\n\n[[APPROVE_COST]]\n\n[[DECLINE_COST]]");
        }
    }

    @Test
    void looking_says_how_much_and_saying_yes_approves_that_entry() {
        Page page = desk.show(token(LinkPurpose.APPROVE_COST));
        assertThat(page.status()).isEqualTo(200);
        assertThat(page.html()).contains("Согласовать расходы 300.00 EUR по заявке T-1042?");
        assertThat(sent).isEmpty();
        assertThat(desk.act(token(LinkPurpose.APPROVE_COST), Map.of()).status()).isEqualTo(200);
        assertThat(sent).containsExactly(new ApproveCost(Told.ID, "e@1", null));
    }

    @Test
    void declining_needs_a_reason() {
        assertThat(desk.act(token(LinkPurpose.DECLINE_COST), Map.of()).status()).isEqualTo(400);
        assertThat(sent).isEmpty();
        assertThat(desk.act(token(LinkPurpose.DECLINE_COST), Map.of("reason", "too dear"))
                        .status())
                .isEqualTo(200);
        assertThat(sent).containsExactly(new DeclineCost(Told.ID, "e@1", Text.of("too dear")));
    }

    @Test
    void a_link_works_once_and_the_other_one_not_any_more() {
        String approve = token(LinkPurpose.APPROVE_COST);
        append(
                Map.of(
                        Meta.ACTOR,
                        "person-supervisor",
                        Meta.COMMAND_ID,
                        SignedLinks.commandId(approve).toString()),
                new CostApproved("e@1", "person-supervisor", null));
        assertThat(desk.act(approve, Map.of()).html()).contains(Words.in("ru").of("page.already"));
        assertThat(desk.act(token(LinkPurpose.DECLINE_COST), Map.of("reason", "no"))
                        .status())
                .isEqualTo(410);
        assertThat(sent).isEmpty();
    }

    @Test
    void what_was_asked_anew_is_not_approved_by_the_older_letter() {
        String older = token(LinkPurpose.APPROVE_COST);
        letters = asked(
                new WorkCorrected("e@1", false, null, 5, "repair", cost("900.00"), null, Text.of("a second one")),
                "900.00");
        told.lastStep().forEach(recorded -> append(recorded.metadata(), recorded.event()));
        assertThat(desk.act(older, Map.of()).status()).isEqualTo(410);
        assertThat(desk.show(token(LinkPurpose.APPROVE_COST)).html()).contains("900.00 EUR");
        assertThat(sent).isEmpty();
    }

    @Test
    void nobody_decides_about_their_own_spending_by_a_link_either() {
        LetterLink link = letters.getFirst().links().getFirst();
        String own = links.sign(new Claim(
                link.purpose(), "person-specialist", Told.ID, link.bound(), Told.BEGIN.plus(Duration.ofDays(14))));
        assertThat(desk.show(own).status()).isEqualTo(410);
        assertThat(desk.act(own, Map.of()).status()).isEqualTo(410);
        fault = Refused.forbidden("own-cost", "no");
        assertThat(desk.act(token(LinkPurpose.APPROVE_COST), Map.of()).status()).isEqualTo(409);
        assertThat(sent).isEmpty();
    }

    private void append(Map<String, String> metadata, Event event) {
        book.append(Told.ID, metadata, event);
    }
}
