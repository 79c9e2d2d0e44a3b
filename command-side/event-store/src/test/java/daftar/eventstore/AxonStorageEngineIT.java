package daftar.eventstore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.axonframework.eventsourcing.utils.EventStoreTestUtils.AGGREGATE;
import static org.axonframework.eventsourcing.utils.EventStoreTestUtils.PAYLOAD;
import static org.axonframework.eventsourcing.utils.EventStoreTestUtils.createEvent;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventhandling.GenericEventMessage;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventsourcing.eventstore.AbstractEventStorageEngineTest;
import org.axonframework.messaging.MetaData;
import org.axonframework.modelling.command.ConcurrencyException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Axon's own suite for engines, through the real client against the embedded store. */
class AxonStorageEngineIT
        extends AbstractEventStorageEngineTest<EventStoreDbStorageEngine, EventStoreDbStorageEngine.Builder> {

    private TestStore store;
    private EventStoreDbStorageEngine engine;

    @BeforeEach
    void start() {
        store = new TestStore();
        engine = createEngine();
        setTestSubject(engine);
    }

    @AfterEach
    void stop() {
        store.close();
    }

    @Override
    protected EventStoreDbStorageEngine createEngine(UnaryOperator<EventStoreDbStorageEngine.Builder> with) {
        return store.engine(with);
    }

    /** Reading adds where and when the event was recorded, so the metadata is what was given and these two. */
    @Test
    @Override
    public void storeAndLoadApplicationEvent() {
        engine.appendEvents(new GenericEventMessage<>("application event", MetaData.with("key", "value")));
        EventMessage<?> message = engine.readEvents(null, false).findFirst().orElseThrow();
        assertThat(engine.readEvents(null, false)).hasSize(1);
        assertThat(message.getPayload()).isEqualTo("application event");
        assertThat(message.getMetaData().withoutKeys(Set.of("position", "recordedAt")))
                .isEqualTo(MetaData.with("key", "value"));
        assertThat(message.getMetaData()).containsKeys("position", "recordedAt");
    }

    /*
     * Axon's cases for tokens append three to five events of as many aggregates with the sequence numbers 0, 1, 2, …, so all
     * but the first begin their stream in the middle. A sequence number is a revision here: that cannot be, and is refused
     * as the lost race that it would be in earnest. The cases hold for the events of one aggregate, with the same times.
     */

    @Test
    void a_stream_cannot_begin_in_the_middle() {
        assertThatThrownBy(() -> engine.appendEvents(createEvent(1, at("10:15:40"))))
                .isInstanceOf(ConcurrencyException.class);
        assertThat(store.log.head()).isEqualTo(-1);
    }

    @Test
    @Override
    public void createTailToken() {
        var events = append("10:15:00", "10:15:40", "10:15:35");
        assertThat(after(engine.createTailToken())).isEqualTo(events);
    }

    @Test
    @Override
    public void createHeadToken() {
        append("10:15:00", "10:15:40", "10:15:35");
        assertThat(after(engine.createHeadToken())).isEmpty();
    }

    @Test
    @Override
    public void createTokenAt() {
        var events = append("10:15:00", "10:15:40", "10:15:35");
        assertThat(after(engine.createTokenAt(at("10:15:30")))).isEqualTo(events.subList(1, 3));
    }

    @Test
    @Override
    public void createTokenAtExactTime() {
        var events = append("10:15:30", "10:15:40", "10:15:35");
        assertThat(after(engine.createTokenAt(at("10:15:30")))).isEqualTo(events);
    }

    @Test
    @Override
    public void createTokenWithUnorderedEvents() {
        var events = append("10:15:30", "10:15:40", "10:15:50", "10:15:45", "10:15:42");
        assertThat(after(engine.createTokenAt(at("10:15:45")))).isEqualTo(events.subList(2, 5));
    }

    @Test
    @Override
    public void createTokenAtTimeAfterLastEvent() {
        append("10:15:30", "10:15:40", "10:15:35");
        assertThat(after(engine.createTokenAt(at("10:16:00")))).isEmpty();
    }

    @Test
    @Override
    public void createTokenAtTimeBeforeFirstEvent() {
        var events = append("10:15:30", "10:15:40", "10:15:35");
        assertThat(after(engine.createTokenAt(at("10:15:00")))).isEqualTo(events);
    }

    private static Instant at(String time) {
        return Instant.parse("2007-12-03T" + time + "Z");
    }

    /** Appends one event of one aggregate for each time, and gives their identifiers. */
    private List<String> append(String... times) {
        var events = new ArrayList<DomainEventMessage<?>>();
        for (String time : times) {
            events.add(new GenericDomainEventMessage<>(
                    "type",
                    AGGREGATE,
                    events.size(),
                    PAYLOAD,
                    Map.of(),
                    UUID.randomUUID().toString(),
                    at(time)));
        }
        engine.appendEvents(events);
        return events.stream().map(EventMessage::getIdentifier).toList();
    }

    private List<String> after(TrackingToken token) {
        return engine.readEvents(token, false)
                .<String>map(EventMessage::getIdentifier)
                .toList();
    }
}
