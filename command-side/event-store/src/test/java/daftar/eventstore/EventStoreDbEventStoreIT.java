package daftar.eventstore;

import org.axonframework.eventsourcing.eventstore.EventStore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** Our event store keeps the contract. */
class EventStoreDbEventStoreIT extends EventStoreContract {

    private TestStore store;
    private EventStoreDbEventStore subject;

    @BeforeEach
    void start() {
        store = new TestStore();
        subject = EventStoreDbEventStore.builder().engine(store.engine()).build();
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
