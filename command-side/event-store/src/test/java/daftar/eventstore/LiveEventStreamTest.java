package daftar.eventstore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.axonframework.eventhandling.GenericEventMessage;
import org.axonframework.eventhandling.GenericTrackedEventMessage;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The buffer between a subscription and its reader. */
@Timeout(20)
class LiveEventStreamTest {

    private static final int CAPACITY = 4;

    private final AtomicInteger handedOver = new AtomicInteger();
    private final CountDownLatch closedSubscription = new CountDownLatch(1);
    private final AtomicInteger closed = new AtomicInteger();
    private final LiveEventStream stream =
            new LiveEventStream(LiveEventStreamTest::message, CAPACITY, each -> closed.incrementAndGet());
    private Thread subscription;

    private static Stream<TrackedEventMessage<?>> message(RecordedEvent event) {
        return Stream.of(new GenericTrackedEventMessage<>(
                new GlobalSequenceTrackingToken(event.position()), new GenericEventMessage<>("event")));
    }

    /** Hands over as many events as it can, on a thread of its own, as a subscription does. */
    private void flood(int events) {
        flood(stream, events);
    }

    private void flood(LiveEventStream target, int events) {
        target.follow(consumer -> {
            subscription = Thread.ofVirtual().start(() -> {
                for (int i = 0; i < events; i++) {
                    consumer.accept(new RecordedEvent(
                            "s", i, i, UUID.randomUUID(), Instant.EPOCH, "Noted", Map.of(), new byte[0]));
                    handedOver.incrementAndGet();
                }
            });
            return closedSubscription::countDown;
        });
    }

    @Test
    void a_reader_that_does_not_read_holds_the_subscription_back() throws Exception {
        flood(1_000);
        assertThat(stream.hasNextAvailable(5, TimeUnit.SECONDS)).isTrue();
        while (subscription.isAlive() && subscription.getState() != Thread.State.WAITING) {
            Thread.onSpinWait();
        }
        assertThat(handedOver.get()).isLessThanOrEqualTo(CAPACITY + 1);
        for (long i = 0; i < 1_000; i++) {
            assertThat(stream.nextAvailable().trackingToken()).isEqualTo(new GlobalSequenceTrackingToken(i));
        }
        subscription.join();
    }

    @Test
    void closing_frees_a_subscription_that_is_held_back_and_ends_it() throws Exception {
        flood(1_000);
        assertThat(stream.hasNextAvailable(5, TimeUnit.SECONDS)).isTrue();
        stream.close();
        subscription.join();
        assertThat(closedSubscription.await(1, TimeUnit.SECONDS)).isTrue();
        assertThat(closed).hasValue(1);
    }

    @Test
    void a_reader_that_waits_is_released_by_closing() throws Exception {
        var ended = new CountDownLatch(1);
        Thread.ofVirtual().start(() -> {
            assertThatThrownBy(stream::nextAvailable).isInstanceOf(IllegalStateException.class);
            ended.countDown();
        });
        Thread.sleep(50);
        stream.close();
        assertThat(ended.await(5, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void who_asked_to_be_called_is_called_for_an_event_that_finds_the_stream_empty() throws Exception {
        var calls = new CountDownLatch(1);
        assertThat(stream.setOnAvailableCallback(calls::countDown)).isTrue();
        flood(2);
        assertThat(calls.await(5, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void an_event_that_an_upcaster_drops_is_passed_by() throws Exception {
        var even = new LiveEventStream(
                event -> event.position() % 2 == 0 ? message(event) : Stream.empty(), CAPACITY, each -> {});
        flood(even, 10);
        for (long i = 0; i < 10; i += 2) {
            assertThat(even.nextAvailable().trackingToken()).isEqualTo(new GlobalSequenceTrackingToken(i));
        }
        assertThat(even.hasNextAvailable(50, TimeUnit.MILLISECONDS)).isFalse();
    }
}
