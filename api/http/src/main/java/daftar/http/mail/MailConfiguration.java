package daftar.http.mail;

import daftar.http.directory.Register;
import daftar.messages.Commands;
import java.time.InstantSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Mail over HTTP, on nodes with the command role. Needs {@link Commands}, {@link AsideMails}, {@link Register} and a clock. */
@Configuration(proxyBeanMethods = false)
public class MailConfiguration {

    @Bean
    AsideMailController asideMailController(Commands commands, AsideMails mails, InstantSource clock) {
        return new AsideMailController(commands, mails, clock);
    }

    @Bean
    MailPolicyController mailPolicyController(Commands commands, Register register, InstantSource clock) {
        return new MailPolicyController(commands, register, clock);
    }

    @Bean
    MailDescriptions mailDescriptions() {
        return new MailDescriptions();
    }
}
