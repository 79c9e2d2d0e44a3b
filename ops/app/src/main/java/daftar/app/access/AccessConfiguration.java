package daftar.app.access;

import daftar.app.ConditionalOnRole;
import daftar.app.NodeRole;
import daftar.app.Settings;
import daftar.app.demo.DemoOrganisation;
import daftar.http.security.Actors;
import daftar.http.security.RememberedPasswords;
import daftar.messages.Actor;
import daftar.messages.Refused;
import daftar.messages.directory.Reference;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.core.userdetails.UsernameNotFoundException;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;
import org.springframework.security.crypto.password.PasswordEncoder;

/** Logins: those of the demo organisation in the embedded mode, those of {@code daftar.logins} elsewhere. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnRole({NodeRole.COMMAND, NodeRole.PROJECTION, NodeRole.QUERY})
public class AccessConfiguration {

    private static final Logger log = LoggerFactory.getLogger(AccessConfiguration.class);

    @Bean
    PasswordEncoder passwordEncoder(InstantSource clock) {
        return new RememberedPasswords(new BCryptPasswordEncoder(), Duration.ofMinutes(5), 10_000, clock);
    }

    @Bean
    Logins logins(Settings settings, PasswordEncoder passwords) throws IOException {
        Path file = settings.logins();
        if (file != null) {
            return new Logins(Login.read(file));
        }
        if (!settings.isDemo()) {
            log.warn("Nobody can log in: daftar.logins names no file, and demo people exist in the embedded mode only");
            return new Logins(List.of());
        }
        String hash = String.valueOf(passwords.encode("demo"));
        return new Logins(DemoOrganisation.PEOPLE.stream()
                .map(person -> new Login(person.login(), person.id(), person.roles(), hash))
                .toList());
    }

    @Bean
    UserDetailsService userDetailsService(Logins logins) {
        return name -> {
            Login login = logins.byName.get(name);
            if (login == null) {
                throw new UsernameNotFoundException("no such login");
            }
            return User.withUsername(name)
                    .password(login.passwordHash())
                    .authorities(List.of())
                    .build();
        };
    }

    @Bean
    Actors actors(Logins logins, Reference reference) {
        return principal -> {
            Login login = logins.byName.get(principal);
            if (login == null) {
                throw Refused.forbidden("unknown-person", "The directory knows nobody by this login.");
            }
            Reference.Person person = reference.person(login.person());
            if (person != null && !person.active()) {
                throw Refused.forbidden("person-deactivated", "You have been deactivated; ask an administrator.");
            }
            return new Actor(login.person(), person == null ? login.roles() : person.roles(), "api", null);
        };
    }

    /** By name. */
    static final class Logins {
        private final Map<String, Login> byName = new HashMap<>();

        Logins(List<Login> logins) {
            logins.forEach(login -> byName.put(login.name(), login));
        }
    }
}
