package daftar.app.query;

import co.elastic.clients.transport.rest5_client.low_level.Rest5Client;
import daftar.app.ConditionalOnRole;
import daftar.app.NodeRole;
import daftar.app.Settings;
import daftar.app.store.Recording;
import daftar.eventstore.EventLog;
import daftar.http.access.AccessConfiguration.Auditing;
import daftar.http.directory.Register;
import daftar.http.read.ReadConfiguration;
import daftar.json.TextSeal;
import daftar.messages.savedview.SavedViews;
import daftar.projectors.Elasticsearch;
import daftar.projectors.ElasticsearchDeadLetterQueue;
import daftar.projectors.Indexes;
import daftar.projectors.Projections;
import daftar.query.AuditQueries;
import daftar.query.Elastic;
import daftar.query.Freshness;
import daftar.query.InboxQueries;
import daftar.query.LogChanges;
import daftar.query.QueryMeters;
import daftar.query.ReadSide;
import daftar.query.SearchQueries;
import daftar.query.TicketQueries;
import daftar.query.ViewQueries;
import daftar.query.WorkloadQueries;
import daftar.readmodel.Progress;
import daftar.readmodel.ReadModel;
import daftar.reference.ReferenceView;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.serialization.Serializer;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** Answers queries. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnRole(NodeRole.QUERY)
@Import({ReadConfiguration.class, Auditing.class})
public class QuerySide {

    @Bean
    ReadSide readSide(
            Elastic elastic,
            Settings settings,
            Progress progress,
            ReferenceView reference,
            InstantSource clock,
            MeterRegistry meters) {
        String indices = Arrays.stream(ReadModel.values())
                .map(model -> model.alias(settings.indexPrefix()))
                .collect(Collectors.joining(","));
        return new ReadSide(
                elastic,
                settings.indexPrefix(),
                new Freshness(progress, () -> elastic.refresh(indices)),
                new ReferencePeople(reference),
                new ReferenceNames(reference),
                clock,
                new QueryMeters(meters));
    }

    @Bean
    TicketQueries ticketQueries(ReadSide readSide, Parked parked) {
        return new TicketQueries(readSide, parked);
    }

    @Bean
    SearchQueries searchQueries(ReadSide readSide) {
        return new SearchQueries(readSide);
    }

    @Bean
    InboxQueries inboxQueries(ReadSide readSide) {
        return new InboxQueries(readSide);
    }

    @Bean
    WorkloadQueries workloadQueries(ReadSide readSide) {
        return new WorkloadQueries(readSide);
    }

    @Bean
    ViewQueries viewQueries(ReadSide readSide, SearchQueries search, SavedViews views, Register register) {
        return new ViewQueries(readSide, search, views, register::awaitPosition);
    }

    @Bean
    AuditQueries auditQueries(ReadSide readSide, EventLog log, Recording recording, TextSeal seal) {
        return new AuditQueries(readSide, log, raw -> recording
                .of(raw)
                .map(seal::open)
                .orElseThrow(() -> new IllegalStateException(raw.stream() + " holds a foreign event, " + raw.type())));
    }

    @Bean(destroyMethod = "close")
    LogChanges changes(EventLog log) {
        return new LogChanges(log);
    }

    @Bean
    Parked parked(Rest5Client client, Indexes indexes, @Qualifier("eventSerializer") Serializer events) {
        var parked = new ElasticsearchDeadLetterQueue<EventMessage<?>>(
                new Elasticsearch(client), indexes, Projections.PROCESSOR, events, 1, 1, Duration.ofSeconds(30));
        return parked::contains;
    }

    /** Whether a ticket's later events are parked. */
    @FunctionalInterface
    public interface Parked extends Predicate<String> {}
}
