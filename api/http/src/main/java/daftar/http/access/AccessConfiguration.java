package daftar.http.access;

import daftar.http.directory.Register;
import daftar.http.security.SlowedLogins;
import daftar.messages.Commands;
import daftar.messages.access.AccessView;
import java.time.InstantSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Access over HTTP. Each part says what it needs in the context. */
public final class AccessConfiguration {

    private AccessConfiguration() {}

    /** Looking at tokens, on every node. */
    @Configuration(proxyBeanMethods = false)
    public static class Reading {
        @Bean
        TokenReadController tokenReadController(AccessView view, Register register, InstantSource clock) {
            return new TokenReadController(view, register, clock);
        }
    }

    /** Changing access, on nodes with the command role. */
    @Configuration(proxyBeanMethods = false)
    public static class Writing {
        @Bean
        TokenController tokenController(Commands commands, InstantSource clock) {
            return new TokenController(commands, clock);
        }

        @Bean
        FirstAdministratorController firstAdministratorController(
                Commands commands, Register register, AccessView view, SlowedLogins slowed) {
            return new FirstAdministratorController(commands, register, view, slowed);
        }

        @Bean
        AccessDescriptions accessDescriptions() {
            return new AccessDescriptions();
        }
    }

    /** The audit of access, on nodes with the query role. */
    @Configuration(proxyBeanMethods = false)
    public static class Auditing {
        @Bean
        AccessAuditController accessAuditController(AccessAudit audit) {
            return new AccessAuditController(audit);
        }
    }
}
