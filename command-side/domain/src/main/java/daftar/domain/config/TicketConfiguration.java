package daftar.domain.config;

import daftar.domain.Sealing;
import daftar.domain.StreamOfCommand;
import daftar.domain.TicketNumbers;
import daftar.domain.dispatch.AppendPositions;
import daftar.domain.dispatch.CommandDispatch;
import daftar.domain.dispatch.ReferenceAwait;
import daftar.domain.ticket.Loads;
import daftar.domain.ticket.Ticket;
import daftar.domain.ticket.TicketDesk;
import daftar.messages.directory.Reference;
import daftar.messages.file.FileLimits;
import daftar.messages.file.FileStore;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.InstantSource;
import org.axonframework.commandhandling.CommandBus;
import org.axonframework.config.AggregateConfigurer;
import org.axonframework.config.ConfigurerModule;
import org.axonframework.messaging.correlation.CorrelationDataProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Tickets, and the way of all commands. Needs beans of {@link Reference}, {@link Loads}, {@link TicketNumbers}, {@link Sealing}, {@link FileStore}, {@link
 * InstantSource}, {@link CommandBus}, {@link AppendPositions}, {@link ReferenceAwait} and {@link MeterRegistry}.
 */
@Configuration(proxyBeanMethods = false)
public class TicketConfiguration {

    /** Static, since Axon configures itself before other beans are made. No cache and no snapshots (design §7). */
    @Bean
    static ConfigurerModule ticketAggregate() {
        return configurer -> configurer.configureAggregate(AggregateConfigurer.defaultConfiguration(Ticket.class)
                .configureCommandTargetResolver(axon -> new StreamOfCommand()));
    }

    /** Events carry the metadata that the shells give them and nothing of Axon's own. */
    @Bean
    CorrelationDataProvider nothingOfAxonsOwn() {
        return message -> java.util.Map.of();
    }

    @Bean
    TicketDesk ticketDesk(
            Reference reference,
            Loads loads,
            TicketNumbers numbers,
            Sealing sealing,
            InstantSource clock,
            FileStore files,
            FileLimits fileLimits) {
        return new TicketDesk(reference, loads, numbers, sealing, clock, files, fileLimits);
    }

    @Bean
    CommandDispatch commandDispatch(
            CommandBus bus, AppendPositions positions, ReferenceAwait reference, MeterRegistry meters) {
        return new CommandDispatch(bus, positions, reference, meters, CommandDispatch.Patience.USUAL);
    }
}
