package daftar.domain.config;

import daftar.domain.Sealing;
import daftar.domain.StreamOfCommand;
import daftar.domain.knowledge.ArticleNumbers;
import daftar.domain.knowledge.ArticleStream;
import daftar.domain.knowledge.DeflectionStream;
import daftar.domain.knowledge.KnowledgeDesk;
import daftar.domain.reply.ReplyStream;
import daftar.messages.directory.Reference;
import java.time.InstantSource;
import java.util.List;
import org.axonframework.config.AggregateConfigurer;
import org.axonframework.config.ConfigurerModule;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The knowledge base, and replies that are kept at hand. Needs the beans that {@link TicketConfiguration} names, and {@link ArticleNumbers}. */
@Configuration(proxyBeanMethods = false)
public class KnowledgeConfiguration {

    @Bean
    static ConfigurerModule knowledgeAggregates() {
        return configurer -> {
            for (Class<?> stream : List.of(ArticleStream.class, DeflectionStream.class, ReplyStream.class)) {
                configurer.configureAggregate(AggregateConfigurer.defaultConfiguration(stream)
                        .configureCommandTargetResolver(axon -> new StreamOfCommand()));
            }
        };
    }

    @Bean
    KnowledgeDesk knowledgeDesk(Reference reference, ArticleNumbers numbers, Sealing sealing, InstantSource clock) {
        return new KnowledgeDesk(reference, numbers, sealing, clock);
    }
}
