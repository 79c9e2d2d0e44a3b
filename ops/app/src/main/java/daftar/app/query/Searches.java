package daftar.app.query;

import daftar.app.ConditionalOnRole;
import daftar.app.NodeRole;
import daftar.app.Settings;
import daftar.app.store.ProgressEvents;
import daftar.app.store.Recording;
import daftar.automations.webhook.LogStandings;
import daftar.automations.webhook.Owners;
import daftar.automations.webhook.ProgressLog;
import daftar.eventstore.EventLog;
import daftar.http.directory.Register;
import daftar.json.TextSeal;
import daftar.messages.feed.Feed;
import daftar.messages.reply.Replies;
import daftar.messages.reply.Reply;
import daftar.messages.reportschedule.ReportSchedule;
import daftar.messages.reportschedule.ReportSchedules;
import daftar.messages.savedview.SavedViews;
import daftar.messages.webhook.Webhook;
import daftar.messages.webhook.WebhookStanding.Standings;
import daftar.messages.webhook.Webhooks;
import daftar.query.Elastic;
import daftar.query.Freshness;
import daftar.query.LogChanges;
import daftar.query.LogFeed;
import daftar.query.QueryMeters;
import daftar.query.ReadSide;
import daftar.query.SearchQueries;
import daftar.query.ViewQueries;
import daftar.readmodel.Progress;
import daftar.readmodel.ReadModel;
import daftar.reference.ReferenceView;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Searches over tickets: asked for by people on query nodes, and on command nodes by bulks for what they are about. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnRole({NodeRole.COMMAND, NodeRole.QUERY})
public class Searches {

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
    Feed feed(ReadSide readSide, EventLog log, Recording recording, TextSeal seal) {
        return new LogFeed(readSide, log, raw -> recording.of(raw).map(seal::open));
    }

    @Bean(destroyMethod = "close")
    LogChanges changes(EventLog log) {
        return new LogChanges(log);
    }

    @Bean
    Webhooks webhooks(ReferenceView view) {
        return new Webhooks() {
            @Override
            public @Nullable Webhook webhook(String id) {
                return view.webhooks().webhook(id);
            }

            @Override
            public List<Webhook> webhooks() {
                return view.webhooks().webhooks();
            }
        };
    }

    @Bean
    ReportSchedules reportSchedules(ReferenceView view) {
        return new ReportSchedules() {
            @Override
            public @Nullable ReportSchedule schedule(String id) {
                return view.reportSchedules().schedule(id);
            }

            @Override
            public List<ReportSchedule> schedules() {
                return view.reportSchedules().schedules();
            }
        };
    }

    @Bean
    Replies replies(ReferenceView view) {
        return new Replies() {
            @Override
            public @Nullable Reply reply(String id) {
                return view.replies().reply(id);
            }

            @Override
            public List<Reply> replies() {
                return view.replies().replies();
            }
        };
    }

    @Bean
    ProgressLog webhookProgress(EventLog log, InstantSource clock) {
        return new ProgressEvents(log, clock);
    }

    @Bean
    Standings webhookStandings(ProgressLog progress, Feed feed, Register register) {
        return new LogStandings(progress, feed, Owners.of(register.reference()));
    }

    @Bean
    SearchQueries searchQueries(ReadSide readSide) {
        return new SearchQueries(readSide);
    }

    @Bean
    ViewQueries viewQueries(ReadSide readSide, SearchQueries search, SavedViews views, Register register) {
        return new ViewQueries(readSide, search, views, register::awaitPosition);
    }
}
