package daftar.eventstore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import daftar.eventstore.TestEvents.Noted;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventsourcing.eventstore.EventStoreException;
import org.axonframework.messaging.Message;
import org.axonframework.messaging.unitofwork.DefaultUnitOfWork;
import org.axonframework.modelling.command.AggregateStreamCreationException;
import org.axonframework.modelling.command.ConcurrencyException;
import org.axonframework.serialization.SimpleSerializedType;
import org.axonframework.serialization.UnknownSerializedType;
import org.axonframework.serialization.upcasting.event.EventUpcasterChain;
import org.axonframework.serialization.upcasting.event.IntermediateEventRepresentation;
import org.axonframework.serialization.upcasting.event.SingleEventUpcaster;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

/** What the engine does beyond Axon's suite. */
class EventStoreDbStorageEngineIT {

    private TestStore store;
    private EventStoreDbStorageEngine engine;
    private EventStoreDbEventStore eventStore;

    @BeforeEach
    void start() {
        store = new TestStore();
        engine = store.engine();
        eventStore = EventStoreDbEventStore.builder().engine(engine).build();
    }

    @AfterEach
    void stop() {
        eventStore.shutDown();
        store.close();
    }

    @Test
    void an_event_is_stored_under_its_stable_name_with_flat_metadata_of_strings() {
        var event = TestEvents.noted("ticket-1", 0)
                .withMetaData(Map.of("actor", "p-1", "minutes", 12, "occurredAt", "2026-01-02T03:04:05Z"));
        engine.appendEvents(event);

        RecordedEvent stored = store.log.read("ticket-1", 0, 10).getFirst();
        assertThat(stored.type()).isEqualTo("Noted");
        assertThat(stored.eventId()).hasToString(event.getIdentifier());
        assertThat(stored.metadata())
                .isEqualTo(Map.of(
                        "actor", "p-1",
                        "minutes", "12",
                        "occurredAt", "2026-01-02T03:04:05Z",
                        "revision", "2",
                        "aggregateType", "note"));
        assertThat(new String(stored.data(), StandardCharsets.UTF_8)).isEqualTo("{\"text\":\"note 0\",\"weight\":0}");
    }

    @Test
    void reading_gives_business_time_place_and_time_of_recording() {
        Instant before = Instant.now().minusSeconds(60);
        engine.appendEvents(TestEvents.noted("ticket-1", 0).withMetaData(Map.of("occurredAt", "2020-01-02T03:04:05Z")));

        DomainEventMessage<?> read = engine.readEvents("ticket-1").next();
        RecordedEvent stored = store.log.read("ticket-1", 0, 1).getFirst();
        assertThat(read.getPayload()).isEqualTo(new Noted("note 0", 0));
        assertThat(read.getType()).isEqualTo("note");
        assertThat(read.getTimestamp()).isEqualTo("2020-01-02T03:04:05Z");
        assertThat(read.getMetaData().get("position")).isEqualTo(stored.position());
        assertThat((Instant) read.getMetaData().get("recordedAt")).isAfter(before);
        assertThat(read.getMetaData()).containsOnlyKeys("occurredAt", "position", "recordedAt");
    }

    @Test
    void what_reading_added_is_not_stored_when_the_event_is_appended_elsewhere() {
        engine.appendEvents(TestEvents.noted("ticket-1", 0));
        var read = engine.readEvents("ticket-1").next();
        engine.appendEvents(new GenericDomainEventMessage<>(
                "note",
                "ticket-2",
                0,
                read.getPayload(),
                read.getMetaData(),
                UUID.randomUUID().toString(),
                Instant.now()));
        assertThat(store.log.read("ticket-2", 0, 1).getFirst().metadata()).doesNotContainKeys("position", "recordedAt");
    }

    @Test
    void a_unit_of_work_appends_once_and_gives_the_stores_answer() {
        var unitOfWork = DefaultUnitOfWork.<Message<?>>startAndGet(null);
        var answered = new AtomicBoolean();
        // a subscribed handler publishes when the others are already on their way
        eventStore.subscribe(events -> {
            if (answered.compareAndSet(false, true)) {
                eventStore.publish(List.of(TestEvents.noted("ticket-1", 3)));
            }
        });
        eventStore.publish(List.of(TestEvents.noted("ticket-1", 0)));
        eventStore.publish(List.of(TestEvents.noted("ticket-1", 1), TestEvents.noted("ticket-1", 2)));
        assertThat(store.log.read("ticket-1", 0, 10)).isEmpty();
        unitOfWork.commit();

        List<RecordedEvent> stored = store.log.read("ticket-1", 0, 10);
        assertThat(TestEvents.revisions(stored)).containsExactly(0L, 1L, 2L, 3L);
        assertThat(AppendReceipts.of(unitOfWork))
                .isEqualTo(new Appended("ticket-1", 3, stored.getLast().position()));
    }

