package daftar.app.redaction;

import co.elastic.clients.transport.rest5_client.low_level.Rest5Client;
import daftar.app.ConditionalOnRole;
import daftar.app.NodeRole;
import daftar.app.Settings;
import daftar.app.projection.ProjectionSide;
import daftar.app.reference.LogSnapshots;
import daftar.app.store.Recording;
import daftar.automations.Claim;
import daftar.automations.ClaimedWork;
import daftar.embedded.eventstore.EmbeddedEventStore;
import daftar.eventstore.EventLog;
import daftar.eventstore.keys.KeyStreams;
import daftar.http.redaction.Redactable;
import daftar.http.redaction.RedactionConfiguration.Asking;
import daftar.json.TextSeal;
import daftar.messages.Commands;
import daftar.messages.redaction.Redactions;
import daftar.projectors.Elasticsearch;
import daftar.projectors.Indexes;
import daftar.query.LogEnd;
import daftar.readmodel.Progress;
import java.time.Duration;
import java.time.InstantSource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** Takes wishes to make texts unreadable, and carries them out. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnRole(NodeRole.COMMAND)
@Import(Asking.class)
public class RedactionSide {

    /** After how long another node goes on where one has died. */
    private static final Duration CLAIM = Duration.ofSeconds(30);

    @Bean
    Redactable redactable(EventLog log, Recording recording, TextSeal seal, KeyStreams keys) {
        return new RegisterTexts(log, recording, seal, keys);
    }

    @Bean(initMethod = "start", destroyMethod = "close")
    ClaimedWork redactionWork(
            Redactions redactions,
            EventLog log,
            Recording recording,
            TextSeal seal,
            KeyStreams keys,
            LogSnapshots snapshots,
            Commands commands,
            Rest5Client client,
            Indexes indexes,
            Progress progress,
            InstantSource clock,
            Settings settings,
            ObjectProvider<EmbeddedEventStore> embedded) {
        RedactionWork work = new RedactionWork(
                redactions,
                log,
                recording,
                seal,
                keys,
                snapshots,
                commands,
                new Erasure(new Elasticsearch(client), settings.indexPrefix(), embedded.getIfAvailable()),
                new LogEnd(log, progress::position)::isReached);
        return new ClaimedWork(
                "redactions", new Claim(ProjectionSide.claims(client, indexes, clock, CLAIM), "redactions"), work);
    }
}
