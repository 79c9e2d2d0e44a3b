package daftar.app.file;

import daftar.app.ConditionalOnRole;
import daftar.app.NodeRole;
import daftar.app.Settings;
import daftar.app.store.Recording;
import daftar.eventstore.EventLog;
import daftar.eventstore.keys.InstallationKey;
import daftar.files.FilePolicy;
import daftar.files.Housekeeping;
import daftar.files.Reception;
import daftar.files.SealedFileStore;
import daftar.http.file.Uploads;
import daftar.http.security.AdministrativeRefusals;
import daftar.http.write.TicketRefs;
import daftar.http.write.WriteConfiguration.FileLimit;
import daftar.messages.Actor;
import daftar.messages.Commands;
import daftar.messages.file.FileLimits;
import daftar.messages.ticket.LivingTickets;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Set;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Takes files in, and looks after those that are there. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnRole(NodeRole.COMMAND)
public class FileIntakeConfiguration {

    private static final Duration DAY = Duration.ofDays(1);

    @Bean
    Uploads uploads(InstallationKey key) {
        return new Uploads(key.derive("daftar uploads"));
    }

    @Bean
    FileLimit fileLimit(Settings settings) {
        return new FileLimit(settings.files().maxSize().toBytes());
    }

    /** What a ticket has already it keeps, whatever is set. */
    @Bean
    FileLimits fileLimits(Settings settings) {
        Settings.Files files = settings.files();
        return new FileLimits(files.perTicket(), files.maxSizePerTicket().toBytes());
    }

    @Bean
    Reception reception(SealedFileStore store, Settings settings, AdministrativeRefusals audit, MeterRegistry meters) {
        Settings.Files files = settings.files();
        return new Reception(
                store,
                new FilePolicy(files.maxSize().toBytes(), FilePolicy.refusing(files.refused()), files.whenUnscanned()),
                FileConfiguration.scanner(settings),
                (person, what) -> audit.refused(
                        new Actor(person, Set.of(), "api", null), "POST /api/files: " + what, "virus-found"),
                meters);
    }

    @Bean
    LivingTickets livingTickets(TicketRefs refs, EventLog log, Recording recording) {
        return new RegisteredTickets(refs, log, recording);
    }

    @Bean(initMethod = "start", destroyMethod = "close")
    FileRounds fileRounds(
            SealedFileStore store,
            Settings settings,
            EventLog log,
            Recording recording,
            Commands commands,
            InstantSource clock,
            MeterRegistry meters) {
        Duration patience = settings.files().unattachedFor();
        return new FileRounds(new Housekeeping(
                store,
                new RegisteredFiles(log, recording, commands),
                FileConfiguration.scanner(settings),
                patience.compareTo(DAY) < 0 ? DAY : patience,
                clock,
                meters));
    }
}
