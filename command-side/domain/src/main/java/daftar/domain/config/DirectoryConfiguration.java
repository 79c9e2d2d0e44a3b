package daftar.domain.config;

import daftar.domain.Sealing;
import daftar.domain.StreamOfCommand;
import daftar.domain.directory.DirectoryStream;
import daftar.domain.workflow.WorkflowStream;
import daftar.messages.directory.Reference;
import java.time.InstantSource;
import org.axonframework.config.AggregateConfigurer;
import org.axonframework.config.ConfigurerModule;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * The directory and the workflows. Their handlers are given the beans of {@link Reference}, {@link Sealing} and {@link
 * InstantSource}; there must be one of each, or a primary one.
 */
@Configuration(proxyBeanMethods = false)
public class DirectoryConfiguration {

    /** Static, since Axon configures itself before other beans are made. No cache and no snapshots (design §7). */
    @Bean
    static ConfigurerModule directoryAggregates() {
        return configurer -> configurer
                .configureAggregate(AggregateConfigurer.defaultConfiguration(DirectoryStream.class)
                        .configureCommandTargetResolver(axon -> new StreamOfCommand()))
                .configureAggregate(AggregateConfigurer.defaultConfiguration(WorkflowStream.class)
                        .configureCommandTargetResolver(axon -> new StreamOfCommand()));
    }
}
