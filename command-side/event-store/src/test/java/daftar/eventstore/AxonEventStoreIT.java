package daftar.eventstore;

import org.axonframework.eventsourcing.eventstore.EmbeddedEventStore;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/**
 * Axon's event store keeps the contract: what we promise is what Axon promises. It runs over our engine, as Axon's
 * in-memory one loses events to a reader while several threads write.
 */
class AxonEventStoreIT extends EventStoreContract {

    private TestStore store;
    private EmbeddedEventStore subject;

    @BeforeEach
    void start() {
        store = new TestStore();
        subject = EmbeddedEventStore.builder().storageEngine(store.engine()).build();
    }

    @AfterEach
    void stop() {
        subject.shutDown();
        store.close();
    }

    @Override
    EventStore store() {
        return subject;
    }

    @Override
    void interruptStore() {
        store.restart();
    }
}
