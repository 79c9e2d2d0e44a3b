package daftar.eventstore;

import static org.assertj.core.api.Assertions.assertThat;

import daftar.eventstore.TestEvents.Noted;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.axonframework.common.stream.BlockingStream;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a projector may rely on, whatever event store it follows. */
@Timeout(60)
abstract class EventStoreContract {

    /** An empty store, the same one during a test. */
    abstract EventStore store();

    /** Takes the store away for a moment, where it can go away. */
    abstract void interruptStore();

    @Test
    void events_come_in_the_order_in_which_they_were_recorded() throws Exception {
        store().publish(List.of(TestEvents.noted("a", 0), TestEvents.noted("a", 1)));
        store().publish(List.of(TestEvents.noted("b", 0)));
        store().publish(List.of(TestEvents.noted("a", 2)));
        try (var stream = store().openStream(null)) {
            assertThat(places(read(stream, 4))).containsExactly("a:0", "a:1", "b:0", "a:2");
        }
    }

    @Test
    void an_event_recorded_after_the_stream_was_opened_comes_by_itself() throws Exception {
        try (var stream = store().openStream(null)) {
            assertThat(stream.hasNextAvailable()).isFalse();
            store().publish(List.of(TestEvents.noted("a", 0)));
            assertThat(stream.hasNextAvailable(5, TimeUnit.SECONDS)).isTrue();
            assertThat(places(read(stream, 1))).containsExactly("a:0");
        }
    }

    @Test
    void a_stream_opened_at_a_token_begins_after_it() throws Exception {
        publish("a", 0, 10);
        TrackingToken fourth;
        try (var stream = store().openStream(null)) {
            fourth = read(stream, 4).getLast().trackingToken();
        }
        try (var stream = store().openStream(fourth)) {
            assertThat(places(read(stream, 6))).containsExactly("a:4", "a:5", "a:6", "a:7", "a:8", "a:9");
            assertThat(stream.hasNextAvailable()).isFalse();
        }
    }

    @Test
    void a_stream_opened_at_the_head_gives_only_what_comes_later() throws Exception {
        publish("a", 0, 3);
        try (var stream = store().openStream(store().createHeadToken())) {
            publish("a", 3, 1);
            assertThat(places(read(stream, 1))).containsExactly("a:3");
        }
    }

    @Test
    void looking_at_the_next_event_does_not_take_it() throws Exception {
        publish("a", 0, 2);
        try (var stream = store().openStream(null)) {
            assertThat(stream.hasNextAvailable(5, TimeUnit.SECONDS)).isTrue();
            assertThat(stream.peek().orElseThrow().getIdentifier())
                    .isEqualTo(stream.peek().orElseThrow().getIdentifier());
            assertThat(places(read(stream, 2))).containsExactly("a:0", "a:1");
            assertThat(stream.peek()).isEmpty();
        }
    }

    @Test
    void waiting_for_an_event_that_does_not_come_ends_when_it_should() throws Exception {
        try (var stream = store().openStream(null)) {
            long start = System.nanoTime();
            assertThat(stream.hasNextAvailable(200, TimeUnit.MILLISECONDS)).isFalse();
            assertThat(System.nanoTime() - start).isBetween(190_000_000L, 3_000_000_000L);
        }
    }

