package daftar.domain.config;

import daftar.domain.DirectoryDesk;
import daftar.domain.Sealing;
import daftar.domain.StreamOfCommand;
import daftar.domain.access.AccessStream;
import daftar.domain.announcement.AnnouncementStream;
import daftar.domain.bulk.BulkStream;
import daftar.domain.catalogue.CatalogueStream;
import daftar.domain.cost.CostStream;
import daftar.domain.directory.DirectoryStream;
import daftar.domain.mail.MailPolicyStream;
import daftar.domain.mail.MailStream;
import daftar.domain.outbox.LetterTextStream;
import daftar.domain.outbox.OutboxStream;
import daftar.domain.outbox.PreferenceStream;
import daftar.domain.redaction.RedactedStream;
import daftar.domain.redaction.RedactionStream;
import daftar.domain.reportschedule.ReportScheduleStream;
import daftar.domain.rights.RightsStream;
import daftar.domain.savedview.ViewDesk;
import daftar.domain.savedview.ViewStream;
import daftar.domain.sla.SlaStream;
import daftar.domain.survey.SurveyStream;
import daftar.domain.webhook.WebhookStream;
import daftar.domain.words.WordsStream;
import daftar.domain.workflow.WorkflowStream;
import daftar.messages.directory.Reference;
import daftar.messages.savedview.SavedViews;
import java.time.InstantSource;
import org.axonframework.config.AggregateConfigurer;
import org.axonframework.config.ConfigurerModule;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** People, departments, teams, categories, workflows and saved views. Needs the beans that {@link TicketConfiguration} names, and {@link SavedViews}. */
@Configuration(proxyBeanMethods = false)
public class DirectoryConfiguration {

    @Bean
    static ConfigurerModule directoryAggregates() {
        return configurer -> {
            configurer.configureAggregate(AggregateConfigurer.defaultConfiguration(DirectoryStream.class)
                    .configureCommandTargetResolver(axon -> new StreamOfCommand()));
            configurer.configureAggregate(AggregateConfigurer.defaultConfiguration(RightsStream.class)
                    .configureCommandTargetResolver(axon -> new StreamOfCommand()));
            configurer.configureAggregate(AggregateConfigurer.defaultConfiguration(CatalogueStream.class)
                    .configureCommandTargetResolver(axon -> new StreamOfCommand()));
            configurer.configureAggregate(AggregateConfigurer.defaultConfiguration(CostStream.class)
                    .configureCommandTargetResolver(axon -> new StreamOfCommand()));
            configurer.configureAggregate(AggregateConfigurer.defaultConfiguration(SurveyStream.class)
                    .configureCommandTargetResolver(axon -> new StreamOfCommand()));
            configurer.configureAggregate(AggregateConfigurer.defaultConfiguration(SlaStream.class)
                    .configureCommandTargetResolver(axon -> new StreamOfCommand()));
            configurer.configureAggregate(AggregateConfigurer.defaultConfiguration(WorkflowStream.class)
                    .configureCommandTargetResolver(axon -> new StreamOfCommand()));
            configurer.configureAggregate(AggregateConfigurer.defaultConfiguration(AccessStream.class)
                    .configureCommandTargetResolver(axon -> new StreamOfCommand()));
            configurer.configureAggregate(AggregateConfigurer.defaultConfiguration(AnnouncementStream.class)
                    .configureCommandTargetResolver(axon -> new StreamOfCommand()));
            configurer.configureAggregate(AggregateConfigurer.defaultConfiguration(ViewStream.class)
                    .configureCommandTargetResolver(axon -> new StreamOfCommand()));
            configurer.configureAggregate(AggregateConfigurer.defaultConfiguration(MailStream.class)
                    .configureCommandTargetResolver(axon -> new StreamOfCommand()));
            configurer.configureAggregate(AggregateConfigurer.defaultConfiguration(MailPolicyStream.class)
                    .configureCommandTargetResolver(axon -> new StreamOfCommand()));
            configurer.configureAggregate(AggregateConfigurer.defaultConfiguration(WordsStream.class)
                    .configureCommandTargetResolver(axon -> new StreamOfCommand()));
            configurer.configureAggregate(AggregateConfigurer.defaultConfiguration(BulkStream.class)
                    .configureCommandTargetResolver(axon -> new StreamOfCommand()));
            configurer.configureAggregate(AggregateConfigurer.defaultConfiguration(OutboxStream.class)
                    .configureCommandTargetResolver(axon -> new StreamOfCommand()));
            configurer.configureAggregate(AggregateConfigurer.defaultConfiguration(PreferenceStream.class)
                    .configureCommandTargetResolver(axon -> new StreamOfCommand()));
            configurer.configureAggregate(AggregateConfigurer.defaultConfiguration(LetterTextStream.class)
                    .configureCommandTargetResolver(axon -> new StreamOfCommand()));
            configurer.configureAggregate(AggregateConfigurer.defaultConfiguration(WebhookStream.class)
                    .configureCommandTargetResolver(axon -> new StreamOfCommand()));
            configurer.configureAggregate(AggregateConfigurer.defaultConfiguration(ReportScheduleStream.class)
                    .configureCommandTargetResolver(axon -> new StreamOfCommand()));
            configurer.configureAggregate(AggregateConfigurer.defaultConfiguration(RedactionStream.class)
                    .configureCommandTargetResolver(axon -> new StreamOfCommand()));
            configurer.configureAggregate(AggregateConfigurer.defaultConfiguration(RedactedStream.class)
                    .configureCommandTargetResolver(axon -> new StreamOfCommand()));
        };
    }

    @Bean
    DirectoryDesk directoryDesk(Reference reference, Sealing sealing, InstantSource clock) {
        return new DirectoryDesk(reference, sealing, clock);
    }

    @Bean
    ViewDesk viewDesk(Reference reference, SavedViews views, Sealing sealing, InstantSource clock) {
        return new ViewDesk(reference, views, sealing, clock);
    }
}
