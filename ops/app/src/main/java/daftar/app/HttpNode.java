package daftar.app;

import co.elastic.clients.transport.rest5_client.low_level.Rest5Client;
import daftar.eventstore.EventLog;
import daftar.http.HttpConfiguration;
import daftar.http.Outages;
import daftar.http.directory.DirectoryConfiguration;
import java.io.IOException;
import java.time.InstantSource;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.security.config.observation.SecurityObservationSettings;

/** What every node that answers HTTP has. */
@Configuration(proxyBeanMethods = false)
public class HttpNode {

    @Bean
    InstantSource clock() {
        return InstantSource.system();
    }

    /** Security, problems and the directory; a node of the embedded servers alone answers its health only. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnRole({NodeRole.COMMAND, NodeRole.PROJECTION, NodeRole.QUERY})
    @Import({HttpConfiguration.class, DirectoryConfiguration.class})
    static class Api {

        /** Twenty observations a request would cost more than the request; requests as a whole are timed. */
        @Bean
        SecurityObservationSettings securityObservations() {
            return SecurityObservationSettings.noObservations();
        }

        @Bean
        Outages outages() {
            return new PartsAway();
        }
    }

    /** The parts that every role but the embedded servers' own needs. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnRole({NodeRole.COMMAND, NodeRole.PROJECTION, NodeRole.QUERY})
    static class Parts {

        @Bean
        HealthIndicator eventStoreHealthIndicator(EventLog log) {
            return () -> {
                try {
                    return Health.up().withDetail("head", log.head()).build();
                } catch (RuntimeException away) {
                    return Health.down()
                            .withDetail("reason", String.valueOf(away.getMessage()))
                            .build();
                }
            };
        }

        @Bean
        HealthIndicator elasticsearchHealthIndicator(Rest5Client client) {
            return () -> {
                try {
                    int status = client.performRequest(
                                    new co.elastic.clients.transport.rest5_client.low_level.Request("GET", "/"))
                            .getStatusCode();
                    return status == 200 ? Health.up().build() : Health.down().build();
                } catch (IOException | RuntimeException away) {
                    return Health.down()
                            .withDetail("reason", String.valueOf(away.getMessage()))
                            .build();
                }
            };
        }
    }
}
