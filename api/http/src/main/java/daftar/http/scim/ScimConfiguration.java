package daftar.http.scim;

import daftar.http.directory.Register;
import daftar.messages.Commands;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** SCIM, for nodes with the command role. Needs a {@link Register} and {@link Commands} in the context. */
@Configuration(proxyBeanMethods = false)
public class ScimConfiguration {

    @Bean
    ScimController scimController(Register register, Commands commands) {
        return new ScimController(register, commands);
    }
}
