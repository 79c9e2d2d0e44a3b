package daftar.app.mail;

import daftar.app.ConditionalOnRole;
import daftar.app.NodeRole;
import daftar.app.store.Recording;
import daftar.automations.Claim;
import daftar.eventstore.EventLog;
import daftar.http.Outages;
import daftar.http.directory.Register;
import daftar.http.mail.AsideMails;
import daftar.http.mail.MailConfiguration;
import daftar.http.write.TicketRefs;
import daftar.json.TextSeal;
import daftar.mail.MessageIds;
import daftar.mail.OAuthTokens;
import daftar.mail.ReplyTokens;
import daftar.mail.in.MailDesk;
import daftar.mail.in.MailIn;
import daftar.mail.in.MailInMeters;
import daftar.mail.in.Mailbox;
import daftar.mail.in.MailboxStanding;
import daftar.messages.Commands;
import daftar.messages.file.FileIntake;
import daftar.messages.file.FileStore;
import daftar.reference.ReferenceView;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.axonframework.eventhandling.tokenstore.TokenStore;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** Mail that comes in: read by one node with the command role. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnRole(NodeRole.COMMAND)
@EnableConfigurationProperties(MailInSettings.class)
@Import(MailConfiguration.class)
public class MailIncoming {

    @Bean
    MailDesk mailDesk(
            Commands commands,
            Register register,
            TicketRefs refs,
            EventLog log,
            Recording recording,
            TextSeal seal,
            FileIntake intake,
            FileStore files,
            ReplyTokens tokens,
            MessageIds messageIds,
            MailInSettings settings,
            InstantSource clock) {
        return new MailDesk(
                commands,
                register.reference(),
                new RegisteredTickets(refs, log, recording, seal, register.reference(), clock),
                intake,
                files,
                tokens,
                messageIds,
                ownAddresses(settings),
                clock);
    }

    private static Set<String> ownAddresses(MailInSettings settings) {
        Set<String> own = new HashSet<>();
        String from = settings.from();
        if (from != null) {
            own.add(from);
        }
        String replyTo = settings.replyTo();
        if (replyTo != null) {
            own.add(replyTo);
        }
        for (MailInSettings.Box box : settings.in()) {
            own.add(Objects.requireNonNullElse(box.address(), box.user()));
        }
        return own;
    }

    @Bean(initMethod = "start", destroyMethod = "close")
    MailIn mailIn(
            MailInSettings settings,
            MailDesk desk,
            TokenStore tokens,
            Outages outages,
            ReferenceView view,
            InstantSource clock,
            MeterRegistry meters) {
        MailInMeters.WAITING.gauge(meters, () -> view.mail().waiting().size());
        Claim claim = new Claim(tokens, "mail-in");
        MailIn.Turn turn = new MailIn.Turn() {
            @Override
            public boolean hold() {
                return claim.hold();
            }

            @Override
            public void release() {
                claim.release();
            }
        };
        return new MailIn(
                mailboxes(settings, clock), desk, turn, outages::isCausedByOutage, settings.largestIn(), clock, meters);
    }

    /** @throws IllegalArgumentException where the settings do not tell mailboxes apart */
    static List<Mailbox> mailboxes(MailInSettings settings, InstantSource clock) {
        List<Mailbox> mailboxes =
                settings.in().stream().map(box -> mailbox(box, clock)).toList();
        Set<String> names = new HashSet<>();
        for (Mailbox mailbox : mailboxes) {
            if (!names.add(mailbox.name())) {
                throw new IllegalArgumentException("daftar.mail.in: two mailboxes are called " + mailbox.name()
                        + "; give each a name of its own, daftar.mail.in[…].name");
            }
        }
        return mailboxes;
    }

    private static Mailbox mailbox(MailInSettings.Box box, InstantSource clock) {
        Integer port = box.port();
        int usual = box.tls() == Mailbox.Tls.IMPLICIT ? 993 : 143;
        return new Mailbox(
                Objects.requireNonNullElse(box.name(), box.user()),
                box.address(),
                box.host(),
                port == null ? usual : port,
                box.tls(),
                box.user(),
                login(box, clock),
                box.folder(),
                box.processed(),
                box.aside(),
                box.poll(),
                box.type(),
                box.category(),
                box.service(),
                box.requestType());
    }

    private static Mailbox.Login login(MailInSettings.Box box, InstantSource clock) {
        MailInSettings.OAuth oauth = box.oauth();
        if (oauth == null) {
            String password = box.password();
            if (password == null) {
                throw new IllegalArgumentException(
                        "daftar.mail.in: the mailbox of " + box.user() + " needs a password or oauth");
            }
            return new Password(password);
        }
        return new Token(new OAuthTokens(
                new OAuthTokens.Grant(
                        oauth.tokenUri(), oauth.clientId(), oauth.clientSecret(), oauth.refreshToken(), oauth.scope()),
                clock));
    }

    private record Password(String secret) implements Mailbox.Login {
        @Override
        public boolean isToken() {
            return false;
        }

        @Override
        public void refused() {}

        @Override
        public String toString() {
            return "a password"; // never itself
        }
    }

    private record Token(OAuthTokens tokens) implements Mailbox.Login {
        @Override
        public boolean isToken() {
            return true;
        }

        @Override
        public String secret() throws IOException {
            return tokens.accessToken();
        }

        @Override
        public void refused() {
            tokens.forget();
        }
    }

    @Bean
    AsideMails asideMails(
            ReferenceView view, EventLog log, Recording recording, TextSeal seal, FileStore files, MailIn mailIn) {
        return new KeptMails(view, log, recording, seal, files, mailIn);
    }

    /** A mailbox that cannot be read is no reason to take the node out: the desk works without it. */
    @Bean
    HealthIndicator mailInHealthIndicator(MailIn mailIn) {
        return () -> {
            Health.Builder health = Health.up();
            for (MailboxStanding standing : mailIn.standings()) {
                String said = standing.said();
                health.withDetail(
                        standing.mailbox(),
                        standing.state() + " since " + standing.since() + (said == null ? "" : ": " + said));
                if (standing.state() == MailboxStanding.State.AWAY) {
                    health.down();
                }
            }
            return health.build();
        };
    }
}
