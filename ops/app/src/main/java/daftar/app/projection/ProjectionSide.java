package daftar.app.projection;

import co.elastic.clients.transport.rest5_client.low_level.Rest5Client;
import daftar.app.ConditionalOnRole;
import daftar.app.NodeRole;
import daftar.app.Settings;
import daftar.eventstore.EventLog;
import daftar.http.read.OperationsConfiguration;
import daftar.json.TextSeal;
import daftar.messages.query.Operations;
import daftar.projectors.Elasticsearch;
import daftar.projectors.ElasticsearchTokenStore;
import daftar.projectors.Indexes;
import daftar.projectors.Projections;
import daftar.projectors.PublishedProgress;
import daftar.readmodel.Progress;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.UUID;
import org.axonframework.eventhandling.tokenstore.TokenStore;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.serialization.Serializer;
import org.axonframework.serialization.jackson3.Jackson3Serializer;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** Folds events into the read models, or sees how far other nodes are with it. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnRole({NodeRole.COMMAND, NodeRole.PROJECTION, NodeRole.QUERY})
public class ProjectionSide {

    /** A restarted node is another one: what it had claimed is free when the claim lapses. */
    private static final String NODE = ProcessHandle.current().pid() + "@" + UUID.randomUUID();

    @Bean
    Indexes indexes(Rest5Client client, Settings settings) {
        Indexes indexes = new Indexes(new Elasticsearch(client), settings.indexPrefix(), replicas(settings));
        // whichever node comes first makes them: a claim written before would have Elasticsearch guess their mappings
        indexes.ensure();
        return indexes;
    }

    /** For claims of this node that are not the projectors' own. */
    @Bean
    TokenStore tokenStore(Rest5Client client, Indexes indexes, InstantSource clock, Settings settings) {
        return claims(client, indexes, clock, projections(settings).claimTimeout());
    }

    /** For claims of this node that lapse after another time. */
    public static TokenStore claims(Rest5Client client, Indexes indexes, InstantSource clock, Duration timeout) {
        return new ElasticsearchTokenStore(
                new Elasticsearch(client), indexes, Jackson3Serializer.builder().build(), NODE, timeout, clock);
    }

    /** How far other nodes are. */
    @Bean
    @ConditionalOnMissingBean(Projections.class)
    Progress progressElsewhere(Rest5Client client, Indexes indexes, InstantSource clock, Settings settings) {
        return new PublishedProgress(
                new Elasticsearch(client),
                indexes,
                Projections.PROCESSOR,
                projections(settings).segments(),
                clock,
                Map::of);
    }

    private static Projections.Settings projections(Settings settings) {
        return Projections.Settings.of(settings.indexPrefix(), replicas(settings), NODE);
    }

    /** A single node of Elasticsearch has no room for copies. */
    public static int replicas(Settings settings) {
        return settings.isElasticsearchEmbedded() || settings.elasticsearch().contains("127.0.0.1") ? 0 : 1;
    }

    /** The projectors themselves. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnRole(NodeRole.PROJECTION)
    @Import(OperationsConfiguration.class)
    static class Projectors {

        @Bean(initMethod = "start", destroyMethod = "close")
        Projections projections(
                Rest5Client client,
                EventStore store,
                EventStorageEngine engine,
                @Qualifier("eventSerializer") Serializer events,
                TextSeal seal,
                EventLog log,
                MeterRegistry meters,
                InstantSource clock,
                Settings settings) {
            return Projections.of(
                    new Projections.Parts(
                            client,
                            store,
                            engine,
                            events,
                            Jackson3Serializer.builder().build(),
                            seal::openBut,
                            log::head,
                            meters,
                            clock),
                    ProjectionSide.projections(settings));
        }

        @Bean
        Progress progress(Projections projections) {
            return projections.progress();
        }

        @Bean
        Operations operations(Projections projections, EventLog log, InstantSource clock) {
            return new DeskOperations(projections, log, clock);
        }
    }
}
