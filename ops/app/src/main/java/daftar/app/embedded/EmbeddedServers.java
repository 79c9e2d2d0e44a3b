package daftar.app.embedded;

import daftar.app.ConditionalOnRole;
import daftar.app.NodeRole;
import daftar.app.Settings;
import daftar.embedded.elasticsearch.EmbeddedElasticsearch;
import daftar.embedded.eventstore.EmbeddedEventStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Starts the servers that the settings ask for, both at the same time. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnRole(NodeRole.EMBEDDED)
public class EmbeddedServers {

    private static final Logger log = LoggerFactory.getLogger(EmbeddedServers.class);

    @Bean(destroyMethod = "close")
    @ConditionalOnProperty(name = "daftar.elasticsearch", havingValue = Settings.EMBEDDED, matchIfMissing = true)
    StartingElasticsearch startingElasticsearch(Settings settings) {
        EmbeddedElasticsearch.Settings server = EmbeddedElasticsearch.Settings.in(
                        settings.data().resolve("elasticsearch"))
                .withPort(settings.embedded().elasticsearchPort())
                .withHeapMegabytes(settings.embedded().elasticsearchHeap())
                .withDistribution(settings.embedded().elasticsearchHome());
        EmbeddedElasticsearch.Settings asked = settings.embedded().quickStart() ? server.withQuickStart() : server;
        return new StartingElasticsearch(() -> EmbeddedElasticsearch.start(asked));
    }

    /** A node is ready once its servers are, and ends with the reason where Elasticsearch cannot be started. */
    @Bean
    @ConditionalOnProperty(name = "daftar.elasticsearch", havingValue = Settings.EMBEDDED, matchIfMissing = true)
    ApplicationRunner awaitElasticsearch(StartingElasticsearch elasticsearch) {
        return arguments -> elasticsearch.server();
    }

    /** For nodes that run the servers for others and use none of them. */
    @Bean
    @ConditionalOnProperty(name = "daftar.elasticsearch", havingValue = Settings.EMBEDDED, matchIfMissing = true)
    HealthIndicator embeddedElasticsearchHealthIndicator(StartingElasticsearch elasticsearch) {
        return () -> elasticsearch.isAlive()
                ? Health.up().build()
                : Health.down()
                        .withDetail("reason", "Elasticsearch does not run at the moment; it is started again.")
                        .build();
    }

    /** Elasticsearch takes longest; it begins before all other beans are made. */
    @Bean
    static BeanFactoryPostProcessor startElasticsearchFirst() {
        return beans -> beans.getBeanProvider(StartingElasticsearch.class).ifAvailable(starting -> {});
    }

    @Bean
    @ConditionalOnProperty(name = "daftar.event-store", havingValue = Settings.EMBEDDED, matchIfMissing = true)
    EmbeddedEventStore embeddedEventStore(Settings settings) {
        EmbeddedEventStore store = EmbeddedEventStore.start(
                settings.data().resolve("event-store"), settings.embedded().eventStorePort());
        log.info("The event store listens on 127.0.0.1:{}", store.port());
        return store;
    }
}
