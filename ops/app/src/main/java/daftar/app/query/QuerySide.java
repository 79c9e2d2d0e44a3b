package daftar.app.query;

import co.elastic.clients.transport.rest5_client.low_level.Rest5Client;
import daftar.app.ConditionalOnRole;
import daftar.app.NodeRole;
import daftar.app.access.DeniedLog;
import daftar.app.store.Recording;
import daftar.eventstore.EventLog;
import daftar.eventstore.RecordedEvent;
import daftar.http.access.AccessConfiguration.Auditing;
import daftar.http.read.ReadConfiguration;
import daftar.http.redaction.RedactionConfiguration;
import daftar.http.reply.ReplyConfiguration;
import daftar.http.report.ReportScheduleConfiguration;
import daftar.http.webhook.WebhookConfiguration.Showing;
import daftar.json.TextSeal;
import daftar.messages.Recorded;
import daftar.messages.feed.Feed;
import daftar.projectors.Elasticsearch;
import daftar.projectors.ElasticsearchDeadLetterQueue;
import daftar.projectors.Indexes;
import daftar.projectors.Projections;
import daftar.query.ArticleQueries;
import daftar.query.AuditQueries;
import daftar.query.FeedQueries;
import daftar.query.HistoryQueries;
import daftar.query.InboxQueries;
import daftar.query.KnowledgeQueries;
import daftar.query.KnowledgeReports;
import daftar.query.LearnedTranslations;
import daftar.query.LogQueries;
import daftar.query.PastDeskQueries;
import daftar.query.ReadSide;
import daftar.query.ReportQueries;
import daftar.query.SimilarQueries;
import daftar.query.TicketQueries;
import daftar.query.ViewQueries;
import daftar.query.WhatIfQueries;
import daftar.query.WorkloadQueries;
import daftar.query.WorklogQueries;
import daftar.reference.ReferenceHistory;
import daftar.reference.ReferenceView;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.serialization.Serializer;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** Answers queries. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnRole(NodeRole.QUERY)
@Import({
    ReadConfiguration.class,
    Auditing.class,
    Showing.class,
    ReportScheduleConfiguration.Showing.class,
    ReplyConfiguration.Showing.class,
    RedactionConfiguration.Showing.class
})
public class QuerySide {

    @Bean
    TicketQueries ticketQueries(ReadSide readSide, Parked parked) {
        return new TicketQueries(readSide, parked);
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
    WorklogQueries worklogQueries(ReadSide readSide) {
        return new WorklogQueries(readSide);
    }

    @Bean
    WhatIfQueries whatIfQueries(ReadSide readSide, ReferenceView reference) {
        return new WhatIfQueries(readSide, reference);
    }

    @Bean
    ReportQueries reportQueries(ReadSide readSide) {
        return new ReportQueries(readSide);
    }

    @Bean
    AuditQueries auditQueries(ReadSide readSide, EventLog log, Recording recording, TextSeal seal) {
        return new AuditQueries(readSide, log, opened(recording, seal));
    }

    @Bean
    HistoryQueries historyQueries(ReadSide readSide, EventLog log, Recording recording, TextSeal seal) {
        return new HistoryQueries(readSide, log, opened(recording, seal));
    }

    @Bean
    LogQueries logQueries(ReadSide readSide, EventLog log, Recording recording, TextSeal seal, DeniedLog denied) {
        return new LogQueries(readSide, log, raw -> recording.of(raw).map(seal::open), denied::settle);
    }

    @Bean
    PastOrganisation pastOrganisation(ReferenceHistory history, ReferenceView now) {
        return new PastOrganisation(history, now);
    }

    @Bean
    PastDeskQueries pastDeskQueries(
            ReadSide readSide, EventLog log, Recording recording, TextSeal seal, PastOrganisation past) {
        return new PastDeskQueries(readSide, log, opened(recording, seal), past);
    }

    private static Function<RecordedEvent, Recorded> opened(Recording recording, TextSeal seal) {
        return raw -> recording
                .of(raw)
                .map(seal::open)
                .orElseThrow(() -> new IllegalStateException(raw.stream() + " holds a foreign event, " + raw.type()));
    }

    @Bean
    LearnedTranslations learnedTranslations(ReadSide readSide) {
        return new LearnedTranslations(readSide);
    }

    @Bean
    KnowledgeQueries knowledgeQueries(ReadSide readSide, ViewQueries views, LearnedTranslations translations) {
        return new KnowledgeQueries(readSide, views, translations);
    }

    @Bean
    ArticleQueries articleQueries(ReadSide readSide, EventLog log, Recording recording, TextSeal seal) {
        return new ArticleQueries(readSide, article -> log.readStream(article, 0)
                .map(recording::of)
                .flatMap(Optional::stream)
                .map(seal::open));
    }

    @Bean
    SimilarQueries similarQueries(ReadSide readSide, LearnedTranslations translations) {
        return new SimilarQueries(readSide, translations);
    }

    @Bean
    KnowledgeReports knowledgeReports(ReadSide readSide) {
        return new KnowledgeReports(readSide);
    }

    @Bean
    FeedQueries feedQueries(Feed feed, ReadSide readSide) {
        return new FeedQueries(feed, readSide.meters());
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
