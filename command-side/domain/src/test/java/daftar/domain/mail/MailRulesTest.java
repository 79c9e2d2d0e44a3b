package daftar.domain.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import daftar.domain.Decision;
import daftar.domain.directory.Organisation;
import daftar.messages.Actor;
import daftar.messages.Event;
import daftar.messages.Recorded;
import daftar.messages.Refused;
import daftar.messages.Role;
import daftar.messages.Text;
import daftar.messages.mail.AsideMail;
import daftar.messages.mail.AsideMail.State;
import daftar.messages.mail.AsideReason;
import daftar.messages.mail.Bystanders;
import daftar.messages.mail.MailCommand;
import daftar.messages.mail.MailCommand.*;
import daftar.messages.mail.MailEvent.*;
import daftar.messages.mail.MailPolicy;
import daftar.messages.mail.Originals;
import daftar.messages.mail.UnknownSenders;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class MailRulesTest {

    private static final String MAIL = "mail-0123456789abcdef0123456789abcdef";
    private static final Actor DAFTAR = new Actor(Actor.SYSTEM, Set.of(Role.CLOCK), "mail", null);
    private static final SetMailAside ASIDE = new SetMailAside(
            MAIL,
            "desk",
            AsideReason.UNKNOWN_SENDER,
            null,
            Text.of("x@y.example"),
            Text.of("hi"),
            10,
            "sha",
            null,
            false);

    private @Nullable AsideMail mail;
    private long revision = -1;

    private List<Event> ask(MailCommand command, Actor actor) {
        Decision decision = MailRules.decide(mail, command, actor, Organisation.REFERENCE);
        for (Event event : decision.events()) {
            mail = AsideMail.evolve(
                    mail, new Recorded(MAIL, ++revision, revision, new UUID(0, 1), Instant.EPOCH, Map.of(), event));
        }
        return decision.events();
    }

    private static Actor with(Role role) {
        return new Actor("person-someone", Set.of(role), "api", null);
    }

    private static Refused refused(Runnable act) {
        return catchThrowableOfType(Refused.class, act::run);
    }

    @Test
    void a_mail_is_set_aside_retried_and_taken_and_then_nothing_more_happens_to_it() {
        assertThat(ask(ASIDE, DAFTAR)).hasSize(1);
        assertThat(ask(ASIDE, DAFTAR)).as("delivered twice").isEmpty();
        assertThat(ask(new RetryMail(MAIL, null, null), with(Role.DISPATCHER)))
                .containsExactly(new MailRetried(null, false));
        assertThat(ask(ASIDE, DAFTAR)).as("set aside again").hasSize(1);
        assertThat(mail).extracting(AsideMail::state, AsideMail::tries).containsExactly(State.WAITING, 1);
        ask(new RetryMail(MAIL, null, true), with(Role.ADMINISTRATOR));
        assertThat(ask(new TakeMail(MAIL, "ticket-1"), DAFTAR)).containsExactly(new MailTaken("ticket-1"));
        assertThat(refused(() -> ask(new RetryMail(MAIL, null, null), with(Role.DISPATCHER)))
                        .code())
                .isEqualTo("mail-taken");
        assertThat(refused(() -> ask(new DiscardMail(MAIL, null), with(Role.DISPATCHER)))
                        .code())
                .isEqualTo("mail-taken");
    }

    @Test
    void what_was_discarded_stays_so_when_it_comes_again_and_can_be_retried_all_the_same() {
        ask(ASIDE, DAFTAR);
        assertThat(ask(new DiscardMail(MAIL, Text.of("spam")), with(Role.MANAGER)))
                .hasSize(1);
        assertThat(ask(new DiscardMail(MAIL, Text.of("spam")), with(Role.MANAGER)))
                .isEmpty();
        assertThat(ask(ASIDE, DAFTAR)).isEmpty();
        assertThat(ask(new RetryMail(MAIL, null, null), with(Role.MANAGER))).hasSize(1);
    }

    @Test
    void only_the_desk_and_administrators_act_on_it_and_only_daftar_sets_aside() {
        ask(ASIDE, DAFTAR);
        for (Role role : Role.values()) {
            boolean may = role == Role.DISPATCHER || role == Role.MANAGER || role == Role.ADMINISTRATOR;
            Refused refused = refused(() -> ask(new RetryMail(MAIL, null, null), with(role)));
            assertThat(refused == null).as(role.name()).isEqualTo(may);
        }
        assertThat(refused(() -> ask(ASIDE, with(Role.ADMINISTRATOR))).kind()).isEqualTo(Refused.Kind.FORBIDDEN);
        assertThat(refused(() -> ask(new TakeMail(MAIL, "ticket-1"), with(Role.DISPATCHER)))
                        .kind())
                .isEqualTo(Refused.Kind.FORBIDDEN);
    }

    @Test
    void a_retry_names_somebody_who_is_there_and_a_mail_that_is() {
        assertThat(refused(() -> ask(new DiscardMail(MAIL, null), with(Role.DISPATCHER)))
                        .kind())
                .isEqualTo(Refused.Kind.NOT_FOUND);
        ask(ASIDE, DAFTAR);
        assertThat(refused(() -> ask(new RetryMail(MAIL, "person-nobody", null), with(Role.DISPATCHER)))
                        .field())
                .isEqualTo("person");
    }

    @Test
    void the_policy_is_an_administrators_and_needs_a_server_to_believe() {
        SetMailPolicy register = new SetMailPolicy(
                UnknownSenders.REGISTER, Bystanders.NEW_TICKET, Originals.ALWAYS, null, List.of(), null);
        assertThat(decide(register, Role.ADMINISTRATOR))
                .containsExactly(new MailPolicySet(
                        UnknownSenders.REGISTER, Bystanders.NEW_TICKET, Originals.ALWAYS, false, List.of(), 60));
        assertThat(refused(() -> decide(register, Role.DISPATCHER)).kind()).isEqualTo(Refused.Kind.FORBIDDEN);
        SetMailPolicy usual = new SetMailPolicy(
                UnknownSenders.SET_ASIDE, Bystanders.SET_ASIDE, Originals.WHEN_CUT, false, List.of(), 60);
        assertThat(decide(usual, Role.ADMINISTRATOR)).as("nothing changes").isEmpty();
        SetMailPolicy believing = new SetMailPolicy(
                UnknownSenders.SET_ASIDE, Bystanders.SET_ASIDE, Originals.WHEN_CUT, true, List.of(), 60);
        assertThat(refused(() -> decide(believing, Role.ADMINISTRATOR)).field()).isEqualTo("authenticationServers");
        SetMailPolicy none = new SetMailPolicy(
                UnknownSenders.SET_ASIDE, Bystanders.SET_ASIDE, Originals.WHEN_CUT, false, List.of(), 0);
        assertThat(refused(() -> decide(none, Role.ADMINISTRATOR)).field()).isEqualTo("perSenderAnHour");
    }

    @Test
    void the_stop_list_has_addresses_and_domains_once_and_in_lower_case() {
        assertThat(decide(
                        new StopSenders(List.of(Text.of("@Ads.example"), Text.of("NoReply@x.example"))),
                        Role.DISPATCHER))
                .containsExactly(new SendersStopped(List.of(Text.of("ads.example"), Text.of("noreply@x.example"))));
        assertThat(decide(new StopSenders(List.of(Text.of("known.example"))), Role.DISPATCHER))
                .isEmpty();
        assertThat(decide(new AllowSenders(List.of(Text.of("Known.example"), Text.of("other.example"))), Role.MANAGER))
                .containsExactly(new SendersAllowed(List.of(Text.of("known.example"))));
        assertThat(refused(() -> decide(
                                new StopSenders(List.of(Text.of("a b@c"), Text.of("ok.example"), Text.of(""))),
                                Role.MANAGER))
                        .all())
                .extracting(Refused.Wrong::field)
                .containsExactly("senders[0]", "senders[2]");
    }

    private static List<Event> decide(MailCommand command, Role role) {
        return MailPolicyRules.decide(MailPolicy.USUAL, Set.of("known.example"), command, with(role))
                .events();
    }
}