    @Test
    void a_rolled_back_unit_of_work_appends_nothing() {
        var unitOfWork = DefaultUnitOfWork.<Message<?>>startAndGet(null);
        eventStore.publish(List.of(TestEvents.noted("ticket-1", 0)));
        unitOfWork.rollback();
        assertThat(store.log.read("ticket-1", 0, 10)).isEmpty();
        assertThat(AppendReceipts.of(unitOfWork)).isNull();
    }

    @Test
    void the_sender_on_the_same_thread_receives_the_stores_answer() throws Exception {
        var received = AppendReceipts.receive(() -> {
            var unitOfWork = DefaultUnitOfWork.<Message<?>>startAndGet(null);
            eventStore.publish(List.of(TestEvents.noted("ticket-1", 0)));
            unitOfWork.commit();
            return "done";
        });
        assertThat(received.value()).isEqualTo("done");
        assertThat(received.appended()).isEqualTo(new Appended("ticket-1", 0, store.log.head()));
        assertThat(AppendReceipts.receive(() -> 1).appended()).isNull();
    }

    @Test
    void a_lost_race_is_reported_as_axon_has_it_and_leaves_the_stream_alone() {
        engine.appendEvents(TestEvents.noted("ticket-1", 0));
        assertThatThrownBy(() -> engine.appendEvents(TestEvents.noted("ticket-1", 0)))
                .isInstanceOf(AggregateStreamCreationException.class);
        engine.appendEvents(TestEvents.noted("ticket-1", 1));
        assertThatThrownBy(() -> engine.appendEvents(TestEvents.noted("ticket-1", 1), TestEvents.noted("ticket-1", 2)))
                .isInstanceOf(ConcurrencyException.class)
                .hasMessageContaining("ticket-1");
        assertThatThrownBy(() -> engine.appendEvents(TestEvents.noted("ticket-1", 7)))
                .isInstanceOf(ConcurrencyException.class);
        assertThat(TestEvents.revisions(store.log.read("ticket-1", 0, 10))).containsExactly(0L, 1L);
    }

    @Test
    void a_conflict_at_commit_reaches_the_sender_of_the_command() {
        engine.appendEvents(TestEvents.noted("ticket-1", 0));
        var unitOfWork = DefaultUnitOfWork.<Message<?>>startAndGet(null);
        eventStore.publish(List.of(TestEvents.noted("ticket-1", 0)));
        assertThatThrownBy(unitOfWork::commit).isInstanceOf(AggregateStreamCreationException.class);
        assertThat(unitOfWork.isRolledBack()).isTrue();
    }

    @Test
    void a_gap_in_one_batch_is_refused_before_it_reaches_the_store() {
        assertThatThrownBy(() -> engine.appendEvents(TestEvents.noted("ticket-1", 0), TestEvents.noted("ticket-1", 2)))
                .isInstanceOf(ConcurrencyException.class);
        assertThat(store.log.head()).isEqualTo(-1);
    }

    @Test
    void events_of_several_streams_are_appended_in_one_transaction_or_not_at_all() {
        engine.appendEvents(TestEvents.noted("ticket-1", 0), TestEvents.noted("ticket-2", 0));
        assertThat(TestEvents.revisions(store.log.read("ticket-2", 0, 10))).containsExactly(0L);
        assertThatThrownBy(() -> engine.appendEvents(TestEvents.noted("ticket-1", 1), TestEvents.noted("ticket-2", 0)))
                .isInstanceOfAny(ConcurrencyException.class, AggregateStreamCreationException.class);
        assertThat(TestEvents.revisions(store.log.read("ticket-1", 0, 10))).containsExactly(0L);
    }

    @Test
    void an_identifier_that_is_no_uuid_is_refused() {
        var event = new GenericDomainEventMessage<>(
                "note", "ticket-1", 0, new Noted("n", 1), Map.of(), "event-1", Instant.now());
        assertThatThrownBy(() -> engine.appendEvents(event))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("event-1");
    }

    @Test
    void a_class_without_a_stable_name_is_not_stored() {
        var event = new GenericDomainEventMessage<>("note", "ticket-1", 0, Instant.now());
        assertThatThrownBy(() -> engine.appendEvents(event)).hasMessageContaining("stable name");
    }

    @Test
    void a_foreign_event_is_passed_on_as_unknown_and_stops_nobody() throws Exception {
        store.log.append("outbox-1", ExpectedRevision.noStream(), List.of(TestEvents.raw("MailSent", "{\"to\":1}")));
        engine.appendEvents(TestEvents.noted("ticket-1", 0));
        try (var stream = eventStore.openStream(null)) {
            var foreign = (DomainEventMessage<?>) stream.nextAvailable();
            assertThat(foreign.getPayloadType()).isEqualTo(UnknownSerializedType.class);
            assertThat(foreign.getAggregateIdentifier()).isEqualTo("outbox-1");
            assertThat(stream.nextAvailable().getPayload()).isEqualTo(new Noted("note 0", 0));
        }
    }

