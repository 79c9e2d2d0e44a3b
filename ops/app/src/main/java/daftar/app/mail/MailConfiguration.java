package daftar.app.mail;

import daftar.app.ConditionalOnRole;
import daftar.app.NodeRole;
import daftar.app.Settings;
import daftar.app.store.Recording;
import daftar.automations.Claim;
import daftar.eventstore.EventLog;
import daftar.eventstore.keys.InstallationKey;
import daftar.http.letters.LetterExamples;
import daftar.http.links.LinkPages;
import daftar.json.TextSeal;
import daftar.mail.MessageIds;
import daftar.mail.ReplyTokens;
import daftar.mail.out.HeadLetters;
import daftar.mail.out.LetterLog;
import daftar.mail.out.LinkDesk;
import daftar.mail.out.Mailer;
import daftar.mail.out.SignedLinks;
import daftar.mail.out.Wordings;
import daftar.messages.Commands;
import daftar.messages.directory.Reference;
import daftar.messages.outbox.LetterKind;
import daftar.messages.outbox.LetterTexts;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.axonframework.eventhandling.tokenstore.TokenStore;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.ApplicationListener;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Letters from the desk, with the command role. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnRole(NodeRole.COMMAND)
@EnableConfigurationProperties(MailSettings.class)
public class MailConfiguration {

    /** Between mails with a head: each is itself something that happens, and makes the log grow. */
    private static final Duration SHORTEST = Duration.ofHours(1);

    @Bean
    ReplyTokens replyTokens(InstallationKey key) {
        return new ReplyTokens(key.derive("daftar mail reply tokens"));
    }

    @Bean
    SignedLinks signedLinks(InstallationKey key) {
        return new SignedLinks(key.derive("daftar mail signed links"));
    }

    @Bean
    MessageIds messageIds(MailSettings settings) {
        return new MessageIds(settings.domainName());
    }

    @Bean
    LetterLog letterLog(EventLog log, Recording recording, TextSeal seal) {
        return new RegisterForLetters(log, recording, seal);
    }

    @Bean
    LinkPages linkPages(
            SignedLinks links, LetterLog register, Reference reference, Commands commands, InstantSource clock) {
        LinkDesk desk = new LinkDesk(links, register, reference, commands, clock);
        return new LinkPages() {
            @Override
            public Page show(String token) {
                return page(desk.show(token));
            }

            @Override
            public Page act(String token, Map<String, String> form) {
                return page(desk.act(token, form));
            }

            private Page page(LinkDesk.Page page) {
                return new Page(page.status(), page.language(), page.html());
            }
        };
    }

    @Bean
    LetterExamples letterExamples(InstantSource clock) {
        return new LetterExamples() {
            @Override
            public LetterTexts.Wording shipped(LetterKind kind, String language) {
                return Wordings.shipped(kind, language);
            }

            @Override
            public List<String> languages() {
                return Wordings.languages();
            }

            @Override
            public Example example(LetterKind kind, LetterTexts.Wording wording, String language) {
                Wordings.Worded worded = Wordings.example(kind, wording, language, clock.instant(), ZoneOffset.UTC);
                return new Example(worded.subject(), worded.text(), Wordings.htmlOf(worded));
            }
        };
    }

    /** @throws IllegalStateException naming the setting that is wrong */
    @Bean
    HeadLetters headLetters(Settings settings, MailSettings mail, Reference reference) {
        Settings.Ledger ledger = settings.ledger();
        if (!ledger.mailTo().isEmpty() && mail.host() == null) {
            throw new IllegalStateException("daftar.ledger.mail-to needs a mail server, daftar.mail.host.");
        }
        if (ledger.mailInterval().compareTo(SHORTEST) < 0) {
            throw new IllegalStateException("daftar.ledger.mail-interval must be an hour at least, such as 1d.");
        }
        try {
            return new HeadLetters(reference, mail.fromName(), ledger.mailLanguage(), ledger.mailTo());
        } catch (IllegalArgumentException malformed) {
            throw new IllegalStateException("daftar.ledger.mail-to: " + malformed.getMessage() + ".", malformed);
        }
    }

    /** Does nothing, and says so, where no mail is set up. */
    @Bean(destroyMethod = "close")
    MailService mailService(
            MailSettings settings,
            LetterLog register,
            TokenStore tokens,
            Commands commands,
            Reference reference,
            ReplyTokens replyTokens,
            SignedLinks links,
            HeadLetters heads,
            InstantSource clock,
            MeterRegistry meters) {
        if (!settings.isOn()) {
            return MailService.OFF;
        }
        Claim claim = new Claim(tokens, "mailer");
        Mailer mailer = Mailer.of(
                settings.setup(),
                register,
                new Mailer.Lease() {
                    @Override
                    public boolean hold() {
                        return claim.hold();
                    }

                    @Override
                    public void release() {
                        claim.release();
                    }
                },
                commands,
                reference,
                replyTokens,
                links,
                heads,
                clock,
                meters);
        return new MailService(mailer);
    }

    /** Not before: the commands that it sends have their handlers then. */
    @Bean
    ApplicationListener<ApplicationReadyEvent> mailerWithTheNode(MailService service) {
        return ready -> service.start();
    }

    @Bean
    HealthIndicator mailHealthIndicator(MailService service) {
        return service::health;
    }
}
