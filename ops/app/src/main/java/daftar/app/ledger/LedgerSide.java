package daftar.app.ledger;

import co.elastic.clients.transport.rest5_client.low_level.Rest5Client;
import daftar.app.ConditionalOnRole;
import daftar.app.NodeRole;
import daftar.app.Settings;
import daftar.app.projection.ProjectionSide;
import daftar.automations.Claim;
import daftar.automations.ClaimedWork;
import daftar.eventstore.EventLog;
import daftar.http.ledger.LedgerConfiguration;
import daftar.ledger.PublicKey;
import daftar.ledgertree.HeadSigner;
import daftar.ledgertree.HeadsFile;
import daftar.ledgertree.KeptLedger;
import daftar.ledgertree.LedgerKeys;
import daftar.ledgertree.LogTree;
import daftar.ledgertree.SigningKeys;
import daftar.ledgertree.Tiles;
import daftar.mail.out.HeadLetters;
import daftar.mail.out.LetterLog;
import daftar.messages.Commands;
import daftar.messages.ledger.Ledger;
import daftar.projectors.Elasticsearch;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.axonframework.eventhandling.tokenstore.TokenStore;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** The ledger: kept and signed by one node with the command role, shown by those with the query role. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnRole({NodeRole.COMMAND, NodeRole.QUERY})
public class LedgerSide {

    private static final Logger log = LoggerFactory.getLogger(LedgerSide.class);

    /** Shorter than a claim lasts: a node that cannot extend its own stops before another begins. */
    private static final Duration CLAIM_TRUSTED = Duration.ofSeconds(7);

    @Bean
    Tiles ledgerTiles(Rest5Client client, Settings settings) {
        return new Tiles(new Elasticsearch(client), settings.indexPrefix(), ProjectionSide.replicas(settings));
    }

    /** Shows what was kept. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnRole(NodeRole.QUERY)
    @Import(LedgerConfiguration.class)
    static class Showing {

        @Bean
        Ledger ledger(Tiles tiles, EventLog events, Settings settings) {
            return new KeptLedger(tiles, events, () -> {
                try {
                    return LedgerKey.find(settings);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        }
    }

    /** Keeps and signs it. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnRole(NodeRole.COMMAND)
    @ConditionalOnProperty(name = "daftar.ledger.enabled", matchIfMissing = true)
    static class Keeping {

        @Bean
        LedgerWork ledgerWork(
                Tiles tiles,
                EventLog events,
                Settings settings,
                HeadLetters letters,
                LetterLog register,
                Commands commands,
                InstantSource clock,
                MeterRegistry meters)
                throws IOException {
            HeadMail mail =
                    new HeadMail(letters, register, commands, settings.ledger().mailInterval());
            SigningKeys keys = keys(events, settings);
            LogTree tree = new LogTree(events, tiles, keys);
            if (keys == null) {
                return new LedgerWork(tree, null, mail, clock, meters);
            }
            Path published = settings.ledger().headsFile();
            HeadsFile file =
                    new HeadsFile(published == null ? settings.data().resolve("ledger-heads.jsonl") : published);
            return new LedgerWork(
                    tree,
                    new HeadSigner(
                            tree,
                            tiles,
                            events,
                            keys,
                            List.of(file),
                            settings.ledger().interval(),
                            clock),
                    mail,
                    clock,
                    meters);
        }

        /**
         * A key is made for the first head, or where somebody says which one was lost, only: another one later would make the
         * heads worthless.
         */
        private static @Nullable SigningKeys keys(EventLog events, Settings settings) throws IOException {
            SigningKeys found = LedgerKey.find(settings);
            if (found != null) {
                return found;
            }
            PublicKey lost = LedgerKey.lost(settings);
            String current = new LedgerKeys(events).current();
            if (current == null || lost != null && lost.id().equals(current)) {
                try {
                    return new SigningKeys(LedgerKey.make(settings.data()), null, lost);
                } catch (IOException readOnly) {
                    log.warn("No key can be made for the ledger, so no heads are signed: {}", readOnly.toString());
                    return null;
                }
            }
            log.warn(
                    "This node does not have the key by which the ledger's heads were signed, so it signs none: put {} back"
                            + " into {}, or give it as daftar.ledger.key",
                    LedgerKey.FILE,
                    settings.data());
            return null;
        }

        @Bean(initMethod = "start", destroyMethod = "close")
        ClaimedWork ledgerKeeper(TokenStore tokens, LedgerWork work) {
            return new ClaimedWork("ledger", new Claim(tokens, "ledger", CLAIM_TRUSTED, System::nanoTime), work);
        }

        /** Down when something was altered; readiness does not ask it, as people are to be served all the same. */
        @Bean
        HealthIndicator ledgerHealthIndicator(@Qualifier("ledgerKeeper") ClaimedWork keeper, LedgerWork work) {
            return () -> {
                String disagreement = work.disagreement();
                Health.Builder health =
                        disagreement == null ? Health.up() : Health.down().withDetail("reason", disagreement);
                return health.withDetail("active", keeper.isActive())
                        .withDetail("size", work.size())
                        .withDetail("unsigned", work.unsigned())
                        .build();
            };
        }
    }
}
