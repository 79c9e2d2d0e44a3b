package daftar.domain.mail;

import daftar.domain.Caller;
import daftar.domain.DirectoryDesk;
import daftar.domain.RecordingSealing;
import daftar.domain.StreamOfCommand;
import daftar.domain.ticket.Organisation;
import daftar.messages.Refused;
import daftar.messages.Role;
import daftar.messages.Text;
import daftar.messages.mail.AsideReason;
import daftar.messages.mail.Bystanders;
import daftar.messages.mail.MailCommand.*;
import daftar.messages.mail.MailEvent.*;
import daftar.messages.mail.Originals;
import daftar.messages.mail.UnknownSenders;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.axonframework.test.aggregate.TestExecutor;
import org.junit.jupiter.api.Test;

/** Mail that was set aside, and what was decided about mail, as Axon carries it out. */
class MailStreamsTest {

    private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");
    private static final String MAIL = "mail-0123456789abcdef0123456789abcdef";
    private static final MailSetAside ASIDE = new MailSetAside(
            "desk", AsideReason.UNKNOWN_SENDER, null, Text.of("x@y.example"), Text.of("hi"), 10, "sha", null, false);

    private static <T> TestExecutor<T> given(Class<T> type, Object... events) {
        AggregateTestFixture<T> fixture = new AggregateTestFixture<>(type);
        fixture.registerCommandTargetResolver(new StreamOfCommand());
        fixture.registerInjectableResource(
                new DirectoryDesk(Organisation.usual(), new RecordingSealing(), InstantSource.fixed(NOW)));
        return fixture.givenCurrentTime(NOW).andGiven(events);
    }

    @Test
    void each_command_about_a_mail_reaches_its_stream() {
        given(MailStream.class)
                .when(
                        new SetMailAside(
                                MAIL,
                                "desk",
                                AsideReason.UNKNOWN_SENDER,
                                null,
                                Text.of("x@y.example"),
                                Text.of("hi"),
                                10,
                                "sha",
                                null,
                                false),
                        Caller.with(Role.CLOCK))
                .expectEvents(ASIDE);
        given(MailStream.class, ASIDE)
                .when(new RetryMail(MAIL, "requester", true), Caller.with(Role.DISPATCHER))
                .expectEvents(new MailRetried("requester", true));
        given(MailStream.class, ASIDE)
                .when(new DiscardMail(MAIL, Text.of("spam")), Caller.with(Role.DISPATCHER))
                .expectEvents(new MailDiscarded(Text.of("spam")));
        given(MailStream.class, ASIDE, new MailRetried(null, false))
                .when(new TakeMail(MAIL, "ticket-1"), Caller.with(Role.CLOCK))
                .expectEvents(new MailTaken("ticket-1"));
        given(MailStream.class, ASIDE, new MailTaken("ticket-1"))
                .when(new DiscardMail(MAIL, null), Caller.with(Role.DISPATCHER))
                .expectNoEvents()
                .expectException(Refused.class);
    }

    @Test
    void what_is_decided_about_mail_is_in_one_stream() {
        MailPolicySet set = new MailPolicySet(
                UnknownSenders.REGISTER, Bystanders.NEW_TICKET, Originals.ALWAYS, false, List.of(), 60);
        SetMailPolicy policy = new SetMailPolicy(
                UnknownSenders.REGISTER, Bystanders.NEW_TICKET, Originals.ALWAYS, null, List.of(), null);
        given(MailPolicyStream.class)
                .when(policy, Caller.with(Role.ADMINISTRATOR))
                .expectEvents(set);
        given(MailPolicyStream.class, set)
                .when(policy, Caller.with(Role.ADMINISTRATOR))
                .expectNoEvents();
        given(MailPolicyStream.class)
                .when(new StopSenders(List.of(Text.of("@Ads.example"))), Caller.with(Role.DISPATCHER))
                .expectEvents(new SendersStopped(List.of(Text.of("ads.example"))));
        given(MailPolicyStream.class)
                .when(policy, Caller.with(Role.DISPATCHER))
                .expectNoEvents()
                .expectException(Refused.class);
    }
}
