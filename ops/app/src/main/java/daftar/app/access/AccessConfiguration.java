package daftar.app.access;

import daftar.app.ConditionalOnRole;
import daftar.app.NodeRole;
import daftar.app.Settings;
import daftar.app.demo.DemoOrganisation;
import daftar.eventstore.EventLog;
import daftar.http.access.AccessConfiguration.Reading;
import daftar.http.security.Actors;
import daftar.http.security.BearerTokens;
import daftar.http.security.RememberedPasswords;
import daftar.messages.Refused;
import daftar.messages.Role;
import daftar.messages.access.AccessView;
import daftar.reference.ReferenceView;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.core.userdetails.UsernameNotFoundException;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;
import org.springframework.security.crypto.password.PasswordEncoder;

/**
 * Who comes in: people of the demo organisation in the embedded mode, of {@code daftar.logins} and of the register
 * elsewhere; with tokens of their own, or of an identity provider.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnRole({NodeRole.COMMAND, NodeRole.PROJECTION, NodeRole.QUERY})
@Import(Reading.class)
public class AccessConfiguration {

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
            return new Logins(List.of());
        }
        String hash = String.valueOf(passwords.encode("demo"));
        return new Logins(DemoOrganisation.PEOPLE.stream()
                .map(person -> new Login(person.login(), person.id(), person.roles(), hash))
                .toList());
    }

    @Bean
    AccessView accessView(ReferenceView view) {
        return new AccessView() {
            @Override
            public @Nullable Token token(String id) {
                return view.access().token(id);
            }

            @Override
            public List<Token> tokens() {
                return view.access().tokens();
            }

            @Override
            public @Nullable Login login(String name) {
                return view.access().login(name);
            }

            @Override
            public @Nullable String personOf(String subject) {
                return view.access().personOf(subject);
            }
        };
    }

    @Bean
    People people(ReferenceView view) {
        return new People(view, () -> view.state().people());
    }

    @Bean
    UserDetailsService userDetailsService(Logins logins, AccessView view) {
        return name -> {
            Login login = logins.byName.get(name);
            AccessView.Login known = login == null ? view.login(name) : null;
            if (login == null && known == null) {
                throw new UsernameNotFoundException("no such login");
            }
            return User.withUsername(name)
                    .password(login == null ? Objects.requireNonNull(known).passwordHash() : login.passwordHash())
                    .authorities(List.of())
                    .build();
        };
    }

    @Bean
    Actors actors(Logins logins, AccessView view, People people) {
        return principal -> {
            Login login = logins.byName.get(principal);
            if (login != null) {
                return people.actor(login.person(), login.roles());
            }
            AccessView.Login known = view.login(principal);
            if (known == null) {
                throw Refused.forbidden("unknown-person", "The directory knows nobody by this login.");
            }
            return people.actor(known.person(), null);
        };
    }

    @Bean
    BearerTokens bearerTokens(AccessView view, People people, Settings settings, InstantSource clock, EventLog events) {
        TokenUses uses = new TokenUses(events, clock, Thread::startVirtualThread);
        return new DirectoryBearers(view, people, settings.identity(), clock, uses);
    }

    @Bean
    RefusalLog refusalLog(EventLog events, InstantSource clock, MeterRegistry meters) {
        return new RefusalLog(events, clock, meters);
    }

    @Bean(initMethod = "start", destroyMethod = "close")
    DeniedLog deniedLog(EventLog events, InstantSource clock, MeterRegistry meters) {
        return new DeniedLog(events, clock, meters);
    }

    /** By name. */
    public static final class Logins {
        private final Map<String, Login> byName = new HashMap<>();

        Logins(List<Login> logins) {
            logins.forEach(login -> byName.put(login.name(), login));
        }

        /** Whether the file itself lets an administrator in. */
        public boolean hasAdministrator() {
            return byName.values().stream().anyMatch(login -> login.roles().contains(Role.ADMINISTRATOR));
        }
    }
}