    @Test
    void an_old_revision_is_read_through_its_upcaster_from_the_stream_and_live() throws Exception {
        var old = new NewEvent(
                UUID.randomUUID(),
                "Noted",
                Map.of("revision", "1", "aggregateType", "note"),
                "{\"text\":\"old\"}".getBytes(StandardCharsets.UTF_8));
        store.log.append("ticket-1", ExpectedRevision.noStream(), List.of(old));
        var upcasting = store.engine(builder -> builder.upcasterChain(new EventUpcasterChain(new AddWeight())));
        assertThat(upcasting.readEvents("ticket-1").next().getPayload()).isEqualTo(new Noted("old", 7));

        var live = EventStoreDbEventStore.builder().engine(upcasting).build();
        try (var stream = live.openStream(null)) {
            assertThat(stream.nextAvailable().getPayload()).isEqualTo(new Noted("old", 7));
        }
    }

    @Test
    void snapshots_are_not_asked_for_where_none_are_configured() {
        engine.storeSnapshot(TestEvents.noted("ticket-1", 4));
        assertThat(engine.readSnapshot("ticket-1")).isPresent();
        assertThat(store.engine(builder -> builder.snapshots(false)).readSnapshot("ticket-1"))
                .isEmpty();
    }

    @Test
    void snapshots_are_no_part_of_the_tracked_log_and_only_the_newest_is_kept() {
        engine.storeSnapshot(TestEvents.noted("ticket-1", 4));
        engine.storeSnapshot(TestEvents.noted("ticket-1", 9));
        engine.storeSnapshot(TestEvents.noted("ticket-1", 6));
        assertThat(store.log.read("snap-ticket-1", 0, 10)).hasSize(1);
        assertThat(engine.readSnapshot("ticket-1").orElseThrow().getSequenceNumber())
                .isEqualTo(9);
        assertThat(engine.readEvents(null, false)).isEmpty();
        assertThat(store.log.readAll(null, 100).events()).isEmpty();
    }

    @Test
    void a_token_at_an_instant_is_found_by_business_time_again_and_again() {
        for (int i = 0; i < 2_500; i++) {
            // every tenth event was entered a year late
            Instant occurredAt =
                    Instant.parse("2026-01-01T00:00:00Z").plusSeconds(i).minusSeconds(i % 10 == 9 ? 31_536_000 : 0);
            store.log.append(
                    "ticket-" + i % 7,
                    ExpectedRevision.any(),
                    List.of(new NewEvent(
                            UUID.randomUUID(),
                            "Noted",
                            Map.of("occurredAt", occurredAt.toString(), "n", Integer.toString(i)),
                            "{}".getBytes(StandardCharsets.UTF_8))));
        }
        for (int at : new int[] {1_999, 0, 2_400, 1_000, 1_001, 3}) {
            var token =
                    engine.createTokenAt(Instant.parse("2026-01-01T00:00:00Z").plusSeconds(at));
            int first = at % 10 == 9 ? at + 1 : at;
            assertThat(engine.readEvents(token, false)
                            .findFirst()
                            .orElseThrow()
                            .getMetaData()
                            .get("n"))
                    .as("second %d", at)
                    .isEqualTo(Integer.toString(first));
        }
        assertThat(engine.readEvents(engine.createTokenAt(Instant.parse("2030-01-01T00:00:00Z")), false))
                .isEmpty();
    }

    @Test
    void a_long_stream_is_read_whole() {
        for (int batch = 0; batch < 3; batch++) {
            var events = new java.util.ArrayList<NewEvent>();
            for (int i = 0; i < 512; i++) {
                events.add(TestEvents.raw("Noted", "{\"text\":\"t\",\"weight\":1}"));
            }
            store.log.append("ticket-1", ExpectedRevision.any(), events);
        }
        assertThat(engine.readEvents("ticket-1").asStream()).hasSize(1_536);
        assertThat(engine.readEvents("ticket-1", 1_000).asStream()).hasSize(536);
        assertThat(engine.lastSequenceNumberFor("ticket-1")).contains(1_535L);
        assertThat(engine.lastSequenceNumberFor("ticket-2")).isEmpty();
    }

    @Test
    void without_a_resolver_a_conflict_stays_an_exception_of_the_store() {
        var plain = store.engine(builder -> builder.persistenceExceptionResolver(e -> false));
        plain.appendEvents(TestEvents.noted("ticket-1", 0));
        assertThatThrownBy(() -> plain.appendEvents(TestEvents.noted("ticket-1", 0)))
                .isExactlyInstanceOf(EventStoreException.class);
    }

    /** Revision 1 → 2: notes got a weight. */
    private static final class AddWeight extends SingleEventUpcaster {

        private static final SimpleSerializedType OLD = new SimpleSerializedType("Noted", "1");

        @Override
        protected boolean canUpcast(IntermediateEventRepresentation event) {
            return event.getType().equals(OLD);
        }

        @Override
        protected IntermediateEventRepresentation doUpcast(IntermediateEventRepresentation event) {
            return event.upcastPayload(
                    new SimpleSerializedType("Noted", "2"), ObjectNode.class, node -> node.put("weight", 7));
        }
    }
}
