package daftar.app.store;

import daftar.app.ConditionalOnRole;
import daftar.app.NodeRole;
import daftar.app.Settings;
import daftar.domain.Sealing;
import daftar.domain.TicketNumbers;
import daftar.domain.knowledge.ArticleNumbers;
import daftar.embedded.eventstore.EmbeddedEventStore;
import daftar.eventstore.EventLog;
import daftar.eventstore.EventStoreConnection;
import daftar.eventstore.EventStoreDbEventStore;
import daftar.eventstore.EventStoreDbLog;
import daftar.eventstore.EventStoreDbStorageEngine;
import daftar.eventstore.EventTypes;
import daftar.eventstore.StableNameSerializer;
import daftar.eventstore.keys.InstallationKey;
import daftar.eventstore.keys.KeyStreams;
import daftar.eventstore.keys.StreamKeys;
import daftar.eventstore.numbers.NumberBlocks;
import daftar.json.DaftarJson;
import daftar.json.EventNames;
import daftar.json.TextKeys;
import daftar.json.TextSeal;
import daftar.messages.Event;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.serialization.Serializer;
import org.axonframework.serialization.upcasting.event.EventUpcasterChain;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The event store, whichever it is. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnRole({NodeRole.COMMAND, NodeRole.PROJECTION, NodeRole.QUERY})
public class StoreConfiguration {

    /** How many streams' keys a node keeps in memory, about 10 MB. */
    private static final int REMEMBERED_KEYS = 50_000;

    private static final int NUMBERS_AT_ONCE = 100;

    @Bean(destroyMethod = "close")
    EventStoreConnection eventStoreConnection(
            Settings settings, ObjectProvider<EmbeddedEventStore> embedded, MeterRegistry meters) {
        String address = settings.eventStore();
        if (settings.isEventStoreEmbedded()) {
            EmbeddedEventStore store = embedded.getIfAvailable();
            if (store == null) {
                throw new IllegalStateException(
                        "This node has no role \"embedded\"; daftar.event-store must name the event"
                                + " store's address, e.g. esdb://127.0.0.1:2113?tls=false");
            }
            address = store.connectionString();
        }
        return EventStoreConnection.to(underItsPresentName(address), meters);
    }

    /** The store goes by two names; its client takes both and complains about the older one at every start. */
    private static String underItsPresentName(String address) {
        return address.startsWith("esdb:") || address.startsWith("esdb+")
                ? "kurrentdb" + address.substring("esdb".length())
                : address;
    }

    @Bean
    EventLog eventLog(EventStoreConnection connection) {
        return new EventStoreDbLog(connection);
    }

    @Bean
    KeyStreams keyStreams(EventLog log, InstallationKey installation) {
        return new KeyStreams(log, installation, REMEMBERED_KEYS);
    }

    @Bean
    InstallationKey installationKey(EventLog log, Settings settings) throws IOException {
        String given = settings.installationKey();
        if (given != null) {
            return InstallationKey.of(given);
        }
        Path file = settings.data().resolve("installation.key");
        if (Files.notExists(file) && !log.readAll(null, 1).events().isEmpty()) {
            throw new IllegalStateException(
                    "The register is not empty, but the installation's key is missing: put it back" + " at " + file
                            + ", or give it as daftar.installation-key (ops/runbooks says more).");
        }
        return InstallationKey.fromFile(file);
    }

    @Bean
    TextSeal textSeal(KeyStreams keys) {
        return new TextSeal(new TextKeys() {
            @Override
            public int generation(String stream, int atLeast) {
                StreamKeys known = keys.keysOf(stream, atLeast);
                return known == null ? -1 : known.generation();
            }

            @Override
            public byte @Nullable [] keyOf(String stream, int generation) {
                StreamKeys known = keys.keysOf(stream, generation);
                return known == null ? null : known.key(generation);
            }

            @Override
            public byte @Nullable [] kept(String stream, String text) {
                StreamKeys known = keys.keysOf(stream);
                return known == null ? null : known.kept(text);
            }
        });
    }

    @Bean
    Sealing sealing(KeyStreams keys, TextSeal seal) {
        return new Sealing() {
            @Override
            public Event seal(String stream, int generation, Event event) {
                return seal.seal(stream, generation, event);
            }

            @Override
            public String sealRequest(String stream, int generation, String requestHash) {
                return seal.sealRequest(stream, generation, requestHash);
            }

            @Override
            public boolean isRepetition(String stream, String sealed, String requestHash) {
                return seal.isRepetition(stream, sealed, requestHash);
            }

            @Override
            public void prepare(String stream) {
                keys.prepare(stream);
            }
        };
    }

    @Bean
    TicketNumbers ticketNumbers(EventLog log) {
        NumberBlocks blocks = new NumberBlocks(log, "numbers-ticket", NUMBERS_AT_ONCE);
        return () -> "T-" + blocks.next();
    }

    @Bean
    ArticleNumbers articleNumbers(EventLog log) {
        NumberBlocks blocks = new NumberBlocks(log, "numbers-article", 1);
        return () -> "A-" + blocks.next();
    }

    @Bean
    public @Qualifier("eventSerializer") Serializer eventSerializer() {
        return new StableNameSerializer(DaftarJson.events(), new EventTypes() {
            @Override
            public String nameOf(Class<?> payload) {
                return EventNames.nameOf(payload);
            }

            @Override
            public @Nullable String revisionOf(Class<?> payload) {
                return EventNames.revisionOf(payload);
            }

            @Override
            public @Nullable Class<?> classOf(String name, @Nullable String revision) {
                return EventNames.classOf(name);
            }
        });
    }

    @Bean
    EventStoreDbStorageEngine eventStorageEngine(
            EventLog log, @Qualifier("eventSerializer") Serializer eventSerializer) {
        return EventStoreDbStorageEngine.builder()
                .eventLog(log)
                .eventSerializer(eventSerializer)
                .snapshotSerializer(eventSerializer)
                .upcasterChain(new EventUpcasterChain(new OldRevisions()))
                .build();
    }

    @Bean
    Recording recording(EventStoreDbStorageEngine engine) {
        return new Recording(engine);
    }

    @Bean
    EventStore eventStore(EventStoreDbStorageEngine engine) {
        return EventStoreDbEventStore.builder().engine(engine).build();
    }
}