    @Test
    void several_streams_each_get_every_event() throws Exception {
        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            var readers = new ArrayList<Future<List<String>>>();
            for (int i = 0; i < 5; i++) {
                readers.add(executor.submit(() -> {
                    try (var stream = store().openStream(null)) {
                        return places(read(stream, 500));
                    }
                }));
            }
            publish("a", 0, 500);
            List<String> first = readers.getFirst().get();
            assertThat(first).hasSize(500).startsWith("a:0", "a:1").endsWith("a:499");
            for (var reader : readers) {
                assertThat(reader.get()).isEqualTo(first);
            }
        }
    }

    @Test
    void a_reader_that_pauses_longer_than_any_buffer_misses_nothing() throws Exception {
        try (var stream = store().openStream(null)) {
            publish("a", 0, 1);
            read(stream, 1);
            publish("a", 1, 6_000);
            var places = places(read(stream, 6_000));
            assertThat(places.getFirst()).isEqualTo("a:1");
            assertThat(places.getLast()).isEqualTo("a:6000");
            assertThat(places).doesNotHaveDuplicates();
        }
    }

    @Test
    void an_interruption_of_the_store_leaves_no_gap_and_no_double() throws Exception {
        try (var stream = store().openStream(null)) {
            publish("a", 0, 20);
            var before = places(read(stream, 10));
            interruptStore();
            publishPatiently("a", 20, 20);
            var after = places(read(stream, 30));
            before.addAll(after);
            assertThat(before)
                    .hasSize(40)
                    .doesNotHaveDuplicates()
                    .startsWith("a:0")
                    .endsWith("a:39");
            assertThat(stream.hasNextAvailable(200, TimeUnit.MILLISECONDS)).isFalse();
        }
    }

    @Test
    void a_hundred_thousand_events_by_several_writers_arrive_without_gap_and_without_double() throws Exception {
        int writers = 4;
        int batches = 250;
        int batch = 100;
        try (var executor = Executors.newVirtualThreadPerTaskExecutor();
                var stream = store().openStream(null)) {
            var writing = new ArrayList<Future<?>>();
            for (int w = 0; w < writers; w++) {
                String name = "writer-" + w + "-" + UUID.randomUUID();
                writing.add(executor.submit((Callable<Void>) () -> {
                    for (int b = 0; b < batches; b++) {
                        publish(name, (long) b * batch, batch);
                    }
                    return null;
                }));
            }
            var next = new HashMap<String, Long>();
            for (int i = 0; i < writers * batches * batch; i++) {
                assertThat(comes(stream)).as("event %d comes", i).isTrue();
                var event = (DomainEventMessage<?>) stream.nextAvailable();
                long expected = next.merge(event.getAggregateIdentifier(), 1L, Long::sum) - 1;
                if (event.getSequenceNumber() != expected) {
                    assertThat(event.getSequenceNumber())
                            .as(event.getAggregateIdentifier())
                            .isEqualTo(expected);
                }
            }
            assertThat(next).hasSize(writers);
            assertThat(stream.hasNextAvailable()).isFalse();
            for (var each : writing) {
                each.get();
            }
        }
    }

    final void publish(String stream, long from, int count) {
        var events = new ArrayList<DomainEventMessage<Noted>>(count);
        for (int i = 0; i < count; i++) {
            events.add(TestEvents.noted(stream, from + i));
        }
        store().publish(events);
    }

    /** Publishes while the store may be away. The events keep their ids, so a second try adds nothing. */
    private void publishPatiently(String stream, long from, int count) throws InterruptedException {
        var events = new ArrayList<DomainEventMessage<Noted>>(count);
        for (int i = 0; i < count; i++) {
            events.add(TestEvents.noted(stream, from + i));
        }
        for (int tries = 0; ; tries++) {
            try {
                store().publish(events);
                return;
            } catch (AppendOutcomeUnknown | EventStoreUnavailable away) {
                if (tries == 50) {
                    throw away;
                }
                Thread.sleep(100);
            }
        }
    }

    static List<TrackedEventMessage<?>> read(BlockingStream<TrackedEventMessage<?>> stream, int count)
            throws InterruptedException {
        var events = new ArrayList<TrackedEventMessage<?>>(count);
        while (events.size() < count) {
            assertThat(comes(stream))
                    .as("event %d of %d comes", events.size(), count)
                    .isTrue();
            events.add(stream.nextAvailable());
        }
        return events;
    }

    /** Axon's store may say that there is nothing before the time is over, so it is asked again. */
    private static boolean comes(BlockingStream<TrackedEventMessage<?>> stream) throws InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (System.nanoTime() < deadline) {
            if (stream.hasNextAvailable(1, TimeUnit.SECONDS)) {
                return true;
            }
        }
        return false;
    }

    static List<String> places(List<TrackedEventMessage<?>> events) {
        var places = new ArrayList<String>(events.size());
        for (var event : events) {
            var domainEvent = (DomainEventMessage<?>) event;
            places.add(domainEvent.getAggregateIdentifier() + ":" + domainEvent.getSequenceNumber());
        }
        return places;
    }
}
