package daftar.eventstore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The raw log through the real client. */
@Timeout(60)
class EventStoreDbLogIT {

    private TestStore store;
    private EventLog log;

    @BeforeEach
    void start() {
        store = new TestStore();
        log = store.log;
    }

    @AfterEach
    void stop() {
        store.close();
    }

    @Test
    void an_append_answers_with_the_place_where_the_event_is_then_read() {
        NewEvent event = TestEvents.raw("Noted", "{\"text\":\"گزارش\"}");
        Appended appended = log.append("ticket-1", ExpectedRevision.noStream(), List.of(event));

        RecordedEvent read = log.read("ticket-1", 0, 10).getFirst();
        assertThat(read.stream()).isEqualTo(appended.stream());
        assertThat(read.revision()).isEqualTo(appended.revision()).isZero();
        assertThat(read.position()).isEqualTo(appended.position()).isEqualTo(log.head());
        assertThat(read.eventId()).isEqualTo(event.eventId());
        assertThat(read.metadata()).isEqualTo(event.metadata());
        assertThat(new String(read.data(), StandardCharsets.UTF_8)).isEqualTo("{\"text\":\"گزارش\"}");
    }

    @Test
    void an_append_to_another_revision_than_the_streams_is_a_conflict() {
        log.append("ticket-1", ExpectedRevision.noStream(), List.of(TestEvents.raw("Noted", "{}")));
        assertThatThrownBy(() ->
                        log.append("ticket-1", ExpectedRevision.noStream(), List.of(TestEvents.raw("Noted", "{}"))))
                .isInstanceOf(RevisionConflict.class)
                .hasMessageContaining("ticket-1");
        assertThatThrownBy(() ->
                        log.append("ticket-1", ExpectedRevision.exactly(3), List.of(TestEvents.raw("Noted", "{}"))))
                .isInstanceOf(RevisionConflict.class);
        log.append("ticket-1", ExpectedRevision.exactly(0), List.of(TestEvents.raw("Noted", "{}")));
        log.append("ticket-1", ExpectedRevision.any(), List.of(TestEvents.raw("Noted", "{}")));
        assertThat(TestEvents.revisions(log.read("ticket-1", 0, 10))).containsExactly(0L, 1L, 2L);
    }

    @Test
    void the_same_events_appended_again_at_the_same_revision_are_a_success_and_there_once() {
        List<NewEvent> events = List.of(TestEvents.raw("Noted", "{}"), TestEvents.raw("Noted", "{}"));
        Appended first = log.append("ticket-1", ExpectedRevision.noStream(), events);
        assertThat(log.append("ticket-1", ExpectedRevision.noStream(), events)).isEqualTo(first);
        assertThat(log.read("ticket-1", 0, 10)).hasSize(2);
    }

    @Test
    void a_stream_is_read_from_both_ends_and_in_parts() {
        fill("ticket-1", 10);
        assertThat(TestEvents.revisions(log.read("ticket-1", 3, 4))).containsExactly(3L, 4L, 5L, 6L);
        assertThat(TestEvents.revisions(log.readBackwards("ticket-1", 2))).containsExactly(9L, 8L);
        assertThat(log.read("ticket-1", 10, 5)).isEmpty();
        assertThat(log.read("ticket-none", 0, 5)).isEmpty();
        assertThat(log.readBackwards("ticket-none", 5)).isEmpty();
    }

    @Test
    void the_whole_log_is_read_in_pages_without_snapshots_and_without_the_stores_own() {
        assertThat(log.head()).isEqualTo(-1);
        assertThat(log.readAll(null, 10)).isEqualTo(new LogPage(List.of(), null, true));
        fill("ticket-1", 5);
        log.setMaxCount("snap-ticket-1", 1);
        log.append("snap-ticket-1", ExpectedRevision.any(), List.of(TestEvents.raw("Noted", "{}")));
        fill("ticket-2", 5);

        var read = new ArrayList<RecordedEvent>();
        LogPage page = log.readAll(null, 3);
        read.addAll(page.events());
        while (!page.end()) {
            page = log.readAll(page.lastPosition(), 3);
            read.addAll(page.events());
        }
        assertThat(read)
                .extracting(RecordedEvent::stream)
                .containsOnly("ticket-1", "ticket-2")
                .hasSize(10);
        assertThat(read).extracting(RecordedEvent::position).isSorted().doesNotHaveDuplicates();
        assertThat(log.streamAll(read.get(3).position())
                        .map(RecordedEvent::position)
                        .toList())
                .isEqualTo(read.subList(4, 10).stream()
                        .map(RecordedEvent::position)
                        .toList());
        assertThat(log.readAll(log.head(), 10).events()).isEmpty();
    }

    @Test
    void a_stream_with_a_maximum_keeps_the_newest() {
        log.setMaxCount("keys-1", 1);
        fill("keys-1", 3);
        assertThat(TestEvents.revisions(log.read("keys-1", 0, 10))).containsExactly(2L);
    }

    @Test
    void a_subscription_gives_each_event_once_and_in_order_also_those_that_come_later() throws Exception {
        fill("ticket-1", 3);
        long second = log.read("ticket-1", 1, 1).getFirst().position();
        BlockingQueue<RecordedEvent> all = new LinkedBlockingQueue<>();
        BlockingQueue<RecordedEvent> some = new LinkedBlockingQueue<>();
        try (var first = log.subscribe(null, all::add);
                var other = log.subscribe(second, some::add)) {
            log.append("snap-ticket-1", ExpectedRevision.any(), List.of(TestEvents.raw("Noted", "{}")));
            log.append("ticket-1", ExpectedRevision.any(), List.of(TestEvents.raw("Noted", "{}")));
            for (long revision = 0; revision < 4; revision++) {
                assertThat(all.poll(10, TimeUnit.SECONDS).revision()).isEqualTo(revision);
            }
            assertThat(some.poll(10, TimeUnit.SECONDS).revision()).isEqualTo(2);
            assertThat(some.poll(10, TimeUnit.SECONDS).revision()).isEqualTo(3);
            assertThat(all).isEmpty();
        }
    }

