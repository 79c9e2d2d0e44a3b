package daftar.mail.in;

import static org.assertj.core.api.Assertions.assertThat;

import daftar.mail.in.Known.Target;
import daftar.mail.in.Outcome.Aside;
import daftar.mail.in.Outcome.Bounce;
import daftar.mail.in.Outcome.Comment;
import daftar.mail.in.Outcome.NewTicket;
import daftar.mail.in.Outcome.Reopen;
import daftar.mail.in.Outcome.TakenBefore;
import daftar.messages.directory.Reference.Person;
import daftar.messages.mail.AsideReason;
import daftar.messages.mail.Bystanders;
import daftar.messages.mail.UnknownSenders;
import daftar.messages.ticket.Status;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MailDecisionTest {

    private static final IncomingMail MAIL =
            MailParser.parse(Raw.plain("Ann <Ann@Example.org>", "<1@example.org>", "Drucker", "Er druckt nicht."));
    private static final String TICKET = "ticket-0193a5b0-0000-7000-8000-000000000001";

    private static Target target(Status status, boolean comment, boolean reopen, boolean party) {
        return new Target(TICKET, status, comment, reopen, party, null);
    }

    private static Outcome decide(Knowing knowing) {
        return MailDecision.decide(MAIL, knowing.of(MAIL));
    }

    private static AsideReason reason(Outcome outcome) {
        assertThat(outcome).isInstanceOf(Aside.class);
        return ((Aside) outcome).reason();
    }

    @Test
    void a_mail_of_somebody_known_is_a_new_ticket() {
        assertThat(decide(new Knowing())).isEqualTo(new NewTicket(new Outcome.Sender("person-ann", false), null));
    }

    @Test
    void an_answer_is_a_comment_where_that_is_allowed_as_the_ticket_stands() {
        assertThat(decide(new Knowing().target(target(Status.ON_HOLD, true, false, true))))
                .isInstanceOf(Comment.class);
    }

    @Test
    void an_answer_to_a_closed_ticket_reopens_it_or_a_new_one_follows() {
        assertThat(decide(new Knowing().target(target(Status.CLOSED, false, true, true))))
                .isInstanceOf(Reopen.class);
        assertThat(decide(new Knowing().target(target(Status.CANCELLED, false, false, true))))
                .isEqualTo(new NewTicket(new Outcome.Sender("person-ann", false), TICKET));
    }

    @Test
    void who_has_nothing_to_do_with_the_ticket_does_not_write_to_it() {
        Knowing stranger = new Knowing().target(target(Status.NEW, false, false, false));
        assertThat(reason(decide(stranger))).isEqualTo(AsideReason.NOT_A_PARTY);
        assertThat(decide(stranger.policy(UnknownSenders.SET_ASIDE, Bystanders.NEW_TICKET)))
                .isEqualTo(new NewTicket(new Outcome.Sender("person-ann", false), null));
    }

    @Test
    void what_becomes_of_unknown_senders_is_the_organisations_to_say() {
        assertThat(reason(decide(new Knowing().people()))).isEqualTo(AsideReason.UNKNOWN_SENDER);
        Aside refused = (Aside) decide(new Knowing().people().policy(UnknownSenders.REFUSE, Bystanders.SET_ASIDE));
        assertThat(refused.isClosed()).isTrue();
        NewTicket registered =
                (NewTicket) decide(new Knowing().people().policy(UnknownSenders.REGISTER, Bystanders.SET_ASIDE));
        assertThat(registered.sender().unknown()).isTrue();
        assertThat(registered.sender().person()).isEqualTo(MailIds.person("ann@example.org"));
    }

    @Test
    void an_address_that_several_have_says_nobody_and_one_who_left_does_not_write() {
        Person other = Knowing.person("person-other", "ann@example.org");
        assertThat(reason(decide(new Knowing().people(Knowing.ANN, other)))).isEqualTo(AsideReason.SEVERAL_PEOPLE);
        Person left = new Person(
                "person-left",
                "x",
                "ann@example.org",
                null,
                null,
                null,
                Set.of(),
                "en",
                "UTC",
                false,
                false,
                null,
                null,
                null,
                List.of());
        assertThat(reason(decide(new Knowing().people(left)))).isEqualTo(AsideReason.DEACTIVATED_SENDER);
        assertThat(decide(new Knowing().people(left, Knowing.ANN))).isInstanceOf(NewTicket.class);
    }

    @Test
    void the_same_mail_is_taken_once_and_another_with_its_id_is_not_lost() {
        Target taken = new Target(TICKET, Status.CLOSED, false, true, true, true);
        assertThat(decide(new Knowing().target(taken))).isInstanceOf(TakenBefore.class);
        assertThat(decide(new Knowing().raisedByIt(true))).isInstanceOf(TakenBefore.class);
        assertThat(reason(decide(new Knowing().raisedByIt(false)))).isEqualTo(AsideReason.SAME_ID);
    }

    @Test
    void a_bounce_of_the_desks_own_letter_is_told_to_its_outbox() {
        IncomingMail bounce = MailParser.parse(MailParserTest.bounce("failed", "5.1.1", "x"));
        assertThat(MailDecision.decide(bounce, new Knowing().bounced(TICKET).of(bounce)))
                .isInstanceOf(Bounce.class);
        assertThat(reason(MailDecision.decide(bounce, new Knowing().of(bounce))))
                .isEqualTo(AsideReason.BOUNCE);
        IncomingMail delayed = MailParser.parse(MailParserTest.bounce("delayed", "4.4.1", "x"));
        assertThat(reason(MailDecision.decide(
                        delayed, new Knowing().bounced(TICKET).of(delayed))))
                .isEqualTo(AsideReason.DELAYED);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Auto-Submitted: auto-generated | AUTOMATIC",
                "Auto-Submitted: auto-replied; owner-email=\"x\" | AUTOMATIC",
                "Precedence: bulk | BULK",
                "Precedence: auto_reply | AUTOMATIC",
                "List-Id: <all.example.org> | BULK",
                "X-Auto-Response-Suppress: All | AUTOMATIC",
                "X-Autoreply: yes | AUTOMATIC",
                "Return-Path: <> | AUTOMATIC"
            })
    void what_a_machine_wrote_makes_no_ticket(String header, AsideReason reason) {
        IncomingMail mail = MailParser.parse(Raw.from("ann@example.org")
                .line(header)
                .line("Subject: x")
                .line("")
                .line("words")
                .bytes());
        assertThat(reason(MailDecision.decide(mail, new Knowing().of(mail)))).isEqualTo(reason);
        assertThat(MailDecision.decide(mail, new Knowing().told(null, true).of(mail)))
                .as("somebody has looked at it")
                .isInstanceOf(NewTicket.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Automatic reply: Printer", "Out of Office: holidays", "Автоответ: отпуск",
                        "Abwesenheitsnotiz: Drucker",
                "Automatische Antwort: Drucker", "自动答复: 打印机", "自动回复：您好", "پاسخ خودکار: چاپگر"
            })
    void nobody_is_asked_to_look_at_out_of_office_notes(String subject) {
        IncomingMail mail = MailParser.parse(Raw.plain("ann@example.org", "<2@x>", subject, "I am away."));
        Aside aside = (Aside) MailDecision.decide(mail, new Knowing().of(mail));
        assertThat(aside.reason()).isEqualTo(AsideReason.OUT_OF_OFFICE);
        assertThat(aside.isClosed()).isTrue();
    }

    @Test
    void auto_submitted_no_is_a_persons_and_so_is_a_subject_that_speaks_of_an_office() {
        IncomingMail mail = MailParser.parse(Raw.from("ann@example.org")
                .line("Auto-Submitted: no")
                .line("Subject: Printer out of office paper")
                .line("")
                .line("words")
                .bytes());
        assertThat(MailDecision.decide(mail, new Knowing().of(mail))).isInstanceOf(NewTicket.class);
    }

    @Test
    void the_desks_own_mail_the_stop_list_and_too_many_are_not_taken() {
        assertThat(reason(decide(new Knowing().own()))).isEqualTo(AsideReason.OWN_MAIL);
        assertThat(reason(decide(new Knowing().stopped("example.org")))).isEqualTo(AsideReason.STOP_LIST);
        assertThat(reason(decide(new Knowing().stopped("ann@example.org")))).isEqualTo(AsideReason.STOP_LIST);
        assertThat(decide(new Knowing().stopped("ample.org"))).isInstanceOf(NewTicket.class);
        assertThat(decide(new Knowing().inTheLastHour(59))).isInstanceOf(NewTicket.class);
        assertThat(reason(decide(new Knowing().inTheLastHour(60)))).isEqualTo(AsideReason.TOO_MANY);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "mx.desk.example; dkim=pass header.d=example.org | true",
                "mx.desk.example; spf=pass (ok; fine) smtp.mailfrom=bounce@mail.example.org | true",
                "mx.desk.example; dmarc=pass header.from=example.org | true",
                "mx.desk.example; dkim=fail header.d=example.org; spf=pass smtp.mailfrom=evil.example | false",
                "evil.example; dkim=pass header.d=example.org | false",
                "mx.desk.example; dkim=pass header.d=notexample.org | false",
                "mx.desk.example; none | false"
            })
    void where_authentication_is_required_the_own_servers_word_counts(String results, boolean passes) {
        IncomingMail mail = MailParser.parse(Raw.from("ann@example.org")
                .line("Authentication-Results: " + results)
                .line("Authentication-Results: mx.desk.example; dkim=pass header.d=example.org; forged=below")
                .line("Subject: x")
                .line("")
                .line("words")
                .bytes());
        boolean foreign = results.startsWith("evil");
        Outcome outcome = MailDecision.decide(
                mail, new Knowing().authenticated("mx.desk.example").of(mail));
        // a server that is not trusted is passed over, and the next one below it counts
        assertThat(outcome instanceof NewTicket).isEqualTo(passes || foreign);
    }

    @Test
    void without_a_sender_or_without_words_there_is_no_ticket() {
        IncomingMail anonymous = MailParser.parse(
                Raw.from("?").line("Subject: x").line("").line("y").bytes());
        assertThat(reason(MailDecision.decide(anonymous, new Knowing().people().of(anonymous))))
                .isEqualTo(AsideReason.NO_SENDER);
        IncomingMail empty =
                MailParser.parse(Raw.from("ann@example.org").line("").bytes());
        assertThat(reason(MailDecision.decide(empty, new Knowing().of(empty)))).isEqualTo(AsideReason.EMPTY);
    }

    @Test
    void somebody_may_say_whose_mail_it_is() {
        assertThat(decide(new Knowing().people().told("person-bob", false)))
                .isEqualTo(new NewTicket(new Outcome.Sender("person-bob", false), null));
    }

    @Test
    void the_language_is_told_by_the_script() {
        assertThat(Languages.of("چاپگر کار نمی‌کند")).isEqualTo("fa");
        assertThat(Languages.of("Принтер не печатает, error 5")).isEqualTo("ru");
        assertThat(Languages.of("打印机坏了 HP LaserJet")).isEqualTo("zh");
        assertThat(Languages.of("Der Drucker ist kaputt, bitte kommen")).isEqualTo("de");
        assertThat(Languages.of("The printer is broken")).isEqualTo("en");
    }
}
