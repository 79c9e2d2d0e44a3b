package daftar.http.directory.load;

import daftar.http.directory.Register;
import daftar.messages.Commands;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The import over HTTP, for nodes with the command role. Needs a {@link Rehearsal.Stage} besides. */
@Configuration(proxyBeanMethods = false)
public class ImportConfiguration {

    @Bean
    ImportController importController(Commands commands, Register register, Rehearsal.Stage rehearsals) {
        return new ImportController(commands, register, rehearsals);
    }
}