    @Test
    void an_event_that_its_consumer_failed_on_comes_again() throws Exception {
        fill("ticket-1", 3);
        var failures = new AtomicInteger();
        BlockingQueue<Long> taken = new LinkedBlockingQueue<>();
        try (var subscription = log.subscribe(null, event -> {
            if (event.revision() == 1 && failures.getAndIncrement() < 2) {
                throw new IllegalStateException("not now");
            }
            taken.add(event.revision());
        })) {
            for (long revision = 0; revision < 3; revision++) {
                assertThat(taken.poll(10, TimeUnit.SECONDS)).isEqualTo(revision);
            }
            assertThat(failures).hasValue(3);
        }
    }

    @Test
    void a_closed_subscription_gives_nothing_more() throws Exception {
        BlockingQueue<RecordedEvent> taken = new LinkedBlockingQueue<>();
        var subscription = log.subscribe(null, taken::add);
        fill("ticket-1", 1);
        assertThat(taken.poll(10, TimeUnit.SECONDS)).isNotNull();
        subscription.close();
        fill("ticket-1", 2);
        assertThat(taken.poll(300, TimeUnit.MILLISECONDS)).isNull();
    }

    @Test
    void while_the_store_is_away_calls_fail_soon_and_clearly_and_after_it_they_work() throws Exception {
        fill("ticket-1", 1);
        store.stop();
        for (int i = 0; i < 3; i++) {
            assertThatThrownBy(() -> log.read("ticket-1", 0, 1)).isInstanceOf(EventStoreUnavailable.class);
            assertThatThrownBy(() -> fill("ticket-1", 1))
                    .isInstanceOfAny(EventStoreUnavailable.class, AppendOutcomeUnknown.class);
        }
        store.restart();
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(5);
        while (true) {
            try {
                assertThat(log.read("ticket-1", 0, 5)).hasSize(1);
                return;
            } catch (EventStoreUnavailable stillAway) {
                assertThat(System.nanoTime()).as("the store is back").isLessThan(deadline);
            }
        }
    }

    @Test
    void a_refused_address_is_one_clear_sentence_without_the_password() {
        assertThatThrownBy(() -> EventStoreConnection.to("http//nonsense:secret"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("esdb://")
                .hasMessageNotContaining("secret");
    }

    @Test
    void appends_conflicts_and_reads_are_counted() {
        var registry = new SimpleMeterRegistry();
        try (var connection = EventStoreConnection.to(store.address(), registry)) {
            var counted = new EventStoreDbLog(connection);
            counted.append("ticket-1", ExpectedRevision.noStream(), List.of(TestEvents.raw("Noted", "{}")));
            counted.read("ticket-1", 0, 1);
            assertThatThrownBy(() -> counted.append(
                            "ticket-1", ExpectedRevision.noStream(), List.of(TestEvents.raw("Noted", "{}"))))
                    .isInstanceOf(RevisionConflict.class);
        }
        assertThat(registry.get(EventStoreMeters.APPENDS.meterName()).timer().count())
                .isEqualTo(1);
        assertThat(registry.get(EventStoreMeters.READS.meterName()).timer().count())
                .isEqualTo(1);
        assertThat(registry.get(EventStoreMeters.CONFLICTS.meterName())
                        .counter()
                        .count())
                .isEqualTo(1);
        assertThat(registry.getMeters())
                .extracting(meter -> meter.getId().getName())
                .containsExactlyInAnyOrderElementsOf(java.util.Arrays.stream(EventStoreMeters.values())
                        .map(EventStoreMeters::meterName)
                        .toList());
    }

    private void fill(String stream, int count) {
        var events = new ArrayList<NewEvent>();
        for (int i = 0; i < count; i++) {
            events.add(TestEvents.raw("Noted", "{}"));
        }
        log.append(stream, ExpectedRevision.any(), events);
    }

    @Test
    void a_subscription_to_selected_streams_hears_of_them_alone_and_of_how_far_the_store_has_looked() throws Exception {
        BlockingQueue<String> heard = new LinkedBlockingQueue<>();
        BlockingQueue<Long> passed = new LinkedBlockingQueue<>();
        log.append("person-1", ExpectedRevision.noStream(), List.of(TestEvents.raw("Registered", "{}")));
        var listener = new EventLog.Selected() {
            @Override
            public void recorded(RecordedEvent event) {
                heard.add(event.stream());
            }

            @Override
            public void passed(long position) {
                passed.add(position);
            }
        };
        try (var subscription = log.subscribe(null, List.of("person-", "team-"), listener)) {
            assertThat(heard.poll(20, TimeUnit.SECONDS)).isEqualTo("person-1");
            long last = 0;
            for (int i = 0; i < 3 * EventLog.LOOKED_AT_ONCE; i++) {
                last = log.append("ticket-" + i, ExpectedRevision.noStream(), List.of(TestEvents.raw("Noted", "{}")))
                        .position();
            }
            log.append("team-1", ExpectedRevision.noStream(), List.of(TestEvents.raw("Formed", "{}")));
            assertThat(heard.poll(20, TimeUnit.SECONDS)).isEqualTo("team-1");
            assertThat(heard).isEmpty();
            assertThat(List.copyOf(passed)).isSorted();
            assertThat(passed.stream().mapToLong(Long::longValue).max().orElse(-1))
                    .isBetween(last - 2L * EventLog.LOOKED_AT_ONCE, last + 1);
        }
    }
}
