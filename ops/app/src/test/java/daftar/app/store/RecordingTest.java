package daftar.app.store;

import static org.assertj.core.api.Assertions.assertThat;

import daftar.eventstore.EventStoreConnection;
import daftar.eventstore.EventStoreDbLog;
import daftar.eventstore.EventStoreDbStorageEngine;
import daftar.eventstore.RecordedEvent;
import daftar.messages.Meta;
import daftar.messages.Recorded;
import daftar.messages.ticket.TicketEvent.MajorIncidentDeclared;
import daftar.messages.ticket.TicketEvent.ObserverAdded;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.axonframework.serialization.SimpleSerializedType;
import org.axonframework.serialization.upcasting.event.EventUpcasterChain;
import org.axonframework.serialization.upcasting.event.IntermediateEventRepresentation;
import org.axonframework.serialization.upcasting.event.SingleEventUpcaster;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

/** Raw events become what the folds see by the engine's own reading. Nothing is asked of a store here. */
class RecordingTest {

    private static final UUID EVENT = UUID.fromString("0190b6f2-0000-7000-8000-000000000001");
    private static final Instant AT = Instant.parse("2026-11-22T10:00:00Z");

    private final EventStoreConnection unused =
            EventStoreConnection.to("esdb://127.0.0.1:1?tls=false", new SimpleMeterRegistry());
    private final Recording recording = new Recording(EventStoreDbStorageEngine.builder()
            .eventLog(new EventStoreDbLog(unused))
            .eventSerializer(new StoreConfiguration().eventSerializer())
            .upcasterChain(new EventUpcasterChain(new WhoBecamePerson()))
            .build());

    @AfterEach
    void close() {
        unused.close();
    }

    @Test
    void an_event_of_an_old_revision_passes_its_upcaster() {
        assertThat(recording.of(raw("ObserverAdded", "0", "{\"who\":\"person-1\"}")))
                .map(Recorded::event)
                .contains(new ObserverAdded("person-1"));
        assertThat(recording.of(raw("ObserverAdded", "1", "{\"person\":\"person-2\"}")))
                .map(Recorded::event)
                .contains(new ObserverAdded("person-2"));
    }

    @Test
    void its_place_and_its_times_and_who_did_it_are_the_stores() {
        assertThat(recording.of(raw("ObserverAdded", "0", "{\"who\":\"person-1\"}")))
                .contains(new Recorded(
                        "ticket-1",
                        3,
                        700,
                        EVENT,
                        AT,
                        Map.of(Meta.ACTOR, "person-9", Meta.OCCURRED_AT, "2016-02-29T01:16:00Z"),
                        new ObserverAdded("person-1")));
    }

    @Test
    void what_is_not_ours_is_passed_by() {
        assertThat(recording.of(raw("NumbersReserved", "1", "{\"to\":100}"))).isEmpty();
    }

    private static RecordedEvent raw(String type, String revision, String json) {
        return new RecordedEvent(
                "ticket-1",
                3,
                700,
                EVENT,
                AT,
                type,
                Map.of(
                        Meta.REVISION,
                        revision,
                        "aggregateType",
                        "Ticket",
                        Meta.ACTOR,
                        "person-9",
                        Meta.OCCURRED_AT,
                        "2016-02-29T01:16:00Z"),
                json.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void a_major_incident_of_revision_1_comes_with_a_duration_to_whoever_reads_it() {
        EventStoreDbStorageEngine engine = new StoreConfiguration()
                .eventStorageEngine(new EventStoreDbLog(unused), new StoreConfiguration().eventSerializer());
        String old = "{\"reason\":{\"key\":\"k\",\"sealed\":\"c2VhbGVk\"},\"title\":{},\"updateEveryMinutes\":45,"
                + "\"nextUpdateDueAt\":\"2016-02-29T02:01:00Z\",\"departments\":[],\"services\":[]}";
        String present = old.replace("\"updateEveryMinutes\":45", "\"updateEvery\":\"PT45M\"");

        Recorded read =
                new Recording(engine).of(raw("MajorIncidentDeclared", "1", old)).orElseThrow();

        assertThat(((MajorIncidentDeclared) read.event()).updateEvery()).isEqualTo(Duration.ofMinutes(45));
        assertThat(new Recording(engine).of(raw("MajorIncidentDeclared", "2", present)))
                .contains(read);
    }

    /** Made up: revision 0 called the person {@code who}. */
    private static final class WhoBecamePerson extends SingleEventUpcaster {

        private static final SimpleSerializedType OLD = new SimpleSerializedType("ObserverAdded", "0");

        @Override
        protected boolean canUpcast(IntermediateEventRepresentation event) {
            return event.getType().equals(OLD);
        }

        @Override
        protected IntermediateEventRepresentation doUpcast(IntermediateEventRepresentation event) {
            return event.upcastPayload(new SimpleSerializedType("ObserverAdded", "1"), ObjectNode.class, node -> {
                node.set("person", node.remove("who"));
                return node;
            });
        }
    }
}
